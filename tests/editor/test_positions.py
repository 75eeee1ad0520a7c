"""Places as kb, YAML and editors count them; and edits, against another way to apply them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.editor.positions import Change, Lines, Span, changed

CODES = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
TEXTS = st.text("ab é\u2028\x0c𝛼👍\n\r", max_size=30)
PLACES = st.tuples(st.integers(0, 12), st.integers(0, 12))


def letter_at(text, place, units):
    """Which letter a position is before: through the bytes, line by line."""
    code, width = CODES[units]
    lines = re.split("(\r\n|\n|\r)", text)
    before = "".join(lines[: 2 * place[0]])
    if 2 * place[0] >= len(lines):
        return len(text)
    cut = lines[2 * place[0]].encode(code)[: width * place[1]]
    return len(before) + len(cut.decode(code, "ignore"))


@given(TEXTS, PLACES, PLACES, TEXTS, st.sampled_from(list(CODES)))
def test_an_edit_is_what_it_is_in_bytes(text, one, other, new, units):
    start, end = sorted((one, other))
    first, last = (letter_at(text, place, units) for place in (start, end))
    assert changed(text, Change(new, Span(start, end)), units) == text[:first] + new + text[last:]


@given(TEXTS, st.integers(0, 40), st.sampled_from(list(CODES)))
def test_a_letter_is_found_again(text, offset, units):
    lines = Lines(text, units)
    back = lines.offset(lines.position(offset))
    between = text[offset - 1 : offset + 1] == "\r\n"
    assert back == min(offset, len(text)) - between


def test_a_change_without_a_place_is_the_whole_text():
    assert changed("old", Change("new"), "utf-16") == "new"


@pytest.mark.parametrize(("units", "column"), [("utf-16", 6), ("utf-8", 9), ("utf-32", 5)])
def test_letters_beyond_the_first_plane_are_counted_as_the_client_does(units, column):
    text = "a: 1\n'𝛼é': x\n"
    assert Lines(text, units).position(text.index(": x") + 1) == (1, column)


def test_yaml_has_lines_where_editors_have_none():
    text = "title: one\u2028two\nkind: x\n"
    assert text[Lines(text).offset_of_mark((3, 1)) :] == "kind: x\n"
    assert Lines(text).position(text.index("kind")) == (1, 0)
    assert Lines(text, is_yaml=False).offset_of_mark((2, 1)) == text.index("kind")


def test_a_mark_outside_the_text_is_its_end_or_its_beginning():
    assert Lines("ab\n").offset_of_mark((9, 9)) == 3
    assert Lines("ab\n").offset_of_mark((1, 99)) == 3
    assert Lines("").offset_of_mark((1, 1)) == 0
    assert Lines("ab").offset_of_mark((0, 5)) == 0
