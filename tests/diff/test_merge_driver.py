"""What is taken of a merge of claims' texts, and what is left to the authors whole."""

from pathlib import Path

import pytest

from kb.diff.merging.blocks import Block, blocks_of, joined
from kb.diff.merging.driver import (
    both_sides,
    carried_over,
    keeps_comments,
    merged_file,
    says_the_merge,
)
from kb.diff.merging.order import merged_order
from kb.diff.merging.text import Choice
from tests.diff.test_merge_text import BASE, FIRST_LINK, SECOND_LINK, changed, merged


def test_lists_written_otherwise_are_left_to_their_authors():
    flow = "links: [{supports: roofs-are-hot, because: Heat.}]\n"
    base = "title: A\nlinks:\n  - supports: roofs-are-hot\n    because: Cold.\n"
    theirs = base + "  - attacks: sand-is-mild\n    because: Same.\n"
    assert merged(f"title: A\n{flow}", theirs, base) == (
        f"title: A\n<<<<<<< ours\n{flow}=======\n{theirs.removeprefix('title: A')[1:]}>>>>>>> theirs\n"
    )


ODD = (
    "- \n- b\n-\n  # c\n  - d\n  -   - e\n      - f\n",
    "a: {b: [c, d, ], e: {}}\n# end\n",
    "--- # x\na: b\n...\n",
    "# c\n\na:\n- b: |+\n    foo\n\n    bar\n\n\n  c: d\n# x\n\ne: >-\n  f\n",
    "'q k' : v # c\n\"z\"   :\n   # d\n   y:   u\n",
    "a: [b: c, 'd']\r\ne: |\r\n  f\r\n# g\r\nh:\r\n  - i\r\n",
    "a: [\n b, # c, d\n e\n , f ]   # g\nh: i\n",
    "a: >\n\n  foo\nb: ''\nc:\n  -\n    d: e\n  - f:\n    g:\n",
    "a: >\nb: c\n",
    "{a: b}\n",
    "plain\n",
)
CLAIMS = sorted((Path(__file__).parents[2] / "claims").glob("*/*.yaml"))


def put_together(block: Block) -> str:
    """A block's text from its parts, and theirs from theirs."""
    if block.style == "text":
        return block.text
    parts = [
        (part.lead, f"{part.opening}{put_together(part.value)}{part.closing}")
        for part in block.parts
    ]
    if block.style == "brackets":
        return block.before + ",".join(map("".join, parts)) + block.after
    return block.before + joined(parts, block.column, block.inline) + block.after


@pytest.mark.parametrize("text", ODD)
def test_every_sign_stands_in_one_block(text):
    assert put_together(blocks_of(text)) == text


def test_every_claim_of_the_base_can_be_taken_apart_and_merged():
    assert CLAIMS
    for path in CLAIMS:
        text = path.read_bytes().decode()
        whole = blocks_of(text)
        assert put_together(whole) == text
        title = next(part.text for part in whole.parts if part.opening.startswith("title"))
        mine = text.replace(title, "title: Another\n", 1)
        its = f"{text}because: It was not so.\n"
        assert merged(mine, its, text) == its.replace(title, "title: Another\n", 1), path


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("abc", "abc", "abc", "abc"),
        ("abc", "abxc", "abyc", "abxyc"),
        ("abc", "abyc", "abxc", "abxyc"),
        ("abc", "abmnc", "abxc", "abmnxc"),
        ("abc", "abmzc", "abxc", "abmzxc"),
        ("abc", "cab", "abxc", None),
        ("abc", "ac", "abd", "ad"),
        ("abc", "acb", "bac", None),
        ("", "ab", "ba", None),
        ("ab", "b", "a", ""),
    ],
)
def test_orders(base, ours, theirs, merged):
    kept = {
        name
        for name in base + ours + theirs
        if (name in ours and name in theirs) or name not in base
    }
    found = merged_order(base, ours, theirs, kept)
    assert found == (None if merged is None else list(merged))
    assert merged_order(base, theirs, ours, kept) == found


def test_what_is_left_whole_loses_no_line():
    assert both_sides(b"a\nb\n", b"a\nc") == b"<<<<<<< ours\na\nb\n=======\na\nc\n>>>>>>> theirs\n"
    assert both_sides(b"\xff", b"") == b"<<<<<<< ours\n\xff\n=======\n>>>>>>> theirs\n"


def test_a_path_tells_of_which_claim_a_text_is():
    old, new = "base/claims/a/old-name.yaml", "base/claims/a/new-name.yaml"
    said, silent = b"title: A\naliases: [old-name]\n", b"title: A\n"
    assert carried_over([[old], [old], [new]], new, (silent, silent)) == "old-name"
    assert carried_over([[], [old], [new]], new, (silent, silent)) == "old-name"
    assert carried_over([[old], [old], [new]], new, (silent, said)) == ""
    assert carried_over([[old, new], [new], [new]], new, (silent, silent)) == ""
    assert carried_over([["claims/b/new-name.yaml"], [], []], new, (silent, silent)) == ""
    assert carried_over([["docs/a.md"], [], []], new, (silent, silent)) == ""
    assert carried_over([], new, (silent, b"\xff")) == ""
    assert carried_over([[old], [old], [old]], "docs/a.yaml", (silent, silent)) == ""


def test_nothing_is_taken_where_one_choice_would_leave_an_empty_list():
    ours = changed(("\n" + SECOND_LINK, ""), ("Heat is\n", "Heat was\n"))
    theirs = changed((FIRST_LINK, ""))
    assert merged_file(BASE.encode(), ours.encode(), theirs.encode()) is None


def test_comments_within_brackets_stay_with_what_they_precede():
    base = "tags: [\n  roof,\n  # it shines\n  sun,\n]\n"
    mine = base.replace("  sun,\n", "  sun,\n  # it blows\n  wind,\n")
    its = base.replace("  roof,\n", "  roof,\n  # it falls\n  rain,\n")
    assert merged(mine, its, base) == (
        "tags: [\n  roof,\n  # it falls\n  rain,\n  # it shines\n  sun,\n  # it blows\n  wind,\n]\n"
    )


def test_who_comes_first_in_brackets_brings_its_comment():
    base = "tags: [\n  # it falls\n  rain,\n  # it shines\n  sun\n]\n"
    mine = base.replace("  # it falls\n  rain,\n", "")
    assert merged(mine, base.replace("  sun\n", "  sun, wind\n"), base) == (
        "tags: [\n  # it shines\n  sun, wind\n]\n"
    )


def test_a_comment_that_would_become_text_is_left_to_the_authors():
    ours = changed(("title: Panels last", "title: >-\n  Modules last"))
    theirs = changed(("title: Panels last", "title: Panels last   # a name"))
    assert merged_file(BASE.encode(), ours.encode(), theirs.encode()) is None


def test_in_the_middle_of_a_line_there_is_no_choice():
    base = "title: A\nlinks:\n  - because: One.\n    supports: roofs-are-hot\n"
    mine, its = (base.replace("One", word) for word in ("Two", "Three"))
    assert merged(mine, its, base) == (
        "title: A\nlinks:\n<<<<<<< ours\n  - because: Two.\n    supports: roofs-are-hot\n=======\n"
        "  - because: Three.\n    supports: roofs-are-hot\n>>>>>>> theirs\n"
    )


def test_a_text_is_taken_only_if_it_says_the_merge_of_the_trees():
    trees = [{"a": "b", "c": "d"}, {"a": "x", "c": "d"}, {"a": "b", "c": "y"}]
    assert says_the_merge(["a: x\nc: y\n"], trees)
    for text in ("a: x\nc: d\n", "a: x\nc: y\ne: f\n", "a: x\nc: y: z\n", "a: x\n"):
        assert not says_the_merge([text], trees)
    split = [*trees[:2], {"a": "z", "c": "y"}]
    choice = Choice(("a",), "a: x\n", "a: z\n")
    assert says_the_merge([choice, "c: y\n"], split)
    assert not says_the_merge(["a: x\n", "c: y\n"], split)
    assert not says_the_merge([Choice(("a",), "a: z\n", "a: x\n"), "c: y\n"], split)


def test_a_merge_that_would_lose_a_comment_is_none():
    texts = ["a: b\n", "# why\na: b\n", "a: b   # what\n"]
    assert keeps_comments(["# why\n", "a: b   # what\n"], texts)
    assert not keeps_comments(["# why\n", "a: b\n"], texts)
    assert not keeps_comments(["a: '# why'   # what\n"], texts)
    choice = Choice(("a",), "# why\na: b\n", "a: b   # what\n")
    assert keeps_comments([choice], texts)
