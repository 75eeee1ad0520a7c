"""Seeded defects: small broken bases, each with the whole of what ``kb verify`` prints of it.

How a case is written stands in ``case.py``.  Nothing writes what is expected: read what kb says of
a new case as somebody would who wrote it, mend kb where that is no help, and only then copy it.
"""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import kb
from kb.checks.all import findings_of, manuals
from kb.demos.plan import Problem
from kb.history.committed import Amended
from kb.history.from_git import Registrations
from kb.model import Finding
from kb.pipeline import derive
from kb.reading.read import read
from kb.reading.schema import Reading
from kb.reading.strict_yaml import Builder
from kb.reports.text import report
from tests.defects.case import NAMES, Case, case_of
from tests.defects.measured import evidence_of

KB = Path(kb.__file__).parent
CHECKS = [page.name for page in manuals()]
TELLS = re.compile("should be|did you mean")  # after which nothing more need be said


def found_in(case: Case) -> tuple[Finding, ...]:
    """Everything that the checks say of a case."""
    base = read(case.files)
    committed = (line.split(" ", 2) for line in case.committed)
    amended = tuple(Amended(path, name, how) for how, path, name in committed)
    known = Registrations(amended=amended)
    return findings_of(derive(base, evidence_of(base, case.fails), known), case.today)


@cache
def findings(name: str) -> tuple[Finding, ...]:
    """The same of the case of a name, once."""
    return found_in(case_of(name))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_wrong_is_told_and_nothing_else(name):
    case = case_of(name)
    assert report(findings(name), case.files) == case.finds, case.about


def test_what_is_told_says_what_to_do():
    silent = [
        (name, finding.message)
        for name in NAMES
        for finding in findings(name)
        if not finding.hint and not TELLS.search(finding.message)
    ]
    assert silent == []


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_has_a_case_that_it_finds_and_one_beside_it_that_it_does_not(check):
    cases = [name for name in NAMES if name.startswith(f"{check}/")]
    found = [any(finding.check == check for finding in findings(name)) for name in cases]
    assert set(found) == {True, False}, f"tests/defects/{check} has {len(cases)} cases: {found}"


def test_every_folder_and_every_finding_is_of_a_check_in_the_manual():
    assert {name.partition("/")[0] for name in NAMES} == set(CHECKS)
    assert {finding.check for name in NAMES for finding in findings(name)} == set(CHECKS)


def test_a_finding_is_as_grave_as_the_manual_says():
    severities = {page.name: {page.severity, "note"} for page in manuals()}
    severities["read"].add("warning")  # of what a work need not say of itself
    for name in NAMES:
        for finding in findings(name):
            assert finding.severity in severities[finding.check], name


def calls_in(path: Path, names: set[str]) -> Iterator[tuple[str, int]]:
    """File and line of every call in a module by one of some names."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if called in names:
                yield str(path), node.lineno


def test_every_line_of_kb_that_makes_a_finding_is_come_to_by_a_case(monkeypatch):
    met: set[tuple[str, int]] = set()

    def noted(make):
        def made(*given, **named):
            caller = sys._getframe(1)
            met.add((caller.f_code.co_filename, caller.f_lineno))
            return make(*given, **named)

        return made

    for kind, name in (
        (Finding, "__init__"), (Problem, "__init__"), (Reading, "complain"), (Builder, "complain"),
    ):  # fmt: skip
        monkeypatch.setattr(kind, name, noted(getattr(kind, name)))
    for name in NAMES:
        found_in(case_of(name))
    rooms = [*KB.glob("checks/*.py"), *KB.glob("reading/*.py"), KB / "demos/plan.py"]
    makers = {"Finding", "Problem", "complain"}
    lines = {line for path in rooms for line in calls_in(path, makers)}
    assert sorted(lines - met) == []
