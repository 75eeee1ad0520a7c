"""A debate as a question: two answers, one measured number, and what would change it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Answer:
    """One side: a claim, in a few words; and which claim stands in for it in a crux."""

    claim: str
    says: str
    stands_in: str = ""


@dataclass(frozen=True)
class Headline:
    """The number that a reader should meet first, and what it is of."""

    of: str  # a demonstration's address
    says: str = ""  # with {run.measure} for numbers, or {100*run.measure}
    number: str = ""  # likewise; of a crux it is its mean
    dots: Mapping[str, str] = field(default_factory=dict)  # label -> run.measure
    unit: str = ""


@dataclass(frozen=True)
class Debate:
    """What a topic asks, who answers what, and what was measured of it."""

    question: str
    sides: tuple[Answer, ...]
    measured: Headline
    would_change: str
    order: int = 0  # its place on the first page; 0: it is a line below those with one
