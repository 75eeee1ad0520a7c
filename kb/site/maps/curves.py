"""The curves between boxes: spread where many meet, ending on a wire where a step is hit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """Something to place: its key, the lines written in it, its size."""

    key: str
    lines: tuple[str, ...] = ()
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True)
class Wire:
    """A link from a box to a box, or to the wire with the key ``target``."""

    key: str
    source: str
    target: str


def curves_of(
    places: Mapping[str, Point],
    sizes: Mapping[str, Box],
    chains: Mapping[str, list[tuple[str, int]]],
    at: Mapping[str, int],
) -> dict[str, tuple[Point, ...]]:
    """A curve for each wire: its start, then two handles and an end for each piece."""
    ports = _ports(places, sizes, chains)
    found = {}
    for key, chain in chains.items():
        curve: list[Point] = []
        for step, ((one, _), (other, _)) in enumerate(pairwise(chain)):
            start, end = ports[key, step, 0], ports[key, step, 1]
            forward = (at[other] > at[one]) - (at[other] < at[one])
            reach = abs(end[0] - start[0]) / 2 if forward else 46.0
            pull = reach * (forward or 1)
            back = -pull if forward else pull
            bent = [(start[0] + pull, start[1]), (end[0] + back, end[1]), end]
            curve += [start, *bent] if not curve else bent
        found[key] = tuple(curve)
    return found


def _ports(
    places: Mapping[str, Point],
    sizes: Mapping[str, Box],
    chains: Mapping[str, list[tuple[str, int]]],
) -> dict[tuple[str, int, int], Point]:
    """Where wires touch boxes: spread along a side, in the order of where they come from."""
    sides: dict[tuple[str, int], list[tuple[float, tuple[str, int, int]]]] = {}
    for key, chain in chains.items():
        for step, ((one, a), (other, b)) in enumerate(pairwise(chain)):
            out = -1 if b < a else 1
            sides.setdefault((one, out), []).append((places[other][1], (key, step, 0)))
            into = -out if a != b else 1
            sides.setdefault((other, into), []).append((places[one][1], (key, step, 1)))
    found = {}
    for (box, side), touching in sides.items():
        x, y = places[box]
        room = sizes[box].height * 0.72
        pitch = min(16.0, room / max(1, len(touching) - 1))
        for rank, (_, port) in enumerate(sorted(touching)):
            middle = (len(touching) - 1) / 2
            found[port] = (x + side * sizes[box].width / 2, y + (rank - middle) * pitch)
    return found


def middle(curve: Sequence[Point]) -> Point:
    """The middle of a curve's middle piece."""
    piece = (len(curve) - 1) // 3 // 2 * 3
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = curve[piece : piece + 4]
    return (ax + 3 * bx + 3 * cx + dx) / 8, (ay + 3 * by + 3 * cy + dy) / 8


def onto(start: Point, box: Box, curve: Sequence[Point]) -> tuple[Point, ...]:
    """From a box to the middle of a wire."""
    end = middle(curve)
    side = 1 if end[0] >= start[0] else -1
    x, y = start[0] + side * box.width / 2, start[1]
    if abs(end[0] - start[0]) < box.width / 2:  # the wire passes above or below: leave straight
        up = 1 if end[1] > start[1] else -1
        x, y = start[0], start[1] + up * box.height / 2
        return (x, y), (x, (y + end[1]) / 2), (end[0], (y + end[1]) / 2), end
    return (x, y), (x + side * 30, y), (end[0] - side * 20, (y + end[1]) / 2), end
