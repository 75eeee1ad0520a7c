"""How much of the stream is still the embedding, carried unchanged past every branch.

With post-LN each norm divides what came before by the spread of the sum, so the embedding's direct part is a product
of one factor a branch.  With pre-LN nothing divides it and the stream grows around it.  The share is the root mean
square of the direct part over that of the stream.
"""

import numpy as np
from blocks import PER_BLOCK, embedded, run, views
from trained_streams import Place, prepare, sequences, sizes_of

__all__ = ["measure", "prepare"]


def slope_of(values):
    """Slope of the logarithm of positive values against their index."""
    return float(np.polyfit(np.arange(len(values)), np.log(values), 1)[0])


def direct_parts(net, stream, totals, place, eps=1e-5):
    """The embedding as every norm leaves it, before the first block and after each."""
    part, parts = stream[0], [stream[0]]
    for index, total in enumerate(totals):
        if place == "post":
            gain = net[2 + PER_BLOCK * (index // 2) + 4 * (index % 2) + 2]
            spread = np.sqrt(total.var(-1, keepdims=True) + eps)
            part = gain * (part - part.mean(-1, keepdims=True)) / spread
        if index % 2:
            parts.append(part)
    return parts


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
) -> dict:
    """Rates per block of the log share of the embedding: over all blocks, over the first half and over the second.

    `evenness` is the second over the first, one if the share shrinks exponentially; `left` the share at the end.
    """
    rng = np.random.default_rng([seed, 14])
    net = views(prepared["weights"], sizes_of(depth, size, hidden, vocabulary, length))
    tokens = sequences(rng, prepared["rule"], rows, length)[:, :-1]
    stream, totals, _ = run(net, embedded(net, tokens), place)
    parts = direct_parts(net, stream, totals, place)
    share = np.array([np.sqrt((part**2).mean() / (x**2).mean()) for part, x in zip(parts, stream)])
    half = depth // 2
    first, second = slope_of(share[: half + 1]), slope_of(share[half:])
    return {
        "rate": slope_of(share),
        "first": first,
        "second": second,
        "evenness": second / first,
        "left": float(share[-1]),
        "curves": {"share": {"x": np.arange(depth + 1), "y": share}},
    }
