"""What a chaotic map that can be undone does to where a point was: lost to coarse eyes, there for exact ones.

Arnold's cat map on a square grid with its edges joined takes (x, y) to (2x + y, x + y).  It moves every
point of the grid to another; the shear, its calm relative, takes (x, y) to (x + y, y).
"""

from typing import Literal

import numpy as np

Map = Literal["cat", "shear"]
STEP = {"cat": np.array([[2, 1], [1, 1]]), "shear": np.array([[1, 1], [0, 1]])}


def power(step, times, side):
    """The matrix of that many steps, modulo the side of the grid."""
    found = np.eye(2, dtype=int)
    for _ in range(times):
        found = found @ step % side
    return found


def bits(first, second, kinds):
    """Mutual information of two labels of the same points, in bits."""
    joint = np.zeros((kinds, kinds))
    np.add.at(joint, (first, second), 1 / len(first))
    apart = joint.sum(axis=1, keepdims=True) * joint.sum(axis=0)
    there = joint > 0
    return float(np.sum(joint[there] * np.log2(joint[there] / apart[there])))


def measure(
    seed: int, rule: Map = "cat", side: int = 256, steps: int = 10, error: int = 8, coarse: int = 4
) -> dict:
    """What is known of the place of all points of the grid after `steps` steps, in `coarse` by `coarse` cells.

    `told` bits that the cell afterwards tells of the cell before; `undone` share of points back at their very place
    after as many steps backwards; `undone_roughly` share back in their cell if each is first moved by an error
    of its own, evenly drawn up to `error` grid points each way; `period` steps after which every point
    is back by itself.
    """
    rng = np.random.default_rng(seed)
    start = np.stack(np.meshgrid(np.arange(side), np.arange(side))).reshape(2, -1)
    back = np.array([[1, -1], [-1, 2]]) if rule == "cat" else np.array([[1, -1], [0, 1]])

    def cells(points):
        return points[0] * coarse // side * coarse + points[1] * coarse // side

    def told(times):
        return bits(cells(start), cells(power(STEP[rule], times, side) @ start % side), coarse**2)

    end = power(STEP[rule], steps, side) @ start % side
    moved = (end + rng.integers(-error, error + 1, end.shape)) % side
    backwards = power(back, steps, side)
    period, now = 1, STEP[rule] % side
    while not np.array_equal(now, np.eye(2, dtype=int)):
        period, now = period + 1, now @ STEP[rule] % side
    times = np.arange(0, 13)
    return {
        "told": told(steps),
        "undone": float(np.mean(np.all(backwards @ end % side == start, axis=0))),
        "undone_roughly": float(np.mean(cells(backwards @ moved % side) == cells(start))),
        "period": float(period),
        "curves": {"told": {"x": times, "y": np.array([told(time) for time in times])}},
    }
