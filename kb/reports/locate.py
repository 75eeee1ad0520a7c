"""Where findings are: line and column, looked up only in files that have findings."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from kb.history.manifest import SUFFIX
from kb.model import FieldPath, Finding, Place
from kb.reading.front_matter import divided
from kb.reading.strict_yaml import Mark, locate

Files = Mapping[str, bytes]
Marks = Mapping[Place, Mark]


def marks_of(findings: Iterable[Finding], files: Files) -> Marks:
    """Line and column of every place that the findings name."""
    wanted: dict[str, set[Place]] = {}
    known: dict[Place, Mark] = {}
    for finding in findings:
        for place in (finding.place, *(place for place, _ in finding.others)):
            if place.at:
                content = files.get(place.file, b"")
                known[place] = letter_in(content, place.at, place.rest, len(content))
            else:
                wanted.setdefault(place.file, set()).add(place)
    for file, places in wanted.items():
        written = fields_of(file, files.get(file, b""))
        paths: dict[FieldPath, Mark] = (
            locate(written, {place.path for place in places}) if written else {}
        )
        for place in places:
            mark = paths.get(place.path, (1, 1))
            known[place] = letter_in(files.get(file, b""), mark, place.rest)
    return known


def letter_in(content: bytes, mark: Mark, rest: str, most: int = 10) -> Mark:
    """Where the rest of a value begins; at its field, if it is not written as it is read."""
    if not rest:
        return mark
    lines = lines_of(content)
    for line, text in enumerate(lines[mark[0] - 1 : mark[0] - 1 + most], mark[0]):
        column = text.find(rest, mark[1] - 1 if line == mark[0] else 0)
        if column >= 0:
            return line, column + 1
    return mark


@lru_cache(maxsize=2)
def lines_of(content: bytes) -> list[str]:
    """The lines of a text, once for all findings in a row that stand in it."""
    return content.decode("utf-8", errors="replace").splitlines()


def fields_of(file: str, content: bytes) -> bytes:
    """What of a file is written in fields: all, its front matter, or nothing."""
    if file.endswith(".md"):
        return divided(content)[0]
    return content if file.endswith((".yaml", ".yml", SUFFIX)) else b""


def mark_of(place: Place, marks: Marks) -> Mark:
    """Line and column of a place, from 1."""
    return marks.get(place) or place.at or (1, 1)


def in_order(findings: Sequence[Finding], marks: Marks) -> list[Finding]:
    """By file and line, as a reader goes through them."""
    return sorted(
        findings, key=lambda f: (f.place.file, mark_of(f.place, marks), f.check, f.message)
    )


def source_line(content: bytes | None, line: int, column: int) -> list[str]:
    """The line and a caret under the column; long lines are cut around it."""
    if content is None:
        return []
    lines = lines_of(content)
    if not 1 <= line <= len(lines):
        return []
    shown = printable(lines[line - 1])
    start = max(0, column - 80)
    return [f"    {shown[start : start + 120]}", f"    {' ' * (column - 1 - start)}^"]


def printable(said: str) -> str:
    """Text from a file, safe for a terminal: nothing that moves the cursor or the colours."""
    if said.isprintable():
        return said
    return "".join(c if c.isprintable() else ("\ufffd" if c not in "\t\n" else " ") for c in said)
