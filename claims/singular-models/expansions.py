"""Which expansions of the volume the measured numbers allow, and with which exponents.

The volume is a sum over the poles of the zeta function of the loss (Arnold, Gusein-Zade and
Varchenko 1988, chapter 7; Watanabe 2009, chapter 4):
    V(eps) = eps^lambda (polynomial of degree m - 1 in log 1/eps) + further powers of eps.
An expansion is m - 1 and the gaps from lambda to the further powers that are kept.  A power
that lies near lambda looks like a logarithm, so that one of them alone proves nothing: all
expansions are fitted, and what none of the good ones disputes is believed.  The gaps are those
of poles with small denominators; at the least tolerance the first term must lead.
"""

from itertools import combinations
from typing import NamedTuple

import numpy as np

GAPS = (1 / 20, 1 / 12, 1 / 8, 1 / 6, 1 / 4, 1 / 3, 1 / 2, 1.0)
# At the least tolerance the further powers are at most as much as the first, and of its
# polynomial the lower terms are at most three times the leading one.
FURTHER, LOWER = 1.0, 3.0


class Expansion(NamedTuple):
    """The degree of the polynomial in the logarithm, and gaps to further powers."""

    power: int
    gaps: tuple[float, ...] = ()

    @property
    def unknowns(self):
        """The exponent and the coefficients, without the scale."""
        return 1 + self.power + len(self.gaps)


EXPANSIONS = tuple(
    Expansion(power, gaps)
    for power, most in ((0, 2), (1, 2), (2, 1))
    for count in range(most + 1)
    for gaps in combinations(GAPS, count)
)


def terms(depth, exponents, expansion):
    """All terms at each depth log(top/eps), shape (exponents, depths, terms), the leading one first."""
    powers = [depth**power for power in range(expansion.power, -1, -1)]
    further = [np.exp(-gap * depth) for gap in expansion.gaps]
    return np.exp(-np.outer(exponents, depth))[..., None] * np.array(powers + further).T


def solved(rows, target, weight):
    """Least squares for each exponent: coefficients (exponents, terms), columns scaled to one."""
    rows, target = rows * weight[..., None], target * weight
    scale = np.linalg.norm(rows, axis=1, keepdims=True) + 1e-300
    q, r = np.linalg.qr(rows / scale)
    r = r + 1e-12 * np.eye(r.shape[-1])
    found = np.linalg.solve(r, (np.swapaxes(q, 1, 2) @ target[..., None]))[..., 0]
    return found / scale[:, 0]


def led(whole, coefficients, expansion):
    """Whether the leading term leads at the least tolerance, for each exponent."""
    deep = whole[:, -1] * coefficients
    first, lower = deep[:, 0], np.abs(deep[:, 1 : expansion.power + 1]).sum(axis=1)
    power = deep[:, : expansion.power + 1].sum(axis=1)
    further = np.abs(deep[:, expansion.power + 1 :]).sum(axis=1)
    return (first > 0) & (lower <= LOWER * first) & (further <= FURTHER * power)


def counts_misfit(edges, counts):
    """A function of exponents and expansion: the deviance of shell counts, infinite if not allowed."""
    depth = np.log(edges[0] / edges)
    y = np.asarray(counts, float)
    known = y * np.log(np.maximum(y, 1e-9))

    def misfit(exponents, expansion):
        whole = terms(depth, exponents, expansion)
        rows = np.concatenate([whole[:, :-1] - whole[:, 1:], whole[:, -1:]], axis=1)
        fitted = np.broadcast_to(np.maximum(y, 1.0), rows.shape[:2])
        for _ in range(2):
            found = solved(rows, np.broadcast_to(y, fitted.shape), 1 / np.sqrt(fitted))
            expected = (rows @ found[..., None])[..., 0]
            fitted = np.maximum(expected, 0.5)
        value = 2 * (fitted - y + known - y * np.log(fitted)).sum(axis=1)
        return np.where(led(whole, found, expansion) & (expected > 0).all(axis=1), value, np.inf)

    return misfit, len(y)


def levels_misfit(edges, particles):
    """The same for a ladder whose every step halves the volume, by binomial shares of one half."""
    depth = np.log(edges[0] / edges)

    def misfit(exponents, expansion):
        whole = terms(depth, exponents, expansion)
        halved = 0.5 ** np.arange(len(depth))
        weight = np.broadcast_to(1 / halved, whole.shape[:2])
        found = solved(whole, np.broadcast_to(halved, weight.shape), weight)
        for _ in range(4):  # Gauss-Newton on the steps, with the volume at the top kept
            volume = (whole @ found[..., None])[..., 0]
            positive = (volume > 0).all(axis=1)
            volume = np.maximum(volume, 1e-9 * halved)
            left = np.diff(np.log(volume), axis=1) + np.log(2)
            share = whole / volume[..., None]
            rows = np.concatenate([np.diff(share, axis=1), 1e3 * share[:, :1]], axis=1)
            target = np.pad(-left, ((0, 0), (0, 1)))
            found = found + solved(rows, target, np.ones(target.shape))
        value = particles * (left**2).sum(axis=1)
        return np.where(led(whole, found, expansion) & positive, value, np.inf)

    return misfit, max(len(depth) - 1, 1)


def fitted(misfit, size, expansion, centre):
    """Exponent, log likelihood, residual and the exponent's error for one expansion.

    The log likelihood is minus half the misfit; it is minus infinity if nothing is allowed.
    """
    if expansion.unknowns >= size:
        return centre, -np.inf, np.inf, np.inf
    step, exponents = 0.012, centre + 0.012 * np.arange(-15, 16)
    for _ in range(4):  # down to steps of 2e-5
        exponents = exponents[exponents > 0.01]
        values = misfit(exponents, expansion)
        best = values.argmin()
        if not np.isfinite(values[best]):
            return centre, -np.inf, np.inf, np.inf
        here, least, step = exponents[best], values[best], step / 8
        exponents = here + step * np.arange(-5, 6)
    bend = misfit(here + 8 * step * np.array([-1, 1]), expansion) - least
    bend = bend[np.isfinite(bend)]
    error = 8 * step / np.sqrt(max(bend.mean(), 1e-12)) if bend.size else np.inf
    return here, -least / 2, float(np.sqrt(max(least, 0) / size)), error
