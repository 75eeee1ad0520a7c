"""What is told of edits, of measurements that moved and of values of a merge, to the letter."""

import json
from math import inf

import pytest

from kb.diff.content import Edit
from kb.diff.difference import Difference
from kb.diff.measurements import Moved
from kb.diff.merging.commit import Value
from kb.model import Finding, Place
from kb.reports.difference import as_json, edit, measure
from kb.reports.formats import report
from kb.reports.merge import what_is_wrong
from kb.reports.sarif import rules
from tests.helpers.solar_base import CLAIM, files

APART = Moved("panels-last/life", "main", "half_life", 20.0, 21.0, 2.5)
WITHOUT_SPREAD = Moved("panels-last/life", "main", "half_life", 20.0, 21.0, inf)


def test_how_far_a_mean_moved_is_a_number_or_null_for_programs():
    told = json.loads(as_json(Difference(moved=(APART, WITHOUT_SPREAD))))
    assert [each["errors"] for each in told["moved"]] == [2.5, None]
    assert measure(APART, str).endswith("20 -> 21 (2.5 standard errors)")
    assert measure(WITHOUT_SPREAD, str).endswith("20 -> 21 (without spread)")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [("a", "b", ": a -> b"), ("a", "", ": a"), ("", "b", ": b"), ("", "", "")],
)
def test_an_edit_tells_the_texts_that_there_are(before, after, said):
    assert edit(Edit("changed", "scope", "panels-last", before, after), str) == (
        f"changed: scope panels-last{said}"
    )


@pytest.mark.parametrize(
    ("first", "second", "begins"),
    [("", "b", "is there again, "), ("a", "", "is there again, "), ("a", "b", "has m, ")],
)
def test_an_undone_removal_and_an_undone_edit_are_told_apart(first, second, begins):
    value = Value("undone", "a-b", (), "claims/x/a-b.yaml", 1, "m", first, second, "m")
    assert what_is_wrong(value, str, str).startswith(f"{begins}as before both")


@pytest.mark.parametrize("folder", ["", "sub/"])
def test_annotations_name_files_from_the_repository_and_texts_from_the_base(folder):
    finding = Finding(Place(CLAIM, ("title",)), "odd", check="missing-source")
    told = {form: report(form, [finding], files(), folder=folder) for form in ("github", "text")}
    assert f"file={folder}{CLAIM}," in told["github"]
    assert told["text"].startswith(f"{CLAIM}:")


def test_a_rule_says_its_problem_and_a_rule_without_a_page_its_name():
    known, unknown = rules(["missing-source", "nowhere"])
    assert known["fullDescription"]["text"] != known["shortDescription"]["text"]
    assert known["help"]["text"] and unknown == {"id": "nowhere"}
