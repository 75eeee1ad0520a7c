"""The axis strip: round ticks, bands and dots in their places, and never an exception."""

import math
import re

from hypothesis import given
from hypothesis import strategies as st

from kb.site.figures.bands import Band
from kb.site.figures.strip import Mark, scale_of, strip

FINITE = st.floats(allow_nan=False, allow_infinity=False)
BANDS = st.builds(Band, st.none() | FINITE, st.none() | FINITE)
MARKS = st.builds(Mark, FINITE, st.sampled_from(["", "moves <b>"]), st.floats(0, 1e9))


def places(svg: str, tag: str, name: str) -> list[float]:
    return [float(found) for found in re.findall(rf'<{tag}[^>]* {name}="([-\d.]+)%"', svg)]


def test_ticks_are_round_and_hold_all_that_is_drawn():
    assert scale_of([1.77, 1.81, 2.46, 3.11], "nats").ticks == (1.5, 2.0, 2.5, 3.0, 3.5)
    assert scale_of([0.012, 0.05, 0.3], "").ticks[0] == 0


def test_bands_and_dot_stand_where_their_numbers_are():
    svg = strip("All told", [Mark(1.77, "", 0.07)], "nats", (Band(2.46, 3.11), Band(1.81, 2.46)))
    starts, wide = places(svg, "rect", "x"), places(svg, "rect", "width")
    assert starts == [48.0, 15.5] and wide == [32.5, 32.5]
    assert places(svg, "circle", "cx") == [13.5]
    assert 'aria-label="All told"' in svg and ">3.5 nats</text>" in svg


def test_an_open_range_ends_where_the_axis_does():
    svg = strip("", [Mark(0.01)], "", (Band(low=0.3), Band(high=0.05)))
    (first, second), (one, other) = places(svg, "rect", "x"), places(svg, "rect", "width")
    assert math.isclose(first + one, 100, abs_tol=0.11) and second == 0 and other > 0


def test_an_axis_ends_where_its_measure_does_unless_something_lies_beyond():
    shares = Band(0.0, 100.0)
    assert scale_of([2.0, 99.0], "%").ticks[-1] > 100
    svg = strip("", [Mark(99.0, "", 0.5)], "%", (Band(low=95.0), Band(high=10.0)), shares)
    assert ">100%</text>" in svg and ">120%</text>" not in svg and ">0</text>" in svg
    assert ">150%</text>" in strip("", [Mark(120.0)], "%", (Band(high=10.0),), shares)


def test_a_letter_moves_aside_where_the_dot_would_cover_it():
    svg = strip("", [Mark(2.0)], "", (Band(1.0, 3.0),))
    assert 'text-anchor="end">A</text>' in svg
    assert 'text-anchor="middle">A</text>' in strip("", [Mark(0.0)], "", (Band(1.0, 3.0),))


def test_authors_words_are_escaped():
    svg = strip('"<b>"', [Mark(0.9, "moves <b>")], "%")
    assert "<b>" not in svg and "&lt;b&gt;" in svg


@given(
    st.lists(MARKS, max_size=4),
    st.lists(BANDS, max_size=2),
    st.sampled_from(["", "%", "nats"]),
    BANDS,
)
def test_drawing_never_raises_and_stays_inside(marks, sides, unit, limits):
    svg = strip("said", marks, unit, sides, limits)
    for tag, name in (("circle", "cx"), ("rect", "x"), ("line", "x1")):
        assert all(0 <= at <= 100 for at in places(svg, tag, name))


def test_what_is_no_number_draws_nothing():
    assert strip("said", [Mark(math.nan)], "") == strip("said", [], "") == ""
