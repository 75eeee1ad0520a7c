"""What a monitor says after copies of a network have been picked, again and again, by how well they pass it."""

from typing import Literal, get_args

import numpy as np
from watched import Adam, Task, auc, drawn, fitted, forward, prepare, slope

__all__ = ["measure", "prepare"]

Kept = Literal["lowest", "any"]


def trained_on(rng, copies, width, prepared, steps):
    """Copies after so many steps on the task, each on examples of its own."""
    inputs, answers = prepared["inputs"], prepared["answers"]
    descent = Adam(copies, 0.005)
    for _ in range(steps):
        some = rng.integers(0, len(inputs), (len(copies), 128))
        copies = descent.step(copies, slope(copies, width, inputs[some], answers[some]))
    return copies


def picked(rng, copies, width, monitor, checked, kept, least):
    """The copy that is kept, of those that do the task well enough: the one least read, or any."""
    inputs, answers, watched = checked
    _, last, odds = forward(copies, width, inputs)
    right = ((odds > 0) == answers).mean(axis=-1)
    able = np.flatnonzero(right >= least)
    if len(able) == 0:
        return copies[right.argmax()]
    if kept == "any":
        return copies[rng.choice(able)]
    readings = [auc(last[each] @ monitor[:-1], watched) for each in able]
    return copies[able[int(np.argmin(readings))]]


def measure(
    seed: int,
    prepared: dict,
    task: Task = "needed",
    width: int = 12,
    steps: int = 1200,
    rows: int = 6000,
    kept: Kept = "lowest",
    generations: int = 30,
    copies: int = 6,
    noise: float = 0.08,
    task_steps: int = 12,
    least: float = 0.92,
    checked: int = 1500,
    tested: int = 4000,
) -> dict:
    """AUC of the monitor and of a new probe for the watched bit, and accuracy, after the last generation.

    In each generation `copies` of the network get normal noise on every weight and
    `task_steps` of training on the task; of those with an accuracy of `least` or more on
    `checked` examples the one that the monitor reads worst is kept.  No gradient goes through the
    monitor.
    """
    if kept not in get_args(Kept):
        raise ValueError(f"unknown choice: {kept}")
    rng = np.random.default_rng([seed, 3])
    new, answers, watched = drawn(rng, tested, task)
    flat, monitor = prepared["flat"], prepared["monitor"]

    def seen(flat):
        return auc(forward(flat, width, new)[1] @ monitor[:-1], watched)

    history = [seen(flat)]
    for _ in range(generations):
        many = flat + rng.normal(0, noise, (copies, len(flat)))
        many = trained_on(rng, many, width, prepared, task_steps)
        flat = picked(rng, many, width, monitor, drawn(rng, checked, task), kept, least)
        history.append(seen(flat))
    probe = fitted(forward(flat, width, prepared["inputs"])[1], prepared["watched"])
    _, last, odds = forward(flat, width, new)
    return {
        "frozen": history[-1],
        "fresh": auc(last @ probe[:-1], watched),
        "accuracy": float(np.mean((odds > 0) == answers)),
        "curves": {"frozen": {"x": np.arange(generations + 1), "y": history}},
    }
