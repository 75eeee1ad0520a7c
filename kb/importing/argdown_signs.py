"""Argdown's text as lines in which only signs are left that mean something.

A sign behind a backslash becomes a letter of a private plane, data one of another; comments are
gone, but no web address is one.  So what follows reads lines by their beginnings, and puts letters
and data back at the end.
"""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import yaml

from kb.importing.naming import clean
from kb.reading.yaml_traps import MAX_DEPTH

Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every scalar stays a text
ESCAPED, DATA = 0xF0000, 0x100000
PRIVATE = re.compile("[\U000f0000-\U0010ffff]")
MOST_DATA = 64 * 2**10
TITLE = r"[^\[\]\n]{1,300}"
SIGNS = re.compile(
    rf"\\(?P<escaped>[^\n])|(?P<comment><!--|/\*|//)|(?P<data>\{{)|(?P<line>\n)"
    rf"|(?P<kept>(?<![A-Za-z])[A-Za-z][A-Za-z+.-]{{1,20}}://[^\s{{}}]+|@?\[{TITLE}\](?:\([^()\n]{{1,2000}}\))?|@?<[^<>\n!-][^<>\n]{{0,300}}>)"
)
TAG = re.compile(r"(?<![\w&/])#(?:\(([^()\n]{1,100})\)|([\w-]{1,100}))")
MENTION = re.compile(rf"@\[({TITLE})\]|@<([^<>\n]{{1,300}})>")
ENDS = {"<!--": "-->", "/*": "*/", "//": "\n"}


@dataclass
class Lines:
    """Lines with their numbers; a line that only held a comment is none."""

    lines: list[tuple[int, str]] = field(default_factory=list)
    data: list[str] = field(default_factory=list)


def lines_of(text: str) -> Lines:
    """The lines of a text, scanned once."""
    text = PRIVATE.sub("", text.replace("\r\n", "\n"))
    found = Lines()
    parts: list[str] = []
    number, at, remark = 1, 0, False

    def end_line() -> None:
        nonlocal parts, remark
        line = "".join(parts)
        if line.strip() or not remark:
            found.lines.append((number, line))
        parts, remark = [], False

    while at < len(text):
        sign = SIGNS.search(text, at)
        if not sign:
            parts.append(text[at:])
            break
        parts.append(text[at : sign.start()])
        at = sign.end()
        if sign["line"]:
            end_line()
            number += 1
        elif sign["escaped"]:
            letter = ord(sign["escaped"])
            parts.append(chr(ESCAPED + letter) if letter < 0xFFFE else sign["escaped"])
        elif sign["kept"]:
            parts.append(sign["kept"])
        elif sign["comment"]:
            remark = True
            end = text.find(ENDS[sign["comment"]], at)
            line_stays = sign["comment"] == "//"
            end = (
                len(text) if end < 0 else end + (0 if line_stays else 3 if sign[0] == "<!--" else 2)
            )
            number += text.count("\n", at, end)
            at = end
        elif (end := data_end(text, sign.start())) and len(found.data) < 0xFFFE:
            parts.append(chr(DATA + len(found.data)))
            found.data.append(text[sign.start() : end])
            number += text.count("\n", at, end)
            at = end
        else:
            parts.append("{")
    end_line()
    return found


def data_end(text: str, start: int) -> int:
    """Where the braces close that open at a place, quoted ones aside; 0 if they do not."""
    depth, quote, at = 0, "", start
    end = min(len(text), start + MOST_DATA)
    while at < end:
        letter = text[at]
        if quote:
            if letter == "\\" and quote == '"':
                at += 1
            elif letter == quote:
                quote = ""
        elif letter in "\"'" and text[at - 1] in " :[{,\n\t":
            quote = letter
        elif letter in "{[":
            depth += 1
            if depth > MAX_DEPTH:
                return 0
        elif letter in "]}":
            depth -= 1
            if not depth:
                return at + 1
        at += 1
    return 0


def with_letters(text: str) -> str:
    """A text whose signs behind backslashes are put back, and no data is left."""
    return clean(
        PRIVATE.sub(lambda it: chr(ord(it[0]) - ESCAPED) if ord(it[0]) < DATA else "", text)
    )


def tags_in(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without its tags, and these; mentions become the titles that they mention."""
    tags = tuple(found[1] or found[2] for found in TAG.finditer(text))
    plain = MENTION.sub(lambda it: it[1] or it[2], TAG.sub("", text))
    return plain, tags


def data_in(text: str, data: list[str]) -> dict[str, Any]:
    """The data that stand behind an element, all of them texts; none of what is no YAML."""
    found: dict[str, Any] = {}
    for letter in PRIVATE.findall(text):
        if ord(letter) >= DATA:
            with suppress(yaml.YAMLError):
                tree = yaml.load(data[ord(letter) - DATA], Loader=Loader)
                found |= tree if isinstance(tree, dict) else {}
    return found
