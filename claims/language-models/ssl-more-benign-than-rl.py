"""What is gained in true value when more and more candidates are searched for the one that scores best.

A candidate's true value is normal; its score is the value plus an error.  Taking one candidate stands for
imitation, taking the best of many for optimisation of a score that is not quite what is wanted.
"""

from typing import Literal, get_args

import numpy as np

Error = Literal["none", "normal", "heavy"]


def measure(
    seed: int, error: Error = "heavy", tail: float = 1.5, most: int = 1024, searches: int = 3000
) -> dict:
    """Mean true value, in standard deviations, of the best-scoring of 1, 2, 4, ... `most` candidates.

    `one` of a single candidate, `last` of the best of `most`, `peak` the highest of all, `kept` is `last` over
    `peak`.  A heavy error is Student's t with `tail` degrees of freedom, whose tail falls as that power; a normal one has unit
    variance.
    """
    if error not in get_args(Error):
        raise ValueError(f"unknown error: {error}")
    rng = np.random.default_rng(seed)
    value = rng.standard_normal((searches, most))
    if error == "none":
        score = value
    elif error == "normal":
        score = value + rng.standard_normal(value.shape)
    else:
        score = value + rng.standard_t(tail, value.shape)
    counts = 2 ** np.arange(int(np.log2(most)) + 1)
    rows = np.arange(searches)
    means = np.array([value[rows, score[:, :count].argmax(axis=1)].mean() for count in counts])
    return {
        "one": float(means[0]),
        "last": float(means[-1]),
        "peak": float(means.max()),
        "kept": float(means[-1] / means.max()),
        "curves": {"value": {"x": counts, "y": means}},
    }
