"""How near sums of more and more random units come to one function on [-1, 1], in the greatest error.

Units have random weights and offsets; only what they are multiplied with is fitted, by least squares.
A polynomial unit spans the polynomials of its degree and no more (so more units do not help), and
units that are even in x cannot tell x from -x.
"""

from typing import Literal, get_args

import numpy as np

Unit = Literal["relu", "tanh", "cube", "cosine"]
UNITS = {
    "relu": lambda sums: np.maximum(sums, 0),
    "tanh": np.tanh,
    "cube": lambda sums: sums**3,
    "cosine": np.cos,
}
TARGETS = {"kinked": lambda x: np.abs(x - 0.3) + np.sin(5 * x), "odd": lambda x: np.sin(5 * x)}


def measure(
    seed: int,
    unit: Unit = "relu",
    target: Literal["kinked", "odd"] = "kinked",
    offsets: bool = True,
    units: int = 256,
    fewer: int = 4,
    scale: float = 6.0,
    points: int = 801,
) -> dict:
    """Greatest error on an even grid of [-1, 1] with `units` and with `fewer` of the same units.

    Weights are normal with that scale, offsets uniform up to it (or all nought).
    """
    if unit not in get_args(Unit) or target not in TARGETS:
        raise ValueError(f"unknown unit or target: {unit}, {target}")
    rng = np.random.default_rng(seed)
    x = np.linspace(-1, 1, points)
    goal = TARGETS[target](x)
    weights = scale * rng.standard_normal(units)
    shifts = rng.uniform(-scale, scale, units) * offsets
    table = UNITS[unit](x[:, None] * weights + shifts)
    table /= np.linalg.norm(table, axis=0) + 1e-12
    sizes = np.unique(np.geomspace(1, units, 9).astype(int))
    sizes = np.unique([*sizes, min(fewer, units), units])
    errors = []
    for size in sizes:
        weight = np.linalg.lstsq(table[:, :size], goal, rcond=1e-10)[0]
        errors.append(np.abs(table[:, :size] @ weight - goal).max())
    return {
        "error": float(errors[-1]),
        "error_of_fewer": float(errors[list(sizes).index(min(fewer, units))]),
        "curves": {"error": {"x": sizes, "y": np.array(errors)}},
    }
