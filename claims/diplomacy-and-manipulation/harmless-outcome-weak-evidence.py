"""What one harmless outcome tells of the chance of harm, and what comes of judging by outcomes.

Half of all projects carry a small chance of harm and half a larger one; nobody sees which.
"""

import numpy as np


def measure(
    seed: int,
    small: float = 0.001,
    large: float = 0.02,
    benefit: float = 1.0,
    loss: float = 200.0,
    drawn: float = 0.0,
    outcomes: int = 1,
    projects: int = 200_000,
) -> dict:
    """Belief in the larger chance after `outcomes` without harm, and the worth of repeating what went well.

    A project is worth `benefit` without harm and -`loss` with it.  `repeated` is the mean expected
    worth of doing again whatever went well, `chosen` of doing only what carries the small
    chance; `needed` is how many harmless outcomes make the small chance twenty times as likely.
    `drawn` (0: the same) is the larger chance with which projects are drawn.
    """
    rng = np.random.default_rng(seed)
    risky = rng.random(projects) < 0.5
    chances = np.where(risky, drawn or large, small)
    harmless = rng.binomial(outcomes, chances) == 0
    worth = benefit * (1 - chances) - loss * chances
    return {
        "belief": float(np.mean(risky[harmless])),
        "formula": (1 - large) ** outcomes / ((1 - large) ** outcomes + (1 - small) ** outcomes),
        "repeated": float(np.mean(worth[harmless])),
        "chosen": float(benefit * (1 - small) - loss * small),
        "needed": float(np.ceil(np.log(20) / np.log((1 - small) / (1 - large)))),
        "curves": {"belief": curve(small, large)},
    }


def curve(small, large):
    """Belief in the larger chance by the number of harmless outcomes, from even odds."""
    counts = np.arange(0, 201, 5)
    return {"x": counts, "y": 1 / (1 + ((1 - small) / (1 - large)) ** counts)}
