"""Texts of claims, merged: what an author would see in the file."""

import pytest

from kb.diff.merging.driver import merged_file

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


def test_the_same_in_another_order_is_no_conflict():
    """Both add the same two fields of a link, each in its order, and no comment is lost."""
    link = "  - attacks: sand-is-mild   # on glass\n    because: 'Sand scratches.'\n"
    ours = BASE.replace(link, link + "    name: wind\n    with: [roofs-are-hot]\n")
    theirs = BASE.replace(link, link + "    with: [roofs-are-hot]\n    name: wind\n")
    assert merged(ours, theirs) in (ours, theirs)
    noted = theirs.replace("    name: wind\n", "    name: wind   # a strong one\n")
    assert merged(ours, noted).count("# a strong one") == 1


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
