"""The tools behind the claims on linear features, against automatic differentiation and plain algebra."""

from functools import partial
from itertools import pairwise

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad

from tests.helpers.topic_scripts import helper

load = partial(helper, "linear-features")


def flat(layers):
    return np.concatenate([part.ravel() for layer in layers for part in layer])


def loss(parameters, sizes, outputs, inputs, labels, slope, squared):
    """The loss of `slopes`, written again for autograd, from one vector of parameters."""
    start, values = 0, inputs
    pairs = [*pairwise(sizes), (sizes[-1], outputs)]
    for number, (into, out) in enumerate(pairs):
        weights = anp.reshape(parameters[start : start + into * out], (into, out))
        biases = parameters[start + into * out : start + into * out + out]
        start += into * out + out
        if number < len(pairs) - 1:
            values = anp.dot(values, weights) + biases
            values = anp.where(values > 0, values, slope * values)
    read = anp.where(squared, anp.dot(values**2, weights), anp.dot(values, weights)) + biases
    return anp.sum(anp.mean(anp.log(1 + anp.exp(-labels * read)), axis=0))


@pytest.mark.parametrize("slope", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("sizes", [(3, 4), (3, 5, 4, 6)])
def test_the_gradient_is_that_of_autograd(sizes, slope):
    nets, rng = load("nets"), np.random.default_rng(3)
    squared = np.array([False, True, True])
    layers = nets.fresh(rng, list(sizes), 3)
    inputs = rng.standard_normal((7, sizes[0]))
    labels = rng.choice([-1.0, 1.0], (7, 3))
    found = flat(nets.slopes(layers, inputs, labels, slope, squared))
    right = grad(loss)(flat(layers), sizes, 3, inputs, labels, slope, squared)
    assert found == pytest.approx(right)


def test_frozen_layers_stay_and_the_others_move():
    nets, rng = load("nets"), np.random.default_rng(4)
    layers = nets.fresh(rng, [3, 4, 4], 1)
    before = [weights.copy() for weights, _ in layers]

    def draw(rng, rows):
        inputs = rng.standard_normal((rows, 3))
        return inputs, np.sign(inputs[:, :1])

    layers = nets.train(rng, layers, draw, 0.5, np.array([False]), 20, 16, 1e-2, 0.0, 1)
    moved = [not np.allclose(now, then) for (now, _), then in zip(layers, before, strict=True)]
    assert moved == [False, True, True]


@pytest.mark.parametrize("kind", ["linear", "quadratic", "radial"])
def test_a_probe_is_the_ridge_regression_with_the_least_error_when_left_out(kind):
    probes, rng = load("probes"), np.random.default_rng(5)
    fitted, others = rng.standard_normal((30, 3)), rng.standard_normal((400, 3))
    labels = np.sign(fitted[:, :1] * fitted[:, 1:2] + 0.1 * rng.standard_normal((30, 1)))
    truth = np.sign(others[:, :1] * others[:, 1:2])
    found = probes.accuracies(kind, fitted, labels, others, truth)

    mean, spread = fitted.mean(axis=0), fitted.std(axis=0)
    rows, new = (fitted - mean) / spread, (others - mean) / spread

    def guess(known, marks, asked, penalty):
        gram = probes.kernel(kind, known, known) + penalty * np.eye(len(known))
        return probes.kernel(kind, asked, known) @ np.linalg.solve(gram, marks)

    def left_out(penalty):
        errors = [
            guess(np.delete(rows, i, 0), np.delete(labels, i, 0), rows[i : i + 1], penalty)
            - labels[i]
            for i in range(30)
        ]
        return float(np.mean(np.square(errors)))

    best = min(probes.PENALTIES, key=left_out)
    right = ((guess(rows, labels, new, best) > 0) == (truth > 0)).mean(axis=0)
    assert found == pytest.approx(right)


def test_a_linear_probe_cannot_read_a_product_and_a_quadratic_one_can():
    probes, rng = load("probes"), np.random.default_rng(6)
    fitted, others = rng.choice([-1.0, 1.0], (300, 4)), rng.choice([-1.0, 1.0], (500, 4))
    read = {
        kind: probes.accuracies(
            kind,
            fitted,
            fitted[:, :2].prod(axis=1, keepdims=True),
            others,
            others[:, :2].prod(axis=1, keepdims=True),
        )[0]
        for kind in probes.CLASSES
    }
    assert read["quadratic"] == 1
    assert read["linear"] < 0.65
