"""How often the field that is further behind is also the slower one.

Two fields gain at constant rates: ability after `years` is start + rate times years, starts and rates
drawn independently for each field.  What is counted is how often the one further behind has the
lower rate.  Exact: 1/2 + arcsin(correlation)/pi for two normal differences (Sheppard 1899), where the
correlation is that of the difference in rate with the difference in ability.
"""

import numpy as np


def measure(
    seed: int,
    start_spread: float = 1.0,
    rate_spread: float = 0.1,
    years: float = 10.0,
    shared_start: bool = False,
    pairs: int = 200_000,
) -> dict:
    """Share of pairs of fields of which the one further behind is the slower, drawn and exact.

    Spreads are standard deviations, of starts in ability and of rates in ability per year.
    """
    rng = np.random.default_rng(seed)
    starts = start_spread * rng.standard_normal((2, pairs))
    rates = rate_spread * rng.standard_normal((2, pairs))
    if shared_start:
        starts[1] = starts[0]
    behind = np.diff(starts + years * rates, axis=0) < 0
    slower = np.diff(rates, axis=0) < 0

    def exact(time):
        grown = rate_spread * time
        spread = np.hypot(0.0 if shared_start else start_spread, grown)
        return 0.5 + np.arcsin(np.clip(grown / spread, -1, 1)) / np.pi

    times = np.linspace(0.5, 4 * years, 60)
    return {
        "share": float(np.mean(behind == slower)),
        "exact": float(exact(years)),
        "curves": {"share": {"x": times, "y": exact(times)}},
    }
