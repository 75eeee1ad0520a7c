"""The mean of curves over seeds is one, wherever the seeds were measured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.site.figures.mean_curve import mean_line


def test_at_the_same_places_it_is_the_mean_of_the_heights():
    assert mean_line([((1.0, 2.0), (1.0, 3.0)), ((1.0, 2.0), (3.0, 7.0))]) == (
        (1.0, 2.0),
        (2.0, 5.0),
    )


def test_between_places_a_line_is_read_as_it_is_drawn():
    straight = [((0.0, 2.0, 4.0), (0.0, 2.0, 4.0)), ((1.0, 3.0, 5.0), (3.0, 5.0, 7.0))]
    assert mean_line(straight) == ((2.0, 4.0), (3.0, 5.0))
    power = [
        (tuple(2.0**-k for k in range(9)), tuple(2.0 ** (-k / 2) for k in range(9))),
        (tuple(3.0**-k for k in range(6)), tuple(3.0 ** (-k / 2) for k in range(6))),
    ]
    places, heights = mean_line(power, log_x=True, log_y=True)
    assert min(places) > 3.0**-5 and heights == pytest.approx([x**0.5 for x in places])


def test_the_order_of_the_places_does_not_matter():
    up = [((1.0, 2.0, 3.0), (1.0, 4.0, 9.0)), ((1.5, 2.5, 3.5), (2.0, 3.0, 4.0))]
    down = [(xs[::-1], ys[::-1]) for xs, ys in up]
    assert mean_line(down) == mean_line(up)


def test_seeds_without_a_range_in_common_have_no_mean():
    assert mean_line([((0.0, 1.0), (0.0, 1.0)), ((2.0, 3.0), (0.0, 1.0))]) is None


def test_what_has_no_logarithm_is_read_on_a_plain_scale():
    lines = [((-1.0, 1.0, 3.0), (-1.0, 1.0, 3.0)), ((-2.0, 0.0, 4.0), (-2.0, 0.0, 4.0))]
    assert mean_line(lines, log_x=True, log_y=True) == ((-1.0, 1.0, 3.0), (-1.0, 1.0, 3.0))


SEED = st.lists(st.floats(0.01, 100), min_size=2, max_size=8, unique=True).map(sorted)


@given(st.lists(SEED, min_size=2, max_size=4), st.booleans(), st.booleans())
def test_a_mean_lies_between_the_seeds(places, log_x, log_y):
    lines = [(tuple(xs), tuple(x + rank for x in xs)) for rank, xs in enumerate(places)]
    found = mean_line(lines, log_x, log_y)
    if found:
        xs, ys = found
        every = [y for _, heights in lines for y in heights]
        assert all(min(every) * (1 - 1e-9) <= y <= max(every) * (1 + 1e-9) for y in ys)
        assert min(xs) >= max(min(each) for each in places)
        assert max(xs) <= min(max(each) for each in places)


def test_places_whose_logarithms_are_one_are_one_place():
    near = [((0.01, 1.0), (1.0, 2.0)), ((0.01, 0.010000000000000002, 1.0), (1.0, 1.0, 2.0))]
    assert mean_line(near, log_x=True) == ((0.01, 1.0), (1.0, 2.0))
