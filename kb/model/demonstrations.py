"""Demonstrations as authors write them: a script, the runs of it, what must hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Scalar = float | int | bool | str


@dataclass(frozen=True)
class Run:
    """Settings for ``measure``; a run with ``breaks`` is a control."""

    name: str
    settings: Mapping[str, str] = field(default_factory=dict)
    breaks: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ("main",)
    because: str = ""
    label: str = ""

    @property
    def is_control(self) -> bool:
        """A control exists to break expectations."""
        return bool(self.breaks)


@dataclass(frozen=True)
class Expectation:
    """A condition on measures: a test of the claim, or a check that the measurement is sound."""

    name: str
    text: str
    identity: bool = False  # holds by algebra, and says so
    because: str = ""
    check: bool = False
    title: str = ""  # the question that it answers, where its prediction asks several


@dataclass(frozen=True)
class Axis:
    """One axis of a figure."""

    label: str = ""
    unit: str = ""
    scale: str = "linear"


@dataclass(frozen=True)
class Figure:
    """What to draw of what was measured."""

    kind: str
    x: Axis = Axis()
    y: Axis = Axis()
    show: tuple[str, ...] = ("main",)
    curves: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    grid: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    interactive: str = ""  # one of INTERACTIVE: opened by a click beside the drawn figure


@dataclass(frozen=True)
class Interactive:
    """A figure that answers: what a reader can do with it, and whether it needs the numbers."""

    invites: str
    measured: bool


# The closed list of them; ``_data/assets/figure-NAME.js`` draws each.
INTERACTIVE: Mapping[str, Interactive] = {
    "correlation-bounds": Interactive(
        "Turn the surface, set two correlations and read the bounds of the third", measured=False
    ),
    "exchange": Interactive(
        "Set machines, gradients and ports, and read how long an exchange takes by each scheme",
        measured=False,
    ),
    "log-odds": Interactive(
        "Set the penalty and how it grows, and read which of two exact solutions is ahead",
        measured=False,
    ),
    "roofline": Interactive(
        "Set tokens, peaks and bandwidths, and read what binds one big device and ten small ones",
        measured=False,
    ),
    "volume-scaling": Interactive(
        "Choose a loss and a tolerance, and read the volume and its exponent", measured=True
    ),
}


@dataclass(frozen=True)
class Unchanged:
    """A change of the script after the first run, and which measures it left as they were."""

    on: str
    because: str
    measures: tuple[str, ...] = ()  # all, if none is named


@dataclass(frozen=True)
class Demonstration:
    """A script, the runs to make of it, and what the measures must satisfy."""

    claim: str
    name: str
    script: str
    shows: str
    does_not_show: str
    bears: str
    runs: Mapping[str, Run]
    expect: Mapping[str, Expectation]
    title: str = ""  # the question that it answers
    seeds: int = 5
    budget: float = 60.0
    figure: Figure | None = None
    measures: Mapping[str, str] = field(default_factory=dict)  # what each is, in words
    units: Mapping[str, str] = field(default_factory=dict)  # of those measures that have one
    ranges: Mapping[str, tuple[float, ...]] = field(default_factory=dict)  # least and most
    outcome: str = ""
    because: str = ""
    by: str = ""  # the position that made its tests; "" if that is not said
    flaw: str = ""  # a fault of its design; it decides no crux
    first_run: str = ""  # the day on which its run was published
    first_run_in: str = ""  # the commit that did so, if not the one that added the line
    unchanged: tuple["Unchanged", ...] = ()
    prepare: str = ""  # the helper whose ``prepare`` makes what the runs measure

    @property
    def address(self) -> str:
        """How links and predictions name this demonstration."""
        return f"{self.claim}/{self.name}"

    @property
    def called(self) -> str:
        """Its title, or for want of one its name as words."""
        return self.title or self.name.replace("_", " ")


@dataclass(frozen=True)
class Prediction:
    """What a claim expects of another claim's measurement, registered before the run."""

    name: str
    of: str
    expect: Mapping[str, Expectation]
    because: str = ""
    by: str = ""  # the position that made it; "" if that is not said
    title: str = ""  # the question that it stands or falls with


@dataclass(frozen=True)
class Setting:
    """A parameter of ``measure``: its name, its default, and what it may be if that is listed."""

    name: str
    default: Scalar
    choices: tuple[Scalar, ...] = ()  # as Literal[...] has them; empty: anything of its type

    @property
    def is_free_text(self) -> bool:
        """Whether a misspelt word would be taken for a value."""
        return isinstance(self.default, str) and not self.choices


@dataclass(frozen=True)
class Chance:
    """Where a script draws random numbers, and where no seed can decide what comes out."""

    draws: tuple[int, ...] = ()  # lines
    undecided: tuple[tuple[int, str], ...] = ()  # line, and what is called there
    common: tuple[tuple[int, str], ...] = ()  # the same of the generator that all share
    seeds_common: bool = False  # somewhere that generator is given a seed


@dataclass(frozen=True)
class Preparation:
    """The function ``prepare`` of a helper: its settings, or why it cannot be called."""

    settings: tuple[Setting, ...] = ()
    problem: str = ""
    line: int = 1


@dataclass(frozen=True)
class Script:
    """What can be known of a script without running it."""

    path: str
    text: str
    settings: tuple[Setting, ...] = ()
    imports: tuple[str, ...] = ()
    problem: str = ""
    line: int = 1
    chance: Chance = Chance()
    takes_prepared: bool = False  # ``measure(seed, prepared, ...)``
    prepare: Preparation | None = None
    ignored: tuple[str, ...] = ()  # settings that ``measure`` does not read
