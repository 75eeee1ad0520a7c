"""Findings for other programs and for pull requests; hostile texts stay texts."""

import json
import re
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from kb.cli import main
from kb.model import Finding, Place
from kb.reports.formats import report
from kb.reports.quoting import code
from tests.helpers.solar_base import CLAIM, SCRIPT, files, findings, on_disk

GIVEN = files("demonstrations: {life: {expect: {lasts: half_life > 900}}}")
GIVEN[CLAIM] = GIVEN[CLAIM].replace(b"fraunhofer-2021", b"nobody-1999")


@pytest.fixture(scope="module")
def found():
    return findings(GIVEN)


def test_every_format_can_be_asked_for(tmp_path):
    root = on_disk(tmp_path, GIVEN)
    for form, begins in (
        ("sarif", "{"),
        ("junit", "<?xml"),
        ("markdown", "### kb verify: 1 error"),
    ):
        done = CliRunner().invoke(
            main, ["--root", str(root), "verify", "--no-run", "--format", form]
        )
        assert done.exit_code == 1
        assert done.stdout.startswith(begins)


def test_only_the_claims_asked_about_are_cases(tmp_path):
    root = on_disk(tmp_path, GIVEN)
    asked = ["--root", str(root), "verify", "--no-run", "--format", "junit", "panels-fade-slowly"]
    done = CliRunner().invoke(main, asked)
    assert re.findall(r' name="(panels-[^"]+)"', done.stdout) == [
        "panels-fade-slowly",
        "panels-fade-slowly/life",
    ]


# SARIF


def test_findings_as_sarif(found):
    log = json.loads(report("sarif", found, GIVEN))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["false-expectation", "unknown-source"]
    assert (
        rules[0]["shortDescription"]["text"]
        == "An expectation that came out false and is not acknowledged."
    )
    assert [(r["ruleId"], rules[r["ruleIndex"]]["id"], r["level"]) for r in run["results"]] == [
        ("unknown-source", "unknown-source", "error"),
        ("false-expectation", "false-expectation", "error"),
    ]
    first = run["results"][0]["locations"][0]["physicalLocation"]
    assert first == {
        "artifactLocation": {"uri": CLAIM},
        "region": {"startLine": 5, "startColumn": 3},
    }


def test_sarif_has_nothing_that_the_standard_does_not_know(found):
    log = json.loads(report("sarif", [*found, HOSTILE], GIVEN))
    assert set(log) == {"$schema", "version", "runs"}
    (run,) = log["runs"]
    assert set(run) == {"tool", "columnKind", "results"}
    for rule in run["tool"]["driver"]["rules"]:
        assert set(rule) <= {"id", "shortDescription", "fullDescription", "help"}
        assert all(rule[key]["text"] for key in rule if key != "id")
    allowed = {
        "ruleId",
        "ruleIndex",
        "level",
        "message",
        "locations",
        "partialFingerprints",
        "relatedLocations",
    }
    for result in run["results"]:
        assert set(result) <= allowed
        assert result["level"] in ("none", "note", "warning", "error")
        for place in (*result["locations"], *result.get("relatedLocations", ())):
            assert set(place) <= {"id", "physicalLocation", "message"}
            region = place["physicalLocation"]["region"]
            assert region["startLine"] >= 1 and region["startColumn"] >= 1
            assert re.fullmatch(r"[\w./%~-]+", place["physicalLocation"]["artifactLocation"]["uri"])


def test_a_fingerprint_outlives_a_moved_line(found):
    moved = {**GIVEN, CLAIM: b"# a line more\n" + GIVEN[CLAIM]}
    before, after = (
        [
            (r["partialFingerprints"], r["locations"])
            for r in json.loads(report("sarif", found, given))["runs"][0]["results"]
        ]
        for given in (GIVEN, moved)
    )
    assert [prints for prints, _ in before] == [prints for prints, _ in after]
    assert [places for _, places in before] != [places for _, places in after]


# JUnit


def test_findings_as_junit(found):
    root = ElementTree.fromstring(report("junit", found, GIVEN))
    assert root.attrib == {"name": "kb verify", "tests": "4", "failures": "2", "errors": "0"}
    cases = {
        case.get("name"): [(each.tag, each.get("type")) for each in case]
        for case in root.iter("testcase")
    }
    assert cases == {
        "panels-fade-slowly": [],
        "panels-fade-slowly/life": [],
        "panels-last": [("failure", "unknown-source")],
        "panels-last/life": [("failure", "false-expectation")],
    }
    assert f"{CLAIM}:5:3: error: " in root.find(".//failure").text


def test_what_is_in_other_files_gets_its_own_case():
    warning = Finding(Place(SCRIPT), "idle", check="idle-script", severity="warning")
    broken = {**GIVEN, "claims/energy/panels-shine.yaml": b"title: [\n"}
    root = ElementTree.fromstring(report("junit", [warning], broken))
    names = [case.get("name") for case in root.iter("testcase")]
    assert names == [
        "panels-fade-slowly", "panels-fade-slowly/life", "panels-last.py", "panels-last", "panels-last/life",
        "panels-shine",
    ]  # fmt: skip
    assert root.get("failures") == "0"
    assert "warning: idle" in root.find(".//system-out").text


# Markdown


def test_findings_as_markdown(found):
    said = report("markdown", found, GIVEN)
    heads = [line for line in said.splitlines() if not line.startswith(("|", "-")) and line]
    assert heads == ["### kb verify: 2 errors", "**To mend**", "**Results that surprise**"]
    assert (
        f"| ✕ error | `{CLAIM}:5:3` | `'nobody-1999' is no work in literature" in said
        or "`unknown-source`" in said
    )
    assert said.endswith(
        "- `false-expectation`: a measurement came out otherwise than the claim says\n"
    )


def test_nothing_found():
    assert report("markdown", (), GIVEN) == "### kb verify: nothing found\n"


def test_a_comment_does_not_grow_for_ever():
    many = [Finding(Place(CLAIM), f"{number}" + "long " * 999) for number in range(500)]
    said = report("markdown", many, GIVEN)
    assert "and 460 more; `kb verify` lists them all" in said
    assert len(said) < 65_536


# Hostile texts

EVIL = (
    "@everyone see #1 ![x](http://evil.example/p.png) [here](https://evil.example) <img src=x onerror=y>"
    " `a` ``b`` | c | \\| d \\` e --> ]]> </failure> www.evil.example \u202e \x1b[31m \x00 \ufffe $x$ :tada:\n\n# Big\n| - |"
)
HOSTILE = Finding(
    Place("claims/ener gy/p|`x`.yaml", ("demonstrations", "a`b|c")), EVIL, EVIL, ((Place(SCRIPT), EVIL),), check="read"
)  # fmt: skip


def test_nothing_hostile_comes_alive_in_a_comment():
    said = report("markdown", [HOSTILE], GIVEN)
    tokens = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table").parse(said)
    words, kinds = [], set()
    for token in (inner for each in tokens for inner in each.children or ()):
        kinds.add((token.type, token.content if token.type == "html_inline" else ""))
        if token.type == "text":
            words.append(token.content)
    assert kinds == {
        ("text", ""),
        ("code_inline", ""),
        ("html_inline", "<br>"),
        ("strong_open", ""),
        ("strong_close", ""),
    }
    assert not [
        word for word in words if "evil" in word or "@" in word or "#" in word or "Big" in word
    ]
    assert sum(token.type == "tr_open" for token in tokens) == 2
    assert sum(token.type == "heading_open" for token in tokens) == 1


@pytest.mark.parametrize("text", ["`", "``", "a`", "`a", "` `` ```", "\\", "a\\|b", " ", "|"])
def test_a_span_of_code_holds_whatever_it_is_given(text):
    span = code(f"{text}@x")
    assert "|" not in span
    (token,) = (each for each in MarkdownIt().parseInline(span)[0].children if each.content)
    assert token.type == "code_inline"
    assert token.content == " ".join(f"{text}@x".split()).replace("|", "¦")


def test_nothing_hostile_comes_alive_in_xml():
    said = report("junit", [HOSTILE], GIVEN)
    root = ElementTree.fromstring(said)
    assert {each.tag for each in root.iter()} == {"testsuites", "testsuite", "testcase", "failure"}
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e\ufffe]", said)


def test_nothing_hostile_comes_alive_in_sarif():
    said = report("sarif", [HOSTILE], GIVEN)
    text = json.loads(said)["runs"][0]["results"][0]["message"]["text"]
    assert "](" not in text
    assert text.isprintable()
