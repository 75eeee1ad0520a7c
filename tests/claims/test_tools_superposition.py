"""The toy model of superposition: loss, phases, samplers, and what must not be called an exponent."""

import numpy as np
import pytest

from tests.helpers.topic_scripts import helper


@pytest.fixture(scope="module")
def toy():
    return helper("slt-and-regularisation", "superposition")


def loss_of(w, b, grid):
    """The loss of one point as it is defined, input by input."""
    mus = (np.arange(grid) + 0.5) / grid
    inputs = [mu * one for mu in mus for one in np.eye(len(b))]
    return np.mean([np.sum((np.maximum(w.T @ w @ x + b, 0) - x) ** 2) for x in inputs])


@pytest.mark.parametrize("hidden, features, grid", [(2, 8, 8), (3, 5, 4), (1, 1, 6)])
def test_loss_and_slopes_follow_the_definition(toy, hidden, features, grid):
    theta = np.random.default_rng(1).standard_normal((hidden + 1, features, 4))
    loss, slopes = toy.loss_and_slopes(theta, grid)
    assert loss == pytest.approx([loss_of(t[:-1], t[-1], grid) for t in np.moveaxis(theta, -1, 0)])
    for place in np.ndindex(theta.shape[:-1]):
        step = np.zeros_like(theta)
        step[place] = 1e-6
        change = (
            toy.loss_and_slopes(theta + step, grid)[0] - toy.loss_and_slopes(theta - step, grid)[0]
        )
        assert change / 2e-6 == pytest.approx(slopes[place], abs=1e-7)


def polygon(live, features, bias):
    """`live` features on a circle, all others at 0 with the given bias."""
    angle = 2 * np.pi * np.arange(live) / live
    theta = np.zeros((3, features, 1))
    theta[:2, :live, 0] = np.cos(angle), np.sin(angle)
    theta[2, live:] = bias
    return theta


@pytest.mark.parametrize(
    "live, features, bias, wanted",
    [(4, 6, -0.5, 4), (5, 8, -1.0, 5), (0, 3, -1.0, 0), (4, 6, 0.08, -1)],
)
def test_a_phase_counts_what_is_represented_if_the_rest_is_off(toy, live, features, bias, wanted):
    assert toy.phase(polygon(live, features, bias)).tolist() == [wanted]


@pytest.mark.parametrize(
    "features, hidden, live, wanted",
    [(2, 2, 2, 0.0), (6, 2, 4, 2 / 6 * 85 / 256), (8, 2, 5, 0.13431), (4, 3, 4, 0.0)],
)
def test_minima_have_the_least_loss_of_their_phase(toy, features, hidden, live, wanted):
    points, least = toy.minima(np.random.default_rng(0), features, hidden, live, 7)
    assert points.shape == (hidden + 1, features, 7)
    assert least == pytest.approx(wanted, abs=1e-5)
    assert set(toy.phase(points)) == {live}


def test_a_phase_that_is_not_there_is_said_to_be_missing(toy):
    with pytest.raises(ValueError, match="no minimum with 5 of 5"):
        toy.minima(np.random.default_rng(0), 5, 1, 5, 3)


def test_descent_never_rises_and_bears_a_flat_floor(toy):
    theta = np.random.default_rng(3).standard_normal((3, 4, 20)).astype(np.float32)
    before, _ = toy.loss_and_slopes(theta)
    end, after = toy.descend(theta, 1500)
    assert (after <= before).all() and np.isfinite(end).all()


def exact(toy, n, inside=None):
    """Posterior mean loss of one feature in one dimension, by quadrature over w and b."""
    w, b = np.meshgrid(np.linspace(-4, 4, 90), np.linspace(-5, 3, 90))
    theta = np.stack([w.ravel(), b.ravel()])[:, None]
    loss, _ = toy.loss_and_slopes(theta)
    weight = np.exp(-n * loss - (theta**2).sum(axis=(0, 1)) / 2)
    if inside is not None:
        weight *= toy.phase(theta) == inside
    return (weight * loss).sum() / weight.sum(), weight.sum()


def test_annealing_agrees_with_quadrature(toy):
    found, accepted = toy.anneal(np.random.default_rng(0), 1, 1, (5.0, 20.0), 2000, moves=5)
    assert 0.3 < accepted < 0.95  # the step is tuned at every level
    for n, (theta, loss) in found.items():
        mean, mass = exact(toy, n)
        assert loss.mean() == pytest.approx(mean, rel=0.05)
        share = exact(toy, n, 1)[1] / mass
        assert np.mean(toy.phase(theta) == 1) == pytest.approx(share, abs=0.03)


def test_confined_chains_agree_with_quadrature_within_their_phase(toy):
    rng = np.random.default_rng(0)
    points, least = toy.minima(rng, 1, 1, 1, 120)
    losses, kept = toy.confined(rng, points, 15.0, 30, moves=10)
    value, error = toy.exponent(losses, least, 15.0, kept)
    assert value == pytest.approx(15 * exact(toy, 15.0, 1)[0], abs=4 * error)
    assert error < 0.1 and 0.5 < kept.mean() <= 1


def test_chains_let_loose_leave_a_saddle_and_give_no_exponent(toy):
    rng = np.random.default_rng(0)
    points, least = toy.minima(rng, 6, 2, 3, 40)
    loose, loss, _ = toy.langevin(points, 1000.0, 600, 0.25 / 301, rng)
    assert np.mean(toy.phase(loose) == 3) < 0.4
    assert toy.exponent(loss, least, 1000.0, np.ones(40)) == (None, None)


def test_chains_that_hardly_moved_give_no_exponent(toy):
    assert toy.exponent(np.array([0.2, 0.3]), 0.1, 400.0, np.array([0.02, 0.1])) == (None, None)
