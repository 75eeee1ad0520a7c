"""What the truth still decides for a map that is not locally injective.

A map from parameters in the box [-1, 1]^d to outputs is aimed at a target, and
K is half the squared miss.  Where the optimal set is smooth and K is
non-degenerate across it (Morse-Bott), the volume exponent is half the
codimension and there is no logarithm.  The map |w|^2 is nowhere locally
injective, and yet the target 0 has a single optimum, with exponent d/4.
"""

from typing import Literal

import numpy as np

from volume import fit_levels, split, summary

MAPS = {  # from parameters (n, d) to outputs (n, k)
    "product": lambda w: w.prod(axis=1, keepdims=True),
    "norm": lambda w: (w**2).sum(axis=1, keepdims=True),
    "sum": lambda w: w.sum(axis=1, keepdims=True),
    "identity": lambda w: w,
}


def measure(
    seed: int,
    map: Literal["product", "norm", "sum", "identity"] = "product",
    dimension: int = 2,
    target: float = 0.0,
    multiplicity: int = 0,
    tolerance: float = 1e-4,
    particles: int = 5_000,
    halvings: int = 34,
) -> dict:
    """Volume exponent, gain of a logarithm, and spread of the best parameters.

    `spread` is the root mean square of the coordinates about their mean, over
    the last level: zero for a single optimum.  The target is the same for every
    output.
    """
    rng = np.random.default_rng(seed)
    ladder, best = split(
        lambda w: 0.5 * ((MAPS[map](w) - target) ** 2).sum(axis=1),
        dimension,
        rng,
        particles,
        halvings,
    )
    volume = 0.5 ** np.arange(1, halvings + 1)
    used = ladder < tolerance
    found = summary(lambda power: fit_levels(ladder[used], particles, power), multiplicity)
    return found | {
        "spread": float(np.sqrt(best.var(axis=0).mean())),
        "curves": {"volume": {"x": ladder[used], "y": volume[used]}},
    }
