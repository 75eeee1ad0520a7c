"""The arcs left of a column of labels: each in a lane of its own, so that none crosses a label.

Short arcs lie inside, long ones outside.  A line that hits another ends on that one's middle.
Coordinates: x is 0 where labels' glyphs begin, and falls to the left; y is that of the rows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kb.site.maps.relations import ORDER, Relation

LANES = 6  # lines beyond share the outermost: a gutter may not take the room of the labels
FIRST, PITCH, EDGE = 10.0, 6.0, 4.0
STRAIGHT = 9.0  # nearer rows than this are joined by a straight line
Point = tuple[float, float]


@dataclass(frozen=True)
class Arc:
    """A line as it is drawn: the path, and how far it reaches to the left."""

    relation: Relation
    path: str
    depth: float


class Lanes:
    """Which rows each lane is taken in, as bits."""

    def __init__(self) -> None:
        self.taken = [0] * LANES

    def take(self, low: int, high: int, least: int = 0) -> int:
        """The innermost free lane from ``least`` on for an arc between two rows."""
        rows = (1 << max(high, low + 1)) - (1 << low)
        for lane in range(min(least, LANES - 1), LANES):
            if not self.taken[lane] & rows:
                self.taken[lane] |= rows
                return lane
        return max(least, LANES - 1)


def arcs_of(
    relations: Iterable[Relation], at: Mapping[str, float], shown: Sequence[str]
) -> list[Arc]:
    """An arc for each relation among rows; ``at`` is each row's height, in the order of rows.

    Lines among the rows in ``shown`` have the inner lanes: the others may be hidden.
    """
    rank = {claim: number for number, claim in enumerate(at)}
    always = set(shown)
    drawable = [one for one in relations if all(claim in rank for claim in one.claims)]
    keys = {relation.key for relation in drawable}
    waiting = sorted(
        (one for one in drawable if not one.hit or one.hit in keys),
        key=lambda one: (
            not always.issuperset(one.claims), one.kind == "related", span_of(one, rank),
            ORDER.index(one.kind), one.key,
        ),
    )  # fmt: skip
    drawing = Drawing(rank, at)
    while waiting:
        later = [one for one in waiting if one.hit and one.hit not in drawing.middles]
        for relation in waiting:
            if not relation.hit or relation.hit in drawing.middles:
                drawing.add(relation)
        if len(later) >= len(waiting):
            break
        waiting = [one for one in later if one.key not in drawing.middles]
    return drawing.arcs


def span_of(relation: Relation, rank: Mapping[str, int]) -> int:
    """How many rows lie between the outermost ends of a line."""
    rows = [rank[claim] for claim in relation.claims]
    return max(rows) - min(rows)


class Drawing:
    """Arcs drawn so far, the middle of each with its lane and row, and which lanes are taken."""

    def __init__(self, rank: Mapping[str, int], at: Mapping[str, float]) -> None:
        self.rank, self.at = rank, at
        self.lanes = Lanes()
        self.arcs: list[Arc] = []
        self.middles: dict[str, tuple[Point, int, float]] = {}  # point, lane, row

    def add(self, relation: Relation) -> None:
        """Draw one line; what it hits is drawn."""
        starts = [source for source in relation.sources if source != relation.target]
        paths, deepest = [], 0.0
        for source in starts or relation.sources:
            path, depth = (
                self.onto(relation, source) if relation.hit else self.arc(relation, source)
            )
            paths.append(path)
            deepest = max(deepest, depth)
        self.arcs.append(Arc(relation, "".join(paths), deepest))

    def arc(self, relation: Relation, source: str) -> tuple[str, float]:
        """From a claim to a claim: one bow, as deep as its lane."""
        rows = sorted((self.rank[source], self.rank[relation.target]))
        lane = self.lanes.take(rows[0], rows[1])
        depth = FIRST + PITCH * lane
        start, end = self.at[source], self.at[relation.target]
        middle = (-depth, (start + end) / 2)
        self.middles.setdefault(relation.key, (middle, lane, sum(rows) / 2))
        reach = -depth * 4 / 3
        return f"M0 {start:g}C{reach:.0f} {start:g} {reach:.0f} {end:g} 0 {end:g}", depth

    def onto(self, relation: Relation, source: str) -> tuple[str, float]:
        """From a claim to the middle of a line: around it and in from outside, or straight."""
        (x, y), within, row = self.middles[relation.hit]
        start = self.at[source]
        if abs(start - y) < STRAIGHT:
            self.middles.setdefault(relation.key, ((x / 2, y), within, row))
            return f"M0 {start:g}L{x:.0f} {y:g}", -x
        rows = sorted((float(self.rank[source]), row))
        lane = self.lanes.take(int(rows[0]), int(rows[1] + 0.5), within + 1)
        depth = FIRST + PITCH * max(lane, within + 1)
        away = -depth - PITCH
        half = ((x * 1 + 3 * away + 3 * away) / 8, (start + y) / 2)
        self.middles.setdefault(relation.key, (half, max(lane, within + 1), sum(rows) / 2))
        return f"M0 {start:g}C{away:.0f} {start:g} {away:.0f} {y:g} {x:.0f} {y:g}", depth


def width_of_gutter(arcs: Iterable[Arc]) -> float:
    """Room for some arcs and the stroke of the outermost."""
    return max((arc.depth for arc in arcs), default=0.0) + EDGE
