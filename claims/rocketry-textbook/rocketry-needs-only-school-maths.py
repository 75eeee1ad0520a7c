"""How far conservation of momentum and a limit take one in rocketry.

A rocket throws equal lumps of its propellant backwards at the exhaust speed; each throw conserves
momentum.  In the limit of many lumps its speed is that speed times the logarithm of the mass ratio (Tsiolkovsky).
A vertical burn of constant thrust loses the weight times its duration to gravity: a share
(1 - 1/R)/(thrust over starting weight times ln R) of the ideal speed, for the mass ratio R.
"""

from typing import Literal

import numpy as np

GRAVITY = 9.81  # metres per second squared


def thrown(mass_ratio: float, lumps: int, exhaust: float, frame: str) -> float:
    """Speed after throwing `lumps` equal lumps, the exhaust speed counted from the rocket or the ground."""
    lump = (mass_ratio - 1) / lumps  # the empty rocket has mass 1
    mass, speed = mass_ratio, 0.0
    for _ in range(lumps):
        left = mass - lump
        # after the throw the rocket is faster by `gain`, the lump goes back at `exhaust`
        gain = lump * exhaust / mass if frame == "rocket" else lump * (exhaust + speed) / left
        speed, mass = speed + gain, left
    return speed


def burnt(mass_ratio: float, exhaust: float, thrust_to_weight: float, steps: int) -> float:
    """Speed at the end of a vertical burn of constant thrust, midpoint rule over `steps`."""
    flow = thrust_to_weight * mass_ratio * GRAVITY / exhaust
    duration = (mass_ratio - 1) / flow
    times = (np.arange(steps) + 0.5) * duration / steps
    pull = exhaust * flow / (mass_ratio - flow * times) - GRAVITY
    return float(pull.sum() * duration / steps)


def measure(
    seed: int,
    mass_ratio: float = 4.0,
    exhaust: float = 3000.0,
    lumps: int = 1000,
    frame: Literal["rocket", "ground"] = "rocket",
    thrust_to_weight: float = 1.2,
    steps: int = 20_000,
) -> dict:
    """Shares by which a rocket in lumps, and one against gravity, miss the ideal speed.

    exhaust in metres per second.  `order`: how fast the miss falls as lumps grow tenfold, as a power.
    `shortfall`: of the vertical burn; `left`: what is left of it once gravity times duration is added.
    Nothing is drawn, so that the seed plays no part.
    """
    if frame not in ("rocket", "ground"):
        raise ValueError(f"unknown frame: {frame}")
    ideal = exhaust * np.log(mass_ratio)
    miss = abs(thrown(mass_ratio, lumps, exhaust, frame) / ideal - 1)
    finer = abs(thrown(mass_ratio, 10 * lumps, exhaust, frame) / ideal - 1)
    shortfall = 1 - burnt(mass_ratio, exhaust, thrust_to_weight, steps) / ideal
    expected = (1 - 1 / mass_ratio) / (thrust_to_weight * np.log(mass_ratio))
    thrusts = np.geomspace(1.05, 1000, 60)
    counts = np.unique(np.geomspace(1, 1000, 30).astype(int))
    speeds = [thrown(mass_ratio, int(each), exhaust, frame) / ideal for each in counts]
    return {
        "miss": float(miss),
        "order": float(np.log10(miss / finer)),
        "shortfall": float(shortfall),
        "left": float(abs(shortfall - expected)),
        "curves": {
            "lumps": {"x": counts, "y": np.array(speeds)},
            "loss": {"x": thrusts, "y": (1 - 1 / mass_ratio) / (thrusts * np.log(mass_ratio))},
        },
    }
