"""How many activation patterns one layer of units has, by finding every one of them.

Each unit is off on one side of a plane.  Around a point where as many planes meet as there
are inputs all their patterns occur, and the other units' states are fixed; in general position every
pattern occurs around such a point.  Zaslavsky's count is the sum of N over i, for i up to d.
"""

from itertools import combinations, product
from math import comb

import numpy as np


def patterns(weights, shifts):
    """All patterns of units weights @ x + shifts > 0 in general position, as a set of tuples of booleans.

    Shapes (units, inputs) and (units,).  With more inputs than units all planes meet, and one
    point is enough.
    """
    units, inputs = weights.shape
    corners = min(units, inputs)
    found = set()
    for chosen in combinations(range(units), corners):
        meet = list(chosen)
        point = np.linalg.lstsq(weights[meet], -shifts[meet], rcond=None)[0]
        states = weights @ point + shifts > 0
        for around in product([False, True], repeat=corners):
            states[meet] = around
            found.add(tuple(states.tolist()))
    return found


def count(units, inputs):
    """The number of regions of planes in general position."""
    return sum(comb(units, among) for among in range(min(units, inputs) + 1))


def measure(
    seed: int, units: int = 12, inputs: int = 2, parallel: bool = False, draws: int = 20_000
) -> dict:
    """Number of patterns of random units, Zaslavsky's count, and the share of all 2^units.

    `parallel` gives all units one direction, so that each pattern occurs around a border on one line.
    `missed` counts patterns of random inputs that the search did not find; `seen` is the share of
    those found that random inputs met.
    """
    rng = np.random.default_rng(seed)
    weights, shifts = rng.standard_normal((units, inputs)), rng.standard_normal(units)
    if parallel:
        weights = weights[:, :1] * np.eye(inputs)[:1]
    planes = weights[:, :1] if parallel else weights
    numbers = np.arange(1, units + 1)
    growth = np.array([len(patterns(planes[:number], shifts[:number])) for number in numbers])
    found = patterns(planes, shifts)
    seen = rng.standard_normal((draws, inputs)) * rng.exponential(2, (draws, 1))
    met = {tuple(row) for row in np.unique(seen @ weights.T + shifts > 0, axis=0).tolist()}
    return {
        "patterns": len(found),
        "share": len(found) / 2.0**units,
        "formula": count(units, inputs),
        "missed": len(met - found),
        "seen": len(met) / len(found),
        "curves": {
            "found": {"x": numbers, "y": growth},
            "ceiling": {"x": numbers, "y": 2.0**numbers},
        },
    }
