"""How far points are from a small set of generated ones, as the number of dimensions grows.

The set is what a random generator sigmoid(tanh(z A) B) makes of latents z of two numbers, inside
the unit cube of d dimensions.  Two points of the cube are never further apart than the root of d.
"""

from typing import Literal, get_args

import numpy as np
from scipy.special import expit

Queries = Literal["cube", "space", "near"]


def nearest(queries, stored):
    """Distance of each query from the nearest stored point, shape (queries,)."""
    squares = (queries**2).sum(axis=1)[:, None] + (stored**2).sum(axis=1)
    return np.sqrt((squares - 2 * queries @ stored.T).min(axis=1).clip(0))


def measure(
    seed: int,
    queries: Queries = "cube",
    dimensions: int = 1024,
    fewer: int = 64,
    scale: float = 10.0,
    stored: int = 1_000,
    asked: int = 100,
    width: int = 16,
    sets: int = 3,
) -> dict:
    """Mean distance from the set with `dimensions` and with `fewer`, and with queries of twice the scale.

    Means are over `sets` generators too.  Queries are uniform in the cube, normal in all of space with standard deviation `scale`, or
    near: points of the set moved by a random vector of length one.
    """
    if queries not in get_args(Queries):
        raise ValueError(f"unknown queries: {queries}")
    rng = np.random.default_rng(seed)
    means = {(size, factor): 0.0 for size in (fewer, dimensions) for factor in (1, 2)}
    for size in (fewer, dimensions) * sets:
        into, out = rng.standard_normal((2, width)), rng.standard_normal((width, size))
        points = expit(np.tanh(rng.standard_normal((stored, 2)) @ into) @ out)
        for factor in (1, 2):
            noise = rng.standard_normal((asked, size))
            if queries == "near":
                step = noise / np.linalg.norm(noise, axis=1, keepdims=True)
                asked_for = points[rng.integers(stored, size=asked)] + step
            elif queries == "space":
                asked_for = factor * scale * noise
            else:
                asked_for = rng.random((asked, size))
            means[size, factor] += float(nearest(asked_for, points).mean()) / sets
    return {
        "distance": means[dimensions, 1],
        "growth": means[dimensions, 1] / means[fewer, 1],
        "doubling": means[dimensions, 2] / means[dimensions, 1],
        "share": means[dimensions, 1] / dimensions**0.5,
    }
