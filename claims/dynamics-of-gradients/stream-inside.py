"""How the norm of the stream changes inside a small trained transformer, its last block left out.

Norms are taken of each place's vector after a block and averaged over places and sequences that
were not trained on.  The last block feeds the output and is told apart.
"""

import numpy as np
from blocks import embedded, run, views
from trained_streams import Place, prepare, sequences, sizes_of

__all__ = ["measure", "prepare"]


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
    """Slope per block of the log mean norm, from the end of the first block to that of the last but one.

    `last` is the change in the last block; `loss` the mean of the last 20 losses in nats (without
    training the loss of a uniform guess).
    """
    rng = np.random.default_rng([seed, 23])
    net = views(prepared["weights"], sizes_of(depth, size, hidden, vocabulary, length))
    tokens = sequences(rng, prepared["rule"], rows, length)[:, :-1]
    stream, _, _ = run(net, embedded(net, tokens), place)
    logs = np.log([np.linalg.norm(x, axis=-1).mean() for x in stream])
    inner = logs[1:-1]
    losses = prepared["losses"]
    return {
        "inner": float(np.polyfit(np.arange(len(inner)), inner, 1)[0]),
        "last": float(logs[-1] - logs[-2]),
        "loss": float(losses[-20:].mean()) if len(losses) else float(np.log(vocabulary)),
        "curves": {"norm": {"x": np.arange(depth + 1), "y": np.exp(logs)}},
    }
