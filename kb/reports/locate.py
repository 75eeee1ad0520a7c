"""Where findings are: line and column, looked up only in files that have findings."""

from collections.abc import Iterable, Mapping, Sequence

from kb.history.manifest import SUFFIX
from kb.model import FieldPath, Finding, Place
from kb.reading.strict_yaml import Mark, locate

Files = Mapping[str, bytes]
Marks = Mapping[tuple[str, FieldPath], Mark]


def marks_of(findings: Iterable[Finding], files: Files) -> Marks:
    """Line and column of every place that the findings name."""
    wanted: dict[str, set[FieldPath]] = {}
    known: dict[tuple[str, FieldPath], Mark] = {}
    for finding in findings:
        for place in (finding.place, *(place for place, _ in finding.others)):
            if place.at:
                known[place.file, place.path] = place.at
            else:
                wanted.setdefault(place.file, set()).add(place.path)
    for file, paths in wanted.items():
        readable = file.endswith((".yaml", ".yml", SUFFIX)) and file in files
        found = locate(files[file], paths) if readable else dict.fromkeys(paths, (1, 1))
        known |= {(file, path): mark for path, mark in found.items()}
    return known


def mark_of(place: Place, marks: Marks) -> Mark:
    """Line and column of a place, from 1."""
    return place.at or marks.get((place.file, place.path), (1, 1))


def in_order(findings: Sequence[Finding], marks: Marks) -> list[Finding]:
    """By file and line, as a reader goes through them."""
    return sorted(
        findings, key=lambda f: (f.place.file, mark_of(f.place, marks), f.check, f.message)
    )


def source_line(content: bytes | None, line: int, column: int) -> list[str]:
    """The line and a caret under the column; long lines are cut around it."""
    if content is None:
        return []
    lines = content.decode("utf-8", errors="replace").splitlines()
    if not 1 <= line <= len(lines):
        return []
    shown = printable(lines[line - 1])
    start = max(0, column - 80)
    return [f"    {shown[start : start + 120]}", f"    {' ' * (column - 1 - start)}^"]


def printable(said: str) -> str:
    """Text from a file, safe for a terminal: nothing that moves the cursor or the colours."""
    return "".join(c if c.isprintable() else ("\ufffd" if c not in "\t\n" else " ") for c in said)
