"""How often the parity of a string is got wrong, length by length, by nets that saw short strings only.

Parity is the simplest recursive rule: the state flips at every one.  An attention read-out
is trained on all lengths up to `longest` and met at every length up to `slots`.  Beside it
stand a member of the same class written by hand, and a recurrence, which has one step to learn.
"""

from typing import Literal, get_args

import numpy as np
from parity import scores, strings, trained, written
from scipy.optimize import least_squares

Model = Literal["attention", "written", "recurrence"]


def unrolled(step, inputs):
    """Last state of s <- a + b s + c x + d s x from s = 1, with x = 1 for a zero and -1 for a one."""
    state = np.ones(len(inputs))
    for place in inputs.transpose(1, 0, 2).astype(float):
        x = place[:, 0] - place[:, 1]
        moved = step[0] + step[1] * state + step[2] * x + step[3] * state * x
        state = np.where(place[:, 2] > 0, state, moved)
    return state


def recurrence(rng, longest, slots, starts):
    """The step that fits all strings up to `longest` best, of those least squares found, shape (4,)."""
    inputs, labels, _ = strings(longest, slots)
    found = [
        least_squares(lambda step: unrolled(step, inputs) - labels, 0.5 * rng.standard_normal(4))
        for _ in range(starts)
    ]
    return min(found, key=lambda each: each.cost).x


def measure(
    seed: int,
    model: Model = "attention",
    longest: int = 6,
    slots: int = 12,
    size: int = 24,
    width: int = 96,
    batch: int = 128,
    steps: int = 8_000,
    rate: float = 0.003,
    stop: float = 0.002,
    starts: int = 10,
) -> dict:
    """Shares of strings got wrong: mean over the lengths trained on, and at the length that fills all slots.

    `model` is attention (trained), written (the member written by hand; nothing is trained)
    or recurrence (four numbers, the best fit of `starts` starts).
    """
    if model not in get_args(Model):
        raise ValueError(f"unknown model: {model}")
    rng = np.random.default_rng(seed)
    inputs, labels, lengths = strings(slots, slots)
    if model == "recurrence":
        answers = unrolled(recurrence(rng, longest, slots, starts), inputs)
    elif model == "written":
        answers = scores(written(slots, size, width), inputs)[0]
    else:
        net = trained(rng, longest, slots, size, width, batch, steps, rate, stop)
        answers = scores(net, inputs)[0]
    wrong = answers * labels <= 0
    error = np.array([wrong[lengths == length].mean() for length in range(1, slots + 1)])
    return {
        "seen_error": float(error[:longest].mean()),
        "error_at_end": float(error[-1]),
        "curves": {"error": {"x": np.arange(1, slots + 1), "y": error}},
    }
