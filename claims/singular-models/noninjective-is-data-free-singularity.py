"""How many directions of parameter space leave a network's outputs unchanged.

The Jacobian of all outputs with respect to all parameters is taken at a random
parameter.  Its nullity at a generic point is the dimension of the set of
parameters, through that point, with the same outputs (constant rank theorem):
above zero, the map from parameters to functions is not locally injective.
A ReLU layer has one such direction per hidden unit, for scaling its incoming
weights up and its outgoing ones down (Phuong and Lampert 2020).
"""

from typing import Literal, get_args

import numpy as np

from redundancy import activate, jacobian, nullity, spectrum

Activation = Literal["relu", "tanh", "linear"]
Law = Literal["gaussian", "cubed", "one_side"]


def inputs_of(law, points, inputs, rng):
    """Inputs (points, inputs) drawn from one of three laws."""
    if law == "cubed":  # uniform on [-1, 1], each coordinate cubed
        return rng.uniform(-1, 1, (points, inputs)) ** 3
    if law == "one_side":  # far from the origin on one side: few units change state
        return rng.uniform(2, 3, (points, inputs))
    return rng.standard_normal((points, inputs))


def measure(
    seed: int,
    activation: Activation = "relu",
    law: Law = "gaussian",
    inputs: int = 3,
    hidden: int = 4,
    outputs: int = 2,
    points: int = 400,
    bias_scale: float = 0.1,
    threshold: float = 1e-9,
) -> dict:
    """Nullity of the Jacobian and its least singular value above the threshold.

    Singular values are relative to the largest; `least` is 0 if there is none, as where all units
    are dead.  `alive` is the share of units that some input turns on.  `activation` is relu, tanh or
    linear; `law` is gaussian, cubed or one_side.
    """
    if activation not in get_args(Activation):
        raise ValueError(f"unknown activation: {activation}")
    if law not in get_args(Law):
        raise ValueError(f"unknown law: {law}")
    rng = np.random.default_rng(seed)
    into = rng.standard_normal((hidden, inputs))
    out = rng.standard_normal((outputs, hidden))
    bias = bias_scale * rng.standard_normal(hidden)
    x = inputs_of(law, points, inputs, rng)
    values = spectrum(jacobian(activation, x, into, bias, out))
    kept = values[values > threshold]
    slopes = activate(activation, x @ into.T + bias)[1]
    return {
        "nullity": nullity(values, threshold),
        "parameters": float(len(values)),
        "least": float(kept[-1]) if kept.size else 0.0,
        "alive": float((slopes != 0).any(axis=0).mean()),
        "curves": {
            "spectrum": {"x": np.arange(1, len(values) + 1), "y": np.maximum(values, 1e-18)}
        },
    }
