"""A risk whose quantiles exist and whose mean does not: least squares with one spare row.

With d features, n rows and Gaussian inputs the risk beyond the noise is chi2(d) over an
independent chi2(n - d + 1).  At n = d + 1 it exceeds t with probability near d / (2t), so
its mean, cut off at t, grows by (d / 2) log 10 with each decade of t.
"""

import numpy as np


def measure(
    seed: int,
    features: int = 10,
    rows: int = 11,
    noise: float = 1.0,
    level: float = 0.95,
    least_cut: float = 100.0,
    most_cut: float = 10_000.0,
    cuts: int = 9,
    draws: int = 400_000,
) -> dict:
    """Growth of the mean of min(risk, cut) per decade of the cut, and a quantile of the risk."""
    rng = np.random.default_rng(seed)
    risk = noise**2 * rng.chisquare(features, draws) / rng.chisquare(rows - features + 1, draws)
    cut = np.geomspace(least_cut, most_cut, cuts)
    mean = np.array([np.minimum(risk, each).mean() for each in cut])
    return {
        "growth": float((mean[-1] - mean[0]) / np.log10(most_cut / least_cut)),
        "tail": float(np.quantile(risk, level)),
        "curves": {"mean": {"x": cut, "y": mean}},
    }
