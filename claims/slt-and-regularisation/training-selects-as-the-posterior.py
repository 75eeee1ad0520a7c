"""Which of two exact solutions stochastic gradient descent ends on, at two sample sizes.

The landscape is that of the two exact solutions: f = (t + 1.5)(t - 1) x0 + branch, with branch
u v x1 for t < 0 (singular) and u x1 + v x2 for t >= 0 (regular), and a target that is noise.
"""

from typing import Literal, get_args

import numpy as np

Shape = Literal["two", "one"]


def train(rng, size, rate, batch, steps, noise, spread, starts, shape):
    """Final t of `starts` runs, each on a data set of its own of `size` rows; shape (starts,)."""
    inputs = rng.standard_normal((starts, size, 3), dtype=np.float32)
    target = noise * rng.standard_normal((starts, size), dtype=np.float32)
    data = np.concatenate([inputs, target[..., None]], axis=2).reshape(-1, 4)
    t, u, v = spread * rng.standard_normal((3, starts))
    first = size * np.arange(starts)[:, None]
    for _ in range(steps):
        rows = first + rng.integers(size, size=(starts, batch))
        x0, x1, x2, y = np.moveaxis(data.take(rows, axis=0), 2, 0).astype(float)
        product = (t < 0) | (shape == "one")
        onto_1, onto_2 = u * np.where(product, v, 1.0), np.where(product, 0.0, v)
        branch = onto_1[:, None] * x1 + onto_2[:, None] * x2
        error = ((t + 1.5) * (t - 1))[:, None] * x0 + branch - y
        slope_t = (error * x0).mean(1) * (2 * t + 0.5)
        along_1, along_2 = (error * x1).mean(1), (error * x2).mean(1)
        slope_u = along_1 * np.where(product, v, 1.0)
        slope_v = np.where(product, along_1 * u, along_2)
        t, u, v = t - rate * slope_t, u - rate * slope_u, v - rate * slope_v
    return t


def measure(
    seed: int,
    few: int = 100,
    many: int = 10_000,
    rate: float = 0.02,
    batch: int = 10,
    steps: int = 3_000,
    noise: float = 1.0,
    spread: float = 0.4472136,
    starts: int = 400,
    shape: Shape = "two",
) -> dict:
    """Shares of runs that end on the side of the singular solution, and their difference.

    `shape` two: the landscape above; one: the product on both sides, so that both are singular.
    """
    if shape not in get_args(Shape):
        raise ValueError(f"unknown shape: {shape}")
    rng = np.random.default_rng(seed)
    sizes = (few, many)
    shares = [
        float((train(rng, n, rate, batch, steps, noise, spread, starts, shape) < 0).mean())
        for n in sizes
    ]
    return {
        "share_few": shares[0],
        "share_many": shares[1],
        "trend": shares[1] - shares[0],
        "curves": {"share": {"x": np.array(sizes), "y": np.array(shares)}},
    }
