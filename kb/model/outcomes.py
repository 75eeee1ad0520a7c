"""What kb derives, as frozen values: measurements, verdicts, conflicts, standing."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kb.model import Scalar


class Label(StrEnum):
    """How an element of the debate stands; its text is the same in JSON and in tests."""

    IN = "IN"
    OUT = "OUT"
    UNDEC = "UNDEC"
    NOT_IN_DEBATE = "not in debate"
    UNKNOWN = "unknown"  # the budget was spent before it was found


DEMONSTRATION_WORDS = ("holds", "fragile", "refuted", "unclear", "faulty", "unmeasured")
SELDOM = 0.05  # the chance of another outcome up to which a verdict stands
Series = Mapping[str, list[float]]


@dataclass(frozen=True)
class Call:
    """The unit of memory: one call ``measure(seed, **settings)`` of one script.

    Or of ``prepare``, which makes what calls of ``measure`` are given; those name it.
    """

    script: str
    settings: tuple[tuple[str, Scalar], ...]
    seed: int
    budget: float = field(default=60.0, compare=False)
    function: str = "measure"  # or "prepare"
    prepared: "Call | None" = None  # the call of ``prepare`` that comes before


@dataclass(frozen=True)
class Measurement:
    """What a call measured, or why it could not."""

    values: Mapping[str, float] = field(default_factory=dict)
    curves: Mapping[str, Series] = field(default_factory=dict)
    grids: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    fault: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class Verdict:
    """One expectation, judged: true or false on each seed (once, if it speaks of aggregates)."""

    name: str
    text: str
    holds: tuple[bool, ...] = ()
    fault: str = ""
    margin: float | None = None  # distance to the bound over its uncertainty; inf: no spread
    chance: float | None = None  # that a fresh set of as many seeds comes out on the other side
    measured: tuple[tuple[str, tuple[float, ...]], ...] = ()  # operand text -> value(s)
    difference: str = ""  # in words, for a false expectation
    identity: bool = False
    check: bool = False  # it asks whether the measurement is sound

    @property
    def word(self) -> str:
        """holds, fragile, unclear (it cannot be told), refuted, or faulty.

        A pass holds and a miss refutes if a fresh set of seeds would seldom say otherwise.
        """
        if self.fault:
            return "faulty"
        tips = self.chance is not None and self.chance > SELDOM
        if all(self.holds):
            return "fragile" if tips else "holds"
        return "unclear" if any(self.holds) or tips else "refuted"


@dataclass(frozen=True)
class ControlVerdict:
    """Whether a control broke the expectation it says it breaks, and if not, why."""

    run: str
    expectation: str
    broke: bool
    verdict: Verdict
    why: str = ""


@dataclass(frozen=True)
class Judgement:
    """Everything known of one demonstration."""

    address: str
    word: str  # holds | refuted | unclear | fragile | faulty | unmeasured
    verdicts: tuple[Verdict, ...] = ()
    controls: tuple[ControlVerdict, ...] = ()
    measured: Mapping[str, tuple[Measurement, ...]] = field(default_factory=dict)
    faults: tuple[tuple[str, int, str], ...] = ()  # run, seed, what went wrong

    @property
    def in_force(self) -> bool:
        """Ran without fault, and its controls broke what they must."""
        return self.word in {"holds", "refuted", "unclear", "fragile"}


@dataclass(frozen=True)
class Conflict:
    """Held claims and links that cannot stand together; drop any and the clash is gone."""

    position: str
    claims: tuple[str, ...]
    links: tuple[str, ...]
    ends: tuple[str, str]  # the two claims that clash (equal: derived and denied)
    exact: str = "smallest"  # or "minimal"
    acknowledged: str = ""  # why the tension is accepted
    error: bool = False  # one person holds both: an error until acknowledged
    follows: int = 0  # further clashes that the same held claims lead to
    unexplained: int = 0  # on the last of a position: clashes beyond those explained
    causes: int = 0  # in how many ways the position is led to it; 0 if that was not counted

    @property
    def denied(self) -> str:
        """The claim that is held and denied, if the clash is with a denial."""
        one, other = self.ends
        return one if one == other else ""


@dataclass(frozen=True)
class Crux:
    """Two claims that expect of one measurement what cannot both be; the run decides.

    The loser's false prediction also serves as its control: it shows that the measurement
    could have come out otherwise, so a prediction needs no run that breaks it.
    """

    first: str  # claims
    second: str
    demonstration: str  # claim/demonstration
    verdict: str  # incompatible | declared | undecided
    outcome: str = "open"  # first | second | neither | open
    decided_by: str = ""  # what was measured, or why the crux is open
    clash: tuple[str, ...] = ()  # the expectations of which not all can hold
    contested_by: tuple[str, ...] = ()  # claims that cut the measurement, and are not defeated

    @property
    def decided(self) -> bool:
        """Whether the measurement speaks for one of the two, and nothing speaks against that."""
        return self.outcome in ("first", "second") and not self.contested_by

    @property
    def winner(self) -> str:
        """The claim that expected what was measured, if the crux is decided."""
        return {"first": self.first, "second": self.second}[self.outcome] if self.decided else ""

    @property
    def loser(self) -> str:
        """The claim whose expectation failed, if the crux is decided."""
        return {"first": self.second, "second": self.first}[self.outcome] if self.decided else ""


@dataclass(frozen=True)
class Attack:
    """A set of elements that together defeat the target, and the rules it came through."""

    attackers: frozenset[str]
    target: str
    through: tuple[str, ...] = ()


@dataclass(frozen=True)
class Standing:
    """Grounded labels of everything in debate, and what they come from.

    Attacks are kept as written, with the rules that transpose them.  All that transposition
    makes of them is found for one target at a time, when somebody asks for ``attacks_on`` it.
    """

    labels: Mapping[str, Label] = field(default_factory=dict)
    written: tuple[Attack, ...] = ()
    rules: tuple[tuple[tuple[str, ...], str, str], ...] = ()  # premises, head, link
    attacks_on: Mapping[str, tuple[Attack, ...]] = field(default_factory=dict)
    cut: Container[str] = ()  # targets of which the budget did not let all attacks be listed

    @property
    def attacks(self) -> tuple[Attack, ...]:
        """All attacks, listed: for small debates."""
        return tuple(
            attack for target in sorted(self.labels) for attack in self.attacks_on.get(target, ())
        )

    def label(self, element: str) -> Label:
        """The element's label, also of one that is not in debate."""
        return self.labels.get(element, Label.NOT_IN_DEBATE)
