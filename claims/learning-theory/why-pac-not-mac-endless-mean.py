"""A risk whose quantiles exist and whose mean does not: least squares with one spare row.

With d features, n rows and Gaussian inputs the risk beyond the noise is chi2(d) over an
independent chi2(n - d + 1).  At n = d + 1 it exceeds t with probability near d / (2t), so
its mean, cut off at t, grows by (d / 2) log 10 with each decade of t.
"""

import numpy as np


def measure(
    seed: int,
    features: int = 10,
    spare: int = 1,
    noise: float = 1.0,
    level: float = 0.95,
    least_cut: float = 100.0,
    most_cut: float = 10_000.0,
    cuts: int = 9,
    draws: int = 400_000,
) -> dict:
    """Growth of the mean of min(risk, cut) per decade of the cut, and the risk's `level` quantile.

    There are features + `spare` rows (spare at least 0).  `growth` is in units of what one
    spare row gives in theory, noise**2 (features / 2) log 10.
    """
    rng = np.random.default_rng(seed)
    risk = noise**2 * rng.chisquare(features, draws) / rng.chisquare(spare + 1, draws)
    cut = np.geomspace(least_cut, most_cut, cuts)
    mean = np.array([np.minimum(risk, each).mean() for each in cut])
    per_decade = (mean[-1] - mean[0]) / np.log10(most_cut / least_cut)
    return {
        "growth": float(per_decade / (noise**2 * features / 2 * np.log(10))),
        "tail": float(np.quantile(risk, level)),
        "curves": {"mean": {"x": cut, "y": mean}},
    }
