"""Box counts of a smooth curve that fills a cube, of one that does not, and of the Koch curve.

The curve w -> (sin w, sin aw, sin bw) over 0 <= w <= window is analytic, so every stretch
of it has Hausdorff dimension one.  With a and b the roots of 2 and 3 it comes as near as one likes to every
point of the cube as the window grows (Kronecker); with a = 2 and b = 3 it closes.  The Koch curve
has dimension log 4 / log 3, about 1.26.  What boxes count depends on their size.
"""

from typing import Literal, get_args

import numpy as np
from scipy.spatial import cKDTree

Kind = Literal["filling", "closed", "koch"]
SPEEDS = {"filling": (1, 2**0.5, 3**0.5), "closed": (1, 2, 3)}


def curve(kind, window, spacing):
    """Points along a curve, at most `spacing` apart, shape (points, 3) or (points, 2)."""
    if kind != "koch":
        speeds = np.array(SPEEDS[kind])
        count = int(window * np.linalg.norm(speeds) / spacing) + 2
        return np.sin(np.linspace(0, window, count)[:, None] * speeds)
    line = np.array([0j, 2])
    while abs(line[1] - line[0]) > spacing:
        start, step = line[:-1], np.diff(line) / 3
        peak = start + step * (1 + np.exp(1j * np.pi / 3))
        parts = [start, start + step, peak, start + 2 * step]
        line = np.append(np.stack(parts, axis=1).ravel(), line[-1])
    return np.stack([line.real, line.imag], axis=1)


def boxes(points, side, shift):
    """One point of each box of that side that holds any, as indices; `shift`, in sides, moves the grid."""
    cells = np.floor(points / side + shift).astype(np.int64)
    cells -= cells.min(axis=0)
    keys = cells[:, 0]
    for column, most in zip(cells.T[1:], cells.max(axis=0)[1:]):
        keys = keys * (most + 1) + column
    return np.unique(keys, return_index=True)[1]


def slope(kind, window, sides, shift):
    """Slope of log count against log 1/side, by least squares, and the counts."""
    points = curve(kind, window, min(sides) / 4)
    counts = [len(boxes(points, side, shift[: points.shape[1]])) for side in sides]
    return float(np.polyfit(-np.log(sides), np.log(counts), 1)[0]), counts


def measure(
    seed: int,
    kind: Kind = "filling",
    window: float = 1_000.0,
    fine_window: float = 40.0,
    targets: int = 300,
    coarse: float = 0.2,
    fine: float = 0.006,
) -> dict:
    """Box slopes with coarse sides (`coarse` halved three times) over `window`, and with fine ones
    (`fine` halved twice) over `fine_window`; mean distance of random points of the inner cube
    [-0.95, 0.95] from the curve over `window`.  The Koch curve has no window, and lies in the plane.
    """
    if kind not in get_args(Kind):
        raise ValueError(f"unknown kind: {kind}")
    rng = np.random.default_rng(seed)
    shift = rng.random(3)
    sides = coarse / 2.0 ** np.arange(4)
    coarse_slope, counts = slope(kind, window, sides, shift)
    fine_sides = fine / 2.0 ** np.arange(3)
    fine_slope, fine_counts = slope(kind, fine_window, fine_sides, shift)
    points = curve(kind, window, coarse / 10)
    points = points[boxes(points, coarse / 50, shift[: points.shape[1]])]  # near doubles left out
    goals = rng.uniform(-0.95, 0.95, (targets, points.shape[1]))
    return {
        "coarse_slope": coarse_slope,
        "fine_slope": fine_slope,
        "distance": float(cKDTree(points).query(goals)[0].mean()),
        "curves": {
            "coarse": {"x": 1 / sides, "y": np.array(counts)},
            "fine": {"x": 1 / fine_sides, "y": np.array(fine_counts)},
        },
    }
