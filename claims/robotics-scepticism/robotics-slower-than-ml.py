"""How often a choice of rulers makes the slower of two fields look the faster.

Both fields gain latent ability at a constant rate; the first is faster by
construction.  A ruler turns ability x into a score, sigmoid(a x - c) ** g, which
is increasing, so no ruler is wrong.  What is counted is how often the rise of the
score over the same years is larger for the slower field.
"""

from typing import Literal

import numpy as np
from scipy.special import expit


def draw_rulers(rng, draws: int) -> np.ndarray:
    """Slope a, offset c and exponent g of `draws` rulers, shape (3, draws)."""
    return np.stack(
        [rng.uniform(0.5, 2, draws), rng.uniform(-4, 4, draws), rng.uniform(0.3, 4, draws)]
    )


def rise(rulers: np.ndarray, start: float, rate: float, years: tuple) -> np.ndarray:
    """Rise of the score between the two years under each ruler, shape (draws,)."""
    slope, offset, power = rulers
    before, after = (expit(slope * (start + rate * year) - offset) ** power for year in years)
    return after - before


def measure(
    seed: int,
    ruler: Literal["own", "shared", "ability"] = "own",
    fast_rate: float = 0.35,
    slow_rate: float = 0.15,
    fast_start: float = -2.0,
    slow_start: float = -3.0,
    first_year: float = 6.0,
    last_year: float = 10.0,
    draws: int = 4000,
) -> dict:
    """Share of rulers under which the slower field rises more.

    ruler: `own` draws one for each field, `shared` draws one for both, `ability`
    reads the latent ability itself.  Rates are ability per year.
    """
    rng = np.random.default_rng(seed)
    years = (first_year, last_year)
    first, second = draw_rulers(rng, draws), draw_rulers(rng, draws)
    if ruler == "shared":
        second = first
    elif ruler not in ("own", "ability"):
        raise ValueError(f"unknown ruler: {ruler}")

    def reversed_share(rate: float) -> float:
        if ruler == "ability":
            return float(rate > fast_rate)
        return float(
            np.mean(
                rise(second, slow_start, rate, years) > rise(first, fast_start, fast_rate, years)
            )
        )

    ratios = np.linspace(0, 1, 21)
    shares = np.array([reversed_share(ratio * fast_rate) for ratio in ratios])
    return {
        "reversed_share": reversed_share(slow_rate),
        "curves": {"reversals": {"x": ratios, "y": shares}},
    }
