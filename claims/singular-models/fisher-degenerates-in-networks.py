"""Null directions of a network's Fisher information at special parameters.

The network has one hidden layer and input biases, and no output bias.  The
parameter is random, except that a first unit may duplicate the second or lack
its outgoing or incoming weights.  Where the information matrix of a three-layer
network is degenerate is the subject of Fukumizu (1996); the counts here are
measured, and his conditions are not assumed.
"""

from typing import Literal, get_args

import numpy as np

from redundancy import jacobian, nullity, spectrum

Kind = Literal["generic", "duplicate", "no_input", "no_output", "neither"]
Activation = Literal["relu", "tanh", "linear"]


def special(kind, into, bias, out, unit_bias):
    """The parameter with its first unit changed, as copies of (into, bias, out).

    `kind` is generic, duplicate (of the second unit, output weights apart),
    no_output, no_input or neither.  Without incoming weights the unit keeps the
    bias `unit_bias`.
    """
    into, bias, out = into.copy(), bias.copy(), out.copy()
    if kind == "duplicate":
        into[0], bias[0] = into[1], bias[1]
    if kind in ("no_input", "neither"):
        into[0], bias[0] = 0.0, unit_bias
    if kind in ("no_output", "neither"):
        out[:, 0] = 0.0
    return into, bias, out


def measure(
    seed: int,
    kind: Kind = "duplicate",
    activation: Activation = "tanh",
    inputs: int = 3,
    hidden: int = 3,
    outputs: int = 1,
    unit_bias: float = 0.0,
    points: int = 500,
    threshold: float = 1e-9,
) -> dict:
    """Number of null directions, and the least relative singular value above the threshold.

    Inputs and parameters are standard normal.  Singular values of the Jacobian
    are the square roots of the eigenvalues of the Fisher information.
    """
    if kind not in get_args(Kind):
        raise ValueError(f"unknown kind: {kind}")
    if activation not in get_args(Activation):
        raise ValueError(f"unknown activation: {activation}")
    rng = np.random.default_rng(seed)
    into = rng.standard_normal((hidden, inputs))
    bias = rng.standard_normal(hidden)
    out = rng.standard_normal((outputs, hidden))
    x = rng.standard_normal((points, inputs))
    values = spectrum(jacobian(activation, x, *special(kind, into, bias, out, unit_bias)))
    return {
        "null_directions": nullity(values, threshold),
        "parameters": float(len(values)),
        "least": float(values[values > threshold][-1]),
        "curves": {
            "spectrum": {"x": np.arange(1, len(values) + 1), "y": np.maximum(values**2, 1e-33)}
        },
    }
