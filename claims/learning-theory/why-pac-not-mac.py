"""The tail and the mean of the gap between test and training error of least squares.

For a Gaussian design everything is a function of three independent chi-squares: with
d features and n rows, |fit - truth|^2 on the rows is chi2(d), the risk beyond the
noise is that over chi2(n - d + 1), and the residual sum of squares is chi2(n - d).
"""

import numpy as np


def measure(
    seed: int,
    features: int = 5,
    least_rows: int = 50,
    most_rows: int = 3200,
    sizes: int = 4,
    noise: float = 1.0,
    level: float = 0.95,
    relative: bool = False,
    draws: int = 40_000,
) -> dict:
    """The `level` quantile over the exact mean, of the gap and of the excess risk.

    The curves run over `sizes` sizes from `least_rows` (at least features + 2) to `most_rows`;
    `growth` is the gap's last ratio over its first.  `relative`: the training error is
    taken relative to that of the truth on the same rows.
    """
    rng = np.random.default_rng(seed)
    rows = np.rint(np.geomspace(most_rows, least_rows, sizes)).astype(int)[::-1]
    ratios = []
    for n in rows:
        fitted = noise**2 * rng.chisquare(features, draws)
        excess = fitted / rng.chisquare(n - features + 1, draws)
        residual = noise**2 * rng.chisquare(n - features, draws)
        gap = excess + fitted / n if relative else noise**2 + excess - residual / n
        mean_excess = noise**2 * features / (n - features - 1)
        means = (mean_excess + noise**2 * features / n, mean_excess)
        ratios.append(np.quantile([gap, excess], level, axis=1) / means)
    of_gap, of_excess = np.array(ratios).T
    return {
        "gap_ratio": float(of_gap[-1]),
        "excess_ratio": float(of_excess[-1]),
        "growth": float(of_gap[-1] / of_gap[0]),
        "curves": {
            "gap": {"x": rows.astype(float), "y": of_gap},
            "excess": {"x": rows.astype(float), "y": of_excess},
        },
    }
