"""A check that no passage is republished: its words may be found in it, not lifted from it."""

from collections.abc import Iterator

from kb.checks.check import check
from kb.knowledge import Knowledge
from kb.model import Claim, FieldPath, Finding, Place
from kb.reading.passages import LONGEST, SIZE, shingle, words_of

Prose = Iterator[tuple[FieldPath, str]]


@check(severity="error")
def copied_words(knowledge: Knowledge) -> Iterator[Finding]:
    """A run of more than six words of a passage, in the prose of a claim.

    Problem: a claim says in our own words what is said; a passage is cited and not reprinted.
    Fix: say it otherwise; the hashes that prove a locator also show what was copied.

    Passes:

        statement: After about two decades the output of many panels is down by half.

    Fails:

        statement: Of all panels lose half their output within twenty years of sun, many are old.
    """
    base = knowledge.base
    for discussion in base.discussions.values():
        where: dict[str, set[str]] = {}
        for number, passage in discussion.passages.items():
            for hashed in passage.shingles:
                where.setdefault(hashed, set()).add(number)
        for claim in base.claims:
            for path, said in prose(claim):
                if found := first_copied_run(said, where, discussion.salt):
                    words, number = found
                    message = f"'{words}' stands in passage {discussion.id}/{number}"
                    hint = f"at most {LONGEST} words in a row, and those in a locator"
                    yield Finding(Place(claim.file, path), message, hint)


def prose(claim: Claim) -> Prose:
    """Everything an author says in a claim, locators aside."""
    yield ("title",), claim.title
    yield ("short",), claim.short
    yield ("statement",), claim.statement
    yield ("scope",), claim.scope
    for index, holding in enumerate(claim.held_by):
        yield ("held_by", index), holding.note
    for link in claim.links:
        yield ("links", link.index, "because"), link.because
    for demonstration in claim.demonstrations:
        yield ("demonstrations", demonstration.name, "shows"), demonstration.shows
        yield ("demonstrations", demonstration.name, "does_not_show"), demonstration.does_not_show


def first_copied_run(said: str, where: dict[str, set[str]], salt: str) -> tuple[str, str] | None:
    """The first run of words that all stand in one passage in a row, and which; or nothing."""
    words = words_of(said)
    alive: dict[str, int] = {}  # passage -> shingles in a row so far
    for index in range(len(words) - SIZE + 1):
        here = where.get(shingle(words[index : index + SIZE], salt), set())
        alive = {number: alive.get(number, 0) + 1 for number in here}
        for number, row in alive.items():
            if row + SIZE - 1 > LONGEST:
                first = index + 1 - row
                return " ".join(words[first : index + SIZE]), number
    return None
