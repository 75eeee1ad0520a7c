"""What it bounds that none of the people met was aware.

If `met` people are drawn at random and none is aware, a share p in the population with
(1 - p)^met < 0.05 is excluded at 95 per cent, one-sided (Hanley and Lippman-Hand 1983).  If the odds of meeting
an aware person are `odds` times those of a random draw, the share met is q with q/(1 - q) = odds p/(1 - p),
and the bound is on q.  If people come in circles that are aware or not as a whole, it is the circles that count.
"""

import numpy as np


def measure(
    seed: int,
    met: int = 100,
    odds: float = 1.0,
    circle: int = 1,
    assumed_odds: float = 1.0,
    samples: int = 20_000,
) -> dict:
    """Upper bounds on the aware share, and how often a population at the random bound shows none.

    `bound`: greatest share not excluded, given `odds` and circles of `circle` people each.
    `none_met`: share of samples of `met` people without an aware one, drawn with `odds` in such circles
    from a population whose aware share is the bound under `assumed_odds` and no circles.
    """
    rng = np.random.default_rng(seed)

    def seen(share, factor):
        return factor * share / (factor * share + 1 - share)

    def bound(factor, draws):
        reached = 1 - 0.05 ** (1 / draws)
        return reached / (reached + factor * (1 - reached))

    circles = max(met // circle, 1)
    share = bound(assumed_odds, met)
    aware = rng.binomial(circles, seen(share, odds), samples)
    factors = np.geomspace(0.02, 1, 40)
    return {
        "bound": float(bound(odds, circles)),
        "none_met": float((aware == 0).mean()),
        "curves": {"bound": {"x": factors, "y": bound(factors, circles)}},
    }
