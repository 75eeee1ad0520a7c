"""Findings as workflow commands, which GitHub shows beside the changed lines."""

from collections.abc import Sequence

from kb.model import Finding
from kb.reports.locate import Files, in_order, mark_of, marks_of, printable


def report(findings: Sequence[Finding], files: Files) -> str:
    """Workflow commands that GitHub shows beside the changed lines."""
    marks = marks_of(findings, files)
    words = {"error": "error", "warning": "warning", "note": "notice"}
    lines = []
    for finding in in_order(findings, marks):
        line, column = mark_of(finding.place, marks)
        body = finding.message + (f" (hint: {finding.hint})" if finding.hint else "")
        where = f"file={escape(finding.place.file, True)},line={line},col={column}"
        title = escape(finding.check, True)
        lines.append(f"::{words[finding.severity]} {where},title={title}::{escape(body)}")
    return "".join(f"{line}\n" for line in lines)


def escape(said: str, is_property: bool = False) -> str:
    """Text that cannot end its command or begin another (GitHub's own escapes)."""
    lines = "\n".join(printable(line) for line in said.split("\n"))
    out = lines.replace("%", "%25").replace("\n", "%0A")
    return out.replace(":", "%3A").replace(",", "%2C") if is_property else out
