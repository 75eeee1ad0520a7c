"""A claim's file in one form: fields in one order, lines of one width, quotes only where needed.

What an author chose and no rule needs stays: texts in blocks or on a line, lists on lines or in
brackets, empty lines, comments.  The result is read again: it must say the same, with all comments.
"""

import re
import textwrap
from collections import Counter
from collections.abc import Sequence

import yaml

from kb.authoring.canonical_order import below, ordered
from kb.authoring.written_yaml import (
    COMMENT,
    Comment,
    Item,
    Node,
    Undecided,
    comments_in,
    end_of,
    written,
)
from kb.authoring.yaml_text import WIDTH, scalar
from kb.reading.claim_schema import CLAIM
from kb.reading.schema import Shape
from kb.reading.strict_yaml import Loader, Tree, parse


class CannotFormat(Exception):
    """A file that stays as it is, and why."""


def formatted(file: str, content: bytes) -> bytes:
    """The file in its form; refused, if it would not say the same, with the same comments."""
    before = parse(file, content)
    if before.findings or not isinstance(before.tree, dict):
        raise CannotFormat("it cannot be read: kb verify says why")
    text = content.decode("utf-8").replace("\r\n", "\n")
    try:
        root, rest = written(text)
    except Undecided as error:
        raise CannotFormat(f"what the comment on line {error} belongs to cannot be told") from None
    if not root.is_map or root.is_flow or not root.items:
        raise CannotFormat("its fields do not stand on lines of their own")
    top, root.items[0].above = root.items[0].above, []
    lines = [comment.text for comment in top] + fields(text, root, CLAIM, 0)
    lines += [comment.text for comment in rest]
    result = "\n".join(lines) + "\n"
    after = parse(file, result.encode())
    if after.findings or plain(after.tree) != plain(before.tree):
        raise CannotFormat("it would say something else; please tell the makers of kb")
    if comments_of(result) != comments_of(text):
        raise CannotFormat("a comment would be lost; please tell the makers of kb")
    return result.encode()


def plain(tree: Tree | None) -> object:
    """A tree without outer space of its texts, which no field heeds; the order of items counts."""
    if isinstance(tree, dict):
        return {name: plain(value) for name, value in tree.items()}
    return [plain(value) for value in tree] if isinstance(tree, list) else (tree or "").strip()


def comments_of(text: str) -> Counter[str]:
    """All comments of a text."""
    events = [e for e in yaml.parse(text, Loader=Loader) if isinstance(e, yaml.ScalarEvent)]
    spans = [(event.start_mark.index, end_of(event, text)) for event in events]
    found = Counter(comment.text for comment in comments_in(text, spans))
    for event in events:
        if event.style in ("|", ">"):
            start = event.start_mark.index
            line = text[start:].partition("\n")[0]
            found.update(sign[0].rstrip() for sign in COMMENT.finditer(line))
    return found


def fields(text: str, node: Node, shape: Shape | None, indent: int) -> list[str]:
    """The lines of fields, or of items, that stand below each other."""
    lines: list[str] = []
    for place, item in enumerate(ordered(node.items, shape) if node.is_map else node.items):
        lines += [""] if item.after_empty and (place or indent == 0) and lines else []
        lines += alone(item.above, indent)
        within = below(shape, item.name)
        made = (
            field(text, item, within, indent) if node.is_map else entry(text, item, within, indent)
        )
        lines += made
    return lines + alone(node.below, indent)


def alone(comments: Sequence[Comment], indent: int) -> list[str]:
    """Comments on lines of their own."""
    return [f"{' ' * indent}{comment.text}" for comment in comments]


def field(text: str, item: Item, shape: Shape | None, indent: int) -> list[str]:
    """A field."""
    head = f"{' ' * indent}{item.name}:"
    value = item.value
    if value.is_text:
        first, *rest = text_lines(text, value, indent + 2, len(head) + 1)
        return [with_comment(f"{head} {first}", value.header, item.beside), *rest]
    if value.is_flow and (line := on_a_line(text, item, shape, f"{head} ")):
        return line
    return [with_comment(head, item.head, item.beside), *fields(text, value, shape, indent + 2)]


def entry(text: str, item: Item, shape: Shape | None, indent: int) -> list[str]:
    """An item of a list; comments above its first field stand above it."""
    margin = " " * indent
    value = item.value
    if value.is_text:
        first, *rest = text_lines(text, value, indent + 2, indent + 2)
        return [with_comment(f"{margin}- {first}", value.header, item.beside), *rest]
    if value.is_flow and (line := on_a_line(text, item, shape, f"{margin}- ")):
        return line
    if item.head:
        raise CannotFormat(f"a comment stands behind a dash: {item.head}")
    lines = fields(text, value, shape, indent + 2)
    begin = next(n for n, line in enumerate(lines) if not line.lstrip().startswith("#"))
    above = [f"{margin}{line.lstrip()}" for line in lines[:begin]]
    above += [f"{margin}{item.beside}"] if item.beside else []
    return [*above, f"{margin}- {lines[begin].lstrip()}", *lines[begin + 1 :]]


def with_comment(line: str, *comments: str) -> str:
    """A line with the comments that stand behind it."""
    return "  ".join([line, *filter(None, comments)])


def on_a_line(text: str, item: Item, shape: Shape | None, before: str) -> list[str]:
    """What stands in brackets, on its line; nothing if it does not fit and can be taken apart."""
    node, beside = item.value, item.beside
    if node.has_comments:
        first, *rest = text[node.start : node.end].split("\n")
        if rest:
            inner = [line.rstrip() for line in rest[:-1]]
            return [f"{before}{first}".rstrip(), *inner, with_comment(rest[-1], beside)]
        return [with_comment(f"{before}{first}", beside)]
    line = f"{before}{in_brackets(node, shape)}"
    fits = (len(line) <= WIDTH and "\n" not in line) or not node.items
    return [with_comment(line, beside)] if fits else []


def in_brackets(node: Node, shape: Shape | None) -> str:
    """A value within brackets."""
    if node.is_text:
        return on_one_line(node, bracketed=True)
    inside = ", ".join(
        (f"{item.name}: " if node.is_map else "") + in_brackets(item.value, below(shape, item.name))
        for item in (ordered(node.items, shape) if node.is_map else node.items)
    )
    return f"{{{inside}}}" if node.is_map else f"[{inside}]"


def on_one_line(node: Node, bracketed: bool = False) -> str:
    """A text on one line: what was plain stays so, quotes only where something asks for them."""
    value = str(node.event.value)
    if not node.event.style and value and "\n" not in value:
        return value
    return scalar(value, bracketed) if value.strip() == value and value else quoted(value)


def quoted(value: str) -> str:
    """A text in single quotes."""
    return "'" + value.replace("'", "''") + "'"


def text_lines(text: str, node: Node, indent: int, before: int) -> list[str]:
    """A text behind its name, in its own style; a long one on a line is folded."""
    value, margin = str(node.event.value), " " * indent
    if node.event.style in ("|", ">"):
        sign = node.event.style + ("" if value.endswith("\n") else "-")
        body = value.rstrip()
        if not body.strip():
            return ["''"]
        if node.event.style == "|" and not body.startswith((" ", "\n")):
            return [sign, *(f"{margin}{line}" if line else "" for line in body.split("\n"))]
        if node.event.style == ">" and can_be_wrapped(body):
            return [sign, *wrapped(body, margin)]
        return as_it_stands(text, node, margin)
    line = on_one_line(node)
    if before + len(line) <= WIDTH and "\n" not in value:
        return [line]
    if can_be_wrapped(value.strip()) and re.search("[ \n]", value.strip()):
        return [">-", *wrapped(value.strip(), margin)]
    if "\n" in value:
        raise CannotFormat(f"a text in quotes has lines that cannot be folded: {value[:40]!r}")
    return [line]


def can_be_wrapped(body: str) -> bool:
    """Whether each break between words is one blank, and no line begins with one."""
    return bool(body) and all(line == " ".join(line.split(" ")).strip() and "  " not in line
                              and "\t" not in line for line in body.split("\n"))  # fmt: skip


def wrapped(body: str, margin: str) -> list[str]:
    """Lines of a folded block: each break of a line in the text is an empty line."""
    lines: list[str] = []
    for place, part in enumerate(body.split("\n")):
        lines += [""] if place else []
        lines += textwrap.wrap(
            part, WIDTH, initial_indent=margin, subsequent_indent=margin,
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
    return lines


def as_it_stands(text: str, node: Node, margin: str) -> list[str]:
    """A block whose lines cannot be broken elsewhere, with another margin."""
    head, *lines = text[node.start : node.end].split("\n")
    if re.search(r"\d", head.partition("#")[0]):
        raise CannotFormat("a block of text says how far it is indented")
    body = textwrap.dedent("\n".join(lines)).split("\n")
    return [
        head.partition("#")[0].strip(),
        *(f"{margin}{line}" if line.strip() else "" for line in body),
    ]
