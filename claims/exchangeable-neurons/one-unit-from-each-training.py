"""Whether units from separate trainings, one from each, let a linear probe read a product.

Many narrow networks learn the same staircase of products of signs, each from a start and inputs of
its own, and one unit is drawn from each.  Nothing joins two such units but the target, so they are
independent and identically distributed, exactly.  A linear probe is fitted to their values.
"""

import numpy as np

from shallow import descend, fresh, hidden, linear_probe, outputs, signs
from staircase import products, shares_of, staircase


def measure(
    seed: int,
    laziness: float = 1.0,
    degree: int = 3,
    dimension: int = 16,
    nets: int = 200,
    width: int = 32,
    steps: int = 400,
    batch: int = 24,
    rate: float = 0.5,
    fit_rows: int = 3000,
    test_rows: int = 3000,
) -> dict:
    """R2 of the probe on one unit of each network, for the product learnt and for another one.

    `laziness` is the alpha of the scaling.  `detectors` is the share of drawn units with 0.8 of their
    squared weight on the staircase; `error` the median over networks of the squared error, for
    a target of unit variance.
    """
    if dimension < 2 * degree:
        raise ValueError("the other product needs inputs of its own")
    rng = np.random.default_rng(seed)
    net = fresh(rng, nets, width, dimension)
    stream = (signs(rng, nets, batch, dimension) for _ in range(steps))
    batches = ((inputs, staircase(inputs, degree)) for inputs in stream)
    net = descend(net, laziness, batches, rate)
    units = net[0][np.arange(nets), rng.integers(width, size=nets)]
    fit, test = signs(rng, fit_rows, dimension), signs(rng, test_rows, dimension)
    wanted = [products(inputs, degree, 2) for inputs in (fit, test)]
    found = linear_probe(hidden(units, fit), wanted[0], hidden(units, test), wanted[1])
    few, truth = test[:500], staircase(test[:500], degree)
    errors = np.mean((outputs(net, laziness, few) - truth) ** 2, axis=-1)
    return {
        "r2": float(found[0]),
        "r2_other": float(found[1]),
        "detectors": float(np.mean(shares_of(units, degree) >= 0.8)),
        "error": float(np.median(errors)),
    }
