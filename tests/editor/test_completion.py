"""What is offered where a cursor (a bar) stands, in the small base of the seeded mistakes."""

from functools import cache

import pytest

from kb.editor.completion import completion
from kb.pipeline import derive
from kb.reading.read import read
from tests.defects.case import base
from tests.defects.measured import evidence_of

LAST = "claims/energy/panels-last.yaml"
DEMONSTRATION = "demonstrations:\n  life:\n    "


@cache
def knowledge():
    known = read(base())
    return derive(known, evidence_of(known, ()))


def offered(written, file=LAST):
    before, _, after = written.partition("|")
    found = completion(knowledge(), file, before + after, len(before))
    assert found.whole
    return [candidate.insert or candidate.label for candidate in found.offered]


CASES = [
    ("k|", ["kind: ", "links:"]),
    ("title: a\ntitl|", []),
    ("kind: emp|", ["empirical"]),
    ("links:\n  - sup|", ["supports: ", "supersedes: ", "presupposes: "]),
    ("links:\n  - supports: a\n    |", ["because: ", "with: ", "name: ", "differs: ", "tension: "]),
    ("links:\n  - supports: pan|", ["panels-fade-early", "panels-last", "panels-last/life"]),
    ("links:\n  - supports: panels-last/|", ["panels-last/life", "panels-last/contradicts/panels-fade-early", "panels-last"]),
    ("links:\n  - undercuts: pan|", ["panels-last/life", "panels-last/contradicts/panels-fade-early"]),
    ("links: [{attacks: fade|", ["panels-fade-early"]),
    ("links:\n  - {attacks: a, with: [|", ["panels-fade-early", "panels-last"]),
    ("links:\n  - supports: a\n    because: pan|", []),
    ("sources:\n  - {|", ["passage: ", "cite: ", "locator: ", "note: "]),
    ("sources:\n  - {cite: fr|", ["fraunhofer-2021"]),
    ("sources:\n  - {cite: wirth|", ["fraunhofer-2021"]),
    ("sources:\n  - {cite: |", ["fraunhofer-2021"]),
    ("sources:\n  - {cite: facts|", ["fraunhofer-2021"]),  # by a word of its title
    ("sources:\n  - passage: |", ["roof-talk/1", "roof-talk/2"]),
    ("held_by:\n  - {position: in|", ["industry", "installer"]),
    ("held_by:\n  - {position: industry, stance: as|", ["asserts", "asks"]),
    ("held_by:\n  - {position: industry, inferred: |", ["yes", "no"]),
    (f"{DEMONSTRATION}by: |", ["industry", "installer"]),
    (f"{DEMONSTRATION}bears: sc|", ["scopes"]),
    (f"{DEMONSTRATION}runs:\n      main: {{ye|", ["years: "]),
    (f"{DEMONSTRATION}runs:\n      main:\n        years: |", ["20.0"]),
    (f"{DEMONSTRATION}expect:\n      lasts: half|", ["half_life", "wearless.half_life"]),
    (f"{DEMONSTRATION}expect:\n      lasts: 3 < wear|", ["wearless.half_life"]),
    (f"{DEMONSTRATION}expect:\n      lasts: {{that: me|", ["mean", "median"]),
    (f"{DEMONSTRATION}runs:\n      wearless: {{breaks: [|]}}\n    expect: {{lasts: a, holds: b}}", ["lasts", "holds"]),
    (f"{DEMONSTRATION}runs: {{main: {{}}, other: {{}}}}\n    figure: {{show: [|", ["main", "other"]),
    (f"{DEMONSTRATION}figure: {{kind: bars, measures: [|", ["half_life"]),
    (f"{DEMONSTRATION}measures:\n      |", ["half_life: "]),
    (f"{DEMONSTRATION}script: |", ["panels-last.py"]),
    ("predictions:\n  soon:\n    of: |", ["panels-last/life"]),
    ("predictions:\n  soon:\n    of: panels-last/life\n    expect: {fades: half|", ["half_life", "wearless.half_life"]),
    ("accept:\n  - {check: no-dem|", ["no-demonstration"]),
    ("tension:\n  - {position: industry, with: |", ["panels-fade-early", "panels-last"]),
    ("aliases: [pan|", []),
    ("statement: >\n  pan|", []),
    ("nothing:\n  known: |", []),
]  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), CASES)
def test_what_is_offered(written, expected):
    assert offered(written) == expected


def test_other_files_of_the_base_have_fields_too():
    assert offered("installer: {ti|", "literature/positions.yaml") == ["title: "]
    question = "sentences:\n  - says: a\n    rests_on: {pan|"
    assert offered(question, "literature/questions/x.yaml") == [
        "panels-fade-early: ",
        "panels-last: ",
    ]
    assert offered("---\nsides:\n  - claim: pan|\n---\n", "claims/energy/index.md") == [
        "panels-fade-early",
        "panels-last",
    ]
    assert offered("# Energy\n\npan|", "claims/energy/index.md") == []
    assert offered("pan|", "claims/energy/panels-last.py") == []


def test_a_claim_is_offered_with_its_title_and_how_it_stands():
    found = completion(knowledge(), LAST, "links: [{supports: panels-l", 27).offered[0]
    assert (found.label, found.detail, found.about) == ("panels-last", "Panels last", "IN")


def test_what_is_replaced_is_what_was_begun():
    text = "links: [{supports: panels-l"
    assert completion(knowledge(), LAST, text, len(text)).start == text.index("panels-l")
