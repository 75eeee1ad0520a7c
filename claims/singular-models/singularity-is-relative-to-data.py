"""The learning coefficient of one small network under different data.

f(x) = a tanh(b x) on the box [-1, 1]^2 with a true function of the same form.
The population loss K is half the mean squared difference over the inputs; its
volume exponent lambda (and multiplicity m) is found by multilevel splitting.
Theory (Watanabe 2009): 1/2 with m = 2 where the zero set of K is a crossing,
1/2 with m = 1 where it is a smooth curve, d/2 = 1 where it is isolated points
with a non-degenerate Hessian.
"""

from typing import Literal, get_args

import numpy as np

from volume import fit_levels, split, summary

Model = Literal["tanh", "linear"]
Inputs = Literal["uniform", "point"]


def inputs_of(inputs, point):
    """Input values (k,) and their weights (k,): uniform on [-1, 1], or one point."""
    if inputs == "point":
        return np.array([point]), np.array([1.0])
    nodes, weights = np.polynomial.legendre.leggauss(12)
    half = nodes > 0  # every model here is odd in x, so positive inputs suffice
    return nodes[half], weights[half]


def outputs(model, a, b, x):
    """Model outputs at one input x for parameters a, b of any one shape."""
    if model == "linear":  # a regular model with as many parameters: a x + b x^3
        return a * x + b * x**3
    return a * np.tanh(b * x)


def measure(
    seed: int,
    model: Model = "tanh",
    inputs: Inputs = "uniform",
    point: float = 0.5,
    truth_a: float = 0.0,
    truth_b: float = 0.0,
    multiplicity: int = 0,
    tolerance: float = 1e-6,
    particles: int = 10_000,
    halvings: int = 34,
) -> dict:
    """Exponent and multiplicity of the volume of near-optimal parameters.

    `inputs` is uniform or point (all data at x = `point`).  The true function
    is the model at (truth_a, truth_b).  `multiplicity` 0 lets the likelihood
    choose m.  A regular model has exponent d/2 = 1.
    """
    if model not in get_args(Model):
        raise ValueError(f"unknown model: {model}")
    if inputs not in get_args(Inputs):
        raise ValueError(f"unknown inputs: {inputs}")
    rng = np.random.default_rng(seed)
    xs, weights = inputs_of(inputs, point)
    truth = outputs(model, truth_a, truth_b, xs)

    def loss(w):
        return 0.5 * sum(
            weight * (outputs(model, w[:, 0], w[:, 1], x) - goal) ** 2
            for x, weight, goal in zip(xs, weights, truth)
        )

    ladder, _ = split(loss, 2, rng, particles, halvings)
    volume = 0.5 ** np.arange(1, halvings + 1)
    used = ladder < tolerance
    found = summary(lambda power: fit_levels(ladder[used], particles, power), multiplicity)
    return found | {"curves": {"volume": {"x": ladder[used], "y": volume[used]}}}
