"""Minimal-norm interpolation with Gaussian inputs: its norm and its error, exactly in law.

The inputs are k signal features of variance one and m junk features that share a
total variance, as in Zhou, Sutherland and Srebro (2020).  Everything asked of the
interpolator depends on the n rows through one small matrix,

    A = [X, e]' G^-1 [X, e]     with G the Gram matrix of the junk, X (n, k) the
                                signal features and e (n,) the noise,

and since G is Wishart, A^-1 given [X, e] is again Wishart, with m - n + k + 1
degrees of freedom.  So no n by m matrix is ever drawn, and the cost does not grow
with n.
"""

import numpy as np


def wishart_factor(rng, freedom, size, draws):
    """Lower triangular L (draws, size, size) such that L L' is Wishart (Bartlett's factor)."""
    factor = np.tril(rng.standard_normal((draws, size, size)), -1)
    corner = np.arange(size)
    factor[:, corner, corner] = np.sqrt(rng.chisquare(freedom - corner, (draws, size)))
    return factor


def interpolate(rng, rows, weights, junk, junk_variance, noise, draws):
    """Squared norm and excess risk, each (draws,), of minimal-norm interpolators of `rows` rows.

    weights (k,) are those of the signal features; `junk` is the number of junk
    features, at least `rows` and with total variance `junk_variance`; noise is a
    standard deviation.  The excess risk is the mean squared distance from the truth
    on a fresh input.
    """
    count = len(weights)
    scale = np.append(np.ones(count), noise)
    outer = scale[:, None] * wishart_factor(rng, rows, count + 1, draws)
    inner = wishart_factor(rng, junk - rows + count + 1, count + 1, draws)
    half = outer @ np.linalg.inv(inner).swapaxes(1, 2)
    inverse_gram = (junk / junk_variance) * half @ half.swapaxes(1, 2)  # A

    signal, cross = inverse_gram[:, :count, :count], inverse_gram[:, :count, count]
    missed = np.linalg.solve(np.eye(count) + signal, (weights - cross)[..., None])[..., 0]
    left = np.column_stack([missed, np.ones(draws)])  # what the junk fits, in terms of X and e
    junk_norm = np.einsum("di,dij,dj->d", left, inverse_gram, left)
    norm = ((weights - missed) ** 2).sum(axis=1) + junk_norm
    return norm, (missed**2).sum(axis=1) + junk_variance / junk * junk_norm
