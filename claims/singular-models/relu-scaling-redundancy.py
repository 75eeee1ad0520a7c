"""What multiplying one layer and dividing the next by the same factor changes.

A network with one hidden layer has its incoming weights and biases multiplied
by a factor and its outgoing weights divided by it.  Compared are the outputs,
the trace of the Gauss-Newton matrix J'J / points (the curvature of the squared
loss where it is least) and its nullity.  Dinh and others (2017) use the same
change to make any minimum of a ReLU network sharp.
"""

from typing import Literal, get_args

import numpy as np

from redundancy import jacobian, network, nullity, spectrum

Activation = Literal["relu", "tanh", "linear"]


def measure(
    seed: int,
    activation: Activation = "relu",
    factor: float = 30.0,
    inputs: int = 2,
    hidden: int = 4,
    outputs: int = 2,
    bias_scale: float = 0.1,
    points: int = 400,
    steps: int = 13,
    threshold: float = 1e-9,
) -> dict:
    """Change of the function, ratio of the curvature, and null directions before and after.

    `change` is the largest change of any output over the largest output, and
    `trace_ratio` the trace after over the trace before.  Inputs and weights are
    standard normal, biases `bias_scale` times that; the curve shows the trace
    for factors from 1 to abs(factor).
    """
    if activation not in get_args(Activation):
        raise ValueError(f"unknown activation: {activation}")
    rng = np.random.default_rng(seed)
    into = rng.standard_normal((hidden, inputs))
    bias = bias_scale * rng.standard_normal(hidden)
    out = rng.standard_normal((outputs, hidden))
    x = rng.standard_normal((points, inputs))

    def moved(by):
        return into * by, bias * by, out / by

    def trace(by):
        return float(np.sum(jacobian(activation, x, *moved(by)) ** 2) / points)

    before, after = network(activation, x, *moved(1.0)), network(activation, x, *moved(factor))
    factors = np.geomspace(1, abs(factor), steps)
    return {
        "change": float(np.abs(after - before).max() / np.abs(before).max()),
        "trace": trace(1.0),
        "trace_ratio": trace(factor) / trace(1.0),
        "nullity": nullity(spectrum(jacobian(activation, x, *moved(1.0))), threshold),
        "moved_nullity": nullity(spectrum(jacobian(activation, x, *moved(factor))), threshold),
        "curves": {"trace": {"x": factors, "y": np.array([trace(f) for f in factors])}},
    }
