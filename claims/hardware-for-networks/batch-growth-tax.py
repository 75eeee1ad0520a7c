"""How many steps noisy gradient descent takes to a target, by the size of the batch.

The model is the noisy quadratic behind McCandlish and others 2018: each of 20 directions has
a curvature and a gradient with noise of variance `noise` over the batch, and the expected
square of the distance follows a line for each step.
"""

import numpy as np

CURVATURES = np.geomspace(0.05, 1, 20)
RATES = np.geomspace(0.003, 1.9, 40)
BATCH = 64


def steps_to(target, noise, batch, limit=100_000):
    """Steps until the expected loss is at most `target` under the best of RATES, that rate, and the loss."""
    squares = np.ones((len(RATES), len(CURVATURES)))
    shrink = (1 - RATES[:, None] * CURVATURES) ** 2
    jump = RATES[:, None] ** 2 * noise / batch
    for step in range(1, limit + 1):
        squares = shrink * squares + jump
        losses = squares @ CURVATURES / 2
        if losses.min() <= target:
            return step, float(RATES[losses.argmin()]), float(losses.min())
    raise ValueError(f"no rate brings the loss to {target} in {limit} steps")


def simulated(rng, steps, rate, noise, batch, copies):
    """Losses of `copies` descents after so many steps."""
    places = np.ones((copies, len(CURVATURES)))
    for _ in range(steps):
        slope = CURVATURES * places + rng.normal(0, np.sqrt(noise / batch), places.shape)
        places = places - rate * slope
    return places**2 @ CURVATURES / 2


def measure(
    seed: int,
    noise: float = 40.0,
    simulated_noise: float = 0.0,
    target: float = 0.25,
    copies: int = 400,
) -> dict:
    """Steps of one machine with a batch of 64, and the share of the promised speed that more keep.

    N machines have N times the batch; if that took a step in N, they would keep all.
    `simulated_noise` (0: the same) is the variance of the noise in the check.
    """
    counts = [2**power for power in range(9)]
    found = [steps_to(target, noise, BATCH * count) for count in counts]
    one, rate, expected = found[0]
    kept = [one / (count * steps) for count, (steps, _, _) in zip(counts, found)]
    rng = np.random.default_rng(seed)
    losses = simulated(rng, one, rate, simulated_noise or noise, BATCH, copies)
    error = losses.std(ddof=1) / np.sqrt(copies)
    return {
        "steps": one,
        "kept_by_16": kept[4],
        "kept_by_256": kept[8],
        "deviation": float((losses.mean() - expected) / max(error, 1e-12)),
        "curves": {"kept": {"x": counts, "y": kept}},
    }
