"""What each format says of one finding, to the letter: its hint, its other places, and its cuts."""

import hashlib
import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from kb.diff.content import Edit
from kb.diff.difference import Difference
from kb.model import Finding, Place
from kb.reports.comment import comment
from kb.reports.difference import LONGEST, as_markdown, shortened
from kb.reports.formats import report
from kb.reports.json_text import json_text
from kb.reports.locate import fields_of, letter_in, mark_of
from kb.reports.quoting import code, paragraphs
from tests.helpers.solar_base import CLAIM, SCRIPT, files

GIVEN = files()
OTHERS = tuple((Place(SCRIPT), f"place {number}") for number in range(7))
TOLD = Finding(
    Place(CLAIM, ("title",)), "50%, or: less", "measure, then say", OTHERS, check="vague"
)
BARE = Finding(Place("claims/a,b:c.yaml"), "50%, or: less", check="vague", severity="warning")


def test_a_hint_is_part_of_the_message_in_sarif():
    results = json.loads(report("sarif", [TOLD, BARE], GIVEN))["runs"][0]["results"]
    assert {result["message"]["text"] for result in results} == {
        "50%, or: less (hint: measure, then say)",
        "50%, or: less",
    }


def test_a_workflow_command_escapes_in_its_properties_what_would_end_them():
    assert report("github", [TOLD, BARE], GIVEN).splitlines() == [
        "::warning file=claims/a%2Cb%3Ac.yaml,line=1,col=1,title=vague::50%25, or: less",
        f"::error file={CLAIM},line=1,col=1,title=vague::50%25, or: less (hint: measure, then say)",
    ]


def test_of_many_other_places_a_comment_names_five_and_counts_the_rest():
    (row,) = (line for line in report("markdown", [TOLD], GIVEN).splitlines() if CLAIM in line)
    assert row == (
        f"| ✕ error | `{CLAIM}:1:1` | `50%, or: less`<br>"
        + "".join(f"`{SCRIPT}:1` `place {number}`<br>" for number in range(5))
        + "and 2 places more; `kb verify` names them<br>hint: `measure, then say` | `vague` |"
    )
    five = replace(TOLD, others=OTHERS[:5])
    assert "more;" not in report("markdown", [five], GIVEN)


def test_another_place_is_told_by_its_line():
    there = Finding(Place(CLAIM), "here", others=((Place(SCRIPT, at=(3, 7)), "there"),), check="v")
    assert f"`{SCRIPT}:3` `there`" in report("markdown", [there], GIVEN)


@pytest.mark.parametrize(("length", "cut"), [(400, False), (401, True)])
def test_what_fits_into_a_span_of_code_is_not_cut(length, cut):
    assert code("x" * length) == (f"`{'x' * 400}…`" if cut else f"`{'x' * length}`")


@pytest.mark.parametrize(("length", "cut"), [(200, False), (201, True)])
def test_what_is_said_of_another_place_is_cut_sooner(length, cut):
    other = Finding(Place(CLAIM), "here", others=((Place(SCRIPT), "x" * length),), check="vague")
    said = report("markdown", [other], GIVEN)
    assert f"`{SCRIPT}:1` `{'x' * 200}{'…' if cut else ''}`" in said
    far = "y" * (length - len(":1"))
    there = Finding(Place(CLAIM), "here", others=((Place(far), "there"),), check="vague")
    where = f"{far}:" if cut else f"{far}:1"
    assert f"`{where}{'…' if cut else ''}` `there`" in report("markdown", [there], GIVEN)


def test_only_what_an_introduction_says_in_fields_has_places_of_fields():
    text = b"---\nquestion: Why?\n---\n\nquestion: not a field\n"
    assert fields_of("claims/a/index.md", text) == b"---\nquestion: Why?\n"
    assert fields_of("claims/a/index.md", b"question: Why?\n") == b""
    assert fields_of("claims/a/data.csv", text) == b""
    assert fields_of("claims/a/one.yaml", text) == text


def test_letters_stay_letters_in_json_and_half_of_a_pair_becomes_one():
    assert json_text({"é": "\ud800 名"}) == '{\n "é": "\ufffd 名"\n}\n'


def test_what_a_terminal_would_obey_is_an_escape_in_json():
    assert json_text("\x9b31m") == '"\\u009b31m"\n'


def test_a_suite_is_named_as_its_folder_and_a_point_stands_for_the_root():
    at_root = Finding(Place("mkdocs.yml"), "odd", check="vague")
    root = ElementTree.fromstring(report("junit", [TOLD, at_root], GIVEN))
    assert [suite.get("name") for suite in root.iter("testsuite")] == [".", "claims/energy"]


def test_paragraphs_keep_formulas_and_emphasis_and_nothing_else_alive():
    said = paragraphs("It is *so* that $a < b$, see [this](http://x)\nor <b>.\n\n@all `x` 5\\$")
    first, second = said.split("\n\n")
    assert first.startswith(r"It is *so* that $a \lt  b$, see &#91;this&#93;")
    assert "<b>" not in said and "](" not in said and "://" not in said
    assert second == "&#64;all &#96;x&#96; 5&#36;"


def test_in_json_another_place_is_told_by_its_line():
    there = Finding(Place(CLAIM), "here", others=((Place(SCRIPT, at=(3, 7)), "there"),), check="v")
    told = report("json", [there], GIVEN)
    assert json.loads(told)[0]["others"] == [{"file": SCRIPT, "line": 3, "message": "there"}]


@pytest.mark.parametrize(
    ("at", "rest", "where"),
    [
        ((1, 4), "abc", (1, 4)),
        ((1, 3), "abc", (1, 4)),
        ((1, 5), "abc", (2, 1)),
        ((1, 5), "x", (1, 5)),
    ],
)
def test_a_letter_is_looked_for_from_its_field_on(at, rest, where):
    assert letter_in(b"a: abc\nabc\n", at, rest) == where


def test_a_text_that_is_cut_is_no_longer_than_it_may_be():
    assert shortened("a" * LONGEST) == "a" * LONGEST
    assert shortened("a" * (LONGEST + 1)) == "a" * (LONGEST - 1) + "…"


def test_other_places_in_sarif_are_numbered_from_one_with_their_lines():
    others = ((Place(CLAIM, at=(2, 1)), "here"), (Place(CLAIM, at=(3, 5)), "and there"))
    finding = Finding(Place(CLAIM, at=(1, 1)), "Twice.", "", others, check="a-check")
    (result,) = json.loads(report("sarif", [finding], files()))["runs"][0]["results"]
    related = result["relatedLocations"]
    assert [place["id"] for place in related] == [1, 2]
    regions = [place["physicalLocation"]["region"] for place in related]
    assert [(region["startLine"], region["startColumn"]) for region in regions] == [(2, 1), (3, 5)]


def test_a_place_that_nobody_looked_up_is_the_beginning_of_its_file():
    assert mark_of(Place(CLAIM), {}) == (1, 1)
    assert mark_of(Place(CLAIM, at=(4, 2)), {}) == (4, 2)
    assert mark_of(Place(CLAIM, at=(4, 2)), {Place(CLAIM, at=(4, 2)): (4, 9)}) == (4, 9)


def test_a_plain_report_is_fenced_as_people_do():
    assert comment(b"nothing changes").endswith("\n\n```text\nnothing changes\n```\n")
    assert comment(b"a ``` b").endswith("\n\n````text\na ``` b\n````\n")


def test_a_fingerprint_in_sarif_is_the_same_in_every_version_of_kb():
    """Platforms know an alert by it: another one would open all of them anew."""
    finding = Finding(Place(CLAIM, ("title",)), "Twice.", check="a-check")
    (result,) = json.loads(report("sarif", [finding], files()))["runs"][0]["results"]
    whole = f"{CLAIM}\0title\0a-check\0Twice."
    expected = hashlib.sha256(whole.encode()).hexdigest()[:32]
    assert result["partialFingerprints"] == {"finding/v1": expected}


@pytest.mark.parametrize("said", ["costs 5 $", "$", "a $ b"])
def test_a_sign_alone_is_no_formula_that_a_forge_could_set(said):
    assert "$" not in paragraphs(said)


@pytest.mark.parametrize(("many", "rest"), [(40, ""), (41, "- and 1 more; `kb diff` lists them")])
def test_a_part_of_a_comment_lists_forty_and_counts_the_rest(many, rest):
    edits = tuple(Edit("added", "claim", f"panel-{number}-lasts") for number in range(many))
    told = as_markdown(Difference(edits=edits))
    assert told.count("panel-") == 40
    assert (" more;" in told) == bool(rest) and rest in told
