"""How near one layer of n ReLUs can come to a parabola on [0, 1], in the greatest error.

Such a network is continuous and linear in at most n + 1 pieces, so its error is at least
1 / (8 (n + 1)^2) for x^2.  The best knots and values are looked for by SLSQP: on a piece from a to b, where
the network is off by e at a and by e' at b, its error in between is largest at u = (h + s) / 2
from a, h being b - a and s = (e' - e) / h (for curvature one), if that lies on the piece.
"""

from typing import Literal, get_args

import numpy as np
from scipy.optimize import minimize

Knots = Literal["free", "random"]


def peaks(knots, errors, curvature):
    """The greatest error in the inside of each piece, of a function linear in pieces, against curvature x^2."""
    lengths = np.diff(knots)
    safe = np.maximum(lengths, 1e-12)
    tilt = np.diff(errors) / safe
    place = (safe + tilt / curvature) / 2 if curvature else np.zeros_like(safe)
    place = np.clip(place, 0, safe)
    return errors[:-1] + tilt * place + curvature * place * (safe - place)


def margins(found, curvature):
    """What must not be negative: the bound minus errors of either sign at the knots, and of peaks inside.

    `found` holds the lengths of the pieces, the errors at the knots, and the bound.
    """
    pieces = len(found) // 2 - 1
    errors = found[pieces:-1]
    knots = np.append(0, np.cumsum(found[:pieces]))
    inside = peaks(knots, errors, curvature)
    return np.concatenate([found[-1] - errors, found[-1] + errors, found[-1] - inside])


def best(rng, units, kind, curvature, starts):
    """The least greatest error found from random starts; knots are kept in order by their lengths."""
    pieces = units + 1
    rules = [{"type": "ineq", "fun": margins, "args": (curvature,)}]
    if kind == "free":
        rules.append({"type": "eq", "fun": lambda found: found[:pieces].sum() - 1})
    least = np.inf
    for _ in range(starts):
        lengths = rng.exponential(1, pieces)
        lengths /= lengths.sum()
        ranges = [(0, 1)] * pieces if kind == "free" else [(length, length) for length in lengths]
        found = minimize(
            lambda found: found[-1],
            np.concatenate([lengths, np.zeros(pieces + 1), [1.0]]),
            jac=lambda found: np.eye(len(found))[-1],
            method="SLSQP",
            bounds=ranges + [(None, None)] * (pieces + 2),
            constraints=rules,
            options={"maxiter": 300, "ftol": 1e-12},
        ).x
        knots = np.append(0, np.cumsum(found[:pieces]))
        errors = found[pieces:-1]
        worst = max(np.abs(errors).max(), peaks(knots / knots[-1], errors, curvature).max())
        least = min(least, float(worst))
    return least


def measure(
    seed: int, units: int = 4, knots: Knots = "free", curvature: float = 1.0, starts: int = 2
) -> dict:
    """The least error found with so many units, and over the floor that n units have for x^2.

    `random` knots are drawn and stay; `curvature` multiplies the parabola, and nought makes it a line.
    """
    if knots not in get_args(Knots):
        raise ValueError(f"unknown knots: {knots}")
    error = best(np.random.default_rng(seed), units, knots, curvature, starts)
    floor = 1 / (8 * (units + 1) ** 2)
    return {"error": error, "floor": floor, "ratio": error / floor}
