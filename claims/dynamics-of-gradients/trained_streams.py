"""A small transformer that is trained to continue sequences, with its normalisation in one of three places.

Each token of a sequence is a fixed random function of the two before it, drawn anew for each
seed.  The same draws of weights, rule and sequences are used for every place, so that all else
is equal.
"""

from typing import Literal, get_args

import numpy as np
from blocks import Sizes, fresh, loss_slopes, views

__all__ = ["Place", "prepare", "sequences", "sizes_of"]

Place = Literal["post", "pre", "none"]


def sizes_of(depth, size, hidden, vocabulary, length):
    """The sizes of a net that reads all tokens of a sequence but the last."""
    return Sizes(depth, size, hidden, vocabulary, length - 1)


def sequences(rng, rule, rows, length):
    """Token sequences, shape (rows, length): two at random, the others by the rule (vocabulary, vocabulary)."""
    tokens = rng.integers(len(rule), size=(rows, length))
    for place in range(2, length):
        tokens[:, place] = rule[tokens[:, place - 2], tokens[:, place - 1]]
    return tokens


def prepare(
    seed: int,
    place: Place = "post",
    depth: int = 10,
    size: int = 32,
    hidden: int = 64,
    vocabulary: int = 10,
    length: int = 13,
    gain: float = 1.0,
    steps: int = 250,
    batch: int = 16,
    rate: float = 2e-3,
    warm: int = 40,
    clip: float = 1.0,
) -> dict:
    """Weights before and after training as one vector each, losses in nats, and the rule.

    Adam (Kingma and Ba 2015) with a rate that rises over `warm` steps and is then kept; gradients
    longer than `clip` are shortened to it.  With `steps: 0` nothing is trained.
    """
    if place not in get_args(Place):
        raise ValueError(f"unknown place: {place}")
    rng = np.random.default_rng([seed, 11])
    sizes = sizes_of(depth, size, hidden, vocabulary, length)
    rule = rng.integers(vocabulary, size=(vocabulary, vocabulary))
    start = fresh(rng, sizes, gain)
    flat = start.copy()
    net = views(flat, sizes)
    slow, square, losses = np.zeros_like(flat), np.zeros_like(flat), np.zeros(steps)
    for step in range(1, steps + 1):
        tokens = sequences(rng, rule, batch, length)
        loss, _, found = loss_slopes(net, tokens, place)
        losses[step - 1] = loss
        slope = np.concatenate([part.ravel() for part in found])
        slope *= min(1.0, clip / max(float(np.sqrt(slope @ slope)), 1e-30))
        slow += 0.1 * (slope - slow)
        square += 0.001 * (slope**2 - square)
        now = rate * min(1.0, step / warm) / (1 - 0.9**step)
        flat -= now * slow / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {"start": start, "weights": flat, "losses": losses, "rule": rule}
