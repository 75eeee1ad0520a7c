"""The tools behind the claims on information at a distance and on language models, against exact values."""

import numpy as np
import pytest

from tests.helpers.topic_scripts import helper, script


@pytest.fixture(scope="module")
def magnet():
    return helper("information-at-a-distance", "magnet")


def two_colours(grid):
    """The black and the white spins of (side, side) spins, row by row."""
    side = len(grid)
    black = [grid[row, row % 2 :: 2] for row in range(side)]
    white = [grid[row, 1 - row % 2 :: 2] for row in range(side)]
    return np.array(black)[..., None], np.array(white)[..., None]


@pytest.mark.parametrize("side", [4, 6])
def test_a_cold_magnet_follows_the_sum_of_its_neighbours(magnet, side):
    grid = np.random.default_rng(3).choice([-1, 1], (side, side)).astype(np.int8)
    neighbours = sum(np.roll(grid, way, axis) for axis in (0, 1) for way in (1, -1))
    cold = magnet.Magnet(np.random.default_rng(4), side, 1e-3, 1)
    (black, white), (above, below) = two_colours(grid), two_colours(neighbours)
    for found, wanted in ((cold.drawn(white, 1), above), (cold.drawn(black, 0), below)):
        assert np.array_equal(found[wanted != 0], np.sign(wanted[wanted != 0]))


def test_a_spin_is_up_as_often_as_the_heat_bath_says(magnet):
    hot = magnet.Magnet(np.random.default_rng(5), 4, 2.0, 40_000)
    up = np.ones((4, 2, 40_000), dtype=np.int8)
    assert np.mean(hot.drawn(up, 1) > 0) == pytest.approx(1 / (1 + np.exp(-4)), abs=0.002)


def test_the_slowest_rate_is_that_of_the_whole_table(magnet):
    """For a side of 2 each spin has one neighbour of each kind twice, and sixteen states are few."""
    spins = 1 - 2 * ((np.arange(16)[:, None] >> np.arange(4)) & 1)
    table = np.eye(16)
    for site in (0, 3, 1, 2):
        others = (1, 2) if site in (0, 3) else (0, 3)
        up = 1 / (1 + np.exp(-2 * 2 * spins[:, others].sum(axis=1) / 2.0))
        step = np.zeros((16, 16))
        step[np.arange(16), np.arange(16) & ~(1 << site)] += up
        step[np.arange(16), np.arange(16) | (1 << site)] += 1 - up
        table = table @ step
    wanted = np.sort(np.abs(np.linalg.eigvals(table)))[-2]
    assert magnet.slowest(2, 2.0) == pytest.approx(wanted, abs=1e-9)


@pytest.mark.parametrize("dimensions", [1, 2, 5])
def test_two_neighbours_tell_the_dimension_of_a_cube(dimensions):
    points = np.random.default_rng(6).random((1500, dimensions)) @ np.eye(dimensions, 9)
    found = helper("information-at-a-distance", "neighbours").two_nearest(points)
    assert found == pytest.approx(dimensions, rel=0.12)


def test_random_sharing_keeps_the_total_of_each_room():
    share = script("information-at-a-distance", "telephone-explains-manifold-hypothesis")["share"]
    rng = np.random.default_rng(7)
    energy = rng.random((5, 12))
    after = share(rng, energy.copy(), 3)
    totals = [each.reshape(5, 3, 4).sum(axis=2) for each in (energy, after)]
    assert totals[0] == pytest.approx(totals[1])
    assert not np.allclose(energy, after)


def test_an_expert_leaves_every_maze_by_the_only_way():
    mazes = helper("language-models", "mazes")
    leads = np.stack([mazes.carve(np.random.default_rng(seed), 6) for seed in range(4)])
    walls = leads == np.arange(36)[:, None]
    assert (~walls).sum() == 4 * 2 * 35  # a tree: one passage less than cells, open from both ends
    assert mazes.reached(np.random.default_rng(8), leads, mazes.expert(leads), 36) == 1


def test_the_predictor_learns_the_chances_of_bayes():
    names = script("language-models", "near-optimal-predictor-exceeds-authors")
    rng = np.random.default_rng(9)
    _, reports, last = names["documents"](rng, 60_000, 4, 0.8, 1.0, 0.0)
    said = names["said"](names["trained"](reports, last), reports)
    assert said == pytest.approx(names["exact"](reports, 0.8, 1.0), abs=0.03)
