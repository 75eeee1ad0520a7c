"""How long a small magnet remembers which way up it is, and how its flips come.

Below the critical temperature 2.269 the mean spin of a copy stays near one of two values for a time
that grows with the side; then the copy flips.  A flip is counted when the mean has passed a threshold
on the other side.
"""

from typing import Literal, get_args

import numpy as np

from magnet import Magnet, slowest

Method = Literal["sampled", "exact"]


def states(means, threshold):
    """1 or -1 for each time and copy: the side on which the mean last was beyond `threshold`."""
    found = np.empty(means.shape, dtype=np.int8)
    now = np.where(means[0] >= 0, 1, -1)
    for time, mean in enumerate(means):
        now = np.where(mean > threshold, 1, np.where(mean < -threshold, -1, now))
        found[time] = now
    return found


def shared_bits(first, second):
    """Mutual information in bits of two arrays of 1 and -1, after the usual correction for its bias."""
    joint = np.array(
        [[np.mean((first == a) & (second == b)) for b in (-1, 1)] for a in (-1, 1)], dtype=float
    )
    apart = joint.sum(axis=1, keepdims=True) * joint.sum(axis=0)
    there = joint > 0
    found = np.sum(joint[there] * np.log2(joint[there] / apart[there]))
    return float(max(found - 1 / (2 * first.size * np.log(2)), 0.0))


def telegraph_bits(rate, lag):
    """What a two-state process that flips at `rate` tells across `lag`, in bits (Glauber 1963 for one spin)."""
    same = (1 + np.exp(-2 * rate * lag)) / 2
    return 1 + sum(float(p * np.log2(p)) for p in (same, 1 - same) if p > 0)


def flip_ages(state, split):
    """Flips per time step at ages below and above `split`, the age counted from a copy's last flip."""
    age, seen = np.zeros(state.shape[1]), np.zeros(state.shape[1], dtype=bool)
    flips, exposed = np.zeros(2), np.zeros(2)
    for before, after in zip(state[:-1], state[1:], strict=True):
        flipped = before != after
        for which, chosen in enumerate((seen & (age < split), seen & (age >= split))):
            exposed[which] += chosen.sum()
            flips[which] += (chosen & flipped).sum()
        age = np.where(flipped, 0, age + 1)
        seen |= flipped
    return flips / np.maximum(exposed, 1)


def measure(
    seed: int,
    side: int = 8,
    temperature: float = 2.0,
    copies: int = 512,
    sweeps: int = 1000,
    every: int = 5,
    lag: int = 1000,
    near: int = 100,
    threshold: float = 0.5,
    method: Method = "sampled",
    settle: int = 200,
) -> dict:
    """Flips and memory of `copies` of a magnet over `sweeps` sweeps and the `lag` beyond, looked at every `every`.

    `rate` flips per sweep and copy; `kept` bits that the sign of the mean tells of that `lag` sweeps later,
    `told` what a two-state process of the same rate would tell; `agreement` mean product of the two
    states `near` sweeps apart, `expected` exp(-2 rate near); `age_ratio` how much more often old states
    flip than young ones, by the mean age 1/rate (0 if none did); `size` mean absolute spin.  "exact",
    for side 4, takes half the slowest relaxation rate of the whole chain instead of counting.
    """
    if method not in get_args(Method):
        raise ValueError(f"unknown method: {method}")
    rng = np.random.default_rng(seed)
    if method == "exact":
        rate = -np.log(slowest(side, temperature)) / 2
        return {
            "rate": float(rate),
            "kept": telegraph_bits(rate, lag),
            "told": telegraph_bits(rate, lag),
        }
    magnet = Magnet(rng, side, temperature, copies)
    for _ in range(settle):
        magnet.sweep()
    means = [magnet.means()]
    for _ in range((sweeps + lag) // every):
        for _ in range(every):
            magnet.sweep()
        means.append(magnet.means())
    means = np.array(means)
    state = states(means, threshold)
    rate = float(np.mean(state[1:] != state[:-1]) / every)
    signs = np.where(means >= 0, 1, -1).astype(np.int8)
    young, old = flip_ages(state, 1 / rate / every if rate else 1)
    lags = np.unique(np.geomspace(every, lag, 12).astype(int) // every)
    return {
        "rate": rate,
        "kept": shared_bits(signs[: -(lag // every)], signs[lag // every :]),
        "told": telegraph_bits(rate, lag),
        "agreement": float(np.mean(state[: -(near // every)] * state[near // every :])),
        "expected": float(np.exp(-2 * rate * near)),
        "age_ratio": float(old / young) if young else 0.0,
        "size": float(np.abs(means).mean()),
        "curves": {
            "kept": {
                "x": lags * every,
                "y": np.array([shared_bits(signs[:-t], signs[t:]) for t in lags]),
            },
            "told": {
                "x": lags * every,
                "y": np.array([telegraph_bits(rate, t * every) for t in lags]),
            },
        },
    }
