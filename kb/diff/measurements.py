"""Demonstrations whose measurement moved, by how many standard errors.

The distance is of the two means over seeds, in the root of the sum of their squared standard
errors (Welch 1947); of a mean without spread on both sides it is infinite.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, variance

from kb.diff.sides import Sides
from kb.model.outcomes import Measurement


@dataclass(frozen=True)
class Moved:
    """One measure of one run: its means, and how far they are apart."""

    demonstration: str
    run: str
    measure: str
    before: float
    after: float
    errors: float  # standard errors between the means


def moved(sides: Sides) -> list[Moved]:
    """All that were measured on both sides and differ, the furthest of each demonstration first."""
    found = []
    for address, judged in sides.after.evidence.items():
        old = sides.before.evidence.get(sides.then(address))
        if old and old.measured != judged.measured:
            each = [
                moved_measure
                for run in judged.measured
                if run in old.measured
                for moved_measure in moved_in(address, run, old.measured[run], judged.measured[run])
            ]
            found += sorted(each, key=lambda one: -one.errors)
    return found


def moved_in(
    address: str, run: str, old: Sequence[Measurement], new: Sequence[Measurement]
) -> Iterator[Moved]:
    """The measures of one run whose values differ."""
    names = dict.fromkeys(name for each in new for name in each.values)
    for name in names:
        was, now = (
            [each.values[name] for each in side if name in each.values] for side in (old, new)
        )
        if was and now and was != now:
            yield Moved(address, run, name, fmean(was), fmean(now), distance(was, now))


def distance(was: Sequence[float], now: Sequence[float]) -> float:
    """How many standard errors lie between two means; 0 if they are equal."""
    apart = abs(fmean(was) - fmean(now))
    spread = sum(variance(side) / len(side) for side in (was, now) if len(side) > 1)
    if apart == 0:
        return 0.0
    return apart / math.sqrt(spread) if spread > 0 else math.inf
