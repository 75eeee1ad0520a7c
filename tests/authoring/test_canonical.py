"""``kb fmt``: one form, the same values, all comments; done twice it changes nothing."""

import random
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kb.authoring.canonical import CannotFormat, comments_of, formatted
from kb.authoring.claim_file import claim_file
from kb.authoring.yaml_text import WIDTH
from kb.model import Claim, Holding, Link
from kb.reading.strict_yaml import parse
from tests.helpers.exchanged import HOSTILE, TWENTY, hostile
from tests.helpers.random_claims import CLAIMS, EDITS, edited, tree_of, unordered
from tests.helpers.random_claims import written as claim_written

ROOT = Path(__file__).parents[2]


def tree(text: str):
    found = parse("x", text.encode())
    assert not found.findings
    return stripped(found.tree)


def stripped(value):
    if isinstance(value, dict):
        return {name: stripped(part) for name, part in value.items()}
    return [stripped(part) for part in value] if isinstance(value, list) else value.strip()


def in_form(text: str) -> str:
    return formatted("x", text.encode()).decode()


def shuffled(text: str, seed: int) -> str:
    """The file with its fields in another order, each with the comments above it."""
    head, *blocks = re.split(r"(?m)^(?=(?:# about .*\n)?[a-z_]+:)", text)
    kept = [block if block.endswith("\n") else f"{block}\n" for block in blocks]
    random.Random(seed).shuffle(kept)
    return head + "".join(kept)


@given(claim=CLAIMS, edits=EDITS, seed=st.integers(0, 99))
@TWENTY
def test_a_random_claim_says_the_same_in_one_form(claim, edits, seed):
    """Also one whose fields stand in any order, with comments between them."""
    text = claim_written(edited(claim, edits))
    other = shuffled(text, seed)
    assert tree(other) == tree(text)
    for given_text in (text, other):
        result = in_form(given_text)
        assert tree(result) == tree(given_text)
        assert unordered(tree(result)) == unordered(stripped(tree_of(edited(claim, edits))))
        assert comments_of(result) == comments_of(given_text)
        assert in_form(result) == result
        names = [line.partition(":")[0] for line in result.splitlines() if re.match("[a-z]", line)]
        order = ["title", "short", "statement", "kind", "scope", "links", "demonstrations", "tags"]
        assert names == [name for name in order if name in names]


def test_what_kb_writes_is_in_its_form():
    """A new claim, those of a new base, and those that are imported."""
    from kb.authoring.claim import Begun, claim_text

    for claim in hostile().base.claims:
        text = claim_file(claim)
        assert in_form(text) == text
    for statement in ("", "Rain falls on roofs, and on all that stands below the sky. " * 5):
        text = claim_text(Begun("rain-falls", statement=statement, demonstrated=True))
        assert in_form(text) == text
    for path in (ROOT / "kb/_data/init/claims").glob("*/*.yaml"):
        assert in_form(path.read_text()) == path.read_text()


@given(
    text=st.lists(
        st.sampled_from(("word", "another", "it's", "a: b", "# x", "$x^2$", "漢", "é,", "- ")),
        min_size=1,
        max_size=60,
    ).map(" ".join)
)
@TWENTY
def test_what_an_import_writes_is_in_its_form(text):
    """Whatever its texts, in one line or in several."""
    said = text.strip()
    held = (Holding("ann", "asserts", note=said[:60].strip()),)
    links = (Link("rain-falls", "supports", "roofs-leak", said, ("a-b", "c-d"), differs=said),)
    for statement in (said, f"{said}\n\n{said}"):
        claim = Claim(
            "rain-falls", "t", "f", said, statement, "opinion", said, held_by=held, links=links
        )
        assert in_form(claim_file(claim)) == claim_file(claim)


@pytest.mark.parametrize("path", sorted(HOSTILE), ids=str)
def test_hostile_texts_stay_as_they_are(path):
    if path.startswith("claims/"):
        result = in_form(HOSTILE[path])
        assert tree(result) == tree(HOSTILE[path]) and in_form(result) == result


def test_every_claim_that_comes_with_kb_says_the_same_in_its_form():
    for path in sorted(ROOT.glob("claims/*/*.yaml")):
        text = path.read_text()
        result = in_form(text)
        assert tree(result) == tree(text) and comments_of(result) == comments_of(text)
        assert in_form(result) == result


def test_the_form():
    text = """\
# of the whole file
kind: "opinion"  # for now
# about the title
title: 'Rain falls'

links:   # reasons
# first
- because: >
    It is so,
    and so on.
  # the verb
  supports: other-claim   # see there
- {because: "A \\"reason\\": one", attacks: third-claim, with: [ a-b,c-d ]}
  # below the last

statement:
  A text on lines
  that go on.
held_by: [{stance: asserts, position: ann, note: 'A note that is so long that it does not fit on a line with all the rest'}]
sources: [
  {locator: p. 1, cite: somebody-2020},  # a comment in brackets
  ]
demonstrations:
    rain:
        expect: {falls: 'rain > 2'}
        shows: |
            A list:

              - one
        runs:
            main: {because: x, depth: 3, label: main}
# the end
"""
    assert (
        in_form(text)
        == """\
# of the whole file
# about the title
title: Rain falls

statement: A text on lines that go on.
kind: opinion  # for now
sources: [
  {locator: p. 1, cite: somebody-2020},  # a comment in brackets
  ]
held_by:
  - position: ann
    stance: asserts
    note: A note that is so long that it does not fit on a line with all the rest

links:  # reasons
  # first
  # the verb
  - supports: other-claim  # see there
    because: >
      It is so, and so on.
  - {attacks: third-claim, with: [a-b, c-d], because: 'A "reason": one'}
  # below the last
demonstrations:
  rain:
    shows: |
      A list:

        - one
    runs:
      main: {depth: 3, label: main, because: x}
    expect: {falls: rain > 2}
# the end
"""
    )
    assert max(map(len, in_form(text).splitlines())) <= WIDTH


def test_blanks_at_the_end_of_a_line_which_break_it_on_the_page_stay():
    text = "statement: |-\n  one  \n  two\n   \n  --- \n  three\n"
    assert in_form(text.replace("three", "three  ")) == text


@pytest.mark.parametrize("quote", ["'", '"', ""])
def test_a_text_with_paragraphs_of_one_word_is_folded(quote):
    assert in_form(f"title: {quote}a\n\n  b{quote}\n") == "title: >-\n  a\n\n  b\n"


@pytest.mark.parametrize("text", ["'a\n\n  b'", '"a\n\n  b c"'])
def test_a_text_with_paragraphs_in_brackets_is_taken_out_of_them(text):
    result = in_form(f"tags: [x, {text}]\nlinks: [{{supports: a-b, because: {text}}}]\n")
    assert tree(result)["tags"] == ["x", tree(f"t: {text}")["t"]]
    assert "because: >-\n" in result and "- >-\n" in result


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("title: [", "it cannot be read"),
        ("- a\n- b\n", "it cannot be read"),
        ("{title: x}\n", "do not stand on lines"),
        ("title:  # here\n  x\nkind: y\n", "the comment on line 1"),
        ("links:\n  -  # here\n    supports: a-b\n", "the comment on line 2"),
        ("scope: |2\n    indented\n", "indented"),
    ],
)
def test_what_cannot_be_told_stays_as_it_is(text, why):
    with pytest.raises(CannotFormat, match=why):
        formatted("x", text.encode())


WORDS = st.lists(
    st.sampled_from((
        "word", "it's", '"so"', "a: b", "# x", "-", "- item", "é,", "{a}", "[b]", "yes", "12", "|", ">", "%", "&a",
        "*b", "!t", "@", "`", "\n", "\n\n", "  ", " ", "a:", ":", "? q", "漢", "\\", "$x$",
    )), min_size=1, max_size=25,
).map("".join)  # fmt: skip


@pytest.mark.parametrize("style", ["'", "|", ">", None])
@given(
    words=st.lists(WORDS, min_size=4, max_size=4), width=st.integers(10, 120), flow=st.booleans()
)
@TWENTY
def test_any_text_in_any_style_says_the_same(style, words, width, flow):
    """As other programs write it; what cannot be told apart is left, and that is no fault of kb."""
    link = {"supports": "a-b", "because": words[2]}
    content = {"statement": words[1], "title": words[0], "links": [link], "tags": ["a", words[3]]}
    text = yaml.safe_dump(
        content, default_style=style, width=width, allow_unicode=True, default_flow_style=flow, sort_keys=False,
    )  # fmt: skip
    if parse("x", text.encode()).findings or text.startswith("{"):
        return
    try:
        result = in_form(text)
    except CannotFormat as error:
        assert "makers" not in str(error)
        return
    assert tree(result) == tree(text)
    assert in_form(result) == result
