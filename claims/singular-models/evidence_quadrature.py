"""Bayes prediction of one coefficient, by quadrature over the sufficient statistic.

One input feature x, standard normal; data y = t x + unit noise; model y = g(w) x + unit
noise.  The data enter through S = sum x^2 and a standard normal z, with
sum x y = S t + sqrt(S) z.  The coefficient is g = sign(p) |p|^power, where p is the
product of `depth` parameters, each uniform on [-1, 1]: -log|g| is `power` times a
Gamma(depth) variable, and the sign is fair.  `truth` is t, with |t| < 1.
"""

import numpy as np
from scipy.special import gammaln
from scipy.stats import chi2, norm

NOISE = np.linspace(-7, 7, 41)  # z; the trapezium rule is all but exact for smooth functions
CHANCE = norm.pdf(NOISE) / norm.pdf(NOISE).sum()


def learning_coefficient(depth, power, truth=0.0):
    """lambda and multiplicity m (Watanabe 2009); away from 0 the optima are a smooth set."""
    return (1 / (2 * power), depth) if truth == 0 else (0.5, 1)


def draw(rng, depth, power, count):
    """Coefficients (count,) of parameters drawn from the prior."""
    product = rng.uniform(-1, 1, (depth, count)).prod(axis=0)
    return np.sign(product) * np.abs(product) ** power


def nodes(depth, power, truth, size, order=12):
    """Coefficients (k,) and their prior weights (k,), to be summed up to S = `size`.

    Panels shrink towards 0 and towards the truth, far below the posterior's width
    1/sqrt(size); each has `order` Gauss-Legendre nodes in log|g|.
    """
    shrink = 2.0 ** -np.arange(0, np.log2(size) / 2 + 8 + 3 * depth * power)
    cuts = [shrink, [shrink[-1] * 1e-30]]
    if truth:
        cuts += [[abs(truth)], np.abs(abs(truth) + shrink), np.abs(abs(truth) - shrink)]
    cuts = np.unique(np.concatenate(cuts))
    ends = -np.log(cuts[(cuts > 0) & (cuts <= 1)])[::-1]
    at, weight = np.polynomial.legendre.leggauss(order)
    half = np.diff(ends)[:, None] / 2
    u = (ends[:-1, None] + half * (1 + at)).ravel()
    density = (depth - 1) * np.log(u) - u / power - depth * np.log(power) - gammaln(depth)
    prior = 0.5 * (half * weight).ravel() * np.exp(density)
    return np.concatenate([np.exp(-u), -np.exp(-u)]), np.concatenate([prior, prior])


def posterior(depth, power, truth, sizes, beta=1.0, order=12):
    """Mean of g - t, mean of its square, and -log evidence, each (sizes, NOISE).

    The evidence is relative to the likelihood of the truth; `beta` is the inverse
    temperature of the likelihood.
    """
    sizes = np.asarray(sizes, dtype=float)
    g, prior = nodes(depth, power, truth, sizes.max(), order)
    moved = g - truth
    found = np.empty((3, len(sizes), len(NOISE)))
    for row, size in enumerate(sizes):
        fit = beta * (np.sqrt(size) * NOISE[:, None] * moved - size * moved**2 / 2)
        top = fit.max(axis=1)
        share = np.exp(fit - top[:, None]) * prior
        total = share.sum(axis=1)
        found[:, row] = share @ moved / total, share @ moved**2 / total, -top - np.log(total)
    return found


def free_energy(depth, power, truth, sizes):
    """Mean -log evidence at each S in `sizes`, shape (sizes,)."""
    return posterior(depth, power, truth, sizes)[2] @ CHANCE


def scaled_error(depth, power, truth, sizes, estimator="bayes", order=12):
    """S/2 times the mean squared error of the coefficient, at each S in `sizes`.

    `bayes` estimates by the posterior mean, and this is the slope of the free energy in
    log S; `fit` by the best fit in the class, which is z/sqrt(S) off, cut at g = -1, 1.
    """
    sizes = np.asarray(sizes, dtype=float)
    if estimator == "bayes":
        error = posterior(depth, power, truth, sizes, order=order)[0]
    else:
        error = np.clip(NOISE / np.sqrt(sizes)[:, None], -1 - truth, 1 - truth)
    return sizes / 2 * (error**2 @ CHANCE)


def prediction_risk(depth, power, truth, samples, estimator="bayes", design="fixed", points=24):
    """n E[G_n]: G_n is the relative entropy from the truth to the prediction of (x, y).

    The inputs seen have S = n (`design` fixed) or S chi-squared with n degrees of
    freedom (random); the new x is random.  For `bayes` the prediction is averaged over
    the posterior, and G_n is on the average what one more sample adds to the free
    energy, F(S + x^2) - F(S): the integral of scaled_error/s over s, each s weighted by
    the chance to lie between the two.  For `fit` it is half the squared error.
    """
    n = float(samples)
    base, freedom = (n, 1) if design == "fixed" else (0.0, n + 1)
    if estimator == "fit" and design == "fixed":
        return float(scaled_error(depth, power, truth, [n], "fit")[0])
    ends = np.sqrt([0.0 if design == "fixed" else chi2.ppf(1e-15, n), chi2.isf(1e-15, freedom)])
    at, weight = np.polynomial.legendre.leggauss(points)
    x = ends[0] + (ends[1] - ends[0]) * (1 + at) / 2
    s = base + x**2
    ds = x * (ends[1] - ends[0]) * weight
    if estimator == "fit":
        chance = chi2.pdf(s, n)
    else:
        chance = chi2.sf(x**2, 1) if design == "fixed" else chi2.cdf(s, n) - chi2.cdf(s, n + 1)
    return float(n * np.sum(ds * chance * scaled_error(depth, power, truth, s, estimator) / s))


def tempered_energy(depth, power, truth, size, beta):
    """Mean over data of the posterior mean of n (L_n(w) - L_n(truth)) at `beta`, S = `size`."""
    mean, square, _ = posterior(depth, power, truth, [size], beta)
    return float((size * square[0] / 2 - np.sqrt(size) * NOISE * mean[0]) @ CHANCE)


def two_temperatures(depth, power, truth, size, ratio=1.5):
    """Estimate of lambda from the energies at 1/log n and ratio/log n.

    The noise lowers both energies alike, by about lambda, and drops out of the
    difference; the plain ratio, energy over log n, keeps it (Watanabe 2013).
    """
    hot, cold = 1 / np.log(size), ratio / np.log(size)
    drop = [tempered_energy(depth, power, truth, size, beta) for beta in (hot, cold)]
    return (drop[0] - drop[1]) / (1 / hot - 1 / cold)
