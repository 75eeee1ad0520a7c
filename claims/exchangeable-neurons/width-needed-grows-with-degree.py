"""How many random units a linear probe needs to read a product of signs, by its degree.

No training: units have independent weights under a law that treats all inputs alike.  A linear probe
is fitted to their values for the product of the first k inputs.  In d inputs there are about
d^k / k! products of that degree, and under such a law all are read alike, so about as many units
are needed.
"""

from typing import Literal, get_args

import numpy as np

from shallow import hidden, linear_probe, signs

Law = Literal["normal", "single"]


def draw(rng, law, units, dimension, degree, lean):
    """Weights (units, dimension + 1): normal on all inputs, or one input each with a random sign.

    Normal weights lean towards the first `degree` inputs if `lean` is their expected share of the
    squared weight; 0 stands for no leaning.
    """
    if law == "single":
        weights = np.zeros((units, dimension + 1), np.float32)
        weights[np.arange(units), rng.integers(dimension, size=units)] = rng.choice([-1, 1], units)
        return weights
    weights = rng.standard_normal((units, dimension + 1)) / np.sqrt(dimension)
    weights[:, -1] *= 0.5 * np.sqrt(dimension)
    if lean:
        weights[:, :degree] *= np.sqrt(lean * dimension / degree)
        weights[:, degree:-1] *= np.sqrt((1 - lean) * dimension / max(dimension - degree, 1))
    return weights.astype(np.float32)


def measure(
    seed: int,
    law: Law = "normal",
    lean: float = 0.0,
    degree: int = 3,
    dimension: int = 5,
    units: int = 200,
    enough: float = 0.5,
    smallest: int = 7,
    largest: int = 14,
    dimensions: int = 4,
    factor: float = 1.5,
    most: int = 1500,
    repeats: int = 1,
    rows_per_unit: int = 4,
    test_rows: int = 2000,
) -> dict:
    """R2 of the probe at `units` in `dimension`, and how the width that is needed grows with dimension.

    The width needed is where the R2 first passes `enough`, as widths grow by `factor` up to `most` (which
    stands for itself if it is not passed); `growth` is its exponent in the dimension, over
    `dimensions` of them from `smallest` to `largest`, for the geometric mean of `repeats` widths each;
    none is sought if `dimensions` is 0.
    """
    if law not in get_args(Law):
        raise ValueError(f"unknown law: {law}")
    if not 1 <= degree <= min(dimension, smallest):
        raise ValueError("a product has one input at least, and needs as many as its degree")
    rng = np.random.default_rng(seed)

    def read(width, inputs):
        weights = draw(rng, law, width, inputs, degree, lean)
        rows = signs(rng, rows_per_unit * width + 1000 + test_rows, inputs)
        wanted, values = rows[:, :degree].prod(axis=1, keepdims=True), hidden(weights, rows)
        cut = len(rows) - test_rows
        return float(linear_probe(values[:cut], wanted[:cut], values[cut:], wanted[cut:])[0])

    def needed(inputs):
        width, before = 2.0, (1.0, 0.0)
        while width <= most:
            found = read(int(width), inputs)
            if found >= enough:
                part = (enough - before[1]) / (found - before[1])
                return before[0] * (width / before[0]) ** part
            width, before = width * factor, (width, found)
        return float(most)

    result = {"r2": read(units, dimension)}
    if dimensions:
        span = np.unique(np.linspace(smallest, largest, dimensions).round().astype(int))
        drawn = [[needed(inputs) for inputs in span] for _ in range(repeats)]
        widths = np.exp(np.mean(np.log(drawn), axis=0))
        growth = np.polyfit(np.log(span), np.log(widths), 1)[0] if len(span) > 1 else 0.0
        result |= {
            "growth": float(growth),
            "needed": float(widths[-1]),
            "curves": {"width": {"x": span, "y": widths}},
        }
    return result
