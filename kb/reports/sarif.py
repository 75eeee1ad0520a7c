"""Findings as SARIF 2.1.0, for code scanning and editors.

Columns count characters, which SARIF wants said: without the word it counts UTF-16 units.
"""

import hashlib
import os
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from kb import __version__
from kb.model import Finding, Place
from kb.reports.json_text import json_text
from kb.reports.locate import Files, Marks, in_order, mark_of, marks_of, printable

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
Json = dict[str, object]


def report(findings: Sequence[Finding], files: Files) -> str:
    """One run of one tool; a rule for every check that found something."""
    marks = marks_of(findings, files)
    ordered = in_order(findings, marks)
    checks = sorted({finding.check for finding in ordered})
    driver = {"name": "kb", "version": __version__, "rules": rules(checks)}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [result(finding, checks.index(finding.check), marks) for finding in ordered],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(log)


def rules(checks: Iterable[str]) -> list[Json]:
    """Checks as rules, described as the manual does; a file that cannot be read has no page."""
    from kb.checks.all import manuals

    pages = {page.name: page for page in manuals()}
    found: list[Json] = []
    for name in checks:
        page = pages.get(name)
        rule: Json = {"id": name}
        if page:
            rule["shortDescription"] = {"text": page.summary}
            rule["fullDescription"] = {"text": page.problem or page.summary}
            rule["help"] = {"text": page.fix or page.summary}
        found.append(rule)
    return found


def result(finding: Finding, rule: int, marks: Marks) -> Json:
    """One finding, with the other places it speaks of."""
    message = finding.message + (f" (hint: {finding.hint})" if finding.hint else "")
    found: Json = {
        "ruleId": finding.check,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": message_text(message)},
        "locations": [location(finding.place, marks)],
        "partialFingerprints": {"finding/v1": fingerprint(finding)},
    }
    if finding.others:
        found["relatedLocations"] = [
            {"id": number, **location(place, marks), "message": {"text": message_text(text)}}
            for number, (place, text) in enumerate(finding.others, start=1)
        ]
    return found


def location(place: Place, marks: Marks) -> Json:
    """A place as a region of a file, the path relative to the base's folder."""
    line, column = mark_of(place, marks)
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(os.fsencode(place.file))},
            "region": {"startLine": line, "startColumn": column},
        }
    }


def message_text(text: str) -> str:
    """Plain text; SARIF reads ``[words](target)`` as a link, and authors may not set any."""
    return printable(text).replace("](", "] (") or "-"


def fingerprint(finding: Finding) -> str:
    """The same for the same finding, wherever its line has moved to."""
    path = "/".join(map(str, finding.place.path))
    whole = "\0".join((finding.place.file, path, finding.check, finding.message))
    return hashlib.sha256(os.fsencode(whole)).hexdigest()[:32]
