"""What success on short tasks foretells of long ones, if steps fail alike, unlike, or more and more.

A run is a row of steps that must all succeed.  If every step succeeds with the same chance p, the rate at
n steps is p^n and a rate at a few steps gives that at many.  If runs differ in their p, Beta distributed with two
steps of one run correlated by `variety`, the rate at n is E p^n, which falls less fast.
If mistakes wear on, step k fails with `wear` times k more chance, and the rate falls faster.
"""

import numpy as np
from scipy.special import betaln


def measure(
    seed: int,
    step_success: float = 0.99,
    short: int = 10,
    long: int = 100,
    variety: float = 0.0,
    wear: float = 0.0,
    runs: int = 200_000,
) -> dict:
    """Rates of success of short and long tasks, and the long one over what the short one foretells.

    variety from 0 (all runs alike) to below 1; wear is extra chance of failure per step and step.
    """
    rng = np.random.default_rng(seed)
    own = np.full(runs, step_success)
    if variety > 0:
        weight = 1 / variety - 1
        own = rng.beta(weight * step_success, weight * (1 - step_success), runs)
    alive, rates = np.ones(runs), np.empty(long)
    for step in range(long):
        alive = alive * np.clip(own - wear * step, 0, 1)
        rates[step] = alive.mean()
    succeeded = rng.random(runs) < alive
    if variety > 0:
        weight = 1 / variety - 1
        first, second = weight * step_success, weight * (1 - step_success)
        form = float(np.exp(betaln(first + long, second) - betaln(first, second)))
    else:
        form = step_success**long
    foretold = rates[short - 1] ** (long / short)
    steps = np.arange(1, long + 1)
    return {
        "short_rate": float(rates[short - 1]),
        "long_rate": float(succeeded.mean()),
        "form": form,
        "over_foretold": float(succeeded.mean() / foretold),
        "curves": {
            "rate": {"x": steps, "y": rates},
            "foretold": {"x": steps, "y": rates[short - 1] ** (steps / short)},
        },
    }
