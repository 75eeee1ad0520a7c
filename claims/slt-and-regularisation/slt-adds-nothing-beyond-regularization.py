"""How large the redundant parameters are under a flat posterior.

One orthonormal feature with unit noise, true coefficient 0, and a coefficient
that is the product (or the sum) of q parameters, flat on [-1, 1]^q: no norm is
penalised.  The zero set of a product is q crossing hyperplanes, and the
posterior crowds where they meet: E log max |w_i| falls as -(1/(2 q^2)) log n.
The zero set of a sum is one smooth hyperplane, and nothing moves.

Product: the -log |w_i| are independent exponentials, so their sum S is
Gamma(q), |product| = exp(-S), and given S the smallest is S times the least of
q uniform spacings.  The posterior of S is summed on a grid.
"""

from typing import Literal

import numpy as np


def product_level(n, depth, noise, rng):
    """E log max |w_i| averaged over the standard normals `noise` (k,)."""
    # The posterior ends where exp(-S) is far below 1/sqrt(n): Gamma(q) tails are thin.
    total = np.linspace(1e-6, 0.5 * np.log(n) + 30 + 4 * depth, 4000)
    prior = (depth - 1) * np.log(total) - total
    size = np.sqrt(n) * np.exp(-total)
    fit = [-0.5 * (sign * size - noise[:, None]) ** 2 for sign in (1, -1)]
    weight = np.exp(prior + np.logaddexp(*fit))
    mean_total = (weight @ total) / weight.sum(axis=1)
    least_share = rng.dirichlet(np.ones(depth), 200_000).min(axis=1).mean()
    return -least_share * mean_total.mean()


def sum_level(n, depth, noise, rng):
    """The same for a sum: draw all but the last parameter and the total, keep what fits.

    Under the flat prior the total given the data is normal, cut by the box.
    """
    draws = 200_000
    others = rng.uniform(-1, 1, (depth - 1, draws))
    total = (rng.choice(noise, draws) + rng.standard_normal(draws)) / np.sqrt(n)
    last = total - others.sum(axis=0)
    largest = np.maximum(np.abs(others).max(axis=0), np.abs(last))
    return np.log(largest[np.abs(last) <= 1]).mean()


def measure(
    seed: int,
    model: Literal["product", "sum"] = "product",
    depth: int = 2,
    least_n: float = 1e4,
    most_n: float = 1e8,
    steps: int = 5,
    data_sets: int = 100,
) -> dict:
    """Slope of E log max |w_i| in log n, and its level at the largest n.

    The same `data_sets` noise draws, each with its mirror image, serve every n.
    """
    level_of = {"product": product_level, "sum": sum_level}[model]
    rng = np.random.default_rng(seed)
    noise = rng.standard_normal(data_sets)
    noise = np.concatenate([noise, -noise])
    sizes = np.geomspace(least_n, most_n, steps)
    levels = np.array([level_of(n, depth, noise, np.random.default_rng([seed, 1])) for n in sizes])
    slope = np.polyfit(np.log(sizes), levels, 1)[0]
    return {
        "slope": float(slope),
        "level": float(levels[-1]),
        "curves": {"largest": {"x": sizes, "y": np.exp(levels)}},
    }
