"""How often a machine with the lower peak is the faster one, if both keep a share drawn at random."""

import numpy as np


def measure(
    seed: int,
    pod: float = 512.0,
    cluster: float = 120.0,
    least: float = 0.2,
    most: float = 0.6,
    draws: int = 100_000,
) -> dict:
    """The ratio of kept shares at which both are equally fast, and how often the cluster is faster.

    `pod` and `cluster` are peaks in petaflops; both shares are uniform between `least` and `most`.
    """
    rng = np.random.default_rng(seed)
    kept = rng.uniform(least, most, (2, draws))
    return {
        "break_even": cluster / pod,
        "reversed": float(np.mean(kept[0] * pod < kept[1] * cluster)),
    }
