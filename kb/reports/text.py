"""Findings for people: clickable lines, the source with a caret, other places, a hint."""

from collections.abc import Sequence

from kb.model import Finding
from kb.phrasing import harmless
from kb.reports.locate import Files, Marks, in_order, mark_of, marks_of, printable, source_line


def report(findings: Sequence[Finding], files: Files) -> str:
    """All findings as text, in the order of places."""
    marks = marks_of(findings, files)
    return "".join(text_of(finding, files, marks) for finding in in_order(findings, marks))


def text_of(finding: Finding, files: Files, marks: Marks) -> str:
    """One finding as text."""
    line, column = mark_of(finding.place, marks)
    first = f"{printable(finding.place.file)}:{line}:{column}"
    lines = [f"{first}: {finding.severity}: {printable(finding.message)} [{finding.check}]"]
    lines += source_line(files.get(finding.place.file), line, column)
    for place, said in finding.others:
        at = mark_of(place, marks)
        lines.append(f"    {printable(place.file)}:{at[0]}:{at[1]}: {printable(said)}")
    if finding.hint:
        lines.append(f"    hint: {printable(finding.hint)}")
    return harmless("\n".join(lines)) + "\n"
