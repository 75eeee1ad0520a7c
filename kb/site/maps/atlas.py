"""Where the whole base lies on one map: an island for each topic, its claims in rows inside.

Claims keep their neighbours close and their reasons to the left, but stand in rows, so no
label ever covers another at any size.  The same base gives the same map.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

SLOT, LINE, SYMBOL, ROOM = 152.0, 13.0, 30.0, 34.0
SHAPE = 1.9  # an island's width by its height
WIDER = 1.0  # how much farther an island is pushed aside than up or down; more where few are
PASSES, ROUNDS = 24, 260
Pair = tuple[int, int]


@dataclass(frozen=True)
class Island:
    """A topic: its middle, half its size, and where each of its claims is, from its middle."""

    x: float = 0.0
    y: float = 0.0
    wide: float = 60.0
    tall: float = 60.0
    spots: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Atlas:
    """All islands by topic, and how large the map is."""

    islands: Mapping[str, Island] = field(default_factory=dict)
    width: float = 0.0
    height: float = 0.0


def atlas(
    topics: Mapping[str, Mapping[str, int]], links: Sequence[tuple[str, str]], head: float
) -> Atlas:
    """Place topics (each: claim -> lines of its label); ``head`` is the room for a topic's name."""
    where = {claim: topic for topic, claims in topics.items() for claim in claims}
    known = [(a, b) for a, b in links if a in where and b in where]
    islands = {topic: _island(claims, known, head) for topic, claims in topics.items()}
    names = list(islands)
    rank = {name: at for at, name in enumerate(names)}
    bridges = [(rank[where[a]], rank[where[b]]) for a, b in known if where[a] != where[b]]
    if not names:
        return Atlas()
    sizes = [(islands[name].wide, islands[name].tall) for name in names]
    middles = _packed(sizes, bridges)
    edges = [(x - w, y - h, x + w, y + h) for (x, y), (w, h) in zip(middles, sizes, strict=True)]
    left, top = min(edge[0] for edge in edges) - ROOM, min(edge[1] for edge in edges) - ROOM
    right, bottom = max(edge[2] for edge in edges) + ROOM, max(edge[3] for edge in edges) + ROOM
    placed = {
        name: Island(x - left, y - top, wide, tall, islands[name].spots)
        for name, (x, y), (wide, tall) in zip(names, middles, sizes, strict=True)
    }
    return Atlas(placed, right - left, bottom - top)


def _island(claims: Mapping[str, int], links: Sequence[tuple[str, str]], head: float) -> Island:
    """Rows of claims below the room for the topic's name, a little staggered."""
    names = list(claims)
    rank = {name: at for at, name in enumerate(names)}
    inside = [(rank[a], rank[b]) for a, b in links if a in rank and b in rank]
    across, down = _order(len(names), inside)
    lines = sum(claims.values()) / max(1, len(names))
    count = max(1, round(math.sqrt(len(names) * SLOT / (_tall(lines) * SHAPE))))
    downwards = sorted(range(len(names)), key=lambda one: (down[one], one))
    rows = []
    for row in range(count):
        # Even shares, so that no row is much shorter than another.
        share = downwards[len(names) * row // count : len(names) * (row + 1) // count]
        rows.append(sorted(share, key=lambda one: (across[one], one)))
    heights = [_tall(max((claims[names[claim]] for claim in row), default=1)) for row in rows]
    height = head + sum(heights)
    y, spots = head - height / 2, {}
    for number, (standing, tall) in enumerate(zip(rows, heights, strict=True)):
        shift = (number % 2 - 0.5) * SLOT / 2 if count > 1 else 0.0
        for place, claim in enumerate(standing):
            spots[names[claim]] = ((place - (len(standing) - 1) / 2) * SLOT + shift, y + SYMBOL / 2)
        y += tall
    reach = max((abs(x) for x, _ in spots.values()), default=0.0)
    return Island(wide=reach + SLOT / 2 + 4, tall=height / 2 + 2, spots=spots)


def _tall(lines: float) -> float:
    return SYMBOL + LINE * lines + 8


def _order(many: int, links: Sequence[Pair]) -> tuple[list[float], list[float]]:
    """A place across (reasons first) and a place down (near what one is joined to)."""
    import numpy as np

    down = np.arange(many, dtype=float)
    across = np.zeros(many)
    if not links:
        return list(across), list(down)
    source, target = np.array(links).T
    degree = np.bincount(source, minlength=many) + np.bincount(target, minlength=many)
    for _ in range(6):
        np.maximum.at(across, target, np.minimum(across[source] + 1, 6))
    for _ in range(PASSES):
        total = np.bincount(source, down[target], many) + np.bincount(target, down[source], many)
        pulled = np.where(degree > 0, total / np.maximum(degree, 1), down)
        # Ranks instead of means: otherwise all would meet in the middle.
        down = np.argsort(np.argsort(0.5 * down + 0.5 * pulled, kind="stable")).astype(float)
    return across.tolist(), down.tolist()


def _packed(
    sizes: Sequence[tuple[float, float]], bridges: Sequence[Pair]
) -> list[tuple[float, float]]:
    """Islands that do not touch, those with many links between them close; wider than tall."""
    import numpy as np

    many = len(sizes)
    size = np.array(sizes, dtype=float)
    weight = np.zeros((many, many))
    for a, b in bridges:
        weight[a, b] = weight[b, a] = weight[a, b] + 1
    weight /= max(1.0, float(weight.max(initial=0.0)))
    # A spiral, the largest first, is a start that depends on nothing but sizes.
    place = np.zeros((many, 2))
    area = size.prod(1)
    for step, island in enumerate(sorted(range(many), key=lambda one: (-area[one], one))):
        turn, out = 2.39996 * step, 1.2 * math.sqrt(step * float(np.mean(area)))
        place[island] = (2 * out * math.cos(turn), out * math.sin(turn))
    flat = np.array([0.016, 0.045])
    for turn in range(ROUNDS):
        cool = 1 - turn / ROUNDS
        towards = weight @ place - weight.sum(1)[:, None] * place
        place += cool * (0.05 * towards / max(1, many) ** 0.5 - flat * place)
        place += _pushed(place, size)
    for _ in range(600):
        moved = _pushed(place, size)
        place += moved
        if float(abs(moved).max(initial=0.0)) < 0.2:
            break
    return [(float(x), float(y)) for x, y in place]


def _pushed(place: "np.ndarray[Any, Any]", size: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """How far each island must move to leave a strait to every other, rather aside."""
    import numpy as np

    apart = place[:, None, :] - place[None, :, :]
    short = size[:, None, :] + size[None, :, :] + ROOM - abs(apart)
    meets = (short > 0).all(-1)
    np.fill_diagonal(meets, False)
    sideways = short[..., 0] < (WIDER + 7 / len(size)) * short[..., 1]
    order = np.arange(len(size))
    side = np.where(apart != 0, np.sign(apart), np.sign(order[:, None] - order[None, :])[..., None])
    way = np.stack([meets & sideways, meets & ~sideways], -1)
    pushed: np.ndarray[Any, Any] = (side * short * way * 0.42).sum(1)
    return pushed
