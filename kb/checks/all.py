"""Every check, and what they find together: sorted, named, and let off where accepted."""

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import kb.checks
from kb.checks.check import Manual, Question, manual_of, name_of
from kb.knowledge import Knowledge
from kb.model import Finding, Place
from kb.model.names import did_you_mean

READ = Manual(
    name="read",
    severity="error",
    summary="A file that is not what its fields allow.",
    problem="what cannot be read takes no part: a misspelt field, a wrong word, broken YAML.",
    fix="mend the line that the message names; `kb schema` gives editors the fields.",
    passes="kind: empirical",
    fails="kind: emprical",
)
ACCEPT = Manual(
    name="accept",
    severity="error",
    summary="An accepted finding that has expired, or that is not found.",
    problem="a debt that is overdue hides a fault; one that is paid would hide the next.",
    fix="mend the fault, or remove the acceptance.",
    passes="demonstrations: {}\n"
    "accept: [{check: no-demonstration, because: Soon., until: 2099-01-01}]",
    fails="accept: [{check: no-demonstration, because: Soon., until: 2020-01-01}]",
)


def questions() -> Iterator[Question]:
    """All functions marked as checks, in the modules of this folder."""
    for info in iter_modules(kb.checks.__path__, "kb.checks."):
        if info.name != __name__:
            yield from checks_in(import_module(info.name))


def checks_in(module: ModuleType) -> Iterator[Question]:
    """The checks of one module."""
    for thing in vars(module).values():
        if hasattr(thing, "severity") and thing.__module__ == module.__name__:
            yield thing


def manuals() -> tuple[Manual, ...]:
    """The manual's pages, by name."""
    pages = [READ, ACCEPT, *(manual_of(question) for question in questions())]
    return tuple(sorted(pages, key=lambda page: page.name))


def findings_of(knowledge: Knowledge, today: str) -> tuple[Finding, ...]:
    """Everything there is to say about the base, in the order of places."""
    found = list(knowledge.base.findings)
    for question in questions():
        found += found_by(question, knowledge)
    return tuple(sorted(apply_acceptances(knowledge, found, today), key=order))


def found_by(question: Question, knowledge: Knowledge) -> list[Finding]:
    """What one check finds, by its name and as grave as it says."""
    name, severity = name_of(question), question.severity  # type: ignore[attr-defined]
    return [
        Finding(found.place, found.message, found.hint, found.others, name, severity)
        for found in question(knowledge)
    ]


def asked_at_once() -> list[Question]:
    """The checks that an editor asks of one claim at every keystroke."""
    return [question for question in questions() if question.at_once]  # type: ignore[attr-defined]


def order(finding: Finding) -> tuple[str, tuple[int, int], list[str], str, str]:
    """By file, then line if known, then field; never by the order of asking."""
    place = finding.place
    path = [f"{part:06d}" if isinstance(part, int) else part for part in place.path]
    return place.file, place.at or (0, 0), path, finding.check, finding.message


def apply_acceptances(knowledge: Knowledge, found: list[Finding], today: str) -> Iterator[Finding]:
    """Findings, with those that a claim accepts turned into notes until their date."""
    debts = {
        (claim.file, debt.check): (debt, index)
        for claim in knowledge.base.claims
        for index, debt in enumerate(claim.accept)
    }
    used = set()
    for finding in found:
        key = (finding.place.file, finding.check)
        if key in debts and debts[key][0].until >= today:
            debt, _ = debts[key]
            used.add(key)
            message = f"{finding.message} (accepted until {debt.until}: {debt.because})"
            yield replace(finding, severity="note", message=message)
        else:
            yield finding
    for key, (debt, index) in debts.items():
        if key in used:
            continue
        known = [READ.name, *map(name_of, questions())]
        if debt.check not in known:
            message = f"'{debt.check}' is no check{did_you_mean(debt.check, known)}"
            where, hint = Place(key[0], ("accept", index, "check")), "the name stands in brackets"
            yield Finding(where, message, hint, check="accept")
            continue
        expired = debt.until < today
        reason = f"expired on {debt.until}" if expired else "is not found"
        yield Finding(
            Place(key[0], ("accept", index)),
            f"'{debt.check}' is accepted and {reason}",
            "mend what it was to let off, or say a later day"
            if expired
            else "remove the acceptance",
            check="accept",
        )
