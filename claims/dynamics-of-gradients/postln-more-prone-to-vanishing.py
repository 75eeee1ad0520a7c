"""How gradients by the stream change along the blocks of small transformers, before and after training.

Two gradients are followed from the last block to the first: that of the loss on new sequences, and that of a
random direction at the end.
"""

import numpy as np
from blocks import embedded, loss_slopes, run, run_back, views
from trained_streams import Place, prepare, sequences, sizes_of

__all__ = ["measure", "prepare"]


def sizes(parts):
    """Root mean square over everything, block by block."""
    return np.array([np.sqrt((part**2).mean()) for part in parts])


def growth(gradients):
    """Slope per block of the log size, counted towards the input."""
    return -float(np.polyfit(np.arange(len(gradients)), np.log(gradients), 1)[0])


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
    """Growth per block towards the input, on the log scale: of the loss's gradient and of a random direction's.

    Below zero they vanish towards the input.
    """
    rng = np.random.default_rng([seed, 16])
    net = views(prepared["weights"], sizes_of(depth, size, hidden, vocabulary, length))
    tokens = sequences(rng, prepared["rule"], rows, length)
    start = embedded(net, tokens[:, :-1])
    _, _, kept = run(net, start, place)
    back, _ = run_back(rng.standard_normal(start.shape), place, kept)
    of_loss = sizes(loss_slopes(net, tokens, place)[1])
    blocks = np.arange(depth + 1)
    return {
        "loss": growth(of_loss),
        "random": growth(sizes(back)),
        "curves": {"loss": {"x": blocks, "y": of_loss / of_loss[-1]}},
    }
