"""A claim: what is said, in which regime, by whom, and how it could fail."""

from dataclasses import dataclass, field

from kb.model.demonstrations import Demonstration, Prediction
from kb.model.sources import Source


@dataclass(frozen=True, slots=True)
class Holding:
    """Who takes which stance on the claim, how firmly, and where it shows."""

    position: str
    stance: str
    confidence: str = ""
    passage: str = ""
    inferred: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
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
    address: str = field(init=False, repr=False, compare=False)  # how other links name this one

    def __post_init__(self) -> None:
        """Its address is asked for all the time, so it is put together once."""
        parts = (self.source, self.verb, self.target, self.name)
        object.__setattr__(self, "address", "/".join(filter(None, parts)))


@dataclass(frozen=True)
class Tension:
    """An acknowledged conflict between this claim and another in one person's position."""

    position: str
    other: str
    because: str


@dataclass(frozen=True)
class Accepted:
    """A finding that the author knows of and will mend by a date."""

    check: str
    because: str
    until: str


@dataclass(frozen=True, slots=True)
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
    short: str = ""  # its name where a title has no room

    @property
    def is_asserted(self) -> bool:
        """Whether anybody asserts it."""
        return any(holding.stance == "asserts" for holding in self.held_by)
