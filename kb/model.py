"""What authors write, as frozen values: claims, links, demonstrations, passages.

Claims carry no positions in files.  A finding names a file and a path of fields,
and line and column are looked up afterwards, so a re-wrapped claim equals itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

Scalar = float | int | bool | str
FieldPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Place:
    """A file and the path of fields inside it (``at``: line and column, if text broke)."""

    file: str
    path: FieldPath = ()
    at: tuple[int, int] | None = None


@dataclass(frozen=True)
class Finding:
    """Something to tell about the base: a defect to mend, or a result that surprises."""

    place: Place
    message: str
    hint: str = ""
    others: tuple[tuple[Place, str], ...] = ()
    check: str = "read"
    severity: str = "error"  # error | warning | note


@dataclass(frozen=True)
class Source:
    """Where a claim is taken from: a passage of a discussion, or a published work."""

    passage: str = ""
    cite: str = ""
    locator: str = ""
    note: str = ""


@dataclass(frozen=True)
class Holding:
    """Who takes which stance on the claim, how firmly, and where it shows."""

    position: str
    stance: str
    confidence: str = ""
    passage: str = ""
    inferred: bool = False
    note: str = ""


@dataclass(frozen=True)
class Link:
    """A typed link; its address is source/verb/target, or .../name for a second one."""

    source: str
    verb: str
    target: str
    because: str
    co_premises: tuple[str, ...] = ()
    name: str = ""
    differs: str = ""
    tension: tuple[str, ...] = ()
    index: int = field(default=0, compare=False)

    @property
    def address(self) -> str:
        """How other links name this one."""
        return "/".join(part for part in (self.source, self.verb, self.target, self.name) if part)


@dataclass(frozen=True)
class Tension:
    """An acknowledged conflict between this claim and another in one person's position."""

    position: str
    other: str
    because: str


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
    """A condition on measures; an identity holds by algebra and says so."""

    name: str
    text: str
    identity: bool = False
    because: str = ""


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
    seeds: int = 5
    budget: float = 60.0
    figure: Figure | None = None
    measures: Mapping[str, str] = field(default_factory=dict)
    outcome: str = ""
    because: str = ""

    @property
    def address(self) -> str:
        """How links and predictions name this demonstration."""
        return f"{self.claim}/{self.name}"


@dataclass(frozen=True)
class Prediction:
    """What a claim expects of another claim's measurement, registered before the run."""

    name: str
    of: str
    expect: Mapping[str, Expectation]
    because: str = ""


@dataclass(frozen=True)
class Accepted:
    """A finding that the author knows of and will mend by a date."""

    check: str
    because: str
    until: str


@dataclass(frozen=True)
class Claim:
    """One claim: what is said, in which regime, by whom, and how it could fail."""

    id: str
    topic: str
    file: str
    title: str
    statement: str
    kind: str
    scope: str = ""
    sources: tuple[Source, ...] = ()
    held_by: tuple[Holding, ...] = ()
    references: tuple[Source, ...] = ()
    links: tuple[Link, ...] = ()
    demonstrations: tuple[Demonstration, ...] = ()
    predictions: tuple[Prediction, ...] = ()
    tension: tuple[Tension, ...] = ()
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    accept: tuple[Accepted, ...] = ()
    withdrawn: str = ""  # why, if it was


@dataclass(frozen=True)
class Passage:
    """One numbered passage of a discussion: proof that it exists, without its words."""

    number: str
    digest: str
    words: int
    shingles: frozenset[str]
    speaker: str
    cut: tuple[str, ...] = ()
    silent: str = ""  # kind of null record: thanks, fragment, ...
    because: str = ""
    pending: bool = False


@dataclass(frozen=True)
class Discussion:
    """A discussion, kept as hashes; ``where`` says where the text is, or 'not public'."""

    id: str
    file: str
    title: str
    where: str
    salt: str
    passages: Mapping[str, Passage]


@dataclass(frozen=True)
class Position:
    """Somebody who can hold a claim, by role; ``one`` if a single person."""

    id: str
    title: str
    one: bool
    about: str = ""


@dataclass(frozen=True)
class Reference:
    """A work in the bibliography."""

    key: str
    kind: str
    title: str
    authors: tuple[str, ...]
    year: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Topic:
    """A folder of claims with its hand-written introduction."""

    id: str
    title: str
    introduction: str
    file: str


@dataclass(frozen=True)
class Setting:
    """A parameter of ``measure``: its name and default."""

    name: str
    default: Scalar


@dataclass(frozen=True)
class Script:
    """What can be known of a script without running it."""

    path: str
    text: str
    settings: tuple[Setting, ...] = ()
    imports: tuple[str, ...] = ()
    problem: str = ""
    line: int = 1


@dataclass(frozen=True)
class Base:
    """Everything that was read, and what could not be."""

    claims: tuple[Claim, ...] = ()
    positions: Mapping[str, Position] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    discussions: Mapping[str, Discussion] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    scripts: Mapping[str, Script] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()  # ids of claims that could not be read
    findings: tuple[Finding, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def demonstrations(self) -> Mapping[str, Demonstration]:
        """Demonstrations of claims that are not withdrawn, by address."""
        return {
            each.address: each
            for claim in self.claims
            if not claim.withdrawn
            for each in claim.demonstrations
        }

    def passage(self, address: str) -> Passage | None:
        """The passage at ``discussion/number``, if there is one."""
        discussion, _, number = address.partition("/")
        found = self.discussions.get(discussion)
        return found.passages.get(number) if found else None
