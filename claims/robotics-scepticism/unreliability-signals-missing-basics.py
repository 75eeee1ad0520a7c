"""Whether errors of today tell that something is missing, or only that there are few data.

A logistic regression (ridge, Newton's method) learns the sign of a score.  In the one world the score is
linear in the inputs, and nothing is missing but data.  In the other it also holds a product of two
inputs, which the learner does not see; given the product, it lacks nothing either.
"""

from typing import Literal

import numpy as np
from scipy.special import expit


def fitted(rows: np.ndarray, labels: np.ndarray, ridge: float, rounds: int) -> np.ndarray:
    """Weights of the logistic regression on rows (count, width); `ridge` is that of the mean loss."""
    weights = np.zeros(rows.shape[1])
    for _ in range(rounds):
        chance = expit(rows @ weights)
        slope = rows.T @ (chance - labels) / len(rows) + ridge * weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows / len(rows)
        weights -= np.linalg.solve(curve + ridge * np.eye(len(weights)), slope)
    return weights


def measure(
    seed: int,
    product: float = 0.0,
    sees: Literal["inputs", "inputs and product"] = "inputs",
    inputs: int = 24,
    first: int = 60,
    early: int = 240,
    late: int = 15_360,
    ridge: float = 0.1,
    rounds: int = 25,
    copies: int = 8,
    fresh_rows: int = 20_000,
) -> dict:
    """Errors on fresh rows with few, more and many rows, and the ratio of the last two.

    The score is the sum of the inputs over the root of their number, plus `product` times the product of the first
    two.  `ridge` is over the number of rows.  Errors at `first` and `early` rows are means of `copies` draws.
    """
    if sees not in ("inputs", "inputs and product"):
        raise ValueError(f"unknown view: {sees}")
    rng = np.random.default_rng(seed)

    def drawn(rows):
        points = rng.standard_normal((rows, inputs))
        pair = points[:, :1] * points[:, 1:2]
        score = points.sum(axis=1) / np.sqrt(inputs) + product * pair[:, 0]
        seen = np.hstack([points, pair]) if sees == "inputs and product" else points
        return seen, score > 0

    new, truth = drawn(fresh_rows)

    def error(rows, times):
        missed = []
        for _ in range(times):
            known, labels = drawn(rows)
            weights = fitted(known, labels, ridge / rows, rounds)
            missed.append(np.mean((new @ weights > 0) != truth))
        return float(np.mean(missed))

    sizes = np.unique(np.geomspace(first, late, 5).astype(int))
    start, then, end = error(first, copies), error(early, copies), error(late, 1)
    return {
        "start": start,
        "end": end,
        "ratio": end / then,
        "curves": {"error": {"x": sizes, "y": np.array([error(int(each), 1) for each in sizes])}},
    }
