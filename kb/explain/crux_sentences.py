"""A crux in sentences: what was measured, what each side expected, and what is left open.

No expression, seed or name of a measure: those stand in the table and in the script.  What
cannot be said so (a condition on several measures at once) is left to the crux's own words.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from kb.demos.crux_outcome import Side, clash_name, verdicts_of_side, word_of
from kb.demos.cruxes import side_of_crux
from kb.demos.expectations.bounds import Condition, bounds, formula_of
from kb.demos.expectations.intervals import MIDDLE, Bound
from kb.explain.comparisons import (
    Comparison,
    comparison_of,
    comparisons,
    is_measure_or_difference,
)
from kb.explain.conditions import condition_in_words, range_in_words
from kb.knowledge import Knowledge
from kb.model import Base, Demonstration, Prediction
from kb.model.outcomes import Crux, Judgement, Verdict
from kb.phrasing import (
    chance_in_words,
    fresh_draw,
    one_line,
    quantity,
    rounded_to_error,
    spoken,
)


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
    of = knowledge.base.demonstrations[crux.demonstration]
    found = knowledge.evidence.get(crux.demonstration)
    shared = comparisons(knowledge, crux)
    if found is None or not found.in_force:
        return Told(left=crux.decided_by)
    if not shared:
        return told_by_condition(knowledge, crux, sides, names)
    speakers = [speaker_of(knowledge.base, crux, side.claim) for side in sides]
    left = ""
    if of.flaw:
        left = f"Not decided, for the design has a flaw. {one_line(of.flaw)}"
    elif crux.outcome == "neither":
        left = right_here_only(crux, sides, found, names)
    elif crux.outcome == "open":
        registered = all(side.expect for side in sides)
        left = left_open(sides, found, names) if registered else crux.decided_by
    said = "; ".join(expected_sentence(each, names, speakers) for each in shared)
    measured = " ".join(measured_sentence(each) for each in shared)
    return Told(measured, f"{said[:1].upper()}{said[1:]}.", left)


def told_by_condition(
    knowledge: Knowledge, crux: Crux, sides: Sequence[Side], names: tuple[str, str]
) -> Told:
    """The same where the sides speak of several measures, or of one or another."""
    of, found = knowledge.base.demonstrations[crux.demonstration], knowledge.evidence
    runs = {run: run for run in of.runs}
    said, places = [], dict[Hashable, list[Bound]]()
    for name, side in zip(names, sides, strict=True):
        texts = [each.text for each in side.every if clash_name(side, each.text) in crux.clash]
        speaker = speaker_of(knowledge.base, crux, side.claim)
        who = f"{speaker} expected for {name}" if speaker else f"{name} expected"
        said.append(f"{who}: {'; '.join(condition_in_words(of, text) for text in texts)}")
        for text in texts:
            for bound in bounds(formula_of(Condition(text, runs, sums=True))):
                places.setdefault(bound.measure.name, []).append(bound)
    if side_elsewhere(sides, crux) or not places or not all(map(is_measure_or_difference, places)):
        return Told(left=crux.decided_by)
    measured = [
        measured_sentence(comparison_of(of, found[of.address], place, (tuple(span), ())))
        for place, span in places.items()
    ]
    expected = ". ".join(f"{each[:1].upper()}{each[1:]}" for each in said)
    return Told(" ".join(measured), f"{expected}.", "" if crux.decided else crux.decided_by)


def side_elsewhere(sides: Sequence[Side], crux: Crux) -> bool:
    """Whether a side's part is of another demonstration, whose runs may have other names."""
    return any(side.demonstration.address != crux.demonstration for side in sides)


def speaker_of(base: Base, crux: Crux, claim: str) -> str:
    """Who made what a claim expects in the clash, if it was none of those who assert the claim."""
    asserted = base.by_id[claim]
    makers: set[str] = set()
    expecting: list[Prediction | Demonstration] = [*asserted.predictions, *asserted.demonstrations]
    for made in expecting:
        named = {f"{claim}: {one_line(expected.text)}" for expected in made.expect.values()}
        if named & {*crux.clash}:
            makers.add(made.by)
    holders = {holding.position for holding in asserted.held_by if holding.stance == "asserts"}
    if makers & holders or not makers <= base.positions.keys():
        return ""
    return " and ".join(inside_sentence(base.positions[by].title) for by in sorted(makers))


def inside_sentence(title: str) -> str:
    """A title that begins with an article, as it stands within a sentence."""
    return f"the{title[3:]}" if title.startswith("The ") else title


def measured_sentence(each: Comparison) -> str:
    """What came out of one run with its unit, as the sides speak of it.

    A mean with its standard error, a median, or the range if every seed is spoken of.
    """
    seeds = quantity(len(each.values), "seed")
    said = f"{each.what}: {measured_value(each)}"
    if len(set(each.values)) == 1:
        return f"{said}."
    if each.over <= {"median", MIDDLE}:
        return f"{said}, the median of {seeds}."
    if each.over != {"mean"}:
        return f"{said} on {seeds}."
    return f"{said}, standard error {each.in_words[1]} over {seeds}."


def measured_value(each: Comparison) -> str:
    """The number, or the range over seeds, with its unit."""
    values = [each.times * value for value in each.values]
    low, high = min(values), max(values)
    if low == high:
        return f"{spoken(low)}{each.unit}"
    if each.over <= {"median", MIDDLE}:
        return f"{spoken(median(values))}{each.unit}"
    if each.over == {"mean"}:
        return f"{each.in_words[0]}{each.unit}"
    ends = [min(rounded_to_error(end, each.error)[0], spoken(end), key=len) for end in (low, high)]
    return f"{' to '.join(ends)}{each.unit}"


def expected_sentence(each: Comparison, names: tuple[str, str], speakers: Sequence[str]) -> str:
    """What was expected of one measure on each side, and by whom if by nobody who holds it."""
    said = [
        f"{speaker or name} expected {range_in_words(span, each.times)}{each.unit}"
        + f" for {name}" * bool(speaker)
        for name, span, speaker in zip(names, each.spans, speakers, strict=True)
    ]
    same = speakers[0] and speakers[0] == speakers[1]
    return " and ".join([said[0], said[1].partition(" expected ")[2]]) if same else "; ".join(said)


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
    who = fresh_draw(max((len(v.holds) for v in verdicts if v.word == word), default=1))
    return {
        "holds": f"what {name} expected came out",
        "fragile": f"what {name} expected came out, and {who} would miss it {often}",
        "unclear": f"{name} missed, and {who} would meet what was expected {often}",
        "refuted": f"{name} missed",
    }.get(word, f"what {name} expected cannot be judged")
