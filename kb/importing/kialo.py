"""Kialo's text export: a numbered outline in which each line is for or against the one above it.

``1.2. Con: text`` attacks ``1.``; without a word of Pro or Con a line is only related to the one
above.  ``-> See 1.2.`` is a claim that stands elsewhere.  Who wrote what is not in such a file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kb.importing.naming import Names, clean, without_formulas
from kb.importing.taken import Given, Taken, Unreadable, claim_of, counted, with_links
from kb.model import Claim, Link
from kb.phrasing import quantity

TITLE = "Discussion Title:"
ENTRY = re.compile(r"((?:[0-9]{1,6}\.){1,200})[ \t]+(?:(Pro|Con):[ \t]*)?(.*)")
SEE = re.compile(r"->[ \t]*See[ \t]+((?:[0-9]{1,6}\.)*[0-9]{1,6})\.?")
BRACKET = re.compile(r"\\([()\[\]])")
VERBS = {"Pro": "supports", "Con": "attacks", None: "related"}


@dataclass
class Entry:
    """A numbered line, and what stands below it without a number."""

    line: int
    stance: str | None
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of it; brackets have a backslash of Kialo's before them."""
        return clean(BRACKET.sub(r"\1", "\n".join(self.lines)))


def take(given: Given, names: Names) -> Taken:
    """The claims of the outline, each with its link to the one above it."""
    entries, heading = entries_of(given)
    claims: dict[str, Claim] = {}
    links: list[Link] = []
    elsewhere = {at: see[1] for at, it in entries.items() if (see := SEE.fullmatch(it.text))}
    for number, entry in entries.items():
        if number in elsewhere:
            continue
        if not entry.text:
            raise Unreadable(given, entry.line, f"nothing stands behind the number {number}.")
        said = without_formulas(entry.text)
        title = names.title("", said)
        claims[number] = claim_of(names.id("", title), title, said)
    lost = 0
    for number, entry in entries.items():
        above = meant(number.rpartition(".")[0], elsewhere, claims)
        own = meant(number, elsewhere, claims)
        if "." not in number:
            continue
        if own is None or above is None or own is above:
            lost += 1
        else:
            links.append(Link(own.id, VERBS[entry.stance], above.id, ""))
    whats = (
        (int(bool(heading)), "title", f"of the discussion: {heading[:80]}"),
        (lost, "line", "that leads to nothing in the file, or to itself"),
    )
    authors = f"who wrote {quantity(len(claims), 'claim')}: such a file names no authors"
    unsaid = (authors,) if claims else ()
    return Taken(with_links(claims.values(), links), (*counted(*whats), *unsaid))


def meant(number: str, elsewhere: dict[str, str], claims: dict[str, Claim]) -> Claim | None:
    """The claim of a number, or of the one that it says to see."""
    seen = set()
    while number in elsewhere and number not in seen:
        seen.add(number)
        number = elsewhere[number]
    return claims.get(number)


def entries_of(given: Given) -> tuple[dict[str, Entry], str]:
    """Entries by number, and the title; a number without the one above it belongs to a text."""
    entries: dict[str, Entry] = {}
    heading = ""
    for line, said in numbered_lines(given.text):
        found = ENTRY.fullmatch(said)
        number = found[1].removesuffix(".") if found else ""
        above = number.rpartition(".")[0]
        if found and number not in entries and (above in entries or not above):
            entries[number] = Entry(line, found[2], [found[3]])
        elif entries:
            entries[next(reversed(entries))].lines.append(said)
        elif said.startswith(TITLE) and not heading:
            heading = clean(said.removeprefix(TITLE))
        elif said.strip():
            message = "a numbered line was expected, such as '1. What is claimed'"
            hint = "the text export of a whole discussion begins with its title and its thesis"
            raise Unreadable(given, line, message, hint)
    return entries, heading


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines of a file with their numbers."""
    return enumerate(text.replace("\r\n", "\n").split("\n"), 1)
