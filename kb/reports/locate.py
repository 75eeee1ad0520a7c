"""Findings as text, JSON, or annotations: where, what, which check; then the remedy.

Line and column are looked up here, only in files that have findings.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from kb.model import FieldPath, Finding, Place
from kb.reading.strict_yaml import Mark, locate

Files = Mapping[str, bytes]
Marks = Mapping[tuple[str, FieldPath], Mark]
Written = Callable[[Sequence[Finding], Files], str]


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
        readable = file.endswith((".yaml", ".yml")) and file in files
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


def text(findings: Sequence[Finding], files: Files) -> str:
    """For people: clickable first lines, the source line with a caret, other places, a hint."""
    marks = marks_of(findings, files)
    return "".join(one(each, files, marks) for each in in_order(findings, marks))


def one(finding: Finding, files: Files, marks: Marks) -> str:
    """One finding as text."""
    line, column = mark_of(finding.place, marks)
    first = f"{finding.place.file}:{line}:{column}"
    lines = [f"{first}: {finding.severity}: {printable(finding.message)} [{finding.check}]"]
    lines += source_line(files.get(finding.place.file), line, column)
    for place, said in finding.others:
        at = mark_of(place, marks)
        lines.append(f"    {place.file}:{at[0]}:{at[1]}: {printable(said)}")
    if finding.hint:
        lines.append(f"    hint: {printable(finding.hint)}")
    return "\n".join(lines) + "\n"


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


def as_json(findings: Sequence[Finding], files: Files) -> str:
    """For programs: one object a finding."""
    marks = marks_of(findings, files)
    rows = []
    for each in in_order(findings, marks):
        line, column = mark_of(each.place, marks)
        rows.append(
            {
                "file": each.place.file,
                "line": line,
                "column": column,
                "field": ".".join(map(str, each.place.path)),
                "severity": each.severity,
                "check": each.check,
                "message": each.message,
                "hint": each.hint,
                "others": [
                    {"file": place.file, "line": mark_of(place, marks)[0], "message": said}
                    for place, said in each.others
                ],
            }
        )
    return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"


def github(findings: Sequence[Finding], files: Files) -> str:
    """Workflow commands that GitHub shows beside the changed lines."""
    marks = marks_of(findings, files)
    words = {"error": "error", "warning": "warning", "note": "notice"}
    lines = []
    for each in in_order(findings, marks):
        line, column = mark_of(each.place, marks)
        body = each.message + (f" (hint: {each.hint})" if each.hint else "")
        where = f"file={escaped(each.place.file, True)},line={line},col={column}"
        title = escaped(each.check, True)
        lines.append(f"::{words[each.severity]} {where},title={title}::{escaped(body)}")
    return "".join(f"{line}\n" for line in lines)


def escaped(said: str, is_property: bool = False) -> str:
    """Text that cannot end its command or begin another (GitHub's own escapes)."""
    out = said.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return out.replace(":", "%3A").replace(",", "%2C") if is_property else out


FORMATS: Mapping[str, Written] = {"text": text, "json": as_json, "github": github}
