"""Conditions as a reader says them, with the titles and units of what they speak of."""

from collections.abc import Hashable, Sequence

from kb.demos.expectations.bounds import Condition, Some, bounds, formula_of
from kb.demos.expectations.combinations import is_sum
from kb.demos.expectations.intervals import Bound, Measure
from kb.explain.comparisons import is_measure_or_difference, is_plain, named, parts_of, turned
from kb.model import Demonstration
from kb.phrasing import one_line, spoken

LEAST = {">": "more than", ">=": "at least"}
MOST = {"<": "less than", "<=": "at most"}


def range_in_words(span: Sequence[Bound], times: float = 1.0) -> str:
    """Bounds as a reader says them: 'between 1.81 and 2.46', 'at least 0.2'."""
    lows = [bound for bound in span if bound.sign in LEAST]
    highs = [bound for bound in span if bound.sign in MOST]
    low = max(lows, key=lambda bound: bound.number, default=None)
    high = min(highs, key=lambda bound: bound.number, default=None)
    if low and high:
        return f"between {spoken(times * low.number)} and {spoken(times * high.number)}"
    if low:
        return f"{LEAST[low.sign]} {spoken(times * low.number)}"
    return f"{MOST[high.sign]} {spoken(times * high.number)}" if high else "anything"


def condition_in_words(of: Demonstration | None, text: str) -> str:
    """An expectation as a reader says it, with units; as it is written if it is no plain range.

    Of several ranges one may do: "more than 0.6 bits, or less than 83%".
    """
    if of is None:
        return one_line(text)
    formula = formula_of(Condition(text, {run: run for run in of.runs}, of.seeds, sums=True))
    if isinstance(formula, Some) and all(is_plain(part) for part in formula.parts):
        ranges = [bounds_in_words(of, list(bounds(part))) for part in formula.parts]
        return ", or ".join(ranges) if ranges and all(ranges) else one_line(text)
    plain = list(bounds(formula)) if is_plain(formula) else []
    return bounds_in_words(of, plain) or one_line(text)


def bounds_in_words(of: Demonstration, every: Sequence[Bound]) -> str:
    """Bounds that must all hold, measure by measure; nothing if that cannot be said."""
    places: dict[Hashable, list[Bound]] = {}
    for bound in every:
        places.setdefault(bound.measure.name, []).append(bound)
    if not all(is_measure_or_difference(place) for place in places):
        return ""
    said = []
    for place, found in places.items():
        turn = is_sum(Measure(place)) and min(bound.number for bound in found) < 0
        parts = parts_of(place)[:: -1 if turn else 1]
        span = [turned(bound) for bound in found] if turn else found
        over = {bound.measure.over for bound in span}
        what, other, unit, times = named(of, parts)
        within = f"{range_in_words(span, times)}{unit}"
        if other and {bound.number for bound in span} == {0.0}:
            other, within = "", f"{(LEAST | MOST)[span[0].sign]} {other}"
        said.append(
            f"{'mean of ' * (over == {'mean'})}{what}{', less ' * bool(other)}{other}, {within}"
        )
    return "; ".join(said)
