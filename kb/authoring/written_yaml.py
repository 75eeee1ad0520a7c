"""A file's YAML with all that its author chose: values, quotes, comments and empty lines.

A comment on a line of its own belongs to what follows it, unless it stands deeper than that; one
behind a value belongs to it.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from kb.authoring.yaml_text import scalar
from kb.reading.strict_yaml import Loader

COMMENT = re.compile(r"#[^\n]*")


class Undecided(Exception):
    """Raised where nobody can tell what a comment belongs to; it says the line."""


@dataclass(frozen=True)
class Comment:
    """A comment: where it stands, and whether it has its line for itself."""

    at: int
    column: int
    text: str
    is_alone: bool


@dataclass
class Node:
    """A value: a text in some style, or fields or items, in brackets or on lines."""

    event: yaml.Event
    start: int
    end: int
    items: list["Item"] = field(default_factory=list)
    below: list[Comment] = field(default_factory=list)  # behind the last of its items
    header: str = ""  # the comment behind the sign of a block of text
    has_comments: bool = False  # in its brackets

    @property
    def is_text(self) -> bool:
        """Whether it is a text."""
        return isinstance(self.event, yaml.ScalarEvent)

    @property
    def is_map(self) -> bool:
        """Whether it has fields, and not items."""
        return isinstance(self.event, yaml.MappingStartEvent)

    @property
    def is_flow(self) -> bool:
        """Whether it stands in brackets."""
        return not self.is_text and bool(self.event.flow_style)


@dataclass
class Item:
    """A field with its name, without quotes that nothing asks for; or an item of a list."""

    name: str
    begin: int
    value: Node
    above: list[Comment] = field(default_factory=list)
    beside: str = ""
    head: str = ""  # behind a name whose value stands below
    after_empty: bool = False


def written(text: str) -> tuple[Node, list[Comment]]:
    """The tree of a file that reads without findings, and the comments behind all of it."""
    events = list(yaml.parse(text, Loader=Loader))
    spans = [
        (event.start_mark.index, end_of(event, text))
        for event in events
        if isinstance(event, yaml.ScalarEvent)
    ]
    root = node_of(events[2], iter(events[3:]), text)
    comments = deque(comments_in(text, spans))
    attach(root, comments, text, len(text))
    return root, list(comments)


def end_of(event: yaml.ScalarEvent, text: str) -> int:
    """Where a text ends: a block of it with its last letter."""
    start, end = event.start_mark.index, event.end_mark.index
    return max(start + 1, len(text[:end].rstrip())) if event.style in ("|", ">") else int(end)


def node_of(event: yaml.Event, events: Iterator[yaml.Event], text: str) -> Node:
    """The node that begins with an event."""
    start = event.start_mark.index
    if isinstance(event, yaml.ScalarEvent):
        node = Node(event, start, end_of(event, text))
        sign = COMMENT.search(text, start, (text.find("\n", start) + 1) or len(text))
        node.header = sign[0] if sign and event.style in ("|", ">") else ""
        return node
    node = Node(event, start, start)
    ends = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
    while not isinstance(first := next(events), ends):
        name = ""
        if node.is_map:
            name = text[first.start_mark.index : first.end_mark.index]
            name = scalar(str(first.value)) if first.style else name
        value = node_of(next(events) if node.is_map else first, events, text)
        node.items.append(Item(name, first.start_mark.index, value))
    node.end = first.end_mark.index if node.is_flow else node.items[-1].value.end
    return node


def comments_in(text: str, spans: list[tuple[int, int]]) -> Iterator[Comment]:
    """The comments between the texts, in their order."""
    done = 0
    for start, end in (*spans, (len(text), len(text))):
        for found in COMMENT.finditer(text, done, start):
            line = text.rfind("\n", 0, found.start()) + 1
            alone = not text[line : found.start()].strip()
            said = found[0].rstrip()
            yield Comment(found.start(), found.start() - line, said, alone)
        done = max(done, end)


def attach(node: Node, comments: deque[Comment], text: str, limit: int) -> None:
    """Give the comments up to a place to what they belong to."""
    column = node.event.start_mark.column
    for place, item in enumerate(node.items):
        item.above = taken(comments, item.begin)
        if strange := [comment for comment in item.above if not comment.is_alone]:
            raise Undecided(text.count("\n", 0, strange[0].at) + 1)
        begin = item.above[0].at if item.above else item.begin
        line = text.rfind("\n", 0, begin) + 1
        item.after_empty = bool(place) and text[:line].rstrip(" ").endswith("\n\n")
        value = item.value
        after = node.items[place + 1].begin if place + 1 < len(node.items) else limit
        if value.is_text or value.is_flow:
            inside = taken(comments, value.end)
            value.has_comments = bool(inside)
            if inside and (value.is_text or inside[0].at < value.start):
                raise Undecided(text.count("\n", 0, inside[0].at) + 1)
            if comments and "\n" not in text[value.end : comments[0].at]:
                item.beside = comments.popleft().text
            continue
        if comments and comments[0].at < value.start and not comments[0].is_alone:
            item.head = comments.popleft().text
        attach(value, comments, text, after)
    while node.items and comments and comments[0].at < limit and comments[0].column >= column:
        node.below.append(comments.popleft())


def taken(comments: deque[Comment], limit: int) -> list[Comment]:
    """The comments before a place."""
    found = []
    while comments and comments[0].at < limit:
        found.append(comments.popleft())
    return found
