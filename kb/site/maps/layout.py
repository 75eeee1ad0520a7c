"""Where a small argument map puts its boxes: columns from left to right, no row touching another.

Reasons stand left of what they bear on.  A wire may end on another wire (an undercut hits a
step, not a claim): it ends at the middle of the wire that it hits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kb.site.maps.curves import Box, Point, Wire, curves_of, onto

SWEEPS = 6


@dataclass(frozen=True)
class Layout:
    """The middle of each box, the curve of each wire (start, then three points a piece)."""

    boxes: Mapping[str, Point] = field(default_factory=dict)
    wires: Mapping[str, tuple[Point, ...]] = field(default_factory=dict)
    width: float = 0.0
    height: float = 0.0


def columns(centre: str, keys: Sequence[str], wires: Sequence[Wire]) -> dict[str, int]:
    """Column of each box: one left of what it points at, seen from the centre outwards."""
    by_key = {wire.key: wire for wire in wires}
    steps: dict[str, list[tuple[str, int]]] = {key: [] for key in keys}
    for wire in wires:
        hit = by_key.get(wire.target)
        ends = ((hit.source, 0), (hit.target, 1)) if hit else ((wire.target, 1),)
        for end, step in ends:
            if wire.source in steps and end in steps:
                steps[wire.source].append((end, step))
                steps[end].append((wire.source, -step))
    found = {centre: 0}
    queue = [centre]
    for here in queue:
        for there, step in sorted(steps[here]):
            if there not in found:
                found[there] = found[here] + step
                queue.append(there)
    return {key: found.get(key, 0) for key in keys}


def layout_around(
    centre: str, boxes: Sequence[Box], wires: Sequence[Wire], between: float, gap: float
) -> Layout:
    """Place boxes around the centre; ``between`` columns, ``gap`` between rows."""
    at = columns(centre, [box.key for box in boxes], wires)
    sizes = {box.key: box for box in boxes}
    chains = {wire.key: _chain(wire, at) for wire in wires if wire.target in at}
    for chain in chains.values():
        for bend, column in chain[1:-1]:
            sizes[bend], at[bend] = Box(bend, (), 0, 4), column
    joined: dict[str, list[str]] = {key: [] for key in sizes}
    for chain in chains.values():
        for (one, _), (other, _) in pairwise(chain):
            joined[one].append(other)
            joined[other].append(one)
    rows = _rows(sizes, at, joined, gap)
    x = _across(sizes, at, between)
    places = {key: (x[at[key]], rows[key]) for key in sizes}
    curves = curves_of(places, sizes, chains, at)
    for wire in wires:
        if wire.key not in curves and wire.target in curves and wire.source in places:
            curves[wire.key] = onto(places[wire.source], sizes[wire.source], curves[wire.target])
    top = min(rows[key] - sizes[key].height / 2 for key in sizes)
    bottom = max(rows[key] + sizes[key].height / 2 for key in sizes)
    right = max(x[at[key]] + sizes[key].width / 2 for key in sizes)
    return Layout(
        {box.key: (places[box.key][0], places[box.key][1] - top) for box in boxes},
        {key: tuple((px, py - top) for px, py in curve) for key, curve in curves.items()},
        right,
        bottom - top,
    )


def _chain(wire: Wire, at: Mapping[str, int]) -> list[tuple[str, int]]:
    """The boxes a wire passes, with a bend in each column that it crosses."""
    first, last = at[wire.source], at[wire.target]
    step = 1 if last > first else -1
    bends = [(f"{wire.key}~{column}", column) for column in range(first + step, last, step)]
    return [(wire.source, first), *(bends if first != last else []), (wire.target, last)]


def _across(sizes: Mapping[str, Box], at: Mapping[str, int], between: float) -> dict[int, float]:
    found, left = {}, 0.0
    for column in sorted(set(at.values())):
        width = max(sizes[key].width for key, where in at.items() if where == column)
        found[column] = left + width / 2
        left += width + between
    return found


def _rows(
    sizes: Mapping[str, Box], at: Mapping[str, int], joined: Mapping[str, list[str]], gap: float
) -> dict[str, float]:
    """Heights: each box as near to its neighbours as the boxes beside it allow."""
    stacks: dict[int, list[str]] = {}
    for key in sizes:
        stacks.setdefault(at[key], []).append(key)
    rows: dict[str, float] = {}
    for stack in stacks.values():
        rows |= _apart(stack, dict.fromkeys(stack, 0.0), sizes, gap)
    for sweep in range(SWEEPS):
        for column in sorted(stacks, reverse=bool(sweep % 2)):
            stack = stacks[column]
            wish = {
                key: _mean([rows[neighbour] for neighbour in joined[key]] or [rows[key]])
                for key in stack
            }
            stack.sort(key=lambda key: (wish[key], rows[key]))
            rows |= _apart(stack, wish, sizes, gap)
    return rows


def _apart(
    stack: Sequence[str], wish: Mapping[str, float], sizes: Mapping[str, Box], gap: float
) -> dict[str, float]:
    """The least moves from where boxes wish to be, in this order, that leave a gap between them."""
    offsets, offset, before = [], 0.0, 0.0
    for key in stack:
        offset += before + sizes[key].height / 2 + (gap if before else 0)
        before = sizes[key].height / 2
        offsets.append(offset)
    blocks: list[list[float]] = []  # sum, count: pool adjacent violators
    for key, off in zip(stack, offsets, strict=True):
        blocks.append([wish[key] - off, 1.0])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, count = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += count
    shifts = [total / count for total, count in blocks for _ in range(int(count))]
    return {key: s + off for key, s, off in zip(stack, shifts, offsets, strict=True)}


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
