"""How often a unit with random weights happens to read one given set of inputs and little else.

A unit counts as a detector of a fixed set of k of d inputs if 0.8 of its squared weight lies on
them.  For normal weights that share is distributed as Beta(k/2, (d-k)/2), so the chance is known
exactly.  Beside it stand two other laws: Cauchy weights, of which the largest often outweighs all
others, and units that read a single input each, drawn at random.  The second makes a detector of
some input certain, and one of the given inputs has the chance k/d.
"""

from typing import Literal, get_args

import numpy as np
from scipy.stats import beta

Law = Literal["normal", "cauchy", "single"]


def shares(rng, law, draws, inputs, given):
    """Share of squared weight on the first `given` inputs, for so many units; (draws,)."""
    if law == "single":
        return (rng.integers(inputs, size=draws) < given).astype(float)
    drawn = rng.standard_normal if law == "normal" else rng.standard_cauchy
    squares = drawn((draws, inputs)) ** 2
    return squares[:, :given].sum(axis=1) / squares.sum(axis=1)


def measure(
    seed: int,
    law: Law = "normal",
    given: int = 1,
    few: int = 5,
    more: int = 8,
    many: int = 24,
    share: float = 0.8,
    draws: int = 400_000,
) -> dict:
    """Chance of a detector as drawn from `law`, and as known for normal weights.

    `fall` is the drawn chance at `few` inputs over that at `more`; `agreement` the drawn chance over the
    known one at `few`; `log10_many` the decimal logarithm of the known chance at `many` inputs.
    """
    if law not in get_args(Law):
        raise ValueError(f"unknown law: {law}")
    if not 1 <= given < few < more < many:
        raise ValueError("needs 1 <= given < few < more < many")
    rng = np.random.default_rng(seed)
    # One detector is added, so that the ratio exists if none was drawn.
    rare = [
        (np.sum(shares(rng, law, draws, inputs, given) >= share) + 1) / (draws + 1)
        for inputs in (few, more)
    ]

    def known(inputs):
        return beta.sf(share, given / 2, (inputs - given) / 2)

    span = np.arange(few, many + 1)
    return {
        "chance_few": float(rare[0]),
        "fall": float(rare[0] / rare[1]),
        "agreement": float(rare[0] / known(few)),
        "log10_many": float(np.log10(known(many))),
        "curves": {"known": {"x": span, "y": np.array([known(inputs) for inputs in span])}},
    }
