"""Checks of what says nothing: expectations that cannot fail, controls that are no change.

An expectation that can be false and a control that differs are what make a measurement
evidence; a word that is measured for nobody is only in the reader's way.
"""

from collections.abc import Iterator, Mapping, Sequence, Set

from kb.checks.check import check
from kb.checks.evidence import place
from kb.demos.expectations.expression import Unreadable, read_expression
from kb.demos.expectations.vacuous import always_true
from kb.knowledge import Knowledge
from kb.model import Demonstration, Expectation, Finding, Place
from kb.model.outcomes import Judgement, Measurement


@check(severity="error", at_once=True)
def holds_for_any_value(knowledge: Knowledge) -> Iterator[Finding]:
    """An expectation or prediction that is true whatever the measures are.

    Problem: nothing that could be measured makes it false, so its holding shows nothing.
    Fix: say a bound that could be missed; for what holds by algebra say `identity: yes` and why.

    Passes:

        demonstrations: {life: {expect: {lasts: half_life > 10 or half_life < 2}}}

    Fails:

        demonstrations: {life: {expect: {lasts: half_life > 2 or half_life < 10}}}
    """
    expected = [
        (place(knowledge, demonstration, "expect", expectation.name), expectation)
        for demonstration in knowledge.base.demonstrations.values()
        for expectation in demonstration.expect.values()
    ]
    expected += [
        (
            Place(claim.file, ("predictions", prediction.name, "expect", expectation.name)),
            expectation,
        )
        for claim in knowledge.base.claims
        for prediction in claim.predictions
        for expectation in prediction.expect.values()
        if not claim.withdrawn
    ]
    for where, expectation in expected:
        if not expectation.identity and always_true(expectation.text):
            yield Finding(
                where,
                f"'{expectation.name}' is true whatever is measured:"
                f" {' '.join(expectation.text.split())}",
                "say a bound that could be missed, or 'identity: yes' and why",
            )


@check(severity="warning")
def unused_measure(knowledge: Knowledge) -> Iterator[Finding]:
    """A word under `measures:` that no expectation and no figure uses, or that no run returns.

    Problem: the reader is told the meaning of a number that plays no part.
    Fix: remove the word, mend its name, or expect something of it.

    Passes:

        demonstrations: {life: {measures: {half_life: years until half the output is lost}}}

    Fails:

        demonstrations: {life: {measures: {half_lives: years until half the output is lost}}}
    """
    predicted: dict[str, set[str]] = {}  # measures that predictions name, by whose they are
    for claim in knowledge.base.claims:
        for prediction in claim.predictions:
            predicted.setdefault(prediction.of, set()).update(measures_named(prediction.expect))
    for address, demonstration in knowledge.base.demonstrations.items():
        judgement = knowledge.evidence.get(address)
        measured = measurements(judgement, demonstration) if judgement else ()
        returned = {name for measurement in measured for name in names(measurement)}
        used = used_measures(demonstration, predicted.get(demonstration.address, set()), measured)
        for name in demonstration.measures:
            where = place(knowledge, demonstration, "measures", name)
            if measured and name not in returned:
                listed = ", ".join(sorted(returned)) or "nothing"
                yield Finding(where, f"no run returns the measure '{name}'", f"returned: {listed}")
            elif name not in used:
                message = f"the measure '{name}' is used by no expectation and no figure"
                yield Finding(where, message, "remove it, or expect something of it")


def used_measures(
    demonstration: Demonstration, predicted: Set[str], measured: Sequence[Measurement]
) -> set[str]:
    """Names that expectations, predictions or the figure use; all, where that is not known."""
    used = measures_named(demonstration.expect) | predicted
    figure = demonstration.figure
    if not figure:
        return used
    drawn = {"bars": figure.measures, "lines": figure.curves}.get(figure.kind, (figure.grid,))
    if any(drawn):
        return used | set(drawn)
    if not measured or figure.kind == "bars":  # one that names nothing shows all of its kind
        return used | set(demonstration.measures)
    return used | {
        name for measurement in measured for name in (*measurement.curves, *measurement.grids)
    }


def measures_named(expect: Mapping[str, Expectation]) -> set[str]:
    """Names of the measures in expectations."""
    found: set[str] = set()
    for expectation in expect.values():
        try:
            found |= {measure for _, measure in read_expression(expectation.text).names}
        except Unreadable:
            continue
    return found


def measurements(judgement: Judgement, demonstration: Demonstration) -> tuple[Measurement, ...]:
    """What all calls measured; nothing as long as some were not made, or failed."""
    runs = judgement.measured
    every = tuple(measurement for run in demonstration.runs for measurement in runs.get(run, ()))
    many = len(demonstration.runs) * demonstration.seeds
    return () if len(every) < many or any(measurement.fault for measurement in every) else every


def names(measurement: Measurement) -> tuple[str, ...]:
    """Names of all that a call returned."""
    return (*measurement.values, *measurement.curves, *measurement.grids)
