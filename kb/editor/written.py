"""Where a field is written, from its first letter to its last, so that it can be taken out."""

from dataclasses import dataclass

import yaml

from kb.editor.positions import Lines
from kb.model import FieldPath
from kb.reading.strict_yaml import Loader


@dataclass(frozen=True)
class Extent:
    """The letters of a field or an item: its name, its value, and what it stands in."""

    start: int  # of its name, or of the item
    value: int
    end: int
    in_brackets: bool
    is_alone: bool  # nothing else stands in what it stands in


def extent_of(lines: Lines, path: FieldPath) -> Extent | None:
    """Where the field at a path is written; None if the text cannot be read or has no such."""
    try:
        node = yaml.compose(lines.text, Loader=Loader)
    except (yaml.YAMLError, RecursionError, UnicodeError):
        return None
    found = None
    for step in path:
        inner = child(lines, node, step)
        if inner is None:
            return None
        node, found = inner
    return found


def child(lines: Lines, node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, Extent] | None:
    """A field or an item of a node, and where it is written."""
    pairs: list[tuple[yaml.Node, yaml.Node]] = []
    if isinstance(node, yaml.MappingNode) and isinstance(step, str):
        pairs = [(key, value) for key, value in node.value if key.value == step]
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        pairs = [(item, item) for item in node.value[step : step + 1]]
    if not pairs or node is None:
        return None
    (key, value), at = pairs[0], lines.offset_of_mark
    marks = [(m.line + 1, m.column + 1) for m in
             (key.start_mark, value.start_mark, value.end_mark)]  # fmt: skip
    start, begins, ends = map(at, marks)
    ends = begins + len(lines.text[begins:ends].rstrip())
    alone = len(node.value) == 1
    return value, Extent(start, begins, ends, bool(node.flow_style), alone)


def without(lines: Lines, extent: Extent) -> tuple[int, int]:
    """The letters to take out, so that the field is gone and what stands around it stays whole."""
    text, start, end = lines.text, extent.start, extent.end
    if extent.in_brackets:
        after = text[end:].lstrip()
        if after.startswith(","):
            comma = text.index(",", end) + 1
            return start, comma + len(text[comma:]) - len(text[comma:].lstrip(" "))
        before = text[:start].rstrip()
        return (len(before) - 1 if before.endswith(",") else start), end
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    return begin, len(text) if stop < 0 else stop + 1
