"""The intrinsic dimension of made-up images, from the distances to their two nearest neighbours.

An image is one soft blob on black.  Of its six numbers (place, width and colour) some are free; the rest
are fixed.  The estimator is TwoNN (Facco and others, 2017).
"""

from typing import Literal, get_args

import numpy as np

from neighbours import two_nearest

Kind = Literal["blobs", "noise", "scrambled"]


def blobs(rng, count, side, free):
    """Images (count, side * side * 3) of blobs of which `free` numbers vary, at most six."""
    lows = np.array([0.4, 0.4, 0.1, 0.2, 0.2, 0.2])
    highs = np.array([0.6, 0.6, 0.2, 1.0, 1.0, 1.0])
    fixed = np.array([0.5, 0.5, 0.14, 0.8, 0.6, 0.5])
    numbers = np.where(np.arange(6) < free, rng.uniform(lows, highs, (count, 6)), fixed)
    places = (np.arange(side) + 0.5) / side
    across, down = (
        np.exp(-((places - numbers[:, [axis]]) ** 2) / (2 * numbers[:, [2]] ** 2))
        for axis in (0, 1)
    )
    return np.einsum("ni,nj,nc->nijc", down, across, numbers[:, 3:]).reshape(count, -1)


def measure(
    seed: int,
    kind: Kind = "blobs",
    free: int = 3,
    side: int = 64,
    images: int = 500,
    noise: float = 0.0,
    levels: int = 0,
) -> dict:
    """The estimated dimension of `images` images of `side` by `side` pixels in three colours.

    `noise` is the standard deviation of what is added to each number of an image, `levels` the number of
    grey levels that it is rounded to (0: not rounded).  "scrambled" puts the numbers of each image in an order
    of its own; "noise" are independent uniform numbers.
    """
    if not 1 <= free <= 6:
        raise ValueError(f"a blob has 1 to 6 free numbers, not {free}")
    if kind not in get_args(Kind):
        raise ValueError(f"unknown kind: {kind}")
    rng = np.random.default_rng(seed)
    if kind == "noise":
        seen = rng.random((images, side * side * 3))
    else:
        seen = blobs(rng, images, side, free)
    if kind == "scrambled":
        seen = rng.permuted(seen, axis=1)
    if levels:
        seen = np.round(seen * (levels - 1)) / (levels - 1)
    if noise:
        seen = seen + noise * rng.standard_normal(seen.shape)
    return {"dimension": two_nearest(seen), "numbers": float(seen.shape[1])}
