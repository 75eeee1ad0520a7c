"""What a drawing can hold: numbers that are none or out of all range are left out of it.

Between the limits no sum, mean or tick of a drawing overflows, whatever was measured.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kb.model import Axis

FURTHEST, NEAREST = 1e300, 1e-300
Line = tuple[tuple[float, ...], tuple[float, ...]]
Cells = tuple[tuple[float, ...], ...]


def is_drawable(value: float) -> bool:
    """Whether it is a number of bearable size."""
    return -FURTHEST <= value <= FURTHEST


def drawable_values(values: Iterable[float]) -> tuple[float, ...]:
    """Those that can be drawn; what is nearer to nothing than all others is nothing."""
    return tuple(_settled(value) for value in values if is_drawable(value))


def drawable_line(x: Sequence[float], y: Sequence[float]) -> Line:
    """The points of which both coordinates can be drawn."""
    points = [
        (_settled(across), _settled(up))
        for across, up in zip(x, y, strict=False)
        if is_drawable(across) and is_drawable(up)
    ]
    return tuple(across for across, _ in points), tuple(up for _, up in points)


def places_along(values: Sequence[float]) -> list[int]:
    """Which places of a grid can be drawn, in rising order and each once."""
    kept: dict[float, int] = {}
    for at, value in enumerate(values):
        if is_drawable(value):
            kept.setdefault(_settled(value), at)
    return [kept[value] for value in sorted(kept)]


def axis_that_holds(axis: Axis, values: Iterable[float]) -> Axis:
    """The axis; linear, if it is logarithmic and nothing on it has a logarithm."""
    if axis.scale == "log" and not any(value > 0 for value in values):
        return replace(axis, scale="linear")
    return axis


def _settled(value: float) -> float:
    return 0.0 if abs(value) < NEAREST else value
