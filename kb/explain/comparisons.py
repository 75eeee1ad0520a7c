"""Measures of which both sides of a crux expect a plain range, in the units that readers know."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import cast

from kb.demos.crux_outcome import Side, clash_name
from kb.demos.cruxes import side_of_crux
from kb.demos.expectations.bounds import All, Condition, Formula, bounds, formula_of
from kb.demos.expectations.combinations import FLIPPED, is_sum
from kb.demos.expectations.intervals import Bound, Measure
from kb.knowledge import Knowledge
from kb.model import Demonstration
from kb.model.outcomes import Crux, Judgement
from kb.phrasing import as_words, rounded_to_error

Place = tuple[str, str]  # run, measure
Spans = tuple[tuple[Bound, ...], tuple[Bound, ...]]  # what each side expects
SHARES: dict[tuple[float, ...], tuple[str, float]] = {  # by the range that is declared
    (0.0, 1.0): ("%", 100.0),
    (-1.0, 1.0): (" points", 100.0),
}


@dataclass(frozen=True)
class Comparison:
    """One measure of which both sides expect a range, as readers are told of it."""

    what: str
    values: tuple[float, ...]  # one for each seed
    spans: Spans
    unit: str  # as it follows a number: with a space, but for %
    times: float  # what a value is multiplied by to be in the unit
    limits: tuple[float, ...] = ()  # least and most that the measure can be, if its author says

    @property
    def mean(self) -> float:
        """Over seeds, in the unit."""
        return self.times * fmean(self.values)

    @property
    def error(self) -> float:
        """The standard error of the mean, in the unit; 0 of one seed."""
        many = len(self.values)
        return abs(self.times) * stdev(self.values) / many**0.5 if many > 1 else 0.0

    @property
    def in_words(self) -> tuple[str, str]:
        """The mean and its error, rounded to the error's first digits."""
        return rounded_to_error(self.mean, self.error)

    @property
    def over(self) -> set[str]:
        """How the sides speak of the seeds: of each, of their mean, of their median."""
        return {bound.measure.over for span in self.spans for bound in span}


def comparisons(knowledge: Knowledge, crux: Crux) -> list[Comparison]:
    """Every measure of which both sides expect a plain range; none before it was measured."""
    late = knowledge.registrations.too_late
    mine, theirs = (
        ranges(side_of_crux(knowledge.base, crux, name, late), crux)
        for name in (crux.first, crux.second)
    )
    of = knowledge.base.demonstrations[crux.demonstration]
    found = knowledge.evidence.get(crux.demonstration)
    if found is None or not found.in_force:
        return []
    return [
        comparison_of(of, found, place, (mine[place], theirs[place]))
        for place in mine
        if place in theirs
    ]


def comparison_of(of: Demonstration, found: Judgement, place: Hashable, spans: Spans) -> Comparison:
    """What was measured at one place, which may be a difference; told so that it is positive."""
    parts = parts_of(place)
    series = [
        [factor * measurement.values[measure] for measurement in found.measured[run]]
        for (run, measure), factor in parts
    ]
    values = tuple(map(sum, zip(*series, strict=True)))
    if len(parts) > 1 and fmean(values) < 0:
        values, parts = tuple(-value for value in values), parts[::-1]
        mine, theirs = (tuple(turned(bound) for bound in span) for span in spans)
        spans = (mine, theirs)
    what, other, unit, times = named(of, parts)
    said = f"{what[:1].upper()}{what[1:]}{', less ' * bool(other)}{other}"
    limits = of.ranges.get(parts[0][0][1], ()) if len(parts) == 1 else ()
    return Comparison(said, values, spans, unit, times, tuple(limits))


def named(of: Demonstration, parts: Sequence[tuple[Place, float]]) -> tuple[str, str, str, float]:
    """A measure, and the one that is taken from it if there is one; with their unit and factor.

    Differences of shares are in points.
    """
    what, *less = (named_in_full(of, place) for place, _ in parts)
    units = {unit_of(of, measure) for (_, measure), _ in parts}
    unit, times = units.pop() if len(units) == 1 else ("", 1.0)
    return what, "".join(less), " points" if less and unit == "%" else unit, times


def is_measure_or_difference(place: Hashable) -> bool:
    """Whether readers can be told of it in one breath."""
    return sorted(factor for _, factor in parts_of(place)) in ([1.0], [-1.0, 1.0])


def parts_of(place: Hashable) -> list[tuple[Place, float]]:
    """The measure at a place; or both of a difference, each with its sign."""
    if not is_sum(Measure(place)):
        return [(cast(Place, place), 1.0)]
    return list(cast(tuple[tuple[Place, float], ...], place)[1:])


def turned(bound: Bound) -> Bound:
    """The same bound, of the negative."""
    return Bound(bound.measure, FLIPPED[bound.sign], -bound.number)


def ranges(side: Side, crux: Crux) -> dict[Hashable, tuple[Bound, ...]]:
    """The bounds that a side's part in the clash sets, by run and measure, or difference of two.

    Nothing if a part of it is no plain bound: half of what was expected would be another claim.
    """
    found: dict[Hashable, tuple[Bound, ...]] = {}
    of = side.demonstration
    if of.address != crux.demonstration:  # its runs may have other names
        return {}
    own = {run: run for run in of.runs}
    for expectation in side.every:
        if clash_name(side, expectation.text) not in crux.clash:
            continue
        formula = formula_of(Condition(expectation.text, own, of.seeds, sums=True))
        if not is_plain(formula):
            return {}
        for bound in bounds(formula):
            place = bound.measure.name  # as the condition names them
            if not is_measure_or_difference(place):
                return {}
            found[place] = (*found.get(place, ()), bound)
    return found


def is_plain(formula: Formula) -> bool:
    """Whether it is made of bounds that must all hold."""
    if isinstance(formula, All):
        return all(is_plain(part) for part in formula.parts)
    return isinstance(formula, Bound)


def named_in_full(demonstration: Demonstration, place: Place) -> str:
    """What a measure is, of which run, within a sentence."""
    run, measure = place
    meaning = demonstration.measures.get(measure, as_words(measure)).strip().rstrip(".")
    label = demonstration.runs[run].label if run != "main" else ""
    return f"{meaning[:1].lower()}{meaning[1:]}{f', {label}' if label else ''}"


def unit_of(demonstration: Demonstration, measure: str) -> tuple[str, float]:
    """The unit as it follows a number, and the factor: shares in %, their differences in points."""
    if unit := demonstration.units.get(measure):
        return f" {unit}", 1.0
    return SHARES.get(tuple(demonstration.ranges.get(measure, ())), ("", 1.0))
