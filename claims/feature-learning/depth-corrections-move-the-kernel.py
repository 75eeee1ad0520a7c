"""How much the tangent kernel of a fresh ReLU network varies and turns, by depth and width.

Many networks with He initialisation are drawn, and for each the kernel K at one input.  If K
were the fixed kernel of the infinitely wide limit, it would be the same for all of them, and
a gradient step would leave it as it is.  Hanin and Nica (2020) show that both fail by an
amount that depth over width controls.

To first order in 1/width the log spread grows by 11/3 per unit of depth over width (a count
of ours): K is a sum over layers, and two of its terms share a relative variance of 5/width for
each layer they pass in the same direction and of 1/width for each they pass in opposite
ones, a third of the depth on average.  For linear units the same count gives 2 - 2/3 = 4/3.
"""

from typing import Literal, get_args

import numpy as np

from tangent import deep_kernel

Units = Literal["relu", "linear"]


def draw(rng, width, depth, networks, gain):
    """Layers, readout and an input of squared length `width`, for so many networks (float32)."""

    def normal(*shape):
        return rng.standard_normal(shape, dtype=np.float32)

    scale = np.float32(np.sqrt(gain / width))
    layers = [scale * normal(networks, width, width) for _ in range(depth)]
    inputs = normal(networks, width)
    inputs *= np.float32(np.sqrt(width)) / np.linalg.norm(inputs, axis=1, keepdims=True)
    return layers, normal(networks, width) / np.float32(np.sqrt(width)), inputs


def measure(
    seed: int,
    width: int = 16,
    depth: int = 4,
    points: int = 4,
    networks: int = 3000,
    units: Units = "relu",
    together: int = 100,
) -> dict:
    """Spread and drift of the kernel at the greatest depth, and the slope of the spread.

    Depths are `points` multiples up to `depth`; `units` are relu or linear.  `spread` is
    log(E K^2 / (E K)^2) over draws; `drift` is the mean of d log K / d log |f| as gradient
    descent changes the output f.  `slope` is the spread per unit of depth over width, a line
    through the origin.  `together` networks are held in memory at once.
    """
    if units not in get_args(Units):
        raise ValueError(f"unknown units: {units}")
    rng = np.random.default_rng(seed)
    depths = depth * np.arange(1, points + 1) // points
    spreads, drifts = [], []
    for each in depths:
        kernels, turns = [], []
        for start in range(0, networks, together):
            batch = min(together, networks - start)
            drawn = draw(rng, width, each, batch, 2 if units == "relu" else 1)
            output, kernel, turn = np.float64(deep_kernel(*drawn, units == "relu"))
            kernels.append(kernel)
            # A network whose units are all dead has no kernel, and does not move.
            turns.append(output * turn / np.where(kernel > 0, kernel, 1) ** 2)
        kernels = np.concatenate(kernels)
        spreads.append(np.log(np.mean(kernels**2) / np.mean(kernels) ** 2))
        drifts.append(np.mean(np.concatenate(turns)))
    ratio, spreads = depths / width, np.array(spreads)
    return {
        "ratio": float(ratio[-1]),
        "spread": float(spreads[-1]),
        "drift": float(drifts[-1]),
        "slope": float(ratio @ spreads / (ratio @ ratio)),
        "curves": {
            "spread": {"x": ratio, "y": spreads},
            "drift": {"x": ratio, "y": np.array(drifts)},
        },
    }
