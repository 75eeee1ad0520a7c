"""Whether a learner's worst errors shrink in step with its mean error as data grow.

A network of one hidden layer of ReLUs (Adam on mini-batches, the rate falling linearly to zero)
learns a smooth random function, without noise, from few and from many rows.  What is compared is
the tail ratio: the mean of the worst hundredth of the absolute errors on fresh inputs over the
mean of all.  If it grows with the data, the worst errors lag behind the mean.  A kernel ridge
regression, which knows a place by the rows near it, can take the network's place.
"""

from typing import Literal

import numpy as np
from scipy.linalg import cho_factor, cho_solve

BANDWIDTHS = (0.5, 1.0, 2.0, 4.0)  # in units of the root of the number of inputs
RIDGE = 1e-7  # beside a diagonal of ones, for the solver's sake


def kernel(left: np.ndarray, right: np.ndarray, bandwidth: float) -> np.ndarray:
    """Gaussian kernel of rows, shape (rows of left, rows of right)."""
    squares = (left**2).sum(axis=1)[:, None] + (right**2).sum(axis=1) - 2 * left @ right.T
    return np.exp(-squares / (2 * bandwidth**2 * left.shape[1]))


def smoothed(known, values, new, bandwidth: float) -> np.ndarray:
    """Kernel ridge regression fitted to (known, values), at the rows of `new`."""
    level = values.mean()
    gram = kernel(known, known, bandwidth)
    gram[np.diag_indices_from(gram)] += RIDGE
    weights = cho_solve(cho_factor(gram, overwrite_a=True), values - level)
    return level + kernel(new, known, bandwidth) @ weights


def by_kernel(known, values, new) -> np.ndarray:
    """Guesses at `new`; the bandwidth has the least mean error on the last fifth of the rows."""
    first = len(known) * 4 // 5
    held_out = [
        np.abs(smoothed(known[:first], values[:first], known[first:], each) - values[first:])
        for each in BANDWIDTHS
    ]
    best = BANDWIDTHS[int(np.argmin([missed.mean() for missed in held_out]))]
    return smoothed(known, values, new, best)


def by_network(rng, known, values, new, width: int, steps: int, batch: int, rate: float):
    """Guesses at `new` of a network trained on (known, values); weights in one vector for Adam."""
    inputs = known.shape[1]
    shapes = [(inputs, width), (width,), (width,), (1,)]
    ends = np.cumsum([int(np.prod(shape)) for shape in shapes])
    flat = np.zeros(ends[-1])
    slope, first, second = np.zeros_like(flat), np.zeros_like(flat), np.zeros_like(flat)

    def parts(vector):
        pieces = np.split(vector, ends[:-1])
        return [piece.reshape(shape) for piece, shape in zip(pieces, shapes, strict=True)]

    inward, shift, outward, level = parts(flat)
    inward[:] = rng.standard_normal(inward.shape) * np.sqrt(2 / inputs)
    shift[:] = rng.standard_normal(width)
    outward[:] = rng.standard_normal(width) / np.sqrt(width)
    to_inward, to_shift, to_outward, to_level = parts(slope)
    for step in range(1, steps + 1):
        rows = rng.integers(len(known), size=batch)
        taken = known[rows]
        active = np.maximum(taken @ inward + shift, 0)
        missed = (active @ outward + level - values[rows]) * (2 / batch)
        back = np.outer(missed, outward) * (active > 0)
        to_inward[:], to_shift[:] = taken.T @ back, back.sum(axis=0)
        to_outward[:], to_level[:] = active.T @ missed, missed.sum()
        first += 0.1 * (slope - first)
        second += 0.001 * (slope**2 - second)
        sizes = np.sqrt(second / (1 - 0.999**step)) + 1e-8
        flat -= rate * (1 - (step - 1) / steps) * first / (1 - 0.9**step) / sizes
    return np.maximum(new @ inward + shift, 0) @ outward + level


def measure(
    seed: int,
    few: int = 200,
    many: int = 6400,
    inputs: int = 6,
    units: int = 16,
    gain: float = 1.5,
    learner: Literal["network", "kernel"] = "network",
    law: Literal["normal", "sphere"] = "normal",
    unseen: float = 0.0,
    width: int = 100,
    steps: int = 3000,
    batch: int = 64,
    rate: float = 1e-2,
    worst: float = 0.01,
    fresh_rows: int = 10_000,
) -> dict:
    """Mean error and tail ratio with few and with many rows, and how much the tail ratio grows.

    The function is a sum of `units` tanh of projections, weights of size `gain`; inputs are standard normal
    or on a sphere of the same mean square.  `unseen`: the share of inputs, those furthest from the
    origin, that are never among the training rows and where the function has the other sign.
    Errors are absolute, in units of the function's standard deviation.
    """
    if law not in ("normal", "sphere") or learner not in ("network", "kernel"):
        raise ValueError(f"unknown law or learner: {law}, {learner}")
    rng = np.random.default_rng(seed)
    projection = gain * rng.standard_normal((inputs, units)) / np.sqrt(inputs)
    offsets, outer = rng.standard_normal((2, units))

    def drawn(rows):
        points = rng.standard_normal((rows, inputs))
        lengths = np.linalg.norm(points, axis=1, keepdims=True)
        return points * np.sqrt(inputs) / lengths if law == "sphere" else points

    def function(points):
        return np.tanh(points @ projection + offsets) @ outer / np.sqrt(units)

    new, pool = drawn(fresh_rows), drawn(2 * max(few, many))
    truth = function(new)
    level, scale = truth.mean(), truth.std()
    truth = (truth - level) / scale
    if unseen > 0:
        reach = np.quantile(np.linalg.norm(new, axis=1), 1 - unseen)
        pool = pool[np.linalg.norm(pool, axis=1) < reach]
        truth = np.where(np.linalg.norm(new, axis=1) < reach, truth, -truth)
    values = (function(pool) - level) / scale
    count = max(int(worst * fresh_rows), 1)
    found = {}
    for name, rows in (("few", few), ("many", many)):
        if learner == "kernel":
            guesses = by_kernel(pool[:rows], values[:rows], new)
        else:
            guesses = by_network(rng, pool[:rows], values[:rows], new, width, steps, batch, rate)
        missed = np.abs(guesses - truth)
        found[f"mean_{name}"] = float(missed.mean())
        found[f"tail_{name}"] = float(np.sort(missed)[-count:].mean() / missed.mean())
    return {
        **found,
        "progress": found["mean_few"] / found["mean_many"],
        "growth": found["tail_many"] / found["tail_few"],
    }
