"""Coordinates of a drawing in tenths of a pixel: more cannot be seen, and costs half a page.

A line keeps the points without which it would move by more than a fifth of a pixel, and is
written as steps between rounded places, so that errors of rounding do not add up.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

Point = tuple[int, int]  # in tenths of a pixel

UNSEEN = 2.0  # tenths of a pixel
PRECISE = re.compile(r"-?\d+\.\d{2,}")
STRAIGHT = re.compile(r"[-MLz\d.\s]+")
STEP = re.compile(r"([ML])\s+(\S+)\s+(\S+)|(z)")


def round_numbers(value: str) -> str:
    """An attribute with its long numbers cut to tenths."""
    return PRECISE.sub(lambda found: _tenth(round(float(found[0]) * 10)), value)


def shorten_path(path: str) -> str:
    """A path that looks the same."""
    if not STRAIGHT.fullmatch(path):
        return re.sub(r"\s*([A-Za-z])\s*", r"\1", round_numbers(path).strip())
    return "".join(_steps(simpler(points)) + "z" * closed for points, closed in _pieces(path))


def simpler(points: Sequence[Point]) -> list[Point]:
    """Without the points that lie on the way between others (Douglas and Peucker 1973)."""
    kept = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        far, at = max((_off(points, first, last, i), i) for i in range(first + 1, last))
        if far > UNSEEN:
            kept.add(at)
            waiting += [(first, at), (at, last)]
    return [points[i] for i in sorted(kept)]


def _off(points: Sequence[Point], first: int, last: int, at: int) -> float:
    """How far a point lies from the stretch between two others."""
    (ax, ay), (bx, by), (x, y) = points[first], points[last], points[at]
    along, up = bx - ax, by - ay
    length = along * along + up * up
    share = ((x - ax) * along + (y - ay) * up) / length if length else 0.0
    share = min(1.0, max(0.0, share))
    across, down = x - ax - share * along, y - ay - share * up
    return float((across * across + down * down) ** 0.5)


def _pieces(path: str) -> Iterator[tuple[list[Point], bool]]:
    """The strokes of a path: their points, and whether they are closed."""
    points: list[Point] = []
    for kind, across, down, closed in STEP.findall(path):
        if kind == "M" and points:
            yield points, False
            points = []
        if kind:
            points.append((round(float(across) * 10), round(float(down) * 10)))
        elif closed and points:
            yield points, True
            points = []
    if points:
        yield points, False


def _steps(points: Sequence[Point]) -> str:
    start = "M" + _pair(*points[0])
    steps = [_pair(to[0] - at[0], to[1] - at[1]) for at, to in pairwise(points) if to != at]
    joined = "".join(
        step if not done or step.startswith("-") else f" {step}" for done, step in enumerate(steps)
    )
    return f"{start}l{joined}" if steps else f"{start}z"


def _pair(across: int, down: int) -> str:
    second = _tenth(down)
    return f"{_tenth(across)}{'' if second.startswith('-') else ' '}{second}"


def _tenth(tenths: int) -> str:
    whole = f"{tenths / 10:.1f}".removesuffix(".0")
    return "0" if whole == "-0" else re.sub(r"^(-?)0\.", r"\1.", whole)
