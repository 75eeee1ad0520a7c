"""Findings as Markdown, for a comment on a pull request.

Whatever an author wrote stands in spans of code: no mention, link, image or HTML comes alive.
"""

from collections.abc import Sequence

from kb.model import Finding
from kb.phrasing import harmless, quantity
from kb.reports.locate import Files, Marks, in_order, mark_of, marks_of
from kb.reports.quoting import code

MOST = 40  # rows of a table: a comment may not grow for ever
PLACES = 5  # other places of one finding
RESULTS = {
    "contradiction": "one person holds what cannot all be true",
    "false-expectation": "a measurement came out otherwise than the claim says",
    "fragile": "a measurement holds, and might not on fresh seeds",
}
SIGNS = {"error": "✕ error", "warning": "▲ warning", "note": "○ note"}


def report(findings: Sequence[Finding], files: Files) -> str:
    """Counts, defects to mend, and results that surprise."""
    marks = marks_of(findings, files)
    ordered = in_order(findings, marks)
    surprising = [finding for finding in ordered if finding.check in RESULTS]
    defects = [finding for finding in ordered if finding.check not in RESULTS]
    parts = [f"### kb verify: {counts(ordered)}"]
    if defects:
        parts.append("\n".join(["**To mend**", "", *table(defects, marks)]))
    if surprising:
        parts.append("\n".join(["**Results that surprise**", "", *table(surprising, marks)]))
        kinds = dict.fromkeys(finding.check for finding in surprising)
        parts.append("\n".join(f"- {code(kind)}: {RESULTS[kind]}" for kind in kinds))
    return harmless("\n\n".join(parts)) + "\n"


def counts(findings: Sequence[Finding]) -> str:
    """'2 errors, 1 warning', or that there is nothing."""
    words = []
    for severity in SIGNS:
        many = sum(finding.severity == severity for finding in findings)
        if many:
            words.append(quantity(many, severity))
    return ", ".join(words) or "nothing found"


def table(findings: Sequence[Finding], marks: Marks) -> list[str]:
    """A row for each finding, the first forty of them."""
    lines = ["| | where | what | check |", "|---|---|---|---|"]
    lines += [row(finding, marks) for finding in findings[:MOST]]
    if len(findings) > MOST:
        lines += ["", f"and {len(findings) - MOST} more; `kb verify` lists them all"]
    return lines


def row(finding: Finding, marks: Marks) -> str:
    """One finding: where it is, what it is, the other places, and what to do."""
    line, column = mark_of(finding.place, marks)
    said = [code(finding.message)]
    for place, text in finding.others[:PLACES]:
        where = f"{place.file}:{mark_of(place, marks)[0]}"
        said.append(f"{code(where, 200)} {code(text, 200)}")
    if left := len(finding.others[PLACES:]):
        said.append(f"and {quantity(left, 'place')} more; `kb verify` names them")
    if finding.hint:
        said.append(f"hint: {code(finding.hint)}")
    where = code(f"{finding.place.file}:{line}:{column}", 200)
    sign = SIGNS.get(finding.severity, "")
    return f"| {sign} | {where} | {'<br>'.join(said)} | {code(finding.check, 80)} |"
