"""Read YAML as text, strictly, and find again where each value was written.

Every scalar stays a string: the field decides what is a number or a yes, not the
way the value happens to look.  So ``answer: no`` means the word "no".
"""

import re
import unicodedata
from collections.abc import Iterator, Set
from contextlib import suppress
from dataclasses import dataclass, field

import yaml

from kb.model import FieldPath, Finding, Place
from kb.reading.yaml_breaks import explained
from kb.reading.yaml_places import EnoughSeen, first_places, until_seen
from kb.reading.yaml_quick import quick_tree
from kb.reading.yaml_traps import MAX_DEPTH, complaint, corrupted_by_escape, cut_by_comment

MAX_BYTES = 256 * 1024

# Control characters, the bidirectional ones that make text read other than it is, and those that
# nobody sees, but for the joiners that some scripts need.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u2069\ufeff]"
)
BYTE_ORDER = "\ufeff"
BEGINS_UNSEEN = "the file begins with a byte order mark, which nobody sees"
SAVE = "save the file as UTF-8"
Tree = str | list["Tree"] | dict[str, "Tree"]
Mark = tuple[int, int]

Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Written:
    """What a file says, or the findings that kept it from being read."""

    tree: Tree | None
    findings: tuple[Finding, ...] = ()


@dataclass
class Builder:
    """The state of one reading; it never leaves this module."""

    file: str
    lines: list[str]
    findings: list[Finding] = field(default_factory=list)
    marks: dict[FieldPath, Mark] = field(default_factory=dict)

    def complain(self, mark: Mark, message: str, hint: str = "") -> None:
        """Note a finding at a line and column (both from 1)."""
        self.findings.append(Finding(Place(self.file, at=mark), message, hint))


def parse(file: str, content: bytes) -> Written:
    """The tree of strings in a file, or findings."""
    builder = build(file, content)
    tree = builder[0] if not builder[1].findings else None
    return Written(tree, tuple(builder[1].findings))


def locate(content: bytes, paths: set[FieldPath]) -> dict[FieldPath, Mark]:
    """Line and column (from 1) of each field path, or of its nearest ancestor."""
    if len(content) <= MAX_BYTES and (known := first_places(content, paths)):
        return known
    return places_by_events(content, paths)


def places_by_events(content: bytes, paths: Set[FieldPath]) -> dict[FieldPath, Mark]:
    """As ``locate``, of any text."""
    _, builder = build("", content, paths)
    found = {}
    for path in paths:
        nearest = path
        while nearest and nearest not in builder.marks:
            nearest = nearest[:-1]
        found[path] = builder.marks.get(nearest, (1, 1))
    return found


def build(
    file: str, content: bytes, wanted: Set[FieldPath] | None = None
) -> tuple[Tree | None, Builder]:
    """Walk the events of one document; the size and the letters are looked at first.

    Where only places are wanted there is no tree, and no event after the last of them is read.
    """
    builder = Builder(file, [])
    if len(content) > MAX_BYTES:
        said = f"the file has {len(content)} bytes; at most {MAX_BYTES} are read"
        builder.complain((1, 1), said, "keep data in a file of its own, beside the script")
        return None, builder
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        builder.complain(not_text_at(content, error), "the text is not UTF-8", SAVE)
        return None, builder
    plain = text.replace("\n", "").isprintable()  # as nothing is that is forbidden
    if plain and wanted is None and (tree := quick_tree(text)) is not None:
        return tree, builder
    builder.lines = text.splitlines()
    if bad := FORBIDDEN.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - text.rfind("\n", 0, bad.start())
        name = unicodedata.name(bad[0], "").lower()
        said = f"the character U+{ord(bad[0]):04X}{f' ({name})' if name else ''} is not allowed"
        hint = "remove it"
        if text.startswith(bad[0]) and bad[0] == BYTE_ORDER:
            said, hint = BEGINS_UNSEEN, "save it as UTF-8 without one"
        builder.complain((line, column), said, hint)
        return None, builder
    if wanted is None:
        return walk(text, builder), builder
    with suppress(EnoughSeen):
        walk(text, builder, wanted)
    return None, builder


def not_text_at(content: bytes, error: UnicodeDecodeError) -> Mark:
    """Line and column (from 1) of the first byte that is not UTF-8."""
    before = content[: error.start].decode("utf-8")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def walk(text: str, builder: Builder, wanted: Set[FieldPath] | None = None) -> Tree | None:
    """Build the tree from the event stream, or stop at the first break in the text."""
    try:
        events: Iterator[yaml.Event] = iter(Loader(text).get_event, None)
        events = events if wanted is None else until_seen(events, wanted, builder.marks)
        next(events)  # the stream begins
        first = next(events)
        if isinstance(first, yaml.StreamEndEvent):
            builder.complain((1, 1), "the file is empty", "write it, or remove it")
            return None
        tree = node(next(events), events, (), builder)
        next(events)  # the document ends
        extra = next(events)
        if not isinstance(extra, yaml.StreamEndEvent):
            builder.complain(at(extra), "a second document begins here", "one file holds one claim")
    except yaml.MarkedYAMLError as error:
        explain_break(error, text, builder)
        return None
    except TooDeep as error:
        builder.complain(error.mark, f"nested more than {MAX_DEPTH} deep", "no field needs that")
        return None
    return tree


class TooDeep(Exception):
    """Raised where nesting passes the limit, so that nothing deeper is read."""

    def __init__(self, mark: Mark) -> None:
        super().__init__(mark)
        self.mark = mark


def explain_break(error: yaml.MarkedYAMLError, text: str, builder: Builder) -> None:
    """Put libyaml's complaint into words that say what to do."""
    mark = error.problem_mark or error.context_mark
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    message, hint = complaint(str(error.problem or error))
    if (
        mark
        and mark.line < len(builder.lines)
        and "\t" in builder.lines[mark.line][: mark.column + 1]
    ):
        message, hint = "this is not YAML: a tab stands here", "indent with spaces"
    elif better := explained(error, builder.lines, text, Loader):
        place, said, hint = better
        message = f"this is not YAML: {said}"
    builder.complain(place, message, hint)


def at(event: yaml.Event) -> Mark:
    """Line and column of an event, from 1."""
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


def node(
    event: yaml.Event, events: Iterator[yaml.Event], path: FieldPath, builder: Builder
) -> Tree:
    """The tree that begins with this event."""
    if path not in builder.marks:
        builder.marks[path] = at(event)
    if len(path) > MAX_DEPTH:
        raise TooDeep(at(event))
    if isinstance(event, yaml.AliasEvent):
        builder.complain(
            at(event), f"the alias '*{event.anchor}'", "write the text out: aliases are not read"
        )
        return ""
    if event.anchor:
        builder.complain(
            at(event), f"the anchor '&{event.anchor}'", "remove it: anchors are not read"
        )
    if event.tag:
        tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
        builder.complain(at(event), f"the tag '{tag}'", "remove it: the field decides the type")
    if isinstance(event, yaml.MappingStartEvent):
        return mapping(events, path, builder)
    if isinstance(event, yaml.SequenceStartEvent):
        return sequence(events, path, builder)
    return scalar(event, builder)


def sequence(events: Iterator[yaml.Event], path: FieldPath, builder: Builder) -> Tree:
    """A list, with the place of each item."""
    items: list[Tree] = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        items.append(node(event, events, (*path, len(items)), builder))
    return items


def mapping(events: Iterator[yaml.Event], path: FieldPath, builder: Builder) -> Tree:
    """A mapping, with the place of each key; a repeated key is a finding."""
    fields: dict[str, Tree] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        if not isinstance(event, yaml.ScalarEvent):
            said = "a name was expected here, and this is a list or mapping"
            builder.complain(at(event), said, "put the name in single quotes")
            node(event, events, (*path, ""), builder)
            node(next(events), events, (*path, ""), builder)
            continue
        key = scalar(event, builder)
        if key in fields:
            first = builder.marks[(*path, key)][0]
            builder.complain(
                at(event), f"'{key}' is written twice (first on line {first})", "keep one"
            )
        builder.marks.setdefault((*path, key), at(event))
        fields[key] = node(next(events), events, (*path, key), builder)
    return fields


def scalar(event: yaml.Event, builder: Builder) -> str:
    """The text of a scalar, with the traps that YAML falls into silently."""
    trap = None
    if not event.style:
        trap = cut_by_comment(event, builder.lines)
    elif event.style == '"':
        trap = corrupted_by_escape(event, builder.lines)
    if trap:
        builder.complain(*trap)
    return str(event.value)
