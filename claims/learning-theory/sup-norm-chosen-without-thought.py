"""What a bound must allow for in a class of interpolators, by the norm taken over the class.

A linear model has a few strong inputs and many faint ones; more weights than rows, so many
weight vectors fit the noisy rows exactly and have no training error.  Their gap is then their
whole risk, and what is measured is its excess over the noise.  The class holds every exact fit
whose norm is at most `reach` times the least.  Its worst excess risk, the mean one on the outer
edge and that of the least-norm fit are exact.
"""

import numpy as np
from scipy.optimize import brentq


def worst_on_sphere(sizes, slope, radius):
    """Largest u' diag(sizes) u + 2 slope' u over |u| = radius (sizes rising, all shapes (k,)).

    The maximum solves (mu - sizes) u = slope at the mu above the largest size at which |u| = radius.
    """
    if radius == 0:
        return 0.0
    top = sizes[-1]
    length = np.linalg.norm(slope)

    def excess(shift):
        return np.linalg.norm(slope / (top + shift - sizes)) - radius

    least = 1e-12 * (top + length / radius)
    if excess(least) <= 0:  # no pull along the top direction: fill the radius with it
        rest = np.where(sizes < top - least, slope / np.maximum(top - sizes, least), 0.0)
        rest[-1] = np.sqrt(max(radius**2 - rest[:-1] @ rest[:-1], 0.0))
        return float(sizes @ rest**2 + 2 * abs(slope) @ abs(rest))
    shift = brentq(excess, least, 2 * length / radius)
    best = slope / (top + shift - sizes)
    return float(sizes @ best**2 + 2 * slope @ best)


def measure(
    seed: int,
    rows: int = 50,
    strong: int = 5,
    faint: int = 400,
    faint_variance: float = 7.0,
    noise: float = 0.5,
    reach: float = 2.0,
    problems: int = 4,
) -> dict:
    """Worst and mean risk over the class, and the risk of the least-norm fit; means over `problems`.

    Inputs: `strong` of variance one and `faint` that share `faint_variance`; the truth is a unit
    vector of strong inputs.  Risks leave out the noise of the labels.
    """
    rng = np.random.default_rng(seed)
    variance = np.r_[np.ones(strong), np.full(faint, faint_variance / max(faint, 1))]
    reaches = np.geomspace(1, max(reach, 1.0), 9)
    learnt, worst, mean = np.zeros(problems), np.zeros((problems, 9)), np.zeros((problems, 9))
    for each in range(problems):
        truth = np.zeros(strong + faint)
        truth[:strong] = rng.standard_normal(strong)
        truth /= np.linalg.norm(truth)
        inputs = rng.standard_normal((rows, strong + faint)) * np.sqrt(variance)
        values = inputs @ truth + noise * rng.standard_normal(rows)
        basis, triangle = np.linalg.qr(inputs.T, mode="complete")
        free = basis[:, rows:]
        fit = basis[:, :rows] @ np.linalg.solve(triangle[:rows].T, values)
        off = fit - truth
        sizes, axes = np.linalg.eigh((free.T * variance) @ free)
        slope = axes.T @ (free.T @ (variance * off))
        learnt[each] = variance @ off**2
        for index, ratio in enumerate(reaches):
            radius = np.sqrt(ratio**2 - 1) * np.linalg.norm(fit)
            worst[each, index] = learnt[each] + worst_on_sphere(sizes, slope, radius)
            mean[each, index] = learnt[each] + radius**2 * sizes.mean()
    level = learnt.mean()
    return {
        "learnt": float(level),
        "worst": float(worst[:, -1].mean()),
        "mean": float(mean[:, -1].mean()),
        "worst_over_learnt": float(worst[:, -1].mean() / level),
        "worst_over_mean": float(worst[:, -1].mean() / mean[:, -1].mean()),
        "curves": {
            "worst": {"x": reaches, "y": worst.mean(axis=0)},
            "mean": {"x": reaches, "y": mean.mean(axis=0)},
            "learnt": {"x": reaches, "y": np.full(9, level)},
        },
    }
