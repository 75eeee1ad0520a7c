"""A local learning coefficient estimated under a pull towards the optimum, by exact integrals.

The estimator (Lau et al. 2025) is t times the mean excess loss K under the density
exp(-t K(w) - pull |w|^2 / 2), with t = n / log n and the optimum at 0.  Without a pull and
with many samples it tends to the exponent of the volume.  The losses, and their exponents:
    square    x^2            1/2
    shallow   curvature x^2  1/2
    quartic   x^4            1/4
    crossing  x^2 y^2        1/2, with a logarithm
"""

import numpy as np


def one_variable(x, shape, pull):
    """Mean of `shape`, the loss times t at each x, under exp(-shape - pull x^2 / 2)."""
    weight = np.exp(-shape - pull * x**2 / 2) * x
    return float(np.sum(weight * shape) / np.sum(weight))


def crossing(x, strength, pull):
    """The same for strength x^2 y^2: given x, y is Gaussian with precision pull + 2 strength x^2."""
    precision = pull + 2 * strength * x**2
    weight = np.exp(-pull * x**2 / 2) / np.sqrt(precision) * x
    return float(np.sum(weight * strength * x**2 / precision) / np.sum(weight))


def estimates(samples, pull, curvature, points):
    """The estimate for each of the four losses; all is even, and smooth in log x."""
    x = np.geomspace(1e-12, 1e3, points)
    strength = samples / np.log(samples)
    return {
        "square": one_variable(x, strength * x**2, pull),
        "shallow": one_variable(x, strength * curvature * x**2, pull),
        "quartic": one_variable(x, strength * x**4, pull),
        "crossing": crossing(x, strength, pull),
    }


def measure(
    seed: int, samples: int = 1000, pull: float = 100.0, curvature: float = 0.01, points: int = 6000
) -> dict[str, object]:
    """Estimated learning coefficients of four losses under one pull.

    `samples` is n, `curvature` that of the shallow valley, `points`
    the nodes of the integrals.  `closed_form` is the estimate for
    the square by hand, t / (2 t + pull).  Nothing is drawn at random.
    """
    strength = samples / np.log(samples)
    pulls = np.geomspace(0.1, 1000, 41)
    along = [estimates(samples, each, curvature, points) for each in pulls]
    found = estimates(samples, pull, curvature, points)
    curves = {name: {"x": pulls, "y": np.array([each[name] for each in along])} for name in found}
    return found | {"closed_form": strength / (2 * strength + pull), "curves": curves}
