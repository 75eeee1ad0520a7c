"""The text of a claim's file, cut into the blocks that say its items.

Nothing is written anew: every sign of the file stands in exactly one block, so that blocks of
several states can be put together with their comments, quotes and line breaks.  A comment on
lines of its own belongs to what follows it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import yaml

from kb.reading.strict_yaml import Loader

Style = Literal["text", "lines", "brackets"]
COMMENT = re.compile(r"(?<!\S)#.*")


class Undecided(Exception):
    """Raised where a text cannot be told apart; who began the line leaves it to the authors."""


@dataclass(frozen=True)
class Block:
    """What a value is written as: a text, or parts on lines of their own or in brackets."""

    text: str
    style: Style = "text"
    before: str = ""  # the bracket; of the file, what stands before its first field
    parts: tuple["Part", ...] = ()
    after: str = ""
    column: int = 0
    inline: bool = False  # the first part stands on a line that began before it

    def is_alike(self, other: "Block") -> bool:
        """Whether parts of one can stand among those of the other."""
        mine, its = ((side.style, side.column, side.inline) for side in (self, other))
        return self.style != "text" and mine == its

    def comments(self) -> Iterator[str]:
        """The comments in it, which are in no value."""
        aside = [self.before, self.after, *(part.lead + part.opening for part in self.parts)]
        for text in (*aside, *(part.closing for part in self.parts)):
            yield from COMMENT.findall(text)
        for part in self.parts:
            yield from part.value.comments()


@dataclass(frozen=True)
class Part:
    """A field or an item: what leads to it, its name, its value, and the rest of its line."""

    lead: str
    opening: str
    value: Block
    closing: str

    @property
    def text(self) -> str:
        """All of it but what leads to it."""
        return f"{self.opening}{self.value.text}{self.closing}"


@dataclass(frozen=True)
class Spot:
    """Where a value stands in the text, and of what begins where in it."""

    start: int
    end: int
    style: Style = "text"
    column: int = 0
    inside: tuple[tuple[int, "Spot"], ...] = ()  # where each part begins, and its value


def blocks_of(text: str) -> Block:
    """The blocks of a file that was read without findings, and whose last line ends."""
    events = yaml.parse(text, Loader=Loader)
    next(events)  # the stream begins
    next(events)  # the document begins
    spot = spot_of(next(events), events, text)
    whole = block_of(text, spot)
    start = line_of(text, spot.start) if whole.style == "lines" and not whole.inline else spot.start
    after = text[start + len(whole.text) :]
    return replace(whole, text=text, before=text[:start] + whole.before, after=whole.after + after)


def spot_of(event: yaml.Event, events: Iterator[yaml.Event], text: str) -> Spot:
    """Where the value stands that begins with this event."""
    start = event.start_mark.index
    if isinstance(event, yaml.ScalarEvent):
        end = event.end_mark.index
        if event.style in ("|", ">"):
            end = max(start + 1, len(text[:end].rstrip()))
        return Spot(start, end)
    column = event.start_mark.column
    inside: list[tuple[int, Spot]] = []
    in_lines = not event.flow_style
    if isinstance(event, yaml.MappingStartEvent):
        while not isinstance(key := next(events), yaml.MappingEndEvent):
            inside.append((key.start_mark.index, spot_of(next(events), events, text)))
        last = key
    else:
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            value = spot_of(item, events, text)
            begin = dash_before(text, value.start, column) if in_lines else value.start
            inside.append((begin, value))
        last = item
    if in_lines:
        return Spot(start, inside[-1][1].end, "lines", column, tuple(inside))
    if text[start] not in "[{":  # a pair in a list, without brackets of its own
        return Spot(start, inside[-1][1].end)
    return Spot(start, last.end_mark.index, "brackets", 0, tuple(inside))


def dash_before(text: str, start: int, column: int) -> int:
    """Where the dash of a list's item stands."""
    line = line_of(text, start)
    while text[line + column] != "-":
        if not line:
            raise Undecided
        line = line_of(text, line - 1)
    return line + column


def block_of(text: str, spot: Spot) -> Block:
    """The block at a spot."""
    if spot.style == "lines":
        return block_of_lines(text, spot)
    said = text[spot.start : spot.end]
    if spot.style == "text":
        return Block(said)
    parts = []
    done = spot.start + 1
    for place, (begin, value) in enumerate(spot.inside, 1):
        closing, comma = "", ""
        if place < len(spot.inside):
            closing, comma, _ = text[value.end : spot.inside[place][0]].partition(",")
        parts.append(
            Part(text[done:begin], text[begin : value.start], block_of(text, value), closing)
        )
        done = value.end + len(closing) + len(comma)
    return Block(said, "brackets", said[0], tuple(parts), text[done : spot.end])


def block_of_lines(text: str, spot: Spot) -> Block:
    """Fields or items that stand on lines of their own, to the end of the last of them."""
    parts: list[Part] = []
    done = 0
    for begin, value in spot.inside:
        lead = text[done : line_of(text, begin)] if parts else ""
        inner = block_of(text, value)
        opens, closing = value.start, ""
        if value.style == "lines":
            opens = value.start if inner.inline else line_of(text, value.start)
            done = opens + len(inner.text)
        else:
            done = text.find("\n", value.end) + 1 or len(text)
            closing = text[value.end : done]
        parts.append(Part(lead, text[begin:opens], inner, closing))
    inline = bool(text[line_of(text, spot.start) : spot.start].strip())
    said = joined([(part.lead, part.text) for part in parts], spot.column, inline)
    return Block(said, "lines", "", tuple(parts), "", spot.column, inline)


def line_of(text: str, place: int) -> int:
    """Where the line of a place begins."""
    return text.rfind("\n", 0, place) + 1


def joined(parts: Sequence[tuple[str, str]], column: int, inline: bool) -> str:
    """What leads to each part and the part, indented, but for one that goes on with a line."""
    indent = " " * column
    return "".join(
        f"{lead}{'' if inline and not n else indent}{part}" for n, (lead, part) in enumerate(parts)
    )
