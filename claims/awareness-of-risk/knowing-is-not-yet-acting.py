"""What one more round of contacts gains, in people who know and in people who act.

Contacts with a subject are Poisson with one mean for all.  One contact makes aware; `needed` contacts make a
person act.  A round adds contacts of a small mean.  The gain per contact added is the derivative of
P(N >= needed), the Poisson probability of needed - 1 (textbook).
"""

import numpy as np
from scipy.stats import poisson


def measure(
    seed: int,
    needed: int = 3,
    few: float = 0.5,
    many: float = 3.0,
    added: float = 0.05,
    people: int = 1_000_000,
) -> dict:
    """Gain at high awareness over gain at low, exact and drawn; and the awareness at both.

    few, many: mean contacts where few and where nearly all are aware.  `drawn_ratio` is of the shares that
    a round of `added` mean contacts moves past `needed`.
    """
    rng = np.random.default_rng(seed)
    drawn = []
    for mean in (few, many):
        before = rng.poisson(mean, people)
        after = before + rng.poisson(added, people)
        drawn.append(np.mean((before < needed) & (after >= needed)))
    levels = np.linspace(0.05, 5, 100)
    return {
        "aware_few": float(1 - np.exp(-few)),
        "aware_many": float(1 - np.exp(-many)),
        "gain_ratio": float(poisson.pmf(needed - 1, many) / poisson.pmf(needed - 1, few)),
        "drawn_ratio": float(drawn[1] / drawn[0]),
        "curves": {"gain": {"x": 1 - np.exp(-levels), "y": poisson.pmf(needed - 1, levels)}},
    }
