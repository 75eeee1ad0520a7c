"""How many directions of parameter space leave a network's outputs unchanged.

The Jacobian of all outputs with respect to all parameters is taken at a random
parameter.  Its nullity at a generic point is the dimension of the set of
parameters, through that point, with the same outputs (constant rank theorem):
above zero, the map from parameters to functions is not locally injective.
A ReLU layer has one such direction per hidden unit, for scaling its incoming
weights up and its outgoing ones down (Phuong and Lampert 2020).
"""

import numpy as np


def inputs_of(law, points, inputs, rng):
    """Inputs (points, inputs) drawn from one of three laws."""
    if law == "cubed":  # uniform on [-1, 1], each coordinate cubed
        return rng.uniform(-1, 1, (points, inputs)) ** 3
    if law == "one_side":  # far from the origin on one side: few units change state
        return rng.uniform(2, 3, (points, inputs))
    return rng.standard_normal((points, inputs))


def jacobian(activation, x, into, bias, out):
    """d outputs / d parameters, shape (points * outputs, parameters).

    The network is out @ act(into @ x + bias) with into (hidden, inputs), bias
    (hidden,), out (outputs, hidden).
    """
    before = x @ into.T + bias
    if activation == "relu":
        after, slope = np.maximum(before, 0), (before > 0).astype(float)
    elif activation == "tanh":
        after = np.tanh(before)
        slope = 1 - after**2
    else:
        after, slope = before, np.ones_like(before)
    points, outputs = len(x), len(out)
    to_bias = out[None] * slope[:, None, :]  # points, outputs, hidden
    to_into = to_bias[..., None] * x[:, None, None, :]
    to_out = np.zeros((points, outputs, outputs, len(bias)))
    to_out[:, np.arange(outputs), np.arange(outputs)] = after[:, None, :]
    rows = (points * outputs, -1)
    return np.hstack([to_into.reshape(rows), to_bias.reshape(rows), to_out.reshape(rows)])


def measure(
    seed: int,
    activation: str = "relu",
    law: str = "gaussian",
    inputs: int = 3,
    hidden: int = 4,
    outputs: int = 2,
    points: int = 400,
    bias_scale: float = 0.1,
    threshold: float = 1e-9,
) -> dict:
    """Nullity of the Jacobian and its least singular value above the threshold.

    Singular values are relative to the largest.  `activation` is relu, tanh or
    linear; `law` is gaussian, cubed or one_side.
    """
    rng = np.random.default_rng(seed)
    into = rng.standard_normal((hidden, inputs))
    out = rng.standard_normal((outputs, hidden))
    bias = bias_scale * rng.standard_normal(hidden)
    x = inputs_of(law, points, inputs, rng)
    values = np.linalg.svd(jacobian(activation, x, into, bias, out), compute_uv=False)
    values = values / values[0]
    parameters = into.size + bias.size + out.size
    alive = values[values > threshold]
    return {
        "nullity": float(parameters - len(alive)),
        "parameters": float(parameters),
        "least": float(alive[-1]),
        "curves": {
            "spectrum": {"x": np.arange(1, len(values) + 1), "y": np.maximum(values, 1e-18)}
        },
    }
