"""How the volume of near-optimal parameters depends on the loss tolerance.

The prior is uniform on the box [-1, 1]^d.  The volume V(eps) of {K < eps}
goes as eps^lambda (log 1/eps)^(m-1); both numbers are read off V, by plain
draws or by multilevel splitting for tolerances that no plain draw reaches.
For x^2 y^2 the volume is known: t (1 - log t) with t = sqrt(eps).
"""

from typing import Literal, get_args

import numpy as np

from volume import fit_counts, fit_levels, shells, split, summary

Loss = Literal[
    "quadratic",
    "bowl",
    "square",
    "x^2",
    "line",
    "crossing",
    "triple",
    "quartic",
    "x^2+y^4",
    "uneven",
    "cusp",
    "three_lines",
]
Method = Literal["plain", "deep"]

# name: (dimension, loss of points w with shape (d, n)); beside it lambda and m
LOSSES = {
    "quadratic": (2, lambda w: w[0] ** 2 + w[1] ** 2),  # 1, 1
    "bowl": (3, lambda w: w[0] ** 2 + w[1] ** 2 + w[2] ** 2),  # 3/2, 1
    "square": (2, lambda w: w[0] ** 2),  # 1/2, 1
    "x^2": (2, lambda w: w[0] ** 2),
    "line": (2, lambda w: (w[0] + w[1]) ** 2),  # 1/2, 1
    "crossing": (2, lambda w: (w[0] * w[1]) ** 2),  # 1/2, 2
    "triple": (3, lambda w: (w[0] * w[1] * w[2]) ** 2),  # 1/2, 3
    "quartic": (2, lambda w: w[0] ** 2 + w[1] ** 4),  # 3/4, 1
    "x^2+y^4": (2, lambda w: w[0] ** 2 + w[1] ** 4),
    "uneven": (2, lambda w: w[0] ** 2 * w[1] ** 4),  # 1/4, 1
    "cusp": (2, lambda w: (w[1] ** 2 - w[0] ** 3) ** 2),  # 5/12, 1
    "three_lines": (2, lambda w: (w[0] * w[1] * (w[0] + w[1])) ** 2),  # 1/3, 1
}


def measure(
    seed: int,
    loss: Loss = "crossing",
    method: Method = "plain",
    tolerance: float = 0.0,
    at: float = 1e-4,
    draws: int = 1_000_000,
    least_volume: float = 2e-4,
    particles: int = 10_000,
    halvings: int = 40,
    multiplicity: int = 0,
) -> dict:
    """Exponent and multiplicity of the volume, and the volume at tolerance `at`.

    `method` is plain (draws) or deep (splitting: particles, halvings of the
    volume).  The fit uses tolerances below `tolerance` (0: 1e-2 for plain, 1e-6
    for deep) and, for plain, volumes above `least_volume`.  `multiplicity` 0
    lets the likelihood choose m.  `plain_slope` is a straight line through
    log V against log eps.
    """
    if method not in get_args(Method):
        raise ValueError(f"unknown method: {method}")
    rng = np.random.default_rng(seed)
    dimension, shape = LOSSES[loss]
    if method == "deep":
        ladder, _ = split(lambda w: shape(w.T), dimension, rng, particles, halvings)
        volume = 0.5 ** np.arange(1, halvings + 1)
        used = ladder < (tolerance or 1e-6)
        edges, inside = ladder[used], volume[used]
        found = summary(lambda power: fit_levels(edges, particles, power), multiplicity)
        at_volume = np.exp(np.interp(np.log(at), np.log(ladder[::-1]), np.log(volume[::-1])))
    else:
        values = shape(rng.uniform(-1, 1, (dimension, draws)))
        edges, counts = shells(values, tolerance or 1e-2, 60)
        inside = counts[::-1].cumsum()[:0:-1] / draws  # share below each edge but the last
        kept = max(int(np.sum(inside >= least_volume)), 3)
        counts = np.append(counts[: kept - 1], counts[kept - 1 :].sum())
        edges, inside = edges[:kept], inside[:kept]
        found = summary(lambda power: fit_counts(edges, counts, power), multiplicity)
        at_volume = np.mean(values < at)
    return found | {
        "plain_slope": float(np.polyfit(np.log(edges), np.log(inside), 1)[0]),
        "volume": float(at_volume),
        "curves": {
            "volume": {"x": edges, "y": inside},
            "scaled": {"x": edges, "y": inside / edges ** found["exponent"]},
        },
    }
