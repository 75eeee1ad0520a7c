"""Shares of a population that recognise a worry when asked, and that name it unasked.

Each person feels several worries, intensity = mean of the worry + shared part of the person + own part,
all normal.  Asked, a person recognises the worry in question if its intensity exceeds a threshold.
Unasked, a person names the strongest few.  Told of it, a person takes it seriously if an openness,
drawn apart from the intensity or tied to it, exceeds a threshold of its own.
"""

import numpy as np
from scipy.optimize import brentq

OTHERS = np.array([1.2, 0.9, 0.8, 0.6, 0.5, 0.3, 0.1])  # mean intensity of the other worries


def measure(
    seed: int,
    named: int = 3,
    mean: float = -0.3,
    threshold: float = -1.0,
    shared: float = 0.7,
    own: float = 0.7,
    open_above: float = -0.7,
    tied: float = 0.0,
    target: float = 0.09,
    people: int = 20_000,
) -> dict:
    """Shares asked, unasked, worried and open; and the share asked where `target` name it unasked.

    named: how many worries a person names, at most eight.  mean: mean intensity of the worry in
    question.  tied: correlation of openness with the intensity of that worry.  `worried`: share whose
    strongest worry, of all, exceeds the threshold.
    asked_at_target is one if no mean intensity makes `target` name the worry.
    """
    rng = np.random.default_rng(seed)
    general = shared * rng.standard_normal(people)
    others = OTHERS + general[:, None] + own * rng.standard_normal((people, len(OTHERS)))
    noise = own * rng.standard_normal(people)
    stronger = np.sort(others, axis=1)[:, ::-1]
    bar = stronger[:, named - 1] if named <= len(OTHERS) else np.full(people, -np.inf)

    def shares(level):
        felt = level + general + noise
        known = felt > threshold
        return known.mean(), (known & (felt > bar)).mean()

    asked, unasked = shares(mean)
    felt = (general + noise) / np.hypot(shared, own)
    openness = tied * felt + np.sqrt(1 - tied**2) * rng.standard_normal(people)
    unaware = mean + general + noise <= np.maximum(bar, threshold)
    grid = np.linspace(-2.5, 1.5, 41)
    curve = np.array([shares(level) for level in grid])

    def missing(level):
        return shares(level)[1] - target

    ends = -8.0, 8.0
    meets = missing(ends[0]) < 0 < missing(ends[1])
    return {
        "asked": float(asked),
        "unasked": float(unasked),
        "ratio": float(unasked / max(asked, 1e-12)),
        "worried": float((np.maximum(stronger[:, 0], mean + general + noise) > threshold).mean()),
        "open": float((openness > open_above).mean()),
        "open_of_unaware": float((openness > open_above)[unaware].mean()) if unaware.any() else 1.0,
        "asked_at_target": float(shares(brentq(missing, *ends, xtol=1e-3))[0]) if meets else 1.0,
        "curves": {
            "asked": {"x": grid, "y": curve[:, 0]},
            "unasked": {"x": grid, "y": curve[:, 1]},
        },
    }
