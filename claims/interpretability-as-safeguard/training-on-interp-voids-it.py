"""What a monitor says of a network that was trained on against it, and what a new probe says."""

from typing import Literal, get_args

import numpy as np
from watched import SHIFT, Adam, Task, auc, drawn, fitted, forward, prepare, products, slope

__all__ = ["measure", "prepare"]

Pressure = Literal["none", "monitor", "random", "chase"]


def pressed(rng, prepared, width, pressure, strength, steps, refit):
    """The network after so many more steps under that pressure."""
    flat, aim = prepared["flat"], prepared["monitor"]
    inputs, answers = prepared["inputs"], prepared["answers"]
    if pressure == "random":  # a direction as long as the monitor's, and no offset
        aim = np.append(rng.standard_normal(width), 0.0)
        aim *= np.linalg.norm(prepared["monitor"][:-1]) / np.linalg.norm(aim)
    descent = Adam(flat, 0.005)
    for step in range(steps):
        if pressure == "chase" and step % refit == 0:
            aim = fitted(forward(flat, width, inputs[:2000])[1], prepared["watched"][:2000])
        some = rng.integers(0, len(inputs), 128)
        target = None if pressure == "none" else aim
        flat = descent.step(flat, slope(flat, width, inputs[some], answers[some], target, strength))
    return flat


def read(flat, width, prepared, rows, of):
    """AUC on new rows of a probe that is fitted to what `of` makes of the last layer."""
    new, watched = rows
    probe = fitted(of(forward(flat, width, prepared["inputs"])[1]), prepared["watched"])
    return auc(of(forward(flat, width, new)[1]) @ probe[:-1], watched)


def measure(
    seed: int,
    prepared: dict,
    task: Task = "needed",
    width: int = 12,
    steps: int = 1200,
    rows: int = 6000,
    pressure: Pressure = "monitor",
    strength: float = 0.3,
    more_steps: int = 1500,
    refit: int = 25,
    tested: int = 4000,
) -> dict:
    """Accuracy, and how well the watched bit is read, after `more_steps` of training under pressure.

    Pressure is `strength` times half the mean square of the log odds of the `monitor`, of a
    `random` direction, or of a probe fitted anew every `refit` steps (`chase`).  AUC is 1 for a
    perfect reading, 0.5 for none and 0 for one turned round.  `told` is how many bits of the watched
    one the monitor's probabilities give: 1 less its mean log loss to base 2.  `uses` is the share of
    answers that change when the watched bit is turned in the inputs.
    """
    if pressure not in get_args(Pressure):
        raise ValueError(f"unknown pressure: {pressure}")
    rng = np.random.default_rng([seed, 2])
    inputs, answers, watched = drawn(rng, tested, task)
    turned = inputs.copy()
    turned[:, 0] -= 2 * SHIFT * (2 * watched - 1)
    flat = pressed(rng, prepared, width, pressure, strength, more_steps, refit)
    monitor = prepared["monitor"]
    said = forward(flat, width, inputs)[2] > 0
    odds = forward(flat, width, inputs)[1] @ monitor[:-1] + monitor[-1]
    return {
        "accuracy": float(np.mean(said == answers)),
        "told": float(1 - np.mean(np.logaddexp(0, odds) - watched * odds) / np.log(2)),
        "monitor": auc(odds, watched),
        "fresh": read(flat, width, prepared, (inputs, watched), lambda layer: layer),
        "fresh_quadratic": read(flat, width, prepared, (inputs, watched), products),
        "uses": float(np.mean(said != (forward(flat, width, turned)[2] > 0))),
    }
