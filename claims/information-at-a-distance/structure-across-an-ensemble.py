"""Two kinds of structure in an ensemble of traces: across the traces, and inside each of them."""

import numpy as np
from scipy.signal import lfilter


def series(rng, memory, shape):
    """Stationary series of unit variance along the last axis, x' = `memory` x + noise."""
    start = 200
    noise = rng.standard_normal((*shape[:-1], shape[-1] + start))
    return lfilter([np.sqrt(1 - memory**2)], [1, -memory], noise, axis=-1)[..., start:]


def measure(
    seed: int,
    traces: int = 60,
    steps: int = 2000,
    memory: float = 0.9,
    shared: float = 0.0,
    own: float = -1.0,
    frozen: float = 0.0,
) -> dict:
    """Structure inside the traces and across them, after each trace's mean is taken off for the first two.

    `inside` mean correlation of a trace with itself one step on; `across` share of the largest eigenvalue
    of the correlations between traces; `spread` variance across traces over that inside a trace, 1 where
    time and ensemble agree.  A share `shared` of each trace's variance is one common series, `frozen` a
    level of its own that never changes; `own` is the memory of what a trace does not share (that of
    the common series, if negative).
    """
    rng = np.random.default_rng(seed)
    common = series(rng, memory, (1, steps))
    alone = series(rng, memory if own < 0 else own, (traces, steps))
    level = rng.standard_normal((traces, 1))
    moving = np.sqrt(shared) * common + np.sqrt(1 - shared) * alone
    seen = np.sqrt(frozen) * level + np.sqrt(1 - frozen) * moving
    inside = seen - seen.mean(axis=1, keepdims=True)
    square = np.mean(inside**2, axis=1)
    next_one = np.mean(inside[:, :-1] * inside[:, 1:], axis=1) / square
    sizes = np.linalg.eigvalsh(np.corrcoef(seen))
    return {
        "inside": float(next_one.mean()),
        "across": float(sizes[-1] / traces),
        "spread": float(seen.var(axis=0, ddof=1).mean() / square.mean()),
    }
