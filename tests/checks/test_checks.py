"""Every check's manual page is true: what it says passes passes, and what it says fails fails."""

import pytest

from kb.checks.all import manuals, questions
from kb.checks.check import name_of
from tests.helpers.solar_base import files, findings

PAGES = manuals()


def test_a_base_without_faults_has_no_finding():
    assert [each.message for each in findings(files())] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_page_is_complete(page):
    assert page.summary and page.problem and page.fix and page.passes and page.fails
    assert page.severity in ("error", "warning")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_passes_passes(page):
    found = [each for each in findings(files(page.passes)) if each.check == page.name]
    assert [each.message for each in found] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_fails_fails(page):
    found = [each for each in findings(files(page.fails)) if each.check == page.name]
    assert found, f"nothing found by {page.name}"
    assert {each.severity for each in found} == {page.severity}


def test_names_are_unique():
    names = [name_of(each) for each in questions()]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        ({"kind": "empirical"}, True),
        ({"kind": "prediction"}, True),
        ({"kind": "opinion"}, False),
        ({"kind": "question"}, False),
        ({"kind": "methodological"}, False),
        (
            {
                "kind": "empirical",
                "predictions": {
                    "ours": {"of": "panels-fade-slowly/life", "expect": {"one": "half_life > 1"}}
                },
            },
            False,
        ),
    ],
)
def test_only_a_claim_about_facts_is_asked_for_a_demonstration(change, asked):
    claim = {"demonstrations": {}, **change}
    found = [each for each in findings(files(claim)) if each.check == "no-demonstration"]
    assert bool(found) == asked
