"""Signals in noise that carry few bits in many dimensions, or many bits in one.

A signal is some independent normal numbers, each received with normal noise of unit variance.  What is received
tells (dimensions / 2) log2(1 + variance) bits of it (Shannon 1948); the variance is chosen to make that what is asked for.
"""

import numpy as np

from neighbours import two_nearest


def measure(
    seed: int,
    dimensions: int = 8,
    bits: float = 1.0,
    space: int = 12,
    signals: int = 1500,
    draws: int = 40_000,
) -> dict:
    """What a signal tells, from draws, and its dimension, from `signals` of them in a space of `space` dimensions.

    `told` mean over `draws` of log2 of the density of what is received given the signal over that without it;
    `dimension` TwoNN of the signals as they are sent, turned at random.
    """
    rng = np.random.default_rng(seed)
    variance = 2 ** (2 * bits / dimensions) - 1
    sent = np.sqrt(variance) * rng.standard_normal((draws, dimensions))
    received = sent + rng.standard_normal(sent.shape)
    given = -((received - sent) ** 2) / 2
    alone = -(received**2) / (2 * (1 + variance)) - np.log(1 + variance) / 2
    turn = np.linalg.qr(rng.standard_normal((space, dimensions)))[0]
    return {
        "told": float(np.mean(np.sum(given - alone, axis=1)) / np.log(2)),
        "dimension": two_nearest(sent[:signals] @ turn.T),
    }
