"""Give a post-LN transformer streams of another size in every block without changing what it computes.

A norm ignores a common factor of what it is given.  So the gain and bias of each norm may be multiplied by any c > 0
if the weights that read the stream up to the next norm are divided by it and those that write to it are
multiplied (the same redundancy as that of ReLU layers).  The norm must add nothing to the variance.
"""

from typing import Literal, get_args

import numpy as np
from blocks import PER_BLOCK, embedded, normalised, run, views
from trained_streams import Place, prepare, sequences, sizes_of

__all__ = ["measure", "prepare"]

Change = Literal["whole", "gains"]


def slope_of(values):
    """Slope of the logarithm of positive values against their index."""
    return float(np.polyfit(np.arange(len(values)), np.log(values), 1)[0])


def resized(net, per_block, change):
    """The net with streams `exp(per_block)` times as large after each block as after the one before it.

    `gains` changes norms and unembedding only, and leaves out the branches.
    """
    net = [part.copy() for part in net]
    now, factor = 1.0, np.exp(per_block / 2)
    for start in range(2, len(net) - 3, PER_BLOCK):
        for branch in (start, start + 4):
            reads, writes, gain, bias = net[branch : branch + 4]
            if change == "whole":
                reads /= now
                writes *= now
            now *= factor
            gain *= now
            bias *= now
    net[-1] /= now
    return net


def logits(net, tokens, place):
    """Logits of every next token, and the stream after each block."""
    stream, _, _ = run(net, embedded(net, tokens), place, eps=0.0)
    last = normalised(stream[-1], net[-3], net[-2], 0.0)[0] if place == "pre" else stream[-1]
    return last @ net[-1], stream[1:]


def measure(
    seed: int,
    prepared: dict,
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
    rows: int = 64,
    per_block: float = -0.2,
    change: Change = "whole",
) -> dict:
    """Slopes of the log mean norm per block before and after the change, and how far the logits moved.

    `logit_change` is the largest absolute change of a logit over the root mean square of all logits.
    """
    if change not in get_args(Change):
        raise ValueError(f"unknown change: {change}")
    rng = np.random.default_rng([seed, 15])
    net = views(prepared["weights"], sizes_of(depth, size, hidden, vocabulary, length))
    tokens = sequences(rng, prepared["rule"], rows, length)[:, :-1]
    before, stream = logits(net, tokens, place)
    after, other = logits(resized(net, per_block, change), tokens, place)
    norms = [
        np.array([np.linalg.norm(x, axis=-1).mean() for x in each]) for each in (stream, other)
    ]
    blocks = np.arange(1, depth + 1)
    return {
        "slope": slope_of(norms[0]),
        "changed_slope": slope_of(norms[1]),
        "logit_change": float(np.abs(after - before).max() / np.sqrt((before**2).mean())),
        "curves": {
            "trained": {"x": blocks, "y": norms[0]},
            "changed": {"x": blocks, "y": norms[1]},
        },
    }
