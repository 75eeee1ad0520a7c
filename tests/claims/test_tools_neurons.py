"""The tools behind the claims on exchangeable neurons, against automatic differentiation and exact values."""

from functools import partial

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad

from tests.helpers.topic_scripts import script


@pytest.fixture
def load():
    return partial(script, "exchangeable-neurons")


def output(flat, shape, alpha, inputs):
    """The network again for autograd, from one vector of weights and readout."""
    width, columns = shape
    weights = anp.reshape(flat[: width * columns], shape)
    values = anp.maximum(anp.dot(inputs, weights.T), 0)
    return alpha / width * anp.dot(values, flat[width * columns :])


@pytest.mark.parametrize("alpha", [1.0, 7.0])
def test_a_step_of_descent_is_the_gradient_of_half_the_mean_square(load, alpha):
    shallow, rng = load("shallow"), np.random.default_rng(5)
    net = shallow["fresh"](rng, 6, 4)
    inputs, targets = shallow["signs"](rng, 8, 4), rng.standard_normal(8).astype(np.float32)
    flat = np.concatenate([np.ravel(part) for part in net]).astype(float)

    def loss(p):
        error = output(p, net[0].shape, alpha, np.float64(inputs)) - targets
        return anp.mean(error**2) / 2

    wanted = flat - 0.3 * 6 / alpha**2 * grad(loss)(flat)
    found = shallow["descend"](net, alpha, [(inputs, targets)], 0.3)
    assert np.concatenate([np.ravel(part) for part in found]) == pytest.approx(wanted, abs=1e-5)


def test_the_tangent_kernel_is_that_of_autograd_up_to_its_factor(load):
    shallow, rng = load("shallow"), np.random.default_rng(6)
    net = shallow["fresh"](rng, 10, 3)
    inputs = shallow["signs"](rng, 4, 3)
    flat = np.concatenate([np.ravel(part) for part in net]).astype(float)
    slopes = [
        grad(lambda p, x=x: output(p, net[0].shape, 1.0, np.float64(x)))(flat) for x in inputs
    ]
    wanted = 10**2 * np.array(slopes) @ np.transpose(slopes)
    assert shallow["tangent_kernel"](net, inputs, inputs) == pytest.approx(wanted, rel=1e-4)


def test_networks_trained_together_are_those_trained_alone(load):
    shallow, rng = load("shallow"), np.random.default_rng(7)
    nets = shallow["fresh"](rng, 3, 4, 5)
    batches = [(shallow["signs"](rng, 3, 6, 5), np.ones((3, 6), np.float32)) for _ in range(4)]
    together = shallow["descend"](nets, 1.0, batches, 0.5)
    for one in range(3):
        own = [(inputs[one], targets[one]) for inputs, targets in batches]
        alone = shallow["descend"]((nets[0][one], nets[1][one]), 1.0, own, 0.5)
        assert together[0][one] == pytest.approx(alone[0], abs=1e-5)
        assert together[1][one] == pytest.approx(alone[1], abs=1e-5)


def test_a_network_starts_at_zero_and_in_pairs(load):
    shallow, rng = load("shallow"), np.random.default_rng(8)
    net = shallow["fresh"](rng, 20, 5)
    assert shallow["outputs"](net, 3.0, shallow["signs"](rng, 9, 5)) == pytest.approx(0, abs=1e-5)
    with pytest.raises(ValueError, match="even"):
        shallow["fresh"](rng, 5, 5)


def test_a_staircase_has_unit_variance_and_its_top_is_the_product(load):
    stairs = load("staircase")
    cube = np.array(np.meshgrid(*[[-1.0, 1.0]] * 6)).reshape(6, -1).T
    inputs = np.column_stack([cube, np.ones(len(cube))])
    for degree, copies in ((3, 1), (3, 2), (2, 3), (1, 6)):
        climbed = stairs["staircase"](inputs, degree, copies)
        tops = stairs["products"](inputs, degree, copies)
        assert np.mean(climbed**2) == pytest.approx(1)
        assert np.mean(climbed) == pytest.approx(0, abs=1e-7)
        assert tops.shape == (64, copies)
        assert tops[:, 0] == pytest.approx(inputs[:, :degree].prod(axis=1))
        assert np.mean(climbed[:, None] * tops, axis=0) == pytest.approx((degree * copies) ** -0.5)


def test_a_probe_reads_what_is_linear_and_nothing_else(load):
    shallow, rng = load("shallow"), np.random.default_rng(9)
    rows = np.sign(rng.standard_normal((4000, 3)))
    wanted = np.column_stack([rows[:, 0], rows.prod(axis=1)])
    found = shallow["linear_probe"](rows[:2000], wanted[:2000], rows[2000:], wanted[2000:])
    assert found[0] > 0.999
    assert abs(found[1]) < 0.01


def test_the_chance_of_a_detector_among_two_inputs_is_an_angle(load):
    found = load("detectors-rare-at-the-start")["measure"](0, few=2, more=3, many=4, share=0.5)
    assert found["chance_few"] == pytest.approx(0.5, abs=0.005)
    assert found["agreement"] == pytest.approx(1, abs=0.01)
