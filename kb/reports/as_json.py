"""Findings for programs: one object a finding."""

from collections.abc import Sequence

from kb.model import Finding
from kb.reports.json_text import json_text
from kb.reports.locate import Files, in_order, mark_of, marks_of


def report(findings: Sequence[Finding], files: Files) -> str:
    """For programs: one object a finding."""
    marks = marks_of(findings, files)
    rows = []
    for finding in in_order(findings, marks):
        line, column = mark_of(finding.place, marks)
        rows.append(
            {
                "file": finding.place.file,
                "line": line,
                "column": column,
                "field": ".".join(map(str, finding.place.path)),
                "severity": finding.severity,
                "check": finding.check,
                "message": finding.message,
                "hint": finding.hint,
                "others": [
                    {"file": place.file, "line": mark_of(place, marks)[0], "message": said}
                    for place, said in finding.others
                ],
            }
        )
    return json_text(rows)
