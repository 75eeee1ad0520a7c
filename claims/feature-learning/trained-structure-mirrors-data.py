"""Whether what a network forms inside resembles the process that made its data.

Items are the leaves of a binary tree.  Each feature starts at the root as +1 or -1 and changes
sign with a fixed chance along every branch (Saxe et al. 2019), so related items share features.
The network is given an item's number and must name its features; whatever similarity its hidden
layer has was not in the inputs.  That similarity is compared with the one that the process implies
and with the one of the very features that were trained on.
"""

from typing import Literal, get_args

import numpy as np

Units = Literal["linear", "relu"]
Order = Literal["tree", "shuffled"]


def grow(rng, levels, features, flip):
    """Features (items, features) of the 2^levels leaves, and the similarity that the process implies."""
    values = rng.choice([-1.0, 1.0], (1, features))
    for _ in range(levels):
        values = values.repeat(2, axis=0)
        values *= np.where(rng.random(values.shape) < flip, -1, 1)
    items = np.arange(2**levels)
    joined = np.frexp(items[:, None] ^ items)[1]  # branches up to the common ancestor
    return values, (1 - 2 * flip) ** (2.0 * joined)


def likeness(one, other):
    """Correlation of two similarity matrices over all pairs of different items."""
    pairs = np.triu_indices(len(one), 1)
    return float(np.corrcoef(one[pairs], other[pairs])[0, 1])


def measure(
    seed: int,
    scale: float = 0.001,
    units: Units = "linear",
    order: Order = "tree",
    levels: int = 4,
    features: int = 256,
    flip: float = 0.1,
    hidden: int = 64,
    steps: int = 1000,
    rate: float = 0.5,
) -> dict:
    """Likeness of the hidden similarity to the process and to the data, and the misfit.

    All weights start normal with standard deviation `scale`, and the initial output is
    subtracted, so that the start fixes only how far the hidden layer has to move.  `units` are linear
    or relu.  `order: shuffled` deals every feature out to the items afresh: the same counts,
    no tree.  `misfit` is the squared training error left, relative to the target.
    """
    if units not in get_args(Units):
        raise ValueError(f"unknown units: {units}")
    if order not in get_args(Order):
        raise ValueError(f"unknown order: {order}")
    rng = np.random.default_rng(seed)
    target, process = grow(rng, levels, features, flip)
    if order == "shuffled":
        target = rng.permuted(target, axis=0)
    target = target / np.linalg.norm(target, 2)
    into = scale * rng.standard_normal((len(target), hidden))
    out = scale * rng.standard_normal((hidden, features))

    def layer():
        return np.maximum(into, 0) if units == "relu" else into

    first = layer() @ out
    pace = rate / (np.linalg.norm(into, 2) ** 2 + np.linalg.norm(out, 2) ** 2 + 1)
    for _ in range(steps):
        values = layer()
        error = values @ out - first - target
        back = error @ out.T * ((into > 0) | (units == "linear"))
        out = out - pace * values.T @ error
        into = into - pace * back
    inside = layer() @ layer().T
    error = layer() @ out - first - target
    return {
        "like_process": likeness(inside, process),
        "like_data": likeness(inside, target @ target.T),
        "data_like_process": likeness(target @ target.T, process),
        "misfit": float(np.sum(error**2) / np.sum(target**2)),
    }
