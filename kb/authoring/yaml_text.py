"""Values as YAML that reads back the same: plain where they can be, else quoted or in blocks.

Short texts stand on their line; long ones are folded below ``>``, if every break in them is one
blank, and otherwise kept line by line below ``|``.
"""

import re
import textwrap
from collections.abc import Mapping, Sequence

from kb.reading.strict_yaml import Tree

WIDTH = 100
# Begins with a letter or a digit, and holds neither ': ' nor ' #'.
PLAIN = re.compile(r"[^\W_](?:[^\n:#]|:(?=[^\s])|(?<! )#)*(?<! )|[^\W_]")
IN_BRACKETS = re.compile(r"[,\[\]{}\"']|[:#?]")
WORDS = ("y", "n", "on", "off", "true", "false", "null")  # which others take for values
NUMBER = re.compile(r"[-+.0-9][0-9_,.:xobeE+-]*")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def scalar(words: str, bracketed: bool = False) -> str:
    """A text on one line: plain if nothing in it means something to YAML, else in single quotes."""
    plain = PLAIN.fullmatch(words) and not (bracketed and IN_BRACKETS.search(words))
    if (
        plain
        and words.lower() not in WORDS
        and (DAY.fullmatch(words) or not NUMBER.fullmatch(words))
    ):
        return words
    return "'" + words.replace("'", "''") + "'"


def flow(value: Tree) -> str:
    """A value on one line, lists and mappings in brackets."""
    if isinstance(value, str):
        return scalar(value, bracketed=True)
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    return f"{{{', '.join(f'{name}: {flow(item)}' for name, item in value.items())}}}"


def field_lines(name: str, value: Tree, indent: int = 0) -> list[str]:
    """A field with its value, on as many lines as it needs."""
    margin = " " * indent
    if isinstance(value, str):
        head, *rest = text_lines(value, indent + 2, len(margin) + len(name) + 2)
        return [f"{margin}{name}: {head}", *rest]
    if isinstance(value, dict):
        inner = [line for key, item in value.items() for line in field_lines(key, item, indent + 2)]
        return [f"{margin}{name}:", *inner]
    if all(isinstance(item, str) for item in value):
        line = f"{margin}{name}: {flow(value)}"
        if len(line) <= WIDTH:
            return [line]
    return [f"{margin}{name}:", *list_lines(value, indent + 2)]


def list_lines(items: Sequence[Tree], indent: int) -> list[str]:
    """The items of a list, each on one line if it fits, and else a field a line."""
    lines = []
    for item in items:
        line = f"{' ' * indent}- {flow(item)}"
        if not isinstance(item, Mapping) or (len(line) <= WIDTH and "because" not in item):
            lines.append(line)
            continue
        inner = [row for key, part in item.items() for row in field_lines(key, part, indent + 2)]
        lines += [f"{' ' * indent}- {inner[0].lstrip()}", *inner[1:]]
    return lines


def text_lines(words: str, indent: int, before: int) -> list[str]:
    """A text behind its field's name, which takes ``before`` letters of the line."""
    one = scalar(words)
    if "\n" not in words and (before + len(one) <= WIDTH or words != " ".join(words.split())):
        return [one]
    margin = " " * indent
    if "\n" not in words:
        return [">-", *folded(words, margin)]
    return ["|-", *(f"{margin}{line}" if line else "" for line in words.split("\n"))]


def folded(words: str, margin: str) -> list[str]:
    """Lines of a folded block of YAML."""
    return textwrap.wrap(
        words, WIDTH, initial_indent=margin, subsequent_indent=margin,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
