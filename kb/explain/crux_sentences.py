"""A crux in sentences: what was measured, what each side expected, and what is left open.

No expression, seed or name of a measure: those stand in the table and in the script.  What
cannot be said so (a condition on several measures at once) is left to the crux's own words.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from statistics import fmean, median, stdev
from typing import cast

from kb.demos.crux_outcome import Side, clash_name, verdicts_of_side, word_of
from kb.demos.cruxes import side_of_crux
from kb.demos.expectations.bounds import All, Condition, Formula, bounds, formula_of
from kb.demos.expectations.intervals import MIDDLE, Bound
from kb.knowledge import Knowledge
from kb.model import Demonstration
from kb.model.outcomes import Crux, Judgement, Verdict
from kb.phrasing import as_words, chance_in_words, quantity, rounded_to_error, spoken

Place = tuple[str, str]  # run, measure
LEAST = {">": "more than", ">=": "at least"}
MOST = {"<": "less than", "<=": "at most"}


@dataclass(frozen=True)
class Told:
    """A crux in three parts; an empty one has nothing to say."""

    measured: str = ""
    expected: str = ""
    left: str = ""  # why the crux is not decided


def told_of(knowledge: Knowledge, crux: Crux, names: tuple[str, str]) -> Told:
    """What was measured and what the sides, called by ``names``, expected of it."""
    late = knowledge.registrations.too_late
    sides = [side_of_crux(knowledge.base, crux, name, late) for name in (crux.first, crux.second)]
    mine, theirs = (ranges(side, crux) for side in sides)
    shared = [place for place in mine if place in theirs]
    of = knowledge.base.demonstrations[crux.demonstration]
    found = knowledge.evidence.get(crux.demonstration)
    if not shared or found is None or not found.in_force:
        return Told(left=crux.decided_by)
    measured, expected = [], []
    for run, measure in shared:
        values = [measurement.values[measure] for measurement in found.measured[run]]
        spans = (mine[run, measure], theirs[run, measure])
        over = {bound.measure.over for span in spans for bound in span}
        measured.append(measured_sentence(of, (run, measure), values, over))
        expected.append(expected_sentence(unit_of(of, measure), spans, names))
    left = ""
    if crux.outcome == "neither":
        left = right_here_only(crux, sides, found, names)
    elif crux.outcome == "open":
        registered = all(side.expect for side in sides)
        left = left_open(sides, found, names) if registered else crux.decided_by
    return Told(" ".join(measured), f"{'; '.join(expected)}.", left)


def ranges(side: Side, crux: Crux) -> dict[Place, tuple[Bound, ...]]:
    """The bounds that a side's part in the clash sets, by run and measure.

    Nothing if a part of it is no plain bound: half of what was expected would be another claim.
    """
    found: dict[Place, tuple[Bound, ...]] = {}
    of = side.demonstration
    if of.address != crux.demonstration:  # its runs may have other names
        return {}
    own = {run: run for run in of.runs}
    for expectation in side.every:
        if clash_name(side, expectation.text) not in crux.clash:
            continue
        formula = formula_of(Condition(expectation.text, own, of.seeds))
        if not is_plain(formula):
            return {}
        for bound in bounds(formula):
            place = cast(Place, bound.measure.name)  # as the condition names them
            found[place] = (*found.get(place, ()), bound)
    return found


def is_plain(formula: Formula) -> bool:
    """Whether it is made of bounds that must all hold."""
    if isinstance(formula, All):
        return all(is_plain(part) for part in formula.parts)
    return isinstance(formula, Bound)


def measured_sentence(
    demonstration: Demonstration,
    place: Place,
    values: Sequence[float],
    over: Set[str],
) -> str:
    """What came out of one run with its unit, as the sides speak of it.

    A mean with its standard error, a median, or the range if every seed is spoken of.
    """
    run, measure = place
    meaning = demonstration.measures.get(measure, as_words(measure)).strip().rstrip(".")
    label = demonstration.runs[run].label if run != "main" else ""
    what = f"{meaning[:1].upper()}{meaning[1:]}{f', {label}' if label else ''}"
    unit, seeds = unit_of(demonstration, measure), quantity(len(values), "seed")
    low, high = min(values), max(values)
    if low == high:
        return f"{what}: {spoken(low)}{unit}."
    if over <= {"median", MIDDLE}:
        return f"{what}: {spoken(median(values))}{unit}, the median of {seeds}."
    if over != {"mean"}:
        return f"{what}: {spoken(low)} to {spoken(high)}{unit} on {seeds}."
    mean, error = rounded_to_error(fmean(values), stdev(values) / len(values) ** 0.5)
    return f"{what}: {mean}{unit}, standard error {error} over {seeds}."


def unit_of(demonstration: Demonstration, measure: str) -> str:
    """The unit as it follows a number, or nothing."""
    return f" {unit}" if (unit := demonstration.units.get(measure)) else ""


def expected_sentence(unit: str, sides: Sequence[Sequence[Bound]], names: tuple[str, str]) -> str:
    """What each side expected of one measure."""
    said = zip(names, sides, strict=True)
    return "; ".join(f"{name} expected {range_in_words(span)}{unit}" for name, span in said)


def range_in_words(span: Sequence[Bound]) -> str:
    """Bounds as a reader says them: 'between 1.81 and 2.46', 'at least 0.2'."""
    lows = [bound for bound in span if bound.sign in LEAST]
    highs = [bound for bound in span if bound.sign in MOST]
    low = max(lows, key=lambda bound: bound.number, default=None)
    high = min(highs, key=lambda bound: bound.number, default=None)
    if low and high:
        return f"between {spoken(low.number)} and {spoken(high.number)}"
    if low:
        return f"{LEAST[low.sign]} {spoken(low.number)}"
    return f"{MOST[high.sign]} {spoken(high.number)}" if high else "anything"


def right_here_only(
    crux: Crux, sides: Sequence[Side], found: Judgement, names: tuple[str, str]
) -> str:
    """Who was right in what clashes, and lost by something else expected of the measurement.

    What was written down too late is judged here too, and said to be so: it counts for nothing.
    """
    said = []
    for name, side in zip(names, sides, strict=True):
        whole = replace(side, expect=side.every)
        here = [v for v in verdicts_of_side(whole, found) if clash_name(side, v.text) in crux.clash]
        if here and word_of(here) in ("holds", "fragile"):
            said.append(f"{name} was right here, and missed in another part of the measurement.")
    late = {
        clash_name(side, expectation.text) for side in sides for expectation in side.explored
    } & {*crux.clash}
    if late:
        every = "None" if late == {*crux.clash} else "Not all"
        said.append(f"{every} of what is compared here was registered; it was explored only.")
    return " ".join(said)


def left_open(sides: Sequence[Side], found: Judgement, names: tuple[str, str]) -> str:
    """How each side's expectations came out, with what fresh seeds would say."""
    said = [
        outcome_in_words(name, verdicts_of_side(side, found))
        for name, side in zip(names, sides, strict=True)
    ]
    return f"Not decided: {'; '.join(said)}."


def outcome_in_words(name: str, verdicts: Sequence[Verdict]) -> str:
    """The worst of a side's verdicts, and how often a fresh set of seeds would say otherwise."""
    word = word_of(verdicts)
    chances = [verdict.chance or 0.0 for verdict in verdicts if verdict.word == word]
    often = chance_in_words(max(chances, default=0.0))
    return {
        "holds": f"what {name} expected came out",
        "fragile": f"what {name} expected came out, and fresh seeds would miss it {often}",
        "unclear": f"{name} missed, and fresh seeds would come out on the other side {often}",
        "refuted": f"{name} missed",
    }.get(word, f"what {name} expected cannot be judged")
