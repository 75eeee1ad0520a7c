"""Curvature, volume and volume exponent at two points of one set of optima.

A unit a relu(b x) aims at the function of (a, b) = (scale, scale).  All points
(scale / t, scale t) with t > 0 are optimal; compared are t = 1 and t = factor,
each within a small disc around it.  At a smooth set of optima across which
the loss is non-degenerate, the exponent is half the codimension (Watanabe
2009).  For a sum of squares, a a + b b, the optima form a circle, and the
second point is the first one turned by log(factor).
"""

from typing import Literal

import numpy as np

from volume import fit_counts, shells

MODELS = {  # outputs at inputs x for parameters a and b of one shape
    "relu": lambda a, b, x: a * np.maximum(b * x, 0),
    "tanh": lambda a, b, x: a * np.tanh(b * x),
    "circle": lambda a, b, x: (a * a + b * b) * x,
}


def measure(
    seed: int,
    model: Literal["relu", "tanh", "circle"] = "relu",
    factor: float = 10.0,
    scale: float = 0.7,
    radius: float = 0.3,
    reach: float = 3.0,
    nodes: int = 8,
    top_share: float = 0.1,
    tolerance: float = 1e-3,
    draws: int = 100_000,
    halvings: int = 12,
) -> dict:
    """Exponents at both points, and ratios (moved over first) of curvature and volume.

    Inputs are `nodes` Gauss-Legendre nodes on [-reach, reach] with their
    weights.  The loss is half the mean squared difference from the function at
    that same point.  The fit uses the lowest `top_share` of the losses in the
    disc, of radius `radius`.  The volume is the area with loss below
    `tolerance`.
    """
    rng = np.random.default_rng(seed)
    xs, weights = np.polynomial.legendre.leggauss(nodes)
    xs = reach * xs
    outputs = MODELS[model]
    angle = np.log(factor) + np.pi / 4
    far = scale * np.sqrt(2) * np.array([np.cos(angle), np.sin(angle)])
    if model != "circle":
        far = np.array([scale / factor, scale * factor])
    exponents, traces, areas, curves = [], [], [], {}
    for name, (a0, b0) in (("first", (scale, scale)), ("moved", far)):

        def loss(a, b, a0=a0, b0=b0):
            """Half the mean squared difference from the function at (a0, b0)."""
            pairs = zip(xs, weights / 2)
            return 0.5 * sum(w * (outputs(a, b, x) - outputs(a0, b0, x)) ** 2 for x, w in pairs)

        h = 1e-4  # the loss is 0 at the point, so second differences need its neighbours only
        traces.append(
            (loss(a0 + h, b0) + loss(a0 - h, b0) + loss(a0, b0 + h) + loss(a0, b0 - h)) / h**2
        )
        away, turn = radius * np.sqrt(rng.random(draws)), 2 * np.pi * rng.random(draws)
        values = loss(a0 + away * np.cos(turn), b0 + away * np.sin(turn))
        edges, counts = shells(values, np.quantile(values, top_share), halvings)
        exponents.append(fit_counts(edges, counts)[0])
        area = np.pi * radius**2 / draws
        areas.append(area * np.count_nonzero(values < tolerance))
        curves[name] = {"x": edges, "y": area * counts[::-1].cumsum()[::-1]}
    return {
        "exponent": exponents[0],
        "moved_exponent": exponents[1],
        "trace_ratio": float(traces[1] / traces[0]),
        "volume_ratio": areas[1] / areas[0],
        "curves": curves,
    }
