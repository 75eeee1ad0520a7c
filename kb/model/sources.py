"""Where claims come from: passages, discussions, positions, works, topics."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.model.debates import Debate

# BibTeX's fields for where a work appeared, and for what finds it
VENUES = ("journal", "booktitle", "publisher", "school", "institution", "howpublished")
IDENTIFIERS = ("doi", "eprint", "isbn", "url")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim is taken from: a passage of a discussion, or a published work."""

    passage: str = ""
    cite: str = ""
    locator: str = ""
    note: str = ""


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
    families: tuple[str, ...] = ()  # of the authors, in their order
    whole: bool = True  # nothing of its entry was lost where it could not be read


@dataclass(frozen=True)
class Topic:
    """A folder of claims with its hand-written introduction."""

    id: str
    title: str
    introduction: str
    file: str
    debate: Debate | None = None
