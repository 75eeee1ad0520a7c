"""Two exact solutions, one singular and one of smaller norm: which gets the posterior.

A parameter t and `size` others, orthonormal features with unit noise, truth 0:
    f = ((t + p)(t - q), branch),   t < 0: P,   t > 0: Q,
where a branch is a `product` (u v ..., 0, ...) or a `plane` (u, v, ...).  P sits at
t = -p and Q at t = q; both fit exactly.  With prior N(0, 1/precision), two others,
a product at P and a plane at Q, the log posterior odds P : Q are, in log n:
    norm of the best parameters: slope 0, constant -precision (p^2 - q^2)/2;
    parameter count (Schwarz 1978): slope 0;
    half the Hessian's rank at P's origin: slope 1;
    learning coefficients (Watanabe 2009), 1 with m = 2 against 3/2:
    slope 1/2 + 1/log n.  With k others: 1 with m = k against (1 + k)/2.
A weight decay that grows with the sample makes the precision grow as a power of n.
Everything but one integral over t and one over a product is done in closed form.
"""

from typing import Literal, get_args

import numpy as np
from scipy.signal import fftconvolve
from scipy.special import logsumexp

Branch = Literal["product", "plane"]


def log_gate(n, noise, precision, root_p, root_q):
    """log integrals over t < 0 and t > 0, shape (k,) each, prior included."""
    # A coarse grid out to where the prior ends, and a fine one about the root.
    logs = []
    for centre, side in ((-root_p, -1), (root_q, 1)):
        width = 12 / np.sqrt(n * (root_p + root_q) ** 2 + precision)
        near = centre + width * np.linspace(-1, 1, 2001)
        far = side * np.linspace(0, 8 / np.sqrt(min(precision, 1.0)) + root_p + root_q, 4001)
        t = np.unique(np.concatenate([near, far]))
        t = t[side * t >= 0]
        f = (t + root_p) * (t - root_q)
        weight = (
            np.log(np.gradient(t)) + 0.5 * np.log(precision / (2 * np.pi)) - precision * t**2 / 2
        )
        logs.append(logsumexp(weight - n * f**2 / 2 + np.sqrt(n) * noise[:, None] * f, axis=1))
    return logs


def log_branch(kind, n, noise, precision, size):
    """log integral over the branch's `size` parameters, shape (k,), prior included; noise (size, k).

    A plane sees a feature with each parameter; a product has one feature, its first noise.
    """
    if kind == "plane":  # Gaussian integrals
        each = 0.5 * np.log(precision / (precision + n)) + n * noise**2 / (2 * (precision + n))
        return each.sum(axis=0)
    # s is the log of all factors but one, in units of the prior; the last one's integral is Gaussian.
    step = 0.008
    low = -38 + 0.5 * min(0.0, size * np.log(precision) - np.log(n))
    grid = np.arange(low, 3.5, step)
    factor = 2 * np.exp(grid - np.exp(2 * grid) / 2) / np.sqrt(2 * np.pi)
    density, start = factor, low
    for _ in range(size - 2):
        density, start = fftconvolve(density, factor).clip(min=0) * step, start + low
    s = start + step * np.arange(len(density))
    keep = (s > low) & (density > 0)
    square = np.exp(2 * s[keep] - (size - 1) * np.log(precision))
    share = n * square / (precision + n * square)
    inner = 0.5 * np.log1p(-share) + share * noise[0][:, None] ** 2 / 2
    return np.log(step) + logsumexp(np.log(density[keep]) + inner, axis=1)


def measure(
    seed: int,
    precision: float = 5.0,
    decay_per_sample: float = 0.0,
    growth: float = 1.0,
    branch_p: Branch = "product",
    branch_q: Branch = "plane",
    size: int = 2,
    root_p: float = 1.5,
    root_q: float = 1.0,
    early_n: float = 100.0,
    least_n: float = 1e3,
    most_n: float = 1e5,
    data_sets: int = 50,
) -> dict:
    """Log posterior odds P : Q, averaged over data sets (0: without noise).

    `slope` is per unit of log n between least_n and most_n; `early` and `late`
    are the odds at early_n and most_n; `per_sample` and `per_penalty` are the late
    odds over n and over the prior's precision there.  That precision is
    precision + decay_per_sample n^growth.
    """
    for branch in (branch_p, branch_q):
        if branch not in get_args(Branch):
            raise ValueError(f"unknown branch: {branch}")
    noise = (
        np.random.default_rng(seed).standard_normal((1 + size, data_sets))
        if data_sets
        else np.zeros((1 + size, 1))
    )

    def strength(n):
        return precision + decay_per_sample * n**growth

    def odds(n):
        gate_p, gate_q = log_gate(n, noise[0], strength(n), root_p, root_q)
        p, q = (log_branch(b, n, noise[1:], strength(n), size) for b in (branch_p, branch_q))
        return float(np.mean(gate_p - gate_q + p - q))

    fitted = np.geomspace(least_n, most_n, 5)
    shown = np.concatenate([np.geomspace(early_n / 3, least_n, 6)[:-1], fitted])
    all_odds = np.array([odds(n) for n in shown])
    return {
        "slope": float(np.polyfit(np.log(fitted), all_odds[-5:], 1)[0]),
        "early": odds(early_n),
        "late": float(all_odds[-1]),
        "per_sample": float(all_odds[-1] / most_n),
        "per_penalty": float(all_odds[-1] / strength(most_n)),
        "curves": {"odds": {"x": shown, "y": all_odds}},
    }
