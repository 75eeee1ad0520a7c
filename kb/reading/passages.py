"""Prove that a locator stands in a passage without keeping the passage.

Per passage the base keeps a hash and the hashes of its 3-word shingles, salted and
cut to 24 bits.  That avoids republishing; it is not secrecy, since words can be guessed.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from kb.model import Discussion, Passage

WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
SIZE = 3  # words in a shingle, and the fewest in a locator
LONGEST = 6  # words in a locator


def words_of(text: str) -> list[str]:
    """Words, NFKC and case-folded, split at all but letters, digits and inner apostrophes."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'")
    return WORD.findall(folded)


def digest(text: str) -> str:
    """The hash of a passage's words."""
    return hashlib.sha256(" ".join(words_of(text)).encode()).hexdigest()


def shingle(words: list[str], salt: str) -> str:
    """The salted 24-bit hash of a run of three words."""
    return hashlib.sha256(f"{salt} {' '.join(words)}".encode()).hexdigest()[:6]


def shingles(words: list[str], salt: str) -> list[str]:
    """Hashes of every run of three words, sorted so that their order is lost."""
    return sorted({shingle(words[i : i + SIZE], salt) for i in range(len(words) - SIZE + 1)})


def stands_in(locator: str, passage: Passage, salt: str) -> bool:
    """Whether all 3-word runs of a locator are among the passage's."""
    words = words_of(locator)
    if locator == "whole":
        return passage.words < SIZE
    return len(words) >= SIZE and set(shingles(words, salt)) <= passage.shingles


@dataclass(frozen=True)
class Found:
    """One passage of a text: what is kept of it."""

    number: str
    words: int
    digest: str
    shingles: tuple[str, ...]
    cut: tuple[str, ...]


def passages_in(text: str) -> dict[str, str]:
    """Passages of a text whose lines begin ``12| ...``; other lines go on the passage above."""
    passages: dict[str, str] = {}
    last = ""
    for line in text.splitlines():
        match = re.match(r"\s*(\d+)\|\s?(.*)", line)
        if match:
            last = match[1]
            passages[last] = match[2]
        elif last:
            passages[last] += "\n" + line
    return passages


def fingerprint(number: str, text: str, salt: str) -> Found:
    """What may be kept of a passage."""
    words = words_of(text)
    return Found(number, len(words), digest(text), tuple(shingles(words, salt)), cuts(text))


def cuts(text: str) -> tuple[str, ...]:
    """Where the passage visibly is not whole."""
    bare = text.strip()
    start = ("start",) if re.match(r"(\.\.\.|\u2026)", bare) else ()
    end = ("end",) if re.search(r"(\.\.\.|\u2026|\(read more\))$", bare) else ()
    return (*start, *end)


def compare(discussion: Discussion, texts: Mapping[str, str]) -> list[str]:
    """Where a text and the recorded hashes differ, in words."""
    found = []
    for number, passage in discussion.passages.items():
        if number not in texts:
            found.append(f"passage {number} is not in the text")
        elif digest(texts[number]) != passage.digest:
            found.append(f"passage {number} has other words than the one recorded")
    known = discussion.passages
    found += [f"passage {number} is not recorded" for number in texts if number not in known]
    return found
