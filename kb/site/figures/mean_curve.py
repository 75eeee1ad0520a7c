"""The mean of a run's curves over seeds, also where the seeds were measured at different places."""

import math
import sys
from bisect import bisect_left
from collections.abc import Callable, Sequence

from kb.site.figures.drawable import Line

LARGEST = math.log(sys.float_info.max)


def mean_line(lines: Sequence[Line], log_x: bool = False, log_y: bool = False) -> Line | None:
    """The mean of ``y`` at each place; None if the seeds have no range in common.

    Where their places differ it is taken at the first seed's places within the range that all
    share; between two places a line is read as it is drawn, straight on the axes' own scales.
    """
    places = lines[0][0]
    if all(x == places for x, _ in lines):
        heights = zip(*(y for _, y in lines), strict=True)
        return places, tuple(_average(column) for column in heights)
    ordered = [tuple(sorted(zip(*line, strict=True))) for line in lines]
    if not all(ordered):
        return None
    low, high = max(line[0][0] for line in ordered), min(line[-1][0] for line in ordered)
    shared = tuple(x for x, _ in ordered[0] if low <= x <= high)
    if len(shared) < 2:
        return None
    across = _scale(log_x, [x for xs, _ in lines for x in xs])
    up = _scale(log_y, [y for _, ys in lines for y in ys])
    back = _exp if up is math.log else float
    read = [[back(_between(line, x, across, up)) for line in ordered] for x in shared]
    return shared, tuple(_average(column) for column in read)


def _scale(log: bool, values: Sequence[float]) -> Callable[[float], float]:
    return math.log if log and min(values) > 0 else float


def _average(heights: Sequence[float]) -> float:
    """Their mean, also where their sum is out of range."""
    total = sum(heights)
    many = len(heights)
    return total / many if math.isfinite(total) else sum(height / many for height in heights)


def _exp(height: float) -> float:
    """The largest float's logarithm is rounded up, so its exponential may be out of range."""
    return math.exp(height) if height < LARGEST else sys.float_info.max


def _between(
    points: Sequence[tuple[float, float]],
    x: float,
    across: Callable[[float], float],
    up: Callable[[float], float],
) -> float:
    after = min(max(bisect_left(points, (x,)), 1), len(points) - 1)
    (x0, y0), (x1, y1) = points[after - 1], points[after]
    apart = across(x1) - across(x0)
    if not apart:  # the same place, or so near that their logarithms are
        return up(y1)
    share = (across(x) - across(x0)) / apart
    return up(y0) + share * (up(y1) - up(y0))
