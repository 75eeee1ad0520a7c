"""What becomes of neighbouring orbits of two maps of one number, and of derivatives by the map's parameter.

The sigmoid map is x -> 1 / (1 + exp(-(w x + b))), the logistic map x -> r x (1 - x) (May 1976).  At r = 4
the Lyapunov exponent of the logistic map is ln 2.
"""

from typing import Literal, get_args

import numpy as np

Map = Literal["sigmoid", "logistic"]


def step(kind, x, weight, shift):
    """The next value, its derivative by x, and by the parameter (the weight w, or r)."""
    if kind == "sigmoid":
        after = 1 / (1 + np.exp(-(weight * x + shift)))
        bend = after * (1 - after)
        return after, weight * bend, bend * x
    return weight * x * (1 - x), weight * (1 - 2 * x), x * (1 - x)


def slope_of(logs):
    """Slope of a series of logs against its index."""
    return float(np.polyfit(np.arange(len(logs)), logs, 1)[0])


def measure(
    seed: int,
    kind: Map = "sigmoid",
    weight: float = 1.0,
    shift: float = 0.0,
    steps: int = 400,
    burn: int = 200,
    apart: float = 1e-5,
    watched: int = 12,
) -> dict:
    """Rates per step on the log scale, after `burn` steps from a random start.

    `exponent` is the mean log derivative along the orbit, `separation` the slope of the log distance of an
    orbit started `apart` from it over `watched` steps, `still` the size of the last step.  `approach` is the slope of the log
    distance from where the orbit ends up, over the first `watched` steps.  `parameter` is the derivative of the
    last value by the parameter, of size `parameter_rate` per step on the log scale.
    """
    if kind not in get_args(Map):
        raise ValueError(f"unknown map: {kind}")
    rng = np.random.default_rng(seed)
    x = start = float(rng.uniform(0.1, 0.9))
    for _ in range(burn):
        x = step(kind, x, weight, shift)[0]
    settled, beside, by_parameter = x, x + apart, 0.0
    derivative, sizes, distances = [], [], []
    for _ in range(steps):
        after, slope, pull = step(kind, x, weight, shift)
        beside = step(kind, beside, weight, shift)[0]
        by_parameter = slope * by_parameter + pull
        last, x = abs(after - x), after
        derivative.append(np.log(max(abs(slope), 1e-300)))
        sizes.append(np.log(max(abs(by_parameter), 1e-300)))
        distances.append(max(abs(beside - x), 1e-300))
    x, nearing = start, []
    for _ in range(watched):
        nearing.append(max(abs(x - settled), 1e-300))
        x = step(kind, x, weight, shift)[0]
    by_start = np.cumsum(derivative)
    count = np.arange(1, steps + 1)
    return {
        "exponent": float(np.mean(derivative)),
        "separation": slope_of(np.log(distances[:watched])),
        "approach": slope_of(np.log(nearing)),
        "still": float(last),
        "parameter": float(np.clip(by_parameter, -1e300, 1e300)),
        "parameter_rate": slope_of(np.array(sizes[burn // 2 :])),
        "curves": {
            "by_start": {"x": count[:60], "y": by_start[:60]},
            "by_parameter": {"x": count[:60], "y": np.array(sizes[:60])},
        },
    }
