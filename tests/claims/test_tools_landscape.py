"""The landscape with two exact solutions: its slopes, its posterior, and what moves on it."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from tests.helpers.topic_scripts import helper


@pytest.fixture(scope="module")
def land():
    return helper("slt-and-regularisation", "landscape")


SHAPES = {
    "as published": (-0.65, 0.45, 0.063, 1.5, 0.15, True),
    "elsewhere": (0.4, 1.1, 0.5, 0.7, 0.6, True),
    "product on both sides": (-0.2, 0.8, 0.3, 1.0, 0.3, False),
}


def total(found, known):
    """The mean loss, up to a constant, at outputs (4, k)."""
    products, towards = known
    return np.einsum("ir,ijr,jr->r", found, products, found) / 2 - (towards * found).sum(axis=0)


@pytest.mark.parametrize("settings", SHAPES.values(), ids=SHAPES.keys())
def test_the_slope_is_that_of_the_loss(land, settings):
    shape, rng = land.Shape(*settings), np.random.default_rng(0)
    theta = rng.standard_normal((3, 200))
    known = land.moments(land.draw(rng, 12, 200, 1.5))
    found, parts = land.outputs(theta, shape)
    pull = np.einsum("ijr,jr->ir", known[0], found) - known[1]
    slope = land.slope(theta, pull, parts, shape)
    for which in range(3):
        step = np.zeros((3, 1))
        step[which] = 1e-6
        up, down = (total(land.outputs(theta + s, shape)[0], known) for s in (step, -step))
        assert_allclose(slope[which], (up - down) / 2e-6, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("settings", SHAPES.values(), ids=SHAPES.keys())
def test_both_solutions_are_exact_and_the_ridge_as_high_as_said(land, settings):
    shape = land.Shape(*settings)
    t = np.array([shape.middle - shape.reach, shape.middle + shape.reach, shape.middle])
    found, _ = land.outputs(np.stack([t, 0 * t, 0 * t]), shape)
    assert_allclose((found**2).sum(axis=0) / 2, [0, 0, shape.ridge**2 / 2], atol=1e-15)


def test_beyond_the_dial_the_outputs_are_a_product_and_a_plane(land):
    shape = land.Shape(*SHAPES["elsewhere"])
    found, _ = land.outputs(np.array([[-1.0, 2.0], [0.3, 0.3], [0.7, 0.7]]), shape)
    assert_allclose(found[2:], [[0.21, 0.3], [0.0, 0.7]])


@pytest.mark.parametrize("size, precision", [(20, 5.0), (60, 2.0)])
def test_the_posterior_by_quadrature_agrees_with_weighted_draws_from_the_prior(
    land, size, precision
):
    shape, rng = land.Shape(*SHAPES["as published"]), np.random.default_rng(1)
    known = land.moments(land.draw(rng, size, 2, 1.0))
    shares = land.posterior_share(known, 1 / size, precision, shape)
    theta = rng.standard_normal((3, 400_000)) / np.sqrt(precision)
    found, _ = land.outputs(theta, shape)
    for run, share in enumerate(shares):
        products, towards = known[0][..., run], known[1][:, run]
        loss = ((products @ found - 2 * towards[:, None]) * found).sum(axis=0) / 2
        weight = np.exp(-size * (loss - loss.min()))
        drawn = weight[theta[0] < shape.middle].sum() / weight.sum()
        assert abs(share - drawn) < 0.01


def test_a_finer_grid_does_not_change_the_posterior(land):
    shape, rng = land.Shape(*SHAPES["as published"]), np.random.default_rng(2)
    known = land.moments(land.draw(rng, 1000, 5, 1.0))
    plain = land.posterior_share(known, 1e-3, 5.0, shape)
    assert_allclose(plain, land.posterior_share(known, 1e-3, 5.0, shape, (300, 801)), atol=0.002)


def test_langevin_dynamics_samples_the_posterior(land):
    shape, rng = land.Shape(*SHAPES["as published"]), np.random.default_rng(3)
    size, runs, precision = 50, 400, 5.0
    known = land.moments(land.draw(rng, size, runs, 1.0))
    theta = rng.standard_normal((3, runs)) / np.sqrt(precision)
    heat = np.full(runs, 1 / size)
    t, crossed = land.langevin(rng, known, heat, theta, 0.4, 1500, precision, shape)
    expected = land.posterior_share(known, 1 / size, precision, shape).mean()
    assert abs((t < shape.middle).mean() - expected) < 0.08  # one share has a deviation of 0.025
    assert crossed.mean() > 3


def test_a_high_ridge_is_not_crossed_and_the_start_decides(land):
    shape, rng = land.Shape(-0.65, 0.45, 1.0, 1.5, 0.15, True), np.random.default_rng(4)
    theta = rng.standard_normal((3, 200)) / np.sqrt(5)
    known = land.moments(land.draw(rng, 1000, 200, 1.0))
    t, crossed = land.langevin(rng, known, np.full(200, 1e-3), theta, 0.05, 1000, 5.0, shape)
    assert crossed.mean() < 0.1
    assert ((t < shape.middle) == (theta[0] < shape.middle)).mean() > 0.95


def test_full_batches_without_noise_descend_to_a_solution(land):
    shape, rng = land.Shape(-0.65, 0.45, 0.3, 1.5, 0.15, True), np.random.default_rng(5)
    rows = land.draw(rng, 400, 50, 0.0)
    theta = rng.standard_normal((1, 3, 50)) / np.sqrt(5)
    t, _ = land.descend(rng, [(rows, 40)], theta, 0.2, 3000, shape)
    assert_allclose(np.abs(t - shape.middle), shape.reach, atol=1e-3)


def test_a_crossing_is_counted_once_it_is_through_the_dial(land):
    shape = land.Shape(0.0, 1.0, 0.1, 1.0, 0.5, True)
    crossings = land.Crossings(np.array([-1.0]), shape)
    for t in (-0.4, 0.4, -0.4, 0.6, 0.4, -0.4, -0.6):
        crossings.look(np.array([t]))
    assert crossings.count.tolist() == [2.0]
