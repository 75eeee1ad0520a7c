"""How far two correlations bind the third.

With a between X and Y and b between Y and Z, the third lies within h of ab,
where h^2 = (1 - a^2)(1 - b^2).  The bounds are compared with bounds found
without the formula, by halving on the smallest eigenvalue of the matrix.
"""

from typing import Literal, get_args

import numpy as np

Rule = Literal["angles", "straight"]


def proposed(a, b, rule="angles"):
    """Lowest and highest third correlation under a rule."""
    if rule == "angles":
        half = np.sqrt((1 - a**2) * (1 - b**2))
        return a * b - half, a * b + half
    # Straight lines through the same corners: mostly too narrow.
    return np.abs(a + b) - 1, 1 - np.abs(a - b)


def least_eigenvalue(a, b, c):
    """Smallest eigenvalue of the correlation matrix; a: X and Y, b: Y and Z, c: X and Z."""
    one = np.ones_like(a)
    matrix = np.stack([one, a, c, a, one, b, c, b, one], axis=-1)
    return np.linalg.eigvalsh(matrix.reshape(-1, 3, 3))[:, 0]


def found(a, b, end, halvings):
    """The bound towards `end` (-1 or 1): the last third correlation with no negative eigenvalue.

    It starts from ab, the third correlation of variables independent given Y.
    """
    inside, outside = a * b, np.full_like(a, end)
    for _ in range(halvings):
        middle = (inside + outside) / 2
        good = least_eigenvalue(a, b, middle) >= 0
        inside, outside = np.where(good, middle, inside), np.where(good, outside, middle)
    return inside


def measure(
    seed: int,
    rule: Rule = "angles",
    threshold: Literal["circle", "sum"] = "circle",
    strong: bool = True,
    pairs: int = 2_000,
    halvings: int = 30,
    draws: int = 400_000,
    b: float = 0.6,
) -> dict:
    """Error of the bounds, agreement of the threshold, and negative thirds among feasible ones.

    `threshold` is what two positive correlations must pass to force a positive
    third: circle (a^2 + b^2 > 1) or sum (a + b > 1).  `strong` says on which side
    of the circle the triples lie among which negative thirds are counted.
    `b` is the second correlation of the figure.
    """
    if rule not in get_args(Rule):
        raise ValueError(f"unknown rule: {rule}")
    rng = np.random.default_rng(seed)
    one, two = rng.uniform(-0.98, 0.98, (2, pairs))
    lowest, highest = (found(one, two, end, halvings) for end in (-1.0, 1.0))
    low, high = proposed(one, two, rule)
    error = np.maximum(np.abs(low - lowest), np.abs(high - highest))

    both = (one > 0) & (two > 0)
    forced = lowest[both] > 0
    passed = {"circle": one**2 + two**2 > 1, "sum": one + two > 1}[threshold][both]

    x, y, z = rng.uniform(-1, 1, (3, draws))
    feasible = 1 + 2 * x * y * z - x**2 - y**2 - z**2 >= 0
    chosen = feasible & (x > 0) & (y > 0) & ((x**2 + y**2 > 1) == strong)

    a = np.linspace(-1, 1, 101)
    low, high = proposed(a, np.full_like(a, b), rule)
    return {
        "worst_error": float(error.max()),
        "mean_error": float(error.mean()),
        "agreement": float((forced == passed).mean()),
        "negative": float((z[chosen] < 0).mean()),
        "curves": {"lowest": {"x": a, "y": low}, "highest": {"x": a, "y": high}},
    }
