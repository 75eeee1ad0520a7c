"""Where a claim stops being YAML: the place where the author went wrong, and what to do there."""

import pytest

from kb.reading.strict_yaml import parse

GOOD = """\
title: Panels last
sources: [{cite: fraunhofer-2021, locator: p. 14}]
links:
  - {supports: panels-fade, because: Both rest on one survey.}
demonstrations:
  life:
    shows: How long.
    does_not_show: That wear stays.
    runs:
      main: {years: 20}
      wearless: {loss: 0, because: 'No wear, no life.'}
"""
LEFT = "this line stands too far to the left: the next is indented by {} spaces"
TEXT = "put the whole text in single quotes, or in a block after '>'"
# Each: what is written for what; line, column and sentence; the remedy.
BREAKS = {
    "a first field at its parent's indentation": (
        "    shows: How", "  shows: How", 7, 3, LEFT.format(4), "indent it by 4 spaces",
    ),
    "a field among fields": (
        "    does_not_show", "does_not_show", 8, 1, LEFT.format(4), "indent it by 4 spaces",
    ),
    "the first of some runs": (
        "      main:", "    main:", 10, 5, LEFT.format(6), "indent it by 6 spaces",
    ),
    "one space less": (
        "    does_not_show", "   does_not_show", 8, 4,
        "this line is indented by 3 spaces, and nothing above it is",
        "indent it as its neighbours are, by 4 spaces",
    ),
    "a field deeper than the one above": (
        "sources:", "  sources:", 2, 3,
        "this line is indented deeper than the one above, whose value it would go on",
        "indent it by 0 spaces",
    ),
    "a colon in a value between braces": (
        "Both rest on one", "Both rest: on one", 4, 47,
        "a second ': ' in a value between brackets", "put the text in single quotes",
    ),
    "emphasis at the beginning": (
        "Panels last", "*All* panels last", 1, 8, "a value cannot begin with '*'", TEXT,
    ),
    "strong emphasis at the beginning": (
        "Panels last", "**All** panels last", 1, 8, "a value cannot begin with '*'", TEXT,
    ),
    "a percent sign at the beginning": (
        "Panels last", "%5 of panels last", 1, 8, "a value cannot begin with '%'", TEXT,
    ),
    "an exclamation mark and a space": (
        "Panels last", "& panels last", 1, 8, "a value cannot begin with '&'", TEXT,
    ),
    "a bracket at the beginning": (
        "Panels last", "[All] panels last", 1, 8,
        "a value that begins with '[' is a list, and text follows it", TEXT,
    ),
    "a brace at the beginning": (
        "Panels last", "{n} panels last", 1, 8,
        "a value that begins with '{' is a mapping, and text follows it", TEXT,
    ),
    "a quoted word at the beginning": (
        "Panels last", '"Panels" last', 1, 8, "the quote ends before the text does", TEXT,
    ),
    "an apostrophe in quotes": (
        "Panels last", "'The panel's life'", 1, 8, "the quote ends before the text does", TEXT,
    ),
    "a quote that another opening closes": (
        "Panels last", "'Panels last", 1, 8, "a quote is opened here and closed only on line 11",
        "close it where the text ends",
    ),
    "a quote that nothing closes": (
        "Panels last", '"Panels last', 1, 8, "a quote is opened here and never closed",
        "close it where the text ends",
    ),
    "a brace that is not closed": (
        "p. 14}]", "p. 14]", 2, 49, "the '{' on line 2 is not closed before this",
        "close it with '}'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKS)
def test_a_break_is_told_where_it_was_made(name):
    before, after, line, column, said, hint = BREAKS[name]
    assert before in GOOD
    (found,) = parse("a.yaml", GOOD.replace(before, after, 1).encode()).findings
    assert (found.place.at, found.message, found.hint) == (
        (line, column), f"this is not YAML: {said}", hint,
    )  # fmt: skip


def test_the_good_text_is_good():
    assert parse("a.yaml", GOOD.encode()).findings == ()


def test_every_cut_of_a_text_is_told_somewhere_in_it():
    for end in range(1, len(GOOD)):
        for finding in parse("a.yaml", GOOD[:end].encode()).findings:
            line, column = finding.place.at
            assert 1 <= line <= GOOD[:end].count("\n") + 2 and column >= 1
