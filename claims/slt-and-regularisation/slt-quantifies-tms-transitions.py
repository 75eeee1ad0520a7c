"""Local exponents of two neighbouring phases of the toy model of superposition.

Chains start at the minima of a phase with `lower` features represented and of one with one more,
at one n, and keep to their phase; the exponent is n (mean loss - least loss), the estimator of the
local learning coefficient (Lau 2025) with the prior left in.
"""

import numpy as np
from superposition import confined, exponent, minima


def measure(
    seed: int,
    features: int = 8,
    hidden: int = 2,
    lower: int = 4,
    n: float = 400.0,
    chains: int = 100,
    stretches: int = 40,
    moves: int = 25,
    grid: int = 8,
) -> dict:
    """Exponents of the two phases, their gap, and the share of stretches kept (the lesser one).

    An exponent is left out if its chains have hardly moved or have left their phase.
    """
    rng = np.random.default_rng(seed)
    starts = [minima(rng, features, hidden, live, chains, grid) for live in (lower, lower + 1)]
    theta = np.concatenate([points for points, _ in starts], axis=-1)
    losses, kept = (
        each.reshape(2, chains) for each in confined(rng, theta, n, stretches, moves, grid)
    )
    found = {"kept": float(kept.mean(axis=1).min())}
    for name, (_, least), loss, share in zip(("lower", "upper"), starts, losses, kept):
        value, error = exponent(loss, least, n, share)
        if value is not None:
            found |= {f"{name}_exponent": value, f"{name}_error": error}
    if {"lower_exponent", "upper_exponent"} <= set(found):
        found["gap"] = found["upper_exponent"] - found["lower_exponent"]
    return found
