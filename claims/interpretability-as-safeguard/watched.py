"""A small network with a hidden property to be watched, and a probe that watches it.

Inputs are ten normal numbers; a bit s shifts the first, a bit u the second.  Where the
task needs s, the answer is whether exactly one of the bits is 1; where it does not, the
answer is u.  The monitor is a logistic probe for s on the last hidden layer, fitted to the
trained network and then left as it is.
"""

from typing import Literal, get_args

import numpy as np

Task = Literal["needed", "unneeded"]

INPUTS = 10
SHIFT = 2.0


def drawn(rng, rows, task):
    """Inputs, answers and the watched bit of so many examples."""
    watched, other = rng.integers(0, 2, (2, rows))
    inputs = rng.standard_normal((rows, INPUTS))
    inputs[:, 0] += SHIFT * (2 * watched - 1)
    inputs[:, 1] += SHIFT * (2 * other - 1)
    return inputs, (watched ^ other if task == "needed" else other).astype(float), watched


def shapes(width):
    """Shapes of the weights and offsets of two hidden layers and a readout, in order."""
    return [(INPUTS, width), (width,), (width, width), (width,), (width, 1), (1,)]


def unpacked(flat, width):
    """The weights as arrays; leading axes of `flat`, such as copies of the network, stay in front."""
    found, at = [], 0
    for shape in shapes(width):
        size = int(np.prod(shape))
        found.append(flat[..., at : at + size].reshape(*flat.shape[:-1], *shape))
        at += size
    return found


def fresh(rng, width):
    """Weights of variance one over their number of inputs, offsets of 0, in one row."""
    return np.concatenate([
        np.ravel(rng.standard_normal(shape) / np.sqrt(shape[0]) if len(shape) > 1 else np.zeros(shape))
        for shape in shapes(width)
    ])  # fmt: skip


def forward(flat, width, inputs):
    """First and last hidden layer, and the log odds of the answer, for each copy of the network."""
    into, offset, between, shift, out, base = unpacked(flat, width)
    first = np.tanh(inputs @ into + offset[..., None, :])
    last = np.tanh(first @ between + shift[..., None, :])
    return first, last, (last @ out)[..., 0] + base


def slope(flat, width, inputs, answers, monitor=None, strength=0.0):
    """Gradient of the mean log loss plus `strength` times half the mean square of the monitor's log odds."""
    _, _, between, _, out, _ = unpacked(flat, width)
    first, last, odds = forward(flat, width, inputs)
    rows = inputs.shape[-2]
    error = (1 / (1 + np.exp(-odds)) - answers)[..., None] / rows
    back = error @ np.swapaxes(out, -1, -2)
    if monitor is not None:
        seen = last @ monitor[:-1] + monitor[-1]
        back = back + strength / rows * seen[..., None] * monitor[:-1]
    last_back = back * (1 - last**2)
    first_back = (last_back @ np.swapaxes(between, -1, -2)) * (1 - first**2)
    parts = [
        np.swapaxes(inputs, -1, -2) @ first_back, first_back.sum(-2),
        np.swapaxes(first, -1, -2) @ last_back, last_back.sum(-2),
        np.swapaxes(last, -1, -2) @ error, error.sum(-2),
    ]  # fmt: skip
    many = flat.shape[:-1]
    return np.concatenate([part.reshape(*many, -1) for part in parts], axis=-1)


class Adam:
    """Steps of Kingma and Ba 2015, with decays of 0.9 and 0.99."""

    def __init__(self, flat, rate):
        self.rate, self.count = rate, 0
        self.mean, self.square = np.zeros_like(flat), np.zeros_like(flat)

    def step(self, flat, gradient):
        """Weights after one step."""
        self.count += 1
        self.mean = 0.9 * self.mean + 0.1 * gradient
        self.square = 0.99 * self.square + 0.01 * gradient**2
        mean = self.mean / (1 - 0.9**self.count)
        square = self.square / (1 - 0.99**self.count)
        return flat - self.rate * mean / (np.sqrt(square) + 1e-8)


def fitted(features, bits, ridge=1e-3, rounds=12):
    """A logistic probe by Newton's method: its direction, and its offset last."""
    rows = np.column_stack([features, np.ones(len(features))])
    probe = np.zeros(rows.shape[1])
    penalty = np.full(len(probe), ridge)
    penalty[-1] = 1e-9
    for _ in range(rounds):
        odds = 1 / (1 + np.exp(-np.clip(rows @ probe, -30, 30)))
        gradient = rows.T @ (odds - bits) / len(rows) + penalty * probe
        bend = (rows * (odds * (1 - odds))[:, None]).T @ rows / len(rows) + np.diag(penalty)
        probe = probe - np.linalg.solve(bend, gradient)
    return probe


def products(features):
    """The features with their squares and products of two."""
    first, second = np.triu_indices(features.shape[1])
    return np.column_stack([features, features[:, first] * features[:, second]])


def auc(scores, bits):
    """The chance that a row with the bit scores higher than one without it."""
    ranks = np.empty(len(scores))
    ranks[np.argsort(scores, kind="stable")] = np.arange(1, len(scores) + 1)
    ones = int(bits.sum())
    return float((ranks[bits == 1].sum() - ones * (ones + 1) / 2) / (ones * (len(bits) - ones)))


def prepare(
    seed: int, task: Task = "needed", width: int = 12, steps: int = 1200, rows: int = 6000
) -> dict:
    """A trained network in one row, its monitor, and the examples that both were made from."""
    if task not in get_args(Task):
        raise ValueError(f"unknown task: {task}")
    rng = np.random.default_rng([seed, 1])
    inputs, answers, watched = drawn(rng, rows, task)
    flat = fresh(rng, width)
    descent = Adam(flat, 0.01)
    for _ in range(steps):
        some = rng.integers(0, rows, 128)
        flat = descent.step(flat, slope(flat, width, inputs[some], answers[some]))
    monitor = fitted(forward(flat, width, inputs)[1], watched)
    return {"flat": flat, "monitor": monitor, "inputs": inputs, "answers": answers, "watched": watched}  # fmt: skip
