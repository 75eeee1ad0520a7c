"""How likely detectors must be under the common law of the units for a linear probe to read them.

No training: units are drawn independently from one law.  With chance `likely` a unit reads only the
inputs of a product of signs; otherwise it is as at the start, and reads all inputs at random.
A linear probe is fitted to their values for the product.
"""

from typing import Literal, get_args

import numpy as np

from shallow import hidden, linear_probe, signs

Code = Literal["plain", "flipped"]


def draw(rng, units, dimension, degree, likely):
    """Weights (units, dimension + 1) from the mixed law, and which of the units are detectors."""
    weights = rng.standard_normal((units, dimension + 1)) / np.sqrt(dimension)
    weights[:, -1] *= 0.5 * np.sqrt(dimension)
    detectors = rng.random(units) < likely
    weights[detectors, degree:-1] = 0
    weights[detectors, :degree] *= np.sqrt(dimension / degree)
    return weights.astype(np.float32), detectors


def measure(
    seed: int,
    likely: float = 0.1,
    code: Code = "plain",
    degree: int = 3,
    dimension: int = 30,
    units: int = 512,
    fit_rows: int = 2000,
    test_rows: int = 2000,
) -> dict:
    """R2 of the probe for the product of the first `degree` inputs, at `likely` and along a curve.

    `code` plain: detectors hand on their values; flipped: the values of all detectors change sign
    with the last input, so that the product is there but not linearly.
    """
    if code not in get_args(Code):
        raise ValueError(f"unknown code: {code}")
    if not 1 <= degree < dimension:
        raise ValueError("an input must be left that is no part of the product")
    rng = np.random.default_rng(seed)
    fit, test = signs(rng, fit_rows, dimension), signs(rng, test_rows, dimension)

    def values(weights, detectors, inputs):
        found = hidden(weights, inputs)
        if code == "flipped":
            found[:, detectors] *= inputs[:, -2:-1]
        return found

    def read(chance):
        weights, detectors = draw(rng, units, dimension, degree, chance)
        wanted = [inputs[:, :degree].prod(axis=1, keepdims=True) for inputs in (fit, test)]
        features = [values(weights, detectors, inputs) for inputs in (fit, test)]
        return float(linear_probe(features[0], wanted[0], features[1], wanted[1])[0])

    chances = np.array([0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5])
    curve = np.array([read(chance) for chance in chances])
    return {
        "r2": read(likely),
        "curves": {"probe": {"x": chances, "y": curve}},
    }
