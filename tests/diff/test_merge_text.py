"""Texts of claims, merged: what an author would see in the file."""

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

BASE = """# yaml-language-server: $schema=../../claim.schema.json
title: Panels last
statement: >
  A panel keeps half
  its output.   # no comment
kind: empirical
tags: [roof, sun]   # as they are searched
# who says so
held_by:
  - {position: industry, stance: asserts, note: 'One, two'}
links:
  # the first
  - supports: roofs-are-hot
    because: >-
      Heat is
      no harm.

  - attacks: sand-is-mild   # on glass
    because: 'Sand scratches.'
demonstrations:
  life:
    shows: s
    runs:
      main: {}
      off: {loss: 0, breaks: [lasts]}
    expect:
      lasts: half_life > 10
# the end
"""


def merged(ours: str, theirs: str, base: str = BASE) -> str:
    found = merged_file(base.encode(), ours.encode(), theirs.encode())
    assert found is not None
    assert found.choices == found.text.count("<<<<<<< ours\n")
    mirrored = merged_file(base.encode(), theirs.encode(), ours.encode())
    assert mirrored is not None and mirrored.choices == found.choices
    assert found.choices or mirrored == found
    return found.text


def changed(*pairs: tuple[str, str], base: str = BASE) -> str:
    for old, new in pairs:
        assert base.count(old) == 1, old
        base = base.replace(old, new)
    return base


FIRST_LINK = """  # the first
  - supports: roofs-are-hot
    because: >-
      Heat is
      no harm.

"""
SECOND_LINK = "  - attacks: sand-is-mild   # on glass\n    because: 'Sand scratches.'\n"
END = "demonstrations:\n"
TOGETHER = {
    "fields beside each other": ([("Panels last", "Modules last")], [("half\n", "a third\n")]),
    "lines of one link": ([("on glass", "on roofs")], [("Sand scratches", "Sand cuts")]),
    "what is in braces": ([("loss: 0", "loss: 1")], [("breaks: [lasts]", "breaks: [lasts], label: off")]),
    "one empties the other's neighbour": ([("main: {}", "main: {label: as is}")], [("loss: 0, ", "")]),
    "a comment and a value": ([("# who says so", "# who says so now")], [("asserts", "doubts")]),
    "comments of both": ([("# the first", "# the very first")], [("# the end", "# end")]),
    "a field at the end and one at the top": (
        [("# the end", "aliases: [modules-last]\n# the end")],
        [("title:", "short: Lasting\ntitle:")],
    ),
    "a link goes, the other changes": ([(FIRST_LINK, "")], [("Sand scratches.", "Sand cuts.")]),
    "quotes on one side, words on the other": (
        [("shows: s", "shows: 's'")], [("half_life > 10", "half_life > 12")],
    ),
    "a list in brackets": ([("[roof, sun]", "[sun]")], [("# who", "# Who")]),
    "another order of fields": (
        [("kind: empirical\n", ""), ("statement: >", "kind: empirical\nstatement: >")],
        [("its output.", "all its output.")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOGETHER)
def test_both_changes_are_there_and_the_rest_is_as_it_was(name):
    mine, its = TOGETHER[name]
    assert merged(changed(*mine), changed(*its)) == changed(*mine, *its)


def test_links_of_both_sides_stand_in_one_order_with_their_comments():
    mine = "  # mine\n  - supports: wind-is-weak\n    because: Same.\n"
    more = "  - supports: hail-is-rare\n    because: Same.\n"
    its = "  - supports: snow-slides-off   # its\n    because: Same.\n"
    both = merged(changed((END, mine + more + END)), changed((END, its + END)))
    assert both == changed((END, its + mine + more + END))


def test_what_both_add_alike_is_there_once():
    link = "  # both\n  - supports: wind-is-weak\n    because: Same.\n"
    more = changed((END, link + END))
    assert merged(
        changed(("Panels", "Modules"), base=more), changed(("life > 10", "life > 9"), base=more)
    ) == (changed(("Panels", "Modules"), ("life > 10", "life > 9"), base=more))


def test_lists_in_brackets_take_items_of_both():
    assert "tags: [snow, sun, wind]   # as" in merged(
        changed(("[roof, sun]", "[snow, roof, sun]")), changed(("[roof, sun]", "[sun, wind]"))
    )


def test_a_list_that_both_begin_holds_the_items_of_both():
    mine, its = ("aliases: [old-panels-last]\n", "aliases: [panels-lasted]\n")
    both = merged(changed(("kind:", f"{mine}kind:")), changed(("kind:", f"{its}kind:")))
    assert both == changed(("kind:", "aliases: [old-panels-last, panels-lasted]\nkind:"))


def test_broken_lines_give_way_to_words():
    broken = changed(("  A panel keeps half\n  its output.", "  A panel keeps\n  half its output."))
    theirs = changed(("its output", "its good output"))
    assert merged(broken, theirs) == theirs


def test_lines_end_as_they_did():
    base = BASE.replace("\n", "\r\n")
    mine, its = (base.replace(*pair) for pair in (("Panels", "Modules"), ("life > 10", "life > 9")))
    assert merged(mine, its, base) == mine.replace("life > 10", "life > 9")
    bare = BASE.removesuffix("# the end\n").rstrip("\n")
    assert merged(bare.replace("Panels", "Modules"), BASE).endswith("half_life > 10\n")


CONFLICTS = {
    "one field": (
        [("Panels last", "Modules last")], [("Panels last", "Cells last")],
        ("title: Panels last\n", "<<<<<<< ours\ntitle: Modules last\n=======\ntitle: Cells last\n>>>>>>> theirs\n"),
    ),
    "a paragraph is one value": (
        [("keeps half", "keeps a half")], [("its output.", "all output.")],
        ("statement: >\n  A panel keeps half\n  its output.   # no comment\n",
         "<<<<<<< ours\nstatement: >\n  A panel keeps a half\n  its output.   # no comment\n=======\n"
         "statement: >\n  A panel keeps half\n  all output.   # no comment\n>>>>>>> theirs\n"),
    ),
    "removed and edited": (
        [("\n" + SECOND_LINK, "")], [("scratches", "cuts")],
        ("\n" + SECOND_LINK, "<<<<<<< ours\n=======\n\n" + SECOND_LINK.replace("scratches", "cuts") + ">>>>>>> theirs\n"),
    ),
    "removed and remarked on": (
        [("\n" + SECOND_LINK, "")], [("\n  - attacks", "\n  # a remark\n  - attacks")],
        ("\n" + SECOND_LINK, "<<<<<<< ours\n=======\n\n  # a remark\n" + SECOND_LINK + ">>>>>>> theirs\n"),
    ),
    "two comments at one place": (
        [("# who says so", "# who said so")], [("# who says so", "# they say so")],
        ("# who says so\nheld_by:\n", "<<<<<<< ours\n# who said so\nheld_by:\n=======\n# they say so\nheld_by:\n>>>>>>> theirs\n"),
    ),
    "a link that both begin": (
        [(END, "  - supports: wind-is-weak\n    because: It is.\n" + END)],
        [(END, "  - supports: wind-is-weak\n    because: It was.\n" + END)],
        (END, "<<<<<<< ours\n  - supports: wind-is-weak\n    because: It is.\n=======\n"
              "  - supports: wind-is-weak\n    because: It was.\n>>>>>>> theirs\n" + END),
    ),
    "within braces": (
        [("loss: 0", "loss: 1")], [("loss: 0", "loss: 2")],
        ("      off: {loss: 0, breaks: [lasts]}\n",
         "<<<<<<< ours\n      off: {loss: 1, breaks: [lasts]}\n=======\n      off: {loss: 2, breaks: [lasts]}\n>>>>>>> theirs\n"),
    ),
    "the verb of a link and its reason": (
        [("  - attacks: sand", "  - supports: sand")], [("scratches", "cuts")],
        ("  - attacks: sand-is-mild   # on glass\n    because: 'Sand scratches.'\n",
         "<<<<<<< ours\n=======\n\n  - attacks: sand-is-mild   # on glass\n    because: 'Sand cuts.'\n>>>>>>> theirs\n"
         "\n  - supports: sand-is-mild   # on glass\n    because: 'Sand scratches.'\n"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CONFLICTS)
def test_what_nobody_can_decide_stands_between_marks(name):
    mine, its, (old, new) = CONFLICTS[name]
    text = merged(changed(*mine), changed(*its))
    if name == "two comments at one place":
        assert (
            "<<<<<<< ours\n# who said so\nheld_by:\n" in text
            and "# they say so\nheld_by:\n" in text
        )
    elif name == "the verb of a link and its reason":
        assert "cuts.'\n>>>>>>> theirs\n" in text and text.count("- supports: sand-is-mild") == 1
    else:
        assert text == changed((old, new))


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
