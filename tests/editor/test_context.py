"""Which field a cursor (written as a bar) stands in, while the text around it is being written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.editor.context import scanned

CASES = [
    ("|", ()),
    ("title: a\n|", ()),
    ("ti|", (), "ti"),
    ("title: Pan|", ("title",), "Pan", True),
    ("kind: |", ("kind",), "", True),
    ("title: a\nki|", (), "ki"),
    ("links:\n  - |", ("links", 0)),
    ("links:\n  - sup|", ("links", 0), "sup"),
    ("links:\n- sup|", ("links", 0), "sup"),
    ("links:\n- supports: a\n- att|", ("links", 1), "att"),
    ("links:\n- supports: a\nki|", (), "ki"),
    ("links:\n  - supports: pan|", ("links", 0, "supports"), "pan", True),
    ("links:\n  - supports: a\n    be|", ("links", 0), "be"),
    ("links:\n  - supports: a\n    |", ("links", 0)),
    ("links:\n  - {supports: a, because: b}\n  - {|", ("links", 1)),
    (
        "links:\n  - {supports: a, because: b}\n  - {attacks: pan|",
        ("links", 1, "attacks"),
        "pan",
        True,
    ),
    ("links:\n  - {supports: a, with: [b, c|", ("links", 0, "with", 1), "c"),
    ("links:\n  - {supports: a, with: [b, c], be|", ("links", 0), "be"),
    ("links:\n  - {supports: a,\n     be|", ("links", 0), "be"),
    ("links:\n  - {supports: 'a, {b', be|", ("links", 0), "be"),
    ("links: [{supports: |", ("links", 0, "supports"), "", True),
    ("links: [{supports: a}, {|", ("links", 1)),
    (
        "demonstrations:\n  life:\n    runs:\n      main: {ye|",
        ("demonstrations", "life", "runs", "main"),
        "ye",
    ),
    (
        "demonstrations:\n  life:\n    runs:\n      main: {}\n      other:\n        lo|",
        ("demonstrations", "life", "runs", "other"),
        "lo",
    ),
    (
        "demonstrations:\n  life:\n    expect:\n      lasts: half|",
        ("demonstrations", "life", "expect", "lasts"),
        "half",
        True,
    ),
    (
        "demonstrations:\n  life:\n    expect:\n      lasts: 'half|",
        ("demonstrations", "life", "expect", "lasts"),
        "half",
        True,
    ),
    (
        "demonstrations:\n  life:\n    runs:\n      a:\n        breaks: [la|",
        ("demonstrations", "life", "runs", "a", "breaks", 0),
        "la",
    ),
    ("a:\n  b: x\n  |", ("a",)),
    ("a:\n  b: x\n|", ()),
    ("a: x # c: d\nb|", (), "b"),
    ("a: 'it''s: x'\nb|", (), "b"),
    ("'a': x\nb: |", ("b",), "", True),
    ("tags: [sun, |", ("tags", 1)),
    ("tags:\n  - sun\n  - |", ("tags", 1)),
]


@pytest.mark.parametrize(
    ("written", "path", "word", "after_colon"),
    [(*case, "", False)[:4] if len(case) == 2 else (*case, False)[:4] for case in CASES],
)
def test_a_cursor_stands_in_a_field(written, path, word, after_colon):
    cursor = scanned(written.partition("|")[0]).cursor
    assert (cursor.path, cursor.word, cursor.after_colon) == (path, word, after_colon)
    assert not cursor.in_prose


@pytest.mark.parametrize(
    "written",
    [
        "statement: >\n  A panel\n  la",
        "statement: >\n  A panel\n  ",
        "statement: A panel\n  la",
        "# a",
    ],
)
def test_a_cursor_in_prose(written):
    assert scanned(written).cursor.in_prose


def test_keys_and_values_are_known():
    scan = scanned(
        "title: a\ndemonstrations:\n  life:\n    script: 'a-b.py'\n    runs: {main: {}, other: {loss: 0}}\n"
    )
    assert scan.names[()] == ["title", "demonstrations"]
    assert scan.names["demonstrations", "life", "runs"] == ["main", "other"]
    assert scan.values["demonstrations", "life", "script"] == "a-b.py"
    assert scan.values["demonstrations", "life", "runs", "other", "loss"] == "0"


@given(st.text("ab:-{}[],'\"# \n\t>|", max_size=60))
def test_nothing_that_is_typed_is_refused(text):
    cursor = scanned(text).cursor
    assert text.endswith(cursor.word)
