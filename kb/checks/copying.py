"""A check that no passage is republished: its words may be found in it, not lifted from it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from kb.checks.check import check
from kb.checks.texts import texts_of_base
from kb.knowledge import Knowledge
from kb.model import Finding
from kb.reading.passages import LONGEST, SIZE, shingle, words_of

IN_A_ROW = LONGEST - SIZE + 2  # shingles of the shortest run that is told


@check(severity="error")
def copied_words(knowledge: Knowledge) -> Iterator[Finding]:
    """A run of more than six words of a passage, in the prose of a claim, topic or question.

    Problem: a claim says in our own words what is said; a passage is cited and not reprinted.
    Fix: say it otherwise; the hashes that prove a locator also show what was copied.

    Passes:

        statement: After about two decades the output of many panels is down by half.

    Fails:

        statement: Of all panels lose half their output within twenty years of sun, many are old.
    """
    base = knowledge.base
    if not base.discussions:
        return
    texts = [
        (place, said, words)
        for place, said in texts_of_base(base)
        if place.path[-1:] != ("locator",)  # which another check looks at
        and len(words := words_in(said)) > LONGEST
    ]
    for discussion in base.discussions.values():
        where: dict[str, set[str]] = {}
        for number, passage in discussion.passages.items():
            for hashed in passage.shingles:
                where.setdefault(hashed, set()).add(number)
        for place, said, words in texts:
            if found := first_copied_run(words, where, discussion.salt):
                copied, number = found
                message = f"'{copied}' stands in passage {discussion.id}/{number}"
                hint = f"at most {LONGEST} words in a row, and those in a locator"
                yield Finding(replace(place, rest=begin_of(said, copied)), message, hint)


def begin_of(said: str, words: str) -> str:
    """The first of some words as they are written, to find their place by."""
    joined = r"[\W_]+".join(map(re.escape, words.split()[:SIZE]))
    found = re.search(joined, said, re.IGNORECASE)
    return found[0] if found else ""


def first_copied_run(
    words: tuple[str, ...], where: dict[str, set[str]], salt: str
) -> tuple[str, str] | None:
    """The first run of words that all stand in one passage in a row, and which; or nothing."""
    # A run that is long enough holds one of any IN_A_ROW shingles that follow each other.
    if where.keys().isdisjoint(spread_shingles(words, salt)):
        return None
    alive: dict[str, int] = {}  # passage -> shingles in a row so far
    for index in range(len(words) - SIZE + 1):
        here = where.get(shingle(list(words[index : index + SIZE]), salt), set())
        alive = {number: alive.get(number, 0) + 1 for number in here}
        for number, row in alive.items():
            if row + SIZE - 1 > LONGEST:
                first = index + 1 - row
                return " ".join(words[first : index + SIZE]), number
    return None


@lru_cache(maxsize=2**15)  # where a base is judged again and again, most texts are as they were
def words_in(text: str) -> tuple[str, ...]:
    """The words of a text, as those of passages are told apart."""
    return tuple(words_of(text))


@lru_cache(maxsize=2**15)
def spread_shingles(words: tuple[str, ...], salt: str) -> tuple[str, ...]:
    """Every so many shingles of a text, one of which any run holds that is told."""
    starts = range(IN_A_ROW - 1, len(words) - SIZE + 1, IN_A_ROW)
    return tuple(shingle(list(words[start : start + SIZE]), salt) for start in starts)
