"""How far a late field should move the estimate for another field.

Two standard normal latenesses, C for the ability that matters and R for robotics,
with correlation rho.  Robotics is seen late, with noise; C may also be seen
directly, through a signal of correlation `direct` with it.  "On time" means C < 0,
or C < 0 and R < 0 if bodies are needed.  The shift is the fall of P(on time) that
the news about robotics brings.  Exact: conditioning of a Gaussian (textbook).
Sampled: worlds drawn from the prior and weighted by the likelihood of the readings.
"""

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr
from scipy.stats import norm


def posterior(rho, readings, gains, noises):
    """Mean (2,) and covariance (2, 2) of (C, R) after readings = gains @ (C, R) + noise."""
    prior = np.array([[1.0, rho], [rho, 1.0]])
    gain = prior @ gains.T @ np.linalg.inv(gains @ prior @ gains.T + np.diag(np.square(noises)))
    return gain @ readings, prior - gain @ gains @ prior


def on_time(mean, covariance, needs_bodies: bool) -> float:
    """P(C < 0), or P(C < 0 and R < 0) by quadrature over R."""
    if not needs_bodies:
        return float(ndtr(-mean[0] / np.sqrt(covariance[0, 0])))
    sd = np.sqrt(covariance[1, 1])
    nodes, weights = np.polynomial.legendre.leggauss(200)
    top = min(0.0, mean[1] + 10 * sd)
    half = max(top - (mean[1] - 10 * sd), 0.0) / 2
    low = top - 2 * half
    r = low + half * (nodes + 1)
    slope = covariance[0, 1] / covariance[1, 1]
    rest = np.sqrt(max(covariance[0, 0] - slope * covariance[0, 1], 1e-300))
    return float(
        half
        * np.sum(
            weights * norm.pdf(r, mean[1], sd) * ndtr(-(mean[0] + slope * (r - mean[1])) / rest)
        )
    )


def measure(
    seed: int,
    rho: float = 0.5,
    lateness: float = 1.5,
    noise: float = 0.3,
    direct: float = 0.0,
    direct_reading: float = 0.0,
    needs_bodies: bool = False,
    band: float = 0.05,
    blind_draws: bool = False,
    draws: int = 400_000,
) -> dict:
    """Shift of P(on time), and the correlation at which it reaches `band`.

    lateness and noise in standard deviations of R, noise > 0; 0 <= direct < 1.
    blind_draws: the sampled worlds ignore rho (to see that the check can fail).
    """
    gains = np.array([[direct, 0.0], [0.0, 1.0]])
    noises = np.array([np.sqrt(1 - direct**2), noise])
    readings = np.array([direct_reading, lateness])

    def before(r):
        return on_time(*posterior(r, readings[:1], gains[:1], noises[:1]), needs_bodies)

    def shift(r):
        return before(r) - on_time(*posterior(r, readings, gains, noises), needs_bodies)

    grid = np.linspace(0, 0.95, 39)
    shifts = np.array([shift(r) for r in grid])
    above = np.flatnonzero(shifts >= band)
    if len(above) == 0:
        threshold = 1.0
    elif above[0] == 0:
        threshold = 0.0
    else:
        threshold = brentq(lambda r: shift(r) - band, grid[above[0] - 1], grid[above[0]])

    rng = np.random.default_rng(seed)
    shared = 0.0 if blind_draws else rho
    c, own = rng.standard_normal((2, draws))
    r = shared * c + np.sqrt(1 - shared**2) * own
    success = (c < 0) & ((r < 0) | (not needs_bodies))
    told = norm.pdf(direct_reading, direct * c, noises[0])
    seen = told * norm.pdf(lateness, r, noise)
    told, seen = told / told.sum(), seen / seen.sum()
    sampled = told @ success - seen @ success
    errors = told * (success - told @ success) - seen * (success - seen @ success)
    return {
        "before": before(rho),
        "shift": shift(rho),
        "threshold": float(threshold),
        "least_step": float(np.diff(shifts).min()),
        "sampled": float(sampled),
        "standard_error": float(np.sqrt(np.sum(errors**2))),
        "curves": {"shift": {"x": grid, "y": shifts}},
    }
