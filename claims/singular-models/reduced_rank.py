"""Reduced-rank regression: its learning coefficient, and its marginal likelihood.

The model is y = B A x + unit noise, with A (H, M), B (N, H), standard normal
priors, and inputs x standard normal in M dimensions; the truth W0 has rank r.
Given n samples everything depends on X'X and Y'X only, so the cost of a
Gibbs sweep does not grow with n.
"""

import numpy as np
from scipy.interpolate import CubicSpline


def learning_coefficient(inputs, outputs, hidden, rank):
    """lambda and multiplicity m of the model (Aoyagi and Watanabe 2005)."""
    m, n, h, r = inputs, outputs, hidden, rank
    if m + h < n + r:
        return (h * m - h * r + n * r) / 2, 1
    if n + h < m + r:
        return (h * n - h * r + m * r) / 2, 1
    if m + n < h + r:
        return m * n / 2, 1
    four = 2 * (h + r) * (m + n) - (m - n) ** 2 - (h + r) ** 2
    odd = (m + n + h + r) % 2
    return (four + odd) / 8, 1 + odd


def statistics(rng, samples, inputs, outputs, truth, noise):
    """X'X as eigenvalues (M,), and Y'X (N, M) and the truth in its eigenbasis.

    X'X is drawn from the Wishart distribution by Bartlett's factor.  `noise`
    (N, M) is the standardised noise of Y'X.
    """
    factor = np.tril(rng.standard_normal((inputs, inputs)), -1)
    factor[np.diag_indices(inputs)] = np.sqrt(rng.chisquare(samples - np.arange(inputs)))
    strength, basis = np.linalg.eigh(factor @ factor.T)
    rotated = truth @ basis
    return strength, rotated * strength + noise * np.sqrt(strength), rotated


def energies(rng, beta, strength, cross, truth, hidden, sweeps, warm_up=100):
    """Posterior mean (K,) of n (L_n(w) - L_n(truth)) at inverse temperatures beta (K,).

    strength (K, M), cross (K, N, M), truth (K, N, M) come from `statistics`.
    Gibbs sweeps over B and A, and one rescaling of a hidden unit, which leaves
    B A alone.  The mean over A given B is taken in closed form.
    """
    count, outputs, inputs = cross.shape
    left, size, right = np.linalg.svd(truth, full_matrices=False)
    root = np.sqrt(size[:, : min(hidden, size.shape[1])])
    a = 0.1 * rng.standard_normal((count, hidden, inputs))
    b = 0.1 * rng.standard_normal((count, outputs, hidden))
    a[:, : root.shape[1]] += root[:, :, None] * right[:, : root.shape[1]]
    b[:, :, : root.shape[1]] += left[:, :, : root.shape[1]] * root[:, None, :]
    warm = beta[:, None] * strength  # how strongly each input direction counts
    pull = beta[:, None, None] * cross
    eye = np.eye(hidden)
    rows = np.arange(count)
    total = np.zeros(count)
    for sweep in range(warm_up + sweeps):
        half = np.linalg.cholesky((a * warm[:, None, :]) @ a.swapaxes(1, 2) + eye)
        inverse = np.linalg.inv(half)
        draw = rng.standard_normal(b.shape)
        b = (pull @ a.swapaxes(1, 2) @ inverse.swapaxes(1, 2) + draw) @ inverse
        size, turn = np.linalg.eigh(b.swapaxes(1, 2) @ b)
        size = np.maximum(size, 0)[:, :, None]
        drive = turn.swapaxes(1, 2) @ (b.swapaxes(1, 2) @ cross)
        spread = 1 / (size * warm[:, None, :] + 1)
        mean = beta[:, None, None] * drive * spread
        if sweep >= warm_up:
            square = mean**2 + spread
            total += (0.5 * size * strength[:, None, :] * square - mean * drive).sum(axis=(1, 2))
        a = turn @ (mean + np.sqrt(spread) * rng.standard_normal(a.shape))
        unit = rng.integers(hidden, size=count)
        stretch = rng.standard_normal(count)
        in_norm = (a[rows, unit] ** 2).sum(axis=1) * np.expm1(2 * stretch)
        out_norm = (b[rows, :, unit] ** 2).sum(axis=1) * np.expm1(-2 * stretch)
        gain = stretch * (inputs - outputs) - 0.5 * (in_norm + out_norm)
        stretch = np.where(np.log(rng.random(count)) < gain, stretch, 0.0)
        a[rows, unit] *= np.exp(stretch)[:, None]
        b[rows, :, unit] *= np.exp(-stretch)[:, None]
    at_truth = (0.5 * strength[:, None, :] * truth**2 - truth * cross).sum(axis=(1, 2))
    return total / sweeps - at_truth


def full_energies(beta, strength, cross, truth):
    """The same for y = W x + noise with W free: a regular model, in closed form."""
    spread = 1 / (beta[:, None, None] * strength[:, None, :] + 1)
    mean = beta[:, None, None] * cross * spread
    square = 0.5 * strength[:, None, :]
    found = (square * (mean**2 + spread) - mean * cross).sum(axis=(1, 2))
    return found - (square * truth**2 - truth * cross).sum(axis=(1, 2))


def free_energy(beta, energy):
    """-log of the marginal likelihood over its value at the truth.

    It is the integral of the mean energy over beta in [0, 1] (thermodynamic
    integration), taken in log beta; beta (k,) ends at 1, energy is (k,).
    """
    curve = CubicSpline(np.log(beta), beta * energy)
    return float(curve.integrate(np.log(beta[0]), 0.0) + beta[0] * energy[0])
