"""Which of two exact solutions a run ends on, where runs can cross from one to the other.

At two sample sizes, and at the larger one with a smaller batch.  Three ways to end somewhere:
stochastic gradient descent without decay; Langevin dynamics at the posterior's own temperature,
with the same starts and as many steps; the posterior itself, by quadrature.
"""

from typing import Literal, get_args

import numpy as np
from landscape import Shape, descend, draw, langevin, moments, posterior_share

Method = Literal["descent", "langevin", "posterior"]


def measure(
    seed: int,
    method: Method = "descent",
    few: int = 100,
    many: int = 1000,
    rate: float = 0.2,
    batch: int = 4,
    fewer: int = 4,
    steps: int = 6000,
    noise: float = 1.0,
    precision: float = 5.0,
    starts: int = 300,
    middle: float = -0.65,
    reach: float = 0.45,
    ridge: float = 0.063,
    twist: float = 1.5,
    dial: float = 0.15,
    plane: bool = True,
    fresh: bool = False,
) -> dict:
    """Shares on the side of the product at `few` and `many` rows, and their difference, `trend`.

    `odds_trend` is the difference of their log odds, in nats, with half a run added to each side.
    Starts are drawn from N(0, 1 / precision), the prior of the posterior.  `lift` is the share
    with a batch `fewer` times smaller minus that with `batch`, at `many` rows (descent only).
    `crossings` is the least mean number of crossings per run, `diverged` the largest share of
    runs that diverged; these count on neither side.  With `fresh` there is no noise to fit:
    descent draws it anew at each step, and the other methods see targets without any.
    """
    if method not in get_args(Method):
        raise ValueError(f"unknown method: {method}")
    rng = np.random.default_rng(seed)
    shape = Shape(middle, reach, ridge, twist, dial, plane)
    data = [draw(rng, n, starts, noise) for n in (few, many)]
    if fresh:
        for rows in data:
            rows[:, 4] = 0
    spread = 1 / np.sqrt(precision)
    if method == "descent":
        groups = [(data[0], batch), (data[1], batch), (data[1], max(1, batch // fewer))]
        theta = spread * rng.standard_normal((3, 3, starts))
        t, crossed = descend(rng, groups, theta, rate, steps, shape, noise if fresh else 0.0)
    elif method == "langevin":
        known = [np.concatenate(both, axis=-1) for both in zip(*map(moments, data), strict=True)]
        heat = np.repeat([noise**2 / few, noise**2 / many], starts)
        theta = spread * rng.standard_normal((3, 2 * starts))
        t, crossed = langevin(rng, known, heat, theta, rate, steps, precision, shape)
        t, crossed = t.reshape(2, -1), crossed.reshape(2, -1)
    elif method == "posterior":
        heats = (noise**2 / few, noise**2 / many)
        shares = [
            posterior_share(moments(rows[..., :100]), heat, precision, shape).mean()
            for rows, heat in zip(data, heats, strict=True)
        ]
        t, crossed = np.zeros((2, 1)), np.zeros((2, 1))
    if method != "posterior":
        shares = (t < middle).sum(axis=1) / np.isfinite(t).sum(axis=1)
    odds = [np.log((s * starts + 0.5) / ((1 - s) * starts + 0.5)) for s in shares]
    result = {
        "share_few": float(shares[0]),
        "share_many": float(shares[1]),
        "trend": float(shares[1] - shares[0]),
        "odds_trend": float(odds[1] - odds[0]),
        "crossings": float(crossed.mean(axis=1).min()),
        "diverged": float(1 - np.isfinite(t).mean(axis=1).min()),
        "curves": {"share": {"x": np.array([few, many]), "y": np.array(shares[:2])}},
    }
    if method == "descent":
        result["lift"] = float(shares[2] - shares[1])
    return result
