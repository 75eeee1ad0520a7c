"""Losses on the box [-1, 1]^d whose volume has a known exponent lambda and multiplicity m.

Monomials: lambda is the least 1/k over the powers k, and m how many attain it (Arnold,
Gusein-Zade and Varchenko 1988, chapter 7; Watanabe 2009, chapter 4).  Sums of terms in different
variables: the exponents add, and so do the m - 1.  Squares of plane curves: half the curve's log
canonical threshold, which for a weighted homogeneous singularity is the sum of its weights (the
table of A, D and E in Arnold, Gusein-Zade and Varchenko).  Products of matrices: Aoyagi and
Watanabe 2005.
"""

from collections.abc import Callable
from types import ModuleType
from typing import NamedTuple

import numpy as np


class Known(NamedTuple):
    dimension: int
    loss: Callable  # of points w with shape (d, n)
    exponent: float
    multiplicity: int


def monomial(*powers: int) -> Known:
    """|x|^k |y|^l ..."""

    def loss(w):
        return np.prod([np.abs(w[i]) ** power for i, power in enumerate(powers)], axis=0)

    return Known(len(powers), loss, 1 / max(powers), powers.count(max(powers)))


def curve(f: Callable, threshold: float) -> Known:
    """The square of a plane curve's equation."""
    return Known(2, lambda w: f(*w) ** 2, threshold / 2, 1)


MONOMIALS = [
    (2,), (3,), (4,), (6,), (1, 1), (1, 2), (2, 2), (2, 3), (2, 4), (2, 6), (3, 3), (4, 4), (4, 5),
    (4, 6), (6, 6), (2, 2, 2), (2, 2, 4), (2, 2, 6), (2, 3, 4), (2, 4, 4), (2, 4, 6), (4, 4, 4),
    (4, 6, 6),
]  # fmt: skip
KNOWN = {
    **{" ".join(f"{v}^{k}" for v, k in zip("xyz", ks, strict=False)): monomial(*ks) for ks in MONOMIALS},
    # sums
    "x^2 + y^2": Known(2, lambda w: w[0] ** 2 + w[1] ** 2, 1, 1),
    "x^2 + y^4": Known(2, lambda w: w[0] ** 2 + w[1] ** 4, 3 / 4, 1),
    "x^4 + y^4": Known(2, lambda w: w[0] ** 4 + w[1] ** 4, 1 / 2, 1),
    "x^4 + y^6": Known(2, lambda w: w[0] ** 4 + w[1] ** 6, 5 / 12, 1),
    "x^6 + y^6": Known(2, lambda w: w[0] ** 6 + w[1] ** 6, 1 / 3, 1),
    "x^2 + y^2 + z^2": Known(3, lambda w: (w**2).sum(axis=0), 3 / 2, 1),
    "x^2 y^2 + z^2": Known(3, lambda w: (w[0] * w[1]) ** 2 + w[2] ** 2, 1, 2),
    "x^2 y^2 + z^4": Known(3, lambda w: (w[0] * w[1]) ** 2 + w[2] ** 4, 3 / 4, 2),
    "x^4 y^4 + z^4": Known(3, lambda w: (w[0] * w[1]) ** 4 + w[2] ** 4, 1 / 2, 2),
    "x^2 y^2 + z^2 w^2": Known(4, lambda w: (w[0] * w[1]) ** 2 + (w[2] * w[3]) ** 2, 1, 3),
    # smooth sets of optima, two that cross, a cone
    "a line": curve(lambda x, y: x + y, 1),
    "a parabola": curve(lambda x, y: y - x**2, 1),
    "a circle": curve(lambda x, y: x**2 + y**2 - 0.5, 1),
    "a norm to the fourth": curve(lambda x, y: x**2 + y**2, 1),
    "two diagonals": Known(2, lambda w: (w[0] ** 2 - w[1] ** 2) ** 2, 1 / 2, 2),
    "a cone": Known(3, lambda w: (w[0] ** 2 + w[1] ** 2 - w[2] ** 2) ** 2, 1 / 2, 1),
    # plane curves
    "A2, the cusp": curve(lambda x, y: y**2 - x**3, 5 / 6),
    "A3, two that touch": curve(lambda x, y: y * (y - x**2), 3 / 4),
    "A4": curve(lambda x, y: y**2 - x**5, 7 / 10),
    "D4, three lines": curve(lambda x, y: x * y * (x + y), 2 / 3),
    "D5": curve(lambda x, y: x**2 * y + y**4, 5 / 8),
    "E6": curve(lambda x, y: x**3 + y**4, 7 / 12),
    "E7": curve(lambda x, y: x**3 + x * y**3, 5 / 9),
    "E8": curve(lambda x, y: x**3 + y**5, 8 / 15),
    "a crossing and a point": Known(2, lambda w: (w[0] * w[1]) ** 2 * (w**2).sum(axis=0), 1 / 3, 1),
    # networks
    "a tanh unit": Known(2, lambda w: (w[0] * np.tanh(2 * w[1])) ** 2, 1 / 2, 2),
    "2 x 1 by 1 x 2": Known(4, lambda w: (w[:2] ** 2).sum(axis=0) * (w[2:] ** 2).sum(axis=0), 1, 2),
    "1 x 1 by 1 x 2": Known(3, lambda w: w[2] ** 2 * (w[:2] ** 2).sum(axis=0), 1 / 2, 1),
}  # fmt: skip


def is_off(known: Known, found: dict[str, float]) -> bool:
    """Whether an estimate has another m, or an exponent that is off by more than 0.02."""
    wrong = found["multiplicity"] != known.multiplicity
    return bool(wrong or abs(found["exponent"] - known.exponent) > 0.02)


def estimate(
    volume: ModuleType, known: Known, seed: int, draws: int = 1_000_000
) -> dict[str, float]:
    """What the estimator says of plain draws, cut off at 200 of them as the claims' scripts do."""
    rng = np.random.default_rng(seed)
    values = known.loss(rng.uniform(-1, 1, (known.dimension, draws)))
    edges, counts = volume.shells(values, 1e-2, 60)
    below = counts[::-1].cumsum()[:0:-1]
    kept = max(int(np.sum(below >= 200)), 3)
    counts = np.append(counts[: kept - 1], counts[kept - 1 :].sum())
    return volume.summary(lambda power: volume.fit_counts(edges[:kept], counts, power))
