"""Gradient noise that holds a weight at a maximum of the loss.

The output is theta^2 x and the target x plus noise: the weight is used twice, the solutions are
+-1, and 0, where the unit is off, is a maximum of the population loss (theta^2 - 1)^2 / 2.  There
the gradient of every batch vanishes, so a step multiplies theta by a random factor.  A run ends
at 0 if the mean log of that factor is negative (Chen et al. 2023); for small steps, if
rate * noise^2 / batch > 1.
"""

from typing import Literal, get_args

import numpy as np

Kick = Literal["gradient", "isotropic"]


def batch_means(rng, noise, batch, count):
    """Means over `count` batches of the squared input and of input times noise, each (count,)."""
    x = rng.standard_normal((batch, count))
    return (x * x).mean(axis=0), (x * noise * rng.standard_normal((batch, count))).mean(axis=0)


def measure(
    seed: int,
    rate: float = 0.01,
    noise: float = 14.0,
    batch: int = 1,
    kick: Kick = "gradient",
    start: float = 1.0,
    walkers: int = 300,
    steps: int = 2000,
    near: float = 0.01,
) -> dict:
    """Where stochastic gradient descent on half the squared error ends, from a solution.

    `collapsed` is the share of walkers that end within `near` of 0; `drift` the mean log of a
    step's factor at 0, and `speed` the slope per step of log median |theta| in the second half.
    With `kick` isotropic a step is that of the population loss plus noise of one size
    everywhere, the size that the gradient's noise has at the solutions.  A walker that diverges
    has not collapsed.
    """
    if kick not in get_args(Kick):
        raise ValueError(f"unknown kick: {kick}")
    rng = np.random.default_rng(seed)
    theta, size = np.full(walkers, start), np.empty(steps + 1)
    size[0] = np.abs(start)
    for step in range(steps):
        square, chance = batch_means(rng, noise, batch, walkers)
        with np.errstate(over="ignore", invalid="ignore"):
            if kick == "gradient":
                theta = theta * (1 - 2 * rate * (square * (theta * theta - 1) - chance))
            else:
                theta = theta - 2 * rate * (theta * (theta * theta - 1) - chance)
        size[step + 1] = np.median(np.abs(theta))
    square, chance = batch_means(rng, noise, batch, 400_000 // batch)
    shown = np.arange(0, steps + 1, max(1, steps // 100))
    late = np.arange(steps // 2, steps + 1)
    return {
        "collapsed": float((np.abs(theta) < near).mean()),
        "drift": float(np.log(np.abs(1 + 2 * rate * (square + chance))).mean()),
        "speed": float(np.polyfit(late, np.log(size[late]), 1)[0]),
        "curves": {"size": {"x": shown, "y": np.maximum(size[shown], 1e-12)}},
    }
