"""Bounds on a measure and on its aggregates over seeds, and whether they leave any value.

What bounds every seed bounds least, greatest, mean and median; the least bounds every seed
from below; the least is at most the mean, and so on.  Open and closed ends are kept apart.
"""

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

EVERY = "every seed"
MIDDLE = "middle seed"  # the median of an odd number of seeds, which is the value of one
BETWEEN = ("mean", "median", MIDDLE)  # lie between the least and the greatest


class Measure(NamedTuple):
    """What is measured, and whether on every seed or over all."""

    name: Hashable
    over: str = EVERY


@dataclass(frozen=True)
class Bound:
    """A one-sided bound."""

    measure: Measure
    sign: str  # < <= > >=
    number: float

    @property
    def whole(self) -> bool:
        """It speaks of all seeds at once, so it has one truth value."""
        return self.measure.over != EVERY

    def negated(self) -> "Bound":
        """The other side."""
        return Bound(
            self.measure, {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}[self.sign], self.number
        )


class Interval(NamedTuple):
    """Numbers between two ends; an end is a number and 1 if it is itself left out."""

    low: tuple[float, int] = (-math.inf, 0)
    high: tuple[float, int] = (math.inf, 0)

    @property
    def empty(self) -> bool:
        """No number is left."""
        open_ended = self.low[1] or self.high[1]
        return self.low[0] > self.high[0] or (self.low[0] == self.high[0] and bool(open_ended))

    def meet(self, other: "Interval") -> "Interval":
        """What lies in both."""
        low = max(self.low, other.low)
        return Interval(low, min(self.high, other.high, key=lambda end: (end[0], -end[1])))

    def join(self, other: "Interval") -> "Interval":
        """The shortest interval around both."""
        low = min(self.low, other.low)
        return Interval(low, max(self.high, other.high, key=lambda end: (end[0], -end[1])))

    @property
    def upwards(self) -> "Interval":
        """All from the lower end on."""
        return Interval(low=self.low)

    @property
    def downwards(self) -> "Interval":
        """All up to the upper end."""
        return Interval(high=self.high)


ANY = Interval()
Spans = dict[Measure, Interval]


def interval_of(bound: Bound) -> Interval:
    """The numbers that a bound allows."""
    end = (bound.number, int(bound.sign in "<>"))
    return Interval(high=end) if bound.sign in ("<", "<=") else Interval(low=end)


def spans_of(bounds: Iterable[Bound]) -> Spans:
    """What several bounds leave of each measure."""
    spans: Spans = {}
    for bound in bounds:
        spans[bound.measure] = spans.get(bound.measure, ANY).meet(interval_of(bound))
    return spans


def meets(bounds: Sequence[Bound]) -> bool:
    """Whether bounds leave a value of each measure by itself."""
    return not any(span.empty for span in spans_of(bounds).values())


def spans_left(facts: Sequence[Bound], boxes: Sequence[Sequence[Bound]]) -> Spans | None:
    """What is left of each measure if facts hold and every seed lies in a box; None: nothing."""
    spans = spans_of(facts)
    names = {measure.name for measure in spans}
    names |= {bound.measure.name for box in boxes for bound in box}
    for name in names:
        tighten(name, spans)
    inside = [spans_of(box) for box in boxes]
    inside = [box for box in inside if not any(outside(m, s, spans) for m, s in box.items())]
    if not inside:
        return None
    for name in names:
        parts = [box.get(Measure(name), ANY).meet(spans[Measure(name)]) for box in inside]
        for word in ("min", "max", MIDDLE):  # these are the values of some seed
            if all(part.meet(spans[Measure(name, word)]).empty for part in parts):
                return None
        hull = parts[0]
        for part in parts:
            hull = hull.join(part)
        spans[Measure(name)] = hull
        tighten(name, spans)
    return None if any(span.empty for span in spans.values()) else spans


def outside(measure: Measure, span: Interval, spans: Mapping[Measure, Interval]) -> bool:
    """Whether a box leaves no value that the facts allow."""
    return span.meet(spans[measure]).empty


def tighten(name: Hashable, spans: Spans) -> None:
    """Let the bounds on a measure and its aggregates bound each other."""
    words = (EVERY, "min", "max", *BETWEEN)
    now = {word: spans.get(Measure(name, word), ANY) for word in words}
    every = now[EVERY].meet(now["min"].upwards).meet(now["max"].downwards)
    now = {word: span.meet(every) for word, span in now.items()}
    for word in BETWEEN:
        now["min"] = now["min"].meet(now[word].downwards)
        now["max"] = now["max"].meet(now[word].upwards)
    now["min"] = now["min"].meet(now["max"].downwards)
    now["max"] = now["max"].meet(now["min"].upwards)
    spans.update((Measure(name, word), span) for word, span in now.items())
    spread = Measure(name, "std")
    spans[spread] = spans.get(spread, ANY).meet(Interval(low=(0.0, 0)))
