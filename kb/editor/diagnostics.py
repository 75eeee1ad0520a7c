"""Findings as an editor shows them: from a letter to a letter, with other places and the hint."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kb.editor.positions import Lines, Span
from kb.model import Finding, Place
from kb.reports.locate import Marks, mark_of, marks_of

# What a finding underlines: a value in quotes, one inside brackets, or the rest of the line.
QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")
IN_BRACKETS = re.compile(r"[^,\[\]{}]+")
COMMENT = re.compile(r"\s+#.*")
ReadsLines = Callable[[str], Lines]


@dataclass(frozen=True)
class Diagnostic:
    """A finding at its letters; ``finding`` is what it was made of."""

    span: Span
    message: str
    severity: str
    check: str
    others: tuple[tuple[str, Span, str], ...]  # file, place, what is there
    finding: Finding


def diagnostics_of(
    findings: Iterable[Finding], files: Mapping[str, bytes], lines_of: ReadsLines
) -> dict[str, list[Diagnostic]]:
    """What to show in each file that something was found in."""
    every = list(findings)
    marks = marks_of(every, files)
    found: dict[str, list[Diagnostic]] = {}
    for finding in every:
        others = tuple(
            (place.file, span_of(place, marks, lines_of(place.file)), said)
            for place, said in finding.others
        )
        found.setdefault(finding.place.file, []).append(
            Diagnostic(
                span_of(finding.place, marks, lines_of(finding.place.file)),
                message_of(finding),
                finding.severity,
                finding.check,
                others,
                finding,
            )
        )
    for told in found.values():
        told.sort(key=lambda d: (d.span.start, d.check, d.message))
    return found


def message_of(finding: Finding) -> str:
    """The finding and what to do, as ``kb verify`` says both."""
    return f"{finding.message}\nhint: {finding.hint}" if finding.hint else finding.message


def span_of(place: Place, marks: Marks, lines: Lines) -> Span:
    """The letters that a finding is about: as far as they can be told on one line."""
    start = lines.offset_of_mark(mark_of(place, marks))
    return lines.span(start, start + length_at(lines, start, place.rest))


def length_at(lines: Lines, start: int, rest: str) -> int:
    """How many letters from one on belong to what is meant there."""
    number, _ = lines.position(start)
    begins = lines.starts[number]
    line = lines.line(number)
    before, after = line[: start - begins], line[start - begins :]
    if rest and after.startswith(said := rest.partition("\n")[0]):
        return len(said.rstrip())
    if found := QUOTED.match(after):
        return found.end()
    if before.count("{") + before.count("[") > before.count("}") + before.count("]"):
        found = IN_BRACKETS.match(after)
        return len(found[0].rstrip()) if found else min(1, len(after))
    return len(COMMENT.sub("", after).rstrip())
