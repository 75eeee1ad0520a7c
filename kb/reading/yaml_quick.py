"""The tree of a text in which nothing is odd, without a place for each value.

Nearly every file is such a text.  Where something is odd, or only may be, there is no tree here:
``strict_yaml`` reads the text again and says what it is, and where.
"""

import re
from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from kb.reading.yaml_traps import MAX_DEPTH

MAY_CUT = re.compile(r"[^\S\n]#")  # a comment that may cut the text before it
Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Next = Callable[[], yaml.Event]


class OddError(Exception):
    """Raised at what is to be looked at closely."""


def quick_tree(text: str) -> Any:
    """The tree of strings, or None where that needs a closer look."""
    if MAY_CUT.search(text):
        return None
    get: Next = Loader(text).get_event
    try:
        get()  # the stream begins
        if isinstance(get(), yaml.StreamEndEvent):
            return None
        tree = value(get(), get, 0, "\\" in text)
        get()  # the document ends
        return tree if isinstance(get(), yaml.StreamEndEvent) else None
    except (yaml.MarkedYAMLError, OddError):
        return None


def value(event: Any, get: Next, depth: int, strokes: bool) -> Any:
    """The tree that begins with this event; ``strokes``: whether letters may be written by them."""
    kind = type(event)
    if depth > MAX_DEPTH or event.anchor or event.tag:
        raise OddError
    if kind is ScalarEvent:
        if strokes and event.style == '"':
            raise OddError
        return event.value
    if kind is SequenceStartEvent:
        items = []
        while type(event := get()) is not SequenceEndEvent:
            items.append(value(event, get, depth + 1, strokes))
        return items
    if kind is not MappingStartEvent:
        raise OddError
    fields: dict[str, Any] = {}
    while type(event := get()) is ScalarEvent:
        name, inside = event.value, get()
        if name in fields or (strokes and event.style == '"'):
            raise OddError
        if strokes or depth >= MAX_DEPTH or type(inside) is not ScalarEvent:
            fields[name] = value(inside, get, depth + 1, strokes)
        elif inside.anchor or inside.tag:
            raise OddError
        else:
            fields[name] = inside.value  # as nearly all are: told here to save a call
    if type(event) is not MappingEndEvent:
        raise OddError
    return fields
