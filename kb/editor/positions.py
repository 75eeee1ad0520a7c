"""Where a place is: kb counts letters from 1, an editor counts code units from 0.

The protocol ends a line at a line feed, a return or both, and nowhere else; YAML has more ends.
A position beyond the end of a line, or of the text, means that end.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from kb.reading.strict_yaml import Mark

ENDS = re.compile("\r\n|[\r\n]")
ENDS_IN_YAML = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
UTF16 = "utf-16"  # what a client counts in that names nothing else
BEYOND = "\uffff"  # letters above it are two units of UTF-16
Position = tuple[int, int]  # line and code unit, from 0


@dataclass(frozen=True)
class Span:
    """From a position up to another."""

    start: Position
    end: Position


def starts_in(text: str, ends: re.Pattern[str]) -> list[int]:
    """Where each line begins."""
    return [0, *(found.end() for found in ends.finditer(text))]


@dataclass(frozen=True)
class Lines:
    """A text, and how its places are counted."""

    text: str
    units: str = UTF16
    is_yaml: bool = True

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins, as an editor has them."""
        return starts_in(self.text, ENDS)

    @cached_property
    def marked_starts(self) -> list[int]:
        """Where each line begins, as marks count them."""
        return starts_in(self.text, ENDS_IN_YAML) if self.is_yaml else self.starts

    def line(self, number: int) -> str:
        """A line without its end; nothing beyond the last."""
        if number >= len(self.starts):
            return ""
        start = self.starts[number]
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def offset(self, position: Position) -> int:
        """The letter before which a position is."""
        number, units = max(position[0], 0), max(position[1], 0)
        if number >= len(self.starts):
            return len(self.text)
        line = self.line(number)
        return self.starts[number] + letters_in(line, units, self.units)

    def position(self, offset: int) -> Position:
        """The position before a letter."""
        offset = min(max(offset, 0), len(self.text))
        number = bisect_right(self.starts, offset) - 1
        return number, units_in(self.text[self.starts[number] : offset], self.units)

    def span(self, start: int, end: int) -> Span:
        """From one letter up to another."""
        return Span(self.position(start), self.position(end))

    def offset_of_mark(self, mark: Mark) -> int:
        """The letter that a mark means: line and column from 1."""
        number = mark[0] - 1
        if not 0 <= number < len(self.marked_starts):
            return len(self.text) if number > 0 else 0
        last = number + 1 == len(self.marked_starts)
        end = len(self.text) if last else self.marked_starts[number + 1]
        return min(self.marked_starts[number] + mark[1] - 1, end)


def units_in(text: str, units: str) -> int:
    """How many code units a text has."""
    if units == UTF16:
        return len(text) + sum(letter > BEYOND for letter in text)
    return len(text.encode("utf-8", "surrogatepass")) if units == "utf-8" else len(text)


def letters_in(line: str, many: int, units: str) -> int:
    """How many letters of a line so many code units are; a letter is never cut in two."""
    if units == "utf-32" or line.isascii():
        return min(many, len(line))
    for number, letter in enumerate(line):
        many -= units_in(letter, units)
        if many < 0:
            return number
    return len(line)


@dataclass(frozen=True)
class Change:
    """An edit: new text for what a span had, or for everything."""

    text: str
    span: Span | None = None


def changed(text: str, change: Change, units: str) -> str:
    """The text after an edit."""
    if change.span is None:
        return change.text
    lines = Lines(text, units)
    start, end = sorted((lines.offset(change.span.start), lines.offset(change.span.end)))
    return text[:start] + change.text + text[end:]
