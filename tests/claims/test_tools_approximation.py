"""The tools behind the claims on approximation, against slow ways and known values."""

from functools import partial
from itertools import product

import numpy as np
import pytest

from tests.helpers.topic_scripts import script


@pytest.fixture
def load():
    return partial(script, "approximation")


def slow_edits(one, other):
    """Levenshtein's distance by its recursion, without a table of minima."""
    table = {(-1, -1): 0}
    table |= {(i, -1): i + 1 for i in range(len(one))} | {(-1, j): j + 1 for j in range(len(other))}
    for i, j in product(range(len(one)), range(len(other))):
        swap = table[i - 1, j - 1] + (one[i] != other[j])
        table[i, j] = min(table[i - 1, j] + 1, table[i, j - 1] + 1, swap)
    return table[len(one) - 1, len(other) - 1]


@pytest.mark.parametrize("sizes", [(1, 1), (5, 5), (9, 4), (3, 8)])
def test_edits_are_those_of_the_recursion(load, sizes):
    rng = np.random.default_rng(sizes[0])
    one, many = rng.integers(3, size=sizes[0]), rng.integers(3, size=(20, sizes[1]))
    assert load("distance-to-text")["edits"](one, many).tolist() == [
        slow_edits(one, other) for other in many
    ]


def test_peaks_are_the_greatest_errors_between_knots(load):
    rng = np.random.default_rng(3)
    for curvature in (0.0, 1.0, 2.5):
        knots, errors = np.sort(rng.random(6)), 0.1 * rng.standard_normal(6)
        found = load("one-size-floor")["peaks"](knots, errors, curvature)
        for index, peak in enumerate(found):
            x = np.linspace(knots[index], knots[index + 1], 20_001)
            values = np.interp(x, knots, errors + curvature * knots**2) - curvature * x**2
            inside = values.max()
            ends = max(errors[index], errors[index + 1])
            assert max(peak, ends) == pytest.approx(inside, abs=1e-8)


@pytest.mark.parametrize("units", [0, 1, 3, 7])
def test_the_floor_is_reached_and_not_passed(load, units):
    assert load("one-size-floor")["measure"](12345, units=units)["ratio"] == pytest.approx(1)


def test_boxes_are_counted_as_a_set_counts_them(load):
    rng = np.random.default_rng(0)
    for width in (2, 3):
        points, shift = rng.standard_normal((500, width)), rng.random(width)
        cells = {tuple(row) for row in np.floor(points / 0.3 + shift).astype(int).tolist()}
        found = load("box-dimension")["boxes"](points, 0.3, shift)
        assert len(found) == len(cells)
        assert {tuple(row) for row in np.floor(points[found] / 0.3 + shift).tolist()} == cells


@pytest.mark.parametrize("kind", ["filling", "closed", "koch"])
def test_points_of_a_curve_are_close_together(load, kind):
    points = load("box-dimension")["curve"](kind, 5.0, 0.02)
    assert np.linalg.norm(np.diff(points, axis=0), axis=1).max() <= 0.02 + 1e-12


def test_the_koch_curve_gets_longer_by_a_third_at_every_step(load):
    curve = load("box-dimension")["curve"]
    lengths = [
        np.linalg.norm(np.diff(curve("koch", 0, spacing), axis=0), axis=1).sum()
        for spacing in (1.0, 0.3, 0.1)
    ]
    assert lengths == pytest.approx([2 * 4 / 3, 2 * 16 / 9, 2 * 64 / 27])


def test_slopes_of_the_generator_are_those_of_differences(load):
    slopes = load("two-images")["slopes"]
    rng = np.random.default_rng(1)
    parts = [rng.standard_normal(shape) for shape in ((2, 3), (3,), (3, 4))]
    latents = rng.standard_normal((5, 2))

    def outputs(parts, latents):
        return np.tanh(latents @ parts[0] + parts[1]) @ parts[2]

    by_latent, by_weight = slopes(*parts, latents)
    for k in range(2):
        step = 1e-6 * np.eye(2)[k]
        change = outputs(parts, latents + step) - outputs(parts, latents - step)
        assert by_latent[:, :, k] == pytest.approx(change / 2e-6, abs=1e-8)
    flat = np.concatenate([part.ravel() for part in parts])
    for index in range(len(flat)):
        moved = []
        for sign in (1, -1):
            there = flat + sign * 1e-6 * np.eye(len(flat))[index]
            cut = np.split(there, [6, 9])
            moved.append(outputs([cut[0].reshape(2, 3), cut[1], cut[2].reshape(3, 4)], latents))
        change = (moved[0] - moved[1]).ravel() / 2e-6
        assert by_weight[:, index] == pytest.approx(change, abs=1e-8)


def test_a_walk_ends_where_the_sign_changes_and_stays_in_the_cube(load):
    walks = load("straight-walks")["walks"]
    starts = np.full((3, 64), 0.5)
    starts[:, 0] = [0.1, 0.3, 0.6]
    way = np.tile(np.eye(64)[0], (3, 1))
    found = walks(lambda points: points[:, 0] - 0.7, starts, way, 80)
    assert found == pytest.approx([0.6, 0.4, 0.1], abs=1e-2)
    assert np.isinf(walks(lambda points: points[:, 0] - 1.5, starts, way, 80)).all()


def test_the_least_distance_is_that_to_the_nearest_point(load):
    rng = np.random.default_rng(2)
    queries, stored = rng.standard_normal((7, 5)), rng.standard_normal((11, 5))
    slow = np.linalg.norm(queries[:, None] - stored, axis=2).min(axis=1)
    assert load("distance-to-image")["nearest"](queries, stored) == pytest.approx(slow)
