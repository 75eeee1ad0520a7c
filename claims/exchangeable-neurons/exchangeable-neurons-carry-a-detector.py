"""Whether units drawn at random from the law that training settled let a linear probe read a product.

A network is trained on staircases of products of signs, on fresh inputs at every step.  Then as
many units as asked are drawn, each independently of the others given the trained network, with
replacement: identically distributed by construction.  A linear probe is fitted to their values for
the product of all inputs of each staircase.  The drawn readouts play no part.
"""

from typing import Literal, get_args

import numpy as np

from shallow import descend, error_of, fresh, hidden, linear_probe, outputs, signs
from staircase import products, shares_of, staircase

Law = Literal["trained", "turned"]


def turned(rng, weights):
    """Weights of the same lengths in random directions, with their biases; (units, dimension + 1)."""
    found = np.float64(weights)
    directions = rng.standard_normal(found[:, :-1].shape)
    directions *= np.linalg.norm(found[:, :-1], axis=1, keepdims=True)
    found[:, :-1] = directions / np.linalg.norm(directions, axis=1, keepdims=True)
    return found.astype(np.float32)


def measure(
    seed: int,
    law: Law = "trained",
    laziness: float = 1.0,
    degree: int = 3,
    copies: int = 1,
    dimension: int = 30,
    width: int = 512,
    drawn: int = 512,
    steps: int = 2000,
    batch: int = 200,
    rate: float = 0.5,
    fit_rows: int = 5000,
    test_rows: int = 4000,
) -> dict:
    """R2 of the probe on drawn units, worst over staircases; likewise for the whole network.

    `laziness` is the alpha of the scaling; the larger, the less units move.  `law` trained: units as
    training left them; turned: their lengths and biases with random directions.  `detectors` is the
    share of trained units with 0.8 of their squared weight on one staircase, `r2_other` the R2 for a
    product of as many inputs that no staircase holds together, `error` that of the network itself.
    """
    if law not in get_args(Law):
        raise ValueError(f"unknown law: {law}")
    if degree < 2 or dimension <= degree * copies:
        raise ValueError("a staircase has two steps at least, and an input must be left over")
    rng = np.random.default_rng(seed)
    start = fresh(rng, width, dimension)
    stream = (signs(rng, batch, dimension) for _ in range(steps))
    batches = ((inputs, staircase(inputs, degree, copies)) for inputs in stream)
    net = descend(start, laziness, batches, rate)
    weights = net[0] if law == "trained" else turned(rng, net[0])
    fit, test = signs(rng, fit_rows, dimension), signs(rng, test_rows, dimension)
    # The last inputs, so that with one staircase none is part of it, and never all of one.
    others = [inputs[:, -1 - degree : -1].prod(axis=1) for inputs in (fit, test)]
    wanted = [
        np.column_stack([products(inputs, degree, copies), other])
        for inputs, other in zip((fit, test), others)
    ]

    def read(units):
        return linear_probe(hidden(units, fit), wanted[0], hidden(units, test), wanted[1])

    found = read(weights[rng.integers(width, size=drawn)])
    return {
        "r2": float(found[:-1].min()),
        "r2_other": float(found[-1]),
        "r2_whole": float(read(weights)[:-1].min()),
        "detectors": float(np.mean(shares_of(weights, degree, copies) >= 0.8)),
        "error": error_of(outputs(net, laziness, test), staircase(test, degree, copies)),
    }
