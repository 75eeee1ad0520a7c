"""How the norm of the stream changes from block to block of a small transformer, after training.

Norms are taken of each place's vector after a block (for post-LN: after its norm), or of the sum
before the norm, and averaged over places and sequences that were not trained on.
"""

import numpy as np
from blocks import embedded, run, views
from trained_streams import Place, prepare, sequences, sizes_of

__all__ = ["measure", "prepare"]


def slope_of(values):
    """Slope of the logarithm of positive values against their index."""
    return float(np.polyfit(np.arange(len(values)), np.log(values), 1)[0])


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
    """Slopes per block of the log of the mean norm, from the end of the first block to that of the last.

    `slope` is of the stream after each block, `sum_slope` of the sum before the block's last norm;
    `ratio` is the mean norm after the last block over that after the first; `loss` the mean of the
    last 20 losses in nats (without training the loss of a uniform guess).
    """
    rng = np.random.default_rng([seed, 12])
    net = views(prepared["weights"], sizes_of(depth, size, hidden, vocabulary, length))
    tokens = sequences(rng, prepared["rule"], rows, length)[:, :-1]
    stream, totals, _ = run(net, embedded(net, tokens), place)
    norms = np.array([np.linalg.norm(x, axis=-1).mean() for x in stream])
    sums = np.array([np.linalg.norm(total, axis=-1).mean() for total in totals[1::2]])
    losses = prepared["losses"]
    return {
        "slope": slope_of(norms[1:]),
        "sum_slope": slope_of(sums),
        "ratio": float(norms[-1] / norms[1]),
        "loss": float(losses[-20:].mean()) if len(losses) else float(np.log(vocabulary)),
        "curves": {"norm": {"x": np.arange(depth + 1), "y": norms}},
    }
