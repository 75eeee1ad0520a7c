"""Whether some values, one a seed, have the bounds asked of them and of their aggregates.

The values are put in order: each place has its own bounds, and no value is less than the one
before it.  That leaves an interval of sums, exactly, with a bounded median too; and what is
known of the distance between the first and the last bounds the spread.  Numbers are exact.
"""

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from kb.demos.expectations.intervals import ANY, Interval

Exact = Fraction | float  # a float if infinite
End = tuple[Exact, int]  # a number, and 1 if it is itself left out
ROUNDING = 1e-9  # a spread is a root, and is computed in floats


class Asked(NamedTuple):
    """What is asked of the values of one measure."""

    every: Interval = ANY
    least: Interval = ANY
    greatest: Interval = ANY
    median: Interval = ANY
    mean: Interval = ANY
    spread: Interval = ANY


def attainable(asked: Asked, seeds: int) -> bool:
    """Whether so many values can be as asked; yes, too, in rare cases where they cannot."""
    lows, highs = places(asked, seeds)
    if crossed(lows, highs) or not median_fits(asked.median, lows, highs):
        return False
    even = seeds % 2 == 0
    least = least_sum(lows, highs, scaled(asked.median.low, 1) if even else (-math.inf, 0))
    above = scaled(asked.median.high, -1) if even else (-math.inf, 0)
    greatest = negated(least_sum(mirrored(highs), mirrored(lows), above))
    wanted = scaled(asked.mean.low, seeds), scaled(asked.mean.high, seeds)
    if crossed([least], [wanted[1]]) or crossed([wanted[0]], [greatest]):
        return False
    lows, highs = with_sum(lows, highs, wanted)
    return not crossed(lows, highs) and spread_fits(asked.spread, lows, highs)


def places(asked: Asked, seeds: int) -> tuple[list[End], list[End]]:
    """The lower and the upper end of each place, once the values are in order."""
    found = [asked.every] * seeds
    found[0] = found[0].meet(asked.least)
    found[-1] = found[-1].meet(asked.greatest)
    if seeds % 2:
        found[seeds // 2] = found[seeds // 2].meet(asked.median)
    return in_order(
        [scaled(place.low, 1) for place in found], [scaled(place.high, 1) for place in found]
    )


def in_order(lows: Sequence[End], highs: Sequence[End]) -> tuple[list[End], list[End]]:
    """The ends that are left when no value is less than the one before it."""
    up = [max(lows[: index + 1]) for index in range(len(lows))]
    down = [min(highs[index:], key=lowest) for index in range(len(highs))]
    return up, down


def lowest(end: End) -> tuple[Exact, int]:
    """The order of upper ends: that which leaves its number out is lower."""
    return end[0], -end[1]


def crossed(lows: Sequence[End], highs: Sequence[End]) -> bool:
    """Whether some place has no value left."""
    return any(
        low[0] > high[0] or (low[0] == high[0] and bool(low[1] or high[1]))
        for low, high in zip(lows, highs, strict=True)
    )


def scaled(end: tuple[float, int], by: int) -> End:
    """An end, exactly, times a whole number."""
    number, out = end
    return (Fraction(number) * by if math.isfinite(number) else number * by, out)


def negated(end: End) -> End:
    """The end on the other side of zero."""
    return -end[0], end[1]


def mirrored(ends: Sequence[End]) -> list[End]:
    """The ends of the places of all values with the other sign."""
    return [negated(end) for end in reversed(ends)]


def median_fits(median: Interval, lows: Sequence[End], highs: Sequence[End]) -> bool:
    """Whether the two middle values can have the median between them, if they are two."""
    if len(lows) % 2:
        return True  # it is the value of one place, and was met with its ends
    middle = slice(len(lows) // 2 - 1, len(lows) // 2 + 1)
    low, high = total(lows[middle]), total(highs[middle])
    below, above = scaled(median.low, 2), scaled(median.high, 2)
    return not crossed([low, below], [above, high])


def total(ends: Sequence[End]) -> End:
    """The sum of ends; left out if one is."""
    return sum((number for number, _ in ends), Fraction(0)), max(
        (out for _, out in ends), default=0
    )


def least_sum(lows: Sequence[End], highs: Sequence[End], median: End) -> End:
    """The lower end of the sums, where the two middle values must not have a lower median.

    What the two lack is added to the lower as far as it goes, since the higher pushes all
    that come after it.
    """
    half = len(lows) // 2 - 1
    plain = total(lows)
    if median[0] == -math.inf:
        return plain
    both, lacking = total(lows[half : half + 2]), 2 * median[0]
    if both[0] >= lacking:
        return plain[0], max(plain[1], median[1] if both[0] == lacking else 0)
    higher = max(lacking / 2, lows[half + 1][0], lacking - highs[half][0])
    after = [max(low, (higher, 0)) for low in lows[half + 2 :]]
    number, out = total([*lows[:half], *after])
    return number + lacking, max(out, median[1])


def with_sum(
    lows: Sequence[End], highs: Sequence[End], wanted: tuple[End, End]
) -> tuple[list[End], list[End]]:
    """The ends that the sum leaves: each value is what the others do not make up."""
    below, above = [], []
    for index, (low, high) in enumerate(zip(lows, highs, strict=True)):
        others = slice(0, index), slice(index + 1, None)
        least = total([*lows[others[0]], *lows[others[1]]])
        most = total([*highs[others[0]], *highs[others[1]]])
        above.append(min(high, minus(wanted[1], least, math.inf), key=lowest))
        below.append(max(low, minus(wanted[0], most, -math.inf)))
    return in_order(below, above)


def minus(end: End, other: End, unbounded: float) -> End:
    """The difference of two ends; none, if one of them is none."""
    if math.isinf(end[0]) or math.isinf(other[0]):
        return unbounded, 0
    return end[0] - other[0], max(end[1], other[1])


def spread_fits(spread: Interval, lows: Sequence[End], highs: Sequence[End]) -> bool:
    """Whether the distance between first and last leaves a spread in the interval.

    Of n values between two that are d apart, the squares of the distances from the mean add up
    to d^2 / 2 at least, and at most to d^2 floor(n^2 / 4) / n.
    """
    count = len(lows)
    if count < 2:
        return True
    widest = highs[-1][0] - lows[0][0]
    narrowest = max(lows[-1][0] - highs[0][0], 0)
    if widest == 0:
        return spread.low[0] < 0 or spread.low == (0.0, 0)
    most = float(widest) * math.sqrt((count * count // 4) / (count * (count - 1)))
    least = float(narrowest) / math.sqrt(2 * (count - 1))
    return spread.low[0] <= most * (1 + ROUNDING) and spread.high[0] >= least * (1 - ROUNDING)
