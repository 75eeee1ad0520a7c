"""Reading no further than to the last of the places that are looked for."""

import re
from collections.abc import Iterator, Mapping, Set

import yaml

from kb.model import FieldPath


class EnoughSeen(Exception):
    """Raised where all places that are wanted have been met."""


def until_seen(
    events: Iterator[yaml.Event], wanted: Set[FieldPath], met: Mapping[FieldPath, object]
) -> Iterator[yaml.Event]:
    """Events up to the one after which all places are known: a place is where it is met first."""
    for event in events:
        if wanted <= met.keys():
            raise EnoughSeen
        yield event


LOOKED_AT = 40  # lines from the first
KEY = re.compile(r"([a-z_]+):(?: ([A-Za-z0-9(][^:#]*)| ([>|][-+]?))?")


def first_places(content: bytes, wanted: Set[FieldPath]) -> dict[FieldPath, tuple[int, int]] | None:
    """The places of the file and of its first fields, if its first lines tell them beyond doubt.

    Most findings are about those.  Beyond doubt is a line of plain text or a block of text; None
    means that an event parser has to tell, and the same is found by it.
    """
    if any(len(path) > 1 for path in wanted):
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not text.replace("\n", "").isprintable():
        return None
    met: dict[FieldPath, tuple[int, int]] = {}
    block = -1  # spaces before the lines of a block of text: 0 before its first, -1 outside
    for number, line in enumerate(text.split("\n", LOOKED_AT)[:LOOKED_AT], 1):
        if not line:
            continue
        spaces = len(line) - len(line.lstrip(" "))
        if spaces:
            if block < 0 or spaces == len(line) or (block and spaces < block):
                return None
            block = block or spaces
            continue
        block = -1
        if line[0] == "#":
            continue
        key = KEY.fullmatch(line)
        if not key:
            return None
        met.setdefault((), (number, 1))
        met.setdefault((key[1],), (number, 1))
        if wanted <= met.keys():
            return {path: met[path] for path in wanted}
        if key[2] is None and key[3] is None:
            return None
        block = 0 if key[3] else -1
    return None
