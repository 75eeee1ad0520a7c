"""The tools behind the claims on feature learning, against exact values and automatic differentiation."""

from functools import partial
from itertools import pairwise

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad, jacobian

from tests.helpers.topic_scripts import script


@pytest.fixture
def load():
    return partial(script, "feature-learning")


def flat(*parts):
    return np.concatenate([np.ravel(each) for each in parts])


def deep(parameters, sizes, inputs, rectify):
    """The network of `deep_kernel`, written again for autograd, from one vector of parameters."""
    start, values = 0, inputs
    for into, out in pairwise(sizes):
        layer = anp.reshape(parameters[start : start + into * out], (into, out))
        start, values = start + into * out, anp.dot(values, layer)
        values = anp.maximum(values, 0) if rectify else values
    return anp.dot(values, parameters[start:])


@pytest.mark.parametrize("rectify", [True, False])
@pytest.mark.parametrize("sizes", [(4,), (3, 5), (4, 6, 5), (5, 7, 3, 6)])
def test_the_deep_kernel_and_its_turning_are_those_of_autograd(load, sizes, rectify):
    rng = np.random.default_rng(len(sizes))
    layers = [rng.standard_normal((2, *pair)) for pair in pairwise(sizes)]
    readout, inputs = rng.standard_normal((2, sizes[-1])), rng.standard_normal((2, sizes[0]))
    output, kernel, turning = load("tangent")["deep_kernel"](layers, readout, inputs, rectify)
    for each in range(2):
        parameters = flat(*(layer[each] for layer in layers), readout[each])

        def net(p, x=inputs[each]):
            return deep(p, sizes, x, rectify)

        slope = grad(net)(parameters)
        turn = grad(lambda p, net=net: anp.sum(grad(net)(p) ** 2))(parameters)
        assert output[each] == pytest.approx(net(parameters))
        assert kernel[each] == pytest.approx(slope @ slope)
        assert turning[each] == pytest.approx(turn @ slope)


@pytest.mark.parametrize("power", [0.5, 1.0])
def test_the_shallow_kernel_and_its_descent_are_those_of_autograd(load, power):
    tangent = load("tangent")
    rng = np.random.default_rng(7)
    weights, readout = rng.standard_normal((6, 3)), rng.standard_normal(6)
    inputs, targets = rng.standard_normal((4, 3)), rng.standard_normal(4)

    def net(p, x=inputs):
        hidden = anp.tanh(anp.dot(x, anp.reshape(p[:18], (6, 3)).T))
        return 6**-power * anp.dot(hidden, p[18:])

    start = flat(weights, readout)
    slopes = jacobian(net)(start)
    kernel = tangent["shallow_kernel"](weights, readout, power, inputs, inputs[:2])
    assert kernel == pytest.approx(slopes @ slopes[:2].T)
    after = start
    for _ in range(3):
        pull = grad(lambda p: anp.sum((net(p) - targets) ** 2) / 8)(after)
        after = after - 0.3 * 6 ** (2 * power - 1) * pull
    moved = tangent["shallow_descent"](weights, readout, power, inputs, targets, 0.3, 3)
    assert flat(*moved) == pytest.approx(after)


def test_the_frozen_kernel_solves_the_descent_of_the_linear_model(load):
    """Descent on features, step by step, against the same descent told through their kernel."""
    rng = np.random.default_rng(1)
    features, targets = rng.standard_normal((9, 30)), rng.standard_normal(6)
    known, others = features[:6], features[6:]
    weights = first = rng.standard_normal(30)
    for _ in range(40):
        weights = weights - 0.01 * known.T @ (known @ weights - targets)
    found = load("tangent")["frozen_descent"](
        known @ known.T, others @ known.T, known @ first, others @ first, targets, 0.01, 40
    )
    assert found == pytest.approx(others @ weights)


@pytest.mark.parametrize(
    ("units", "excess"),
    # One hidden layer: K is a sum over its n units, so its moments are known.
    [("linear", 1), ("relu", 7.25 / 2.25)],
)
@pytest.mark.parametrize("width", [5, 20])
def test_the_spread_at_depth_one_is_exact(load, units, excess, width):
    settings = {"width": width, "depth": 1, "points": 1, "networks": 40_000, "units": units}
    found = load("depth-corrections-move-the-kernel")["measure"](seed=3, **settings)
    assert found["spread"] == pytest.approx(np.log1p(excess / width), rel=0.06)


@pytest.mark.parametrize(("units", "slope"), [("linear", 4 / 3), ("relu", 11 / 3)])
def test_the_slope_at_a_small_ratio_is_the_first_order_count(load, units, slope):
    """Deep enough for its ends not to matter much, and wide enough for the first order."""
    settings = {"width": 80, "depth": 8, "points": 1, "networks": 600, "units": units}
    found = load("depth-corrections-move-the-kernel")["measure"](seed=0, **settings, together=50)
    assert found["slope"] == pytest.approx(slope, rel=0.2)


def test_a_network_whose_units_are_all_dead_does_not_move(load):
    settings = {"width": 2, "depth": 6, "points": 1, "networks": 200}
    found = load("depth-corrections-move-the-kernel")["measure"](seed=0, **settings)
    assert all(np.isfinite(found[name]) for name in ("spread", "drift", "slope"))


def test_the_similarity_that_the_process_implies_is_the_mean_of_what_it_grows(load):
    grow = load("trained-structure-mirrors-data")["grow"]
    values, process = grow(np.random.default_rng(0), 3, 200_000, 0.15)
    assert values @ values.T / 200_000 == pytest.approx(process, abs=0.01)
    assert process[0] == pytest.approx([0.7 ** (2 * up) for up in (0, 1, 2, 2, 3, 3, 3, 3)])


def test_a_linear_network_from_a_small_start_forms_the_root_of_the_data_similarity(load):
    """Saxe et al. 2019: the hidden similarity is the square root of that of the features."""
    script = load("trained-structure-mirrors-data")
    rng = np.random.default_rng(4)
    target, _ = script["grow"](rng, 3, 60, 0.2)
    target /= np.linalg.norm(target, 2)
    left, sizes, _ = np.linalg.svd(target, full_matrices=False)
    wanted = script["likeness"]((left * sizes) @ left.T, target @ target.T)
    settings = {"levels": 3, "features": 60, "flip": 0.2, "hidden": 20, "scale": 1e-5}
    found = script["measure"](seed=4, **settings, steps=3000)
    assert found["misfit"] < 1e-10
    assert found["like_data"] == pytest.approx(wanted, abs=0.002)


def test_pairs_cancel_at_the_start(load):
    rng = np.random.default_rng(0)
    weights, readout = load("maximal-update-keeps-features-moving")["fresh"](rng, 10, 3, "paired")
    outputs = load("tangent")["shallow_output"](weights, readout, 0.5, rng.standard_normal((4, 3)))
    assert weights.shape == (10, 3)
    assert outputs == pytest.approx(np.zeros(4), abs=1e-12)
