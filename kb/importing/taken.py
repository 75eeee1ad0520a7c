"""What an importer returns: claims, who is said to hold them, and what kb has no place for.

Claims have an id, a title and a statement; where the file says no warrant, kind or topic they are
empty, and ``files`` puts blanks there.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kb.model import Claim, Link
from kb.model.misuse import Misuse
from kb.phrasing import quantity

MOST_CLAIMS, MOST_LINKS, DEEPEST = 10_000, 50_000, 40


@dataclass(frozen=True)
class Given:
    """A file of others, read already, and what lies beside it by what its name ends with."""

    name: str  # as it is told of
    text: str
    beside: Mapping[str, str] = field(default_factory=dict)  # such as "links.csv"


@dataclass(frozen=True)
class Taken:
    """Claims in the order of the file, and what is lost of it, a line each."""

    claims: tuple[Claim, ...]
    lost: tuple[str, ...] = ()
    holders: Mapping[str, str] = field(default_factory=dict)  # position -> the name in the file


class Unreadable(Misuse):
    """A file that is not of its format: where, what is wrong there, and what to do."""

    def __init__(self, given: Given, line: int, message: str, hint: str = "") -> None:
        at = f"{given.name}:{line}" if line else given.name
        super().__init__(f"{at}: {message}{f'; {hint}' if hint else ''}; nothing was written")


def json_of(given: Given) -> Any:
    """The JSON that a file holds."""
    try:
        return json.loads(given.text)
    except json.JSONDecodeError as error:
        raise Unreadable(given, error.lineno, f"this is not JSON: {error.msg}") from None
    except (RecursionError, ValueError):
        raise Unreadable(given, 0, "its brackets or numbers go on for too long") from None


def claim_of(name: str, title: str, statement: str) -> Claim:
    """A claim of which no more is known; empty fields are filled in as it is written."""
    return Claim(id=name, topic="", file="", title=title, statement=statement, kind="")


def counted(*counts: tuple[int, str, str]) -> Iterable[str]:
    """Lines on what is lost, for each kind of which there is any: number, noun, and what of it."""
    return (f"{quantity(count, noun)} {which}".strip() for count, noun, which in counts if count)


class Links:
    """Links as they are met; of two with the same ends the second gets a name."""

    def __init__(self) -> None:
        self.by_source: dict[str, list[Link]] = {}
        self.addresses: set[str] = set()
        self.counts: dict[str, int] = {}

    def add(self, link: Link) -> str:
        """Its address, by which other links can point at it."""
        made = link
        while made.address in self.addresses:
            self.counts[link.address] = self.counts.get(link.address, 1) + 1
            made = replace(link, name=f"{link.name or 'link'}-{self.counts[link.address]}")
        if len(self.addresses) >= MOST_LINKS or made.target.count("/") > DEEPEST:
            raise Misuse(
                f"what is in it would be more than {MOST_LINKS} links, or links on links on links"
                f" more than {DEEPEST} strokes deep; nothing was written"
            )
        self.addresses.add(made.address)
        self.by_source.setdefault(link.source, []).append(made)
        return made.address

    def of(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """The claims with their links."""
        return tuple(
            replace(claim, links=tuple(self.by_source.get(claim.id, ()))) for claim in claims
        )


def with_links(claims: Iterable[Claim], links: Iterable[Link]) -> tuple[Claim, ...]:
    """The claims with their links."""
    found = Links()
    for link in links:
        found.add(link)
    return found.of(claims)
