"""The error of Bayes prediction, against the terms of the volume's expansion.

Two things are measured of one model y = g(w) x + noise, g(w) = sign(p) |p|^power with p a
product of `depth` uniform parameters.  From the prior alone: how the share of parameters
with loss below eps shrinks, as eps^lambda (log 1/eps)^(m-1).  From data: n E[G_n], n times
the mean relative entropy of the next prediction, by quadrature.  Watanabe (2009) relates
them: n E[G_n] = lambda - (m - 1)/log n + smaller terms.  A parameter count expects d/2.
"""

from typing import Literal, get_args

import numpy as np

from evidence_quadrature import draw, prediction_risk
from volume import fit_counts, shells, summary

Estimator = Literal["bayes", "fit"]
Design = Literal["random", "fixed"]


def volume_terms(values, tolerance, least_volume):
    """Exponent and multiplicity of the share of losses `values` (draws,) below eps."""
    edges, counts = shells(values, tolerance, 60)
    inside = counts[::-1].cumsum()[:0:-1] / len(values)
    kept = max(int(np.sum(inside >= least_volume)), 3)
    counts = np.append(counts[: kept - 1], counts[kept - 1 :].sum())
    found = summary(lambda power: fit_counts(edges[:kept], counts, power))
    return found["exponent"], found["multiplicity"]


def measure(
    seed: int,
    depth: int = 2,
    power: float = 1.0,
    truth: float = 0.0,
    estimator: Estimator = "bayes",
    design: Design = "random",
    few: int = 300,
    many: int = 30_000,
    sizes: int = 5,
    draws: int = 200_000,
    tolerance: float = 1e-2,
    least_volume: float = 2e-4,
) -> dict:
    """n E[G_n] at `few` and `many` samples, and how far the two accounts are off.

    `estimator` bayes averages over the posterior, fit takes the best fit in the class.
    `design` random draws the old inputs, fixed gives them a sum of squares of n.  The
    volume is that of `draws` parameters, at losses below `tolerance` and shares above
    `least_volume`; the seed draws them.
    """
    if estimator not in get_args(Estimator):
        raise ValueError(f"unknown estimator: {estimator}")
    if design not in get_args(Design):
        raise ValueError(f"unknown design: {design}")
    rng = np.random.default_rng(seed)
    losses = (draw(rng, depth, power, draws) - truth) ** 2 / 2
    exponent, multiplicity = volume_terms(losses, tolerance, least_volume)
    ns = np.geomspace(few, many, sizes)
    risk = np.array([prediction_risk(depth, power, truth, n, estimator, design) for n in ns])
    predicted = exponent - (multiplicity - 1) / np.log(ns)
    return {
        "exponent": exponent,
        "multiplicity": multiplicity,
        "risk_many": risk[-1],
        "miss_few": risk[0] - predicted[0],
        "miss_many": risk[-1] - predicted[-1],
        "count_miss_few": risk[0] - depth / 2,
        "count_miss_many": risk[-1] - depth / 2,
        "curves": {"error": {"x": ns, "y": risk}, "terms": {"x": ns, "y": predicted}},
    }
