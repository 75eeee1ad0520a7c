"""A norm bound on interpolators, beside the two errors it can be held against.

The bound is tr(S) |w|^2 / n, with S the covariance of the inputs and w the
minimal-norm interpolator of n rows: the leading term of the bounds of Zhou,
Sutherland and Srebro (2020) and Koehler et al. (2021) on the total error of
interpolators.  Total error is the mean squared error on fresh noisy values; the excess
risk leaves out the part that no predictor avoids, the variance of the noise.
"""

import numpy as np

from interpolators import interpolate


def measure(
    seed: int,
    rows: int = 1600,
    least_rows: int = 25,
    sizes: int = 7,
    signal_features: int = 5,
    signal: float = 1.0,
    junk_per_row: float = 40.0,
    junk_power: float = 0.5,
    noise: float = 1.0,
    draws: int = 100,
) -> dict:
    """The bound over the total error and over the excess risk, means over `draws` data sets.

    The weights of the signal features have norm `signal`; the junk features, `junk_per_row`
    for each row, share a total variance of rows**junk_power.  The curves run over `sizes`
    sizes from `least_rows` to `rows`; the measures are those at `rows`.
    """
    rng = np.random.default_rng(seed)
    weights = np.full(signal_features, signal / np.sqrt(signal_features))
    ns = np.rint(np.geomspace(rows, least_rows, sizes)).astype(int)[::-1]
    found = []
    for n in ns:
        variance = n**junk_power
        junk = round(junk_per_row * n)
        norm, excess = interpolate(rng, n, weights, junk, variance, noise, draws)
        total = noise**2 + excess
        bound = (signal_features + variance) * norm / n
        found.append([bound, total, excess, bound / total, bound / excess])
    found = np.array(found)
    bound, total, excess, ratio, excess_ratio = found.mean(axis=2).T
    names = {"bound": bound, "total": total, "excess": excess, "ratio": ratio}
    return {
        "ratio": float(ratio[-1]),
        "excess_ratio": float(excess_ratio[-1]),
        "bound": float(bound[-1]),
        "total": float(total[-1]),
        "excess": float(excess[-1]),
        "curves": {name: {"x": ns.astype(float), "y": y} for name, y in names.items()},
    }
