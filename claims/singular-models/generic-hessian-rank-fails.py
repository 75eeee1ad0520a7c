"""Half the rank of the Hessian at a generic optimum, against the exponent of the volume.

The losses are sums of squares, K = |g|^2 on the box [-1, 1]^d, whose Hessian
where g = 0 is 2 J'J with J the derivatives of g.  Optima are found by
Gauss-Newton steps from random points, and the rank of J there is taken at its
median.  The exponents come from multilevel splitting.  By weights of the
variables they are 5/12 for the cusp, 1/3 for three lines, 3/8 for touching
curves and 3/4 for the flattened valley (Watanabe 2009).
"""

from typing import Literal

import numpy as np

from volume import fit_levels, split, summary

Loss = Literal["cusp", "three_lines", "crossing", "touching", "valley", "line", "parabola", "point"]

# name: (d, g of points w with shape (d, n)): g has shape (k, n)
RESIDUALS = {
    "cusp": (2, lambda w: np.array([w[1] ** 2 - w[0] ** 3])),
    "three_lines": (2, lambda w: np.array([w[0] * w[1] * (w[0] + w[1])])),
    "crossing": (2, lambda w: np.array([w[0] * w[1]])),
    "touching": (2, lambda w: np.array([w[1] * (w[1] - w[0] ** 2)])),
    "valley": (2, lambda w: np.array([w[0], w[1] ** 2])),
    "line": (2, lambda w: np.array([w[0] + w[1]])),
    "parabola": (2, lambda w: np.array([w[1] - w[0] ** 2])),
    "point": (3, lambda w: w),
}


def jacobian(g, w):
    """Derivatives (n, k, d) of g at points w (d, n), by complex steps (exact to rounding)."""
    steps = 1e-30j * np.eye(len(w))
    return np.stack([g(w + e[:, None]).imag.T / 1e-30 for e in steps], axis=2)


def generic_rank(g, dimension, rng, starts=60, steps=40, threshold=1e-6):
    """Median rank of J over the optima that Gauss-Newton reaches from random points."""
    w = rng.uniform(-1, 1, (dimension, starts))
    for _ in range(steps):
        back = np.linalg.pinv(jacobian(g, w), rcond=1e-12)
        w = w - (back @ g(w).T[:, :, None])[:, :, 0].T
    sizes = np.linalg.svd(jacobian(g, w), compute_uv=False)
    return float(np.median((sizes > threshold * np.median(sizes[:, 0])).sum(axis=1)))


def measure(
    seed: int,
    loss: Loss = "cusp",
    multiplicity: int = 0,
    particles: int = 2_000,
    halvings: int = 40,
    skip: int = 12,
    moves: int = 10,
) -> dict:
    """The rule's exponent, the measured one, and whether a logarithm belongs to it.

    `multiplicity` 0 lets the likelihood choose m.  The first `skip`
    halvings are left out of the fit, since the walls of the box bend them.
    """
    rng = np.random.default_rng(seed)
    dimension, g = RESIDUALS[loss]
    rule = generic_rank(g, dimension, rng) / 2
    ladder, _ = split(
        lambda w: (g(w.T) ** 2).sum(axis=0), dimension, rng, particles, halvings, moves
    )
    ladder = ladder[skip:]
    found = summary(lambda power: fit_levels(ladder, particles, power), multiplicity)
    return found | {
        "rule": rule,
        "error": rule - found["exponent"],
        "curves": {"volume": {"x": ladder, "y": 0.5 ** np.arange(skip + 1, halvings + 1)}},
    }
