"""Checks of predictions: what a claim expects of a measurement, its own or another's.

That a prediction came out false is an outcome and never an error.
"""

from collections.abc import Iterator
from dataclasses import replace

from kb.checks.check import check
from kb.demos.cruxes import predictions_of
from kb.demos.expectations.expression import read_expression
from kb.demos.expectations.slips import why_unreadable
from kb.demos.judge import shared_measures
from kb.knowledge import Knowledge
from kb.model import Demonstration, Expectation, Finding, Place
from kb.model.names import did_you_mean


@check(severity="error")
def prediction_of_nothing(knowledge: Knowledge) -> Iterator[Finding]:
    """A prediction whose `of:` names no demonstration.

    Problem: no measurement could prove it wrong.
    Fix: name a demonstration as `claim/demonstration`.

    Passes:

        predictions: {fast: {of: panels-fade-slowly/life, expect: {soon: half_life < 5}}}

    Fails:

        predictions: {fast: {of: panels-fade-slowly/lief, expect: {soon: half_life < 5}}}
    """
    base = knowledge.base
    away = base.broken | {claim.id for claim in base.claims if claim.withdrawn}
    known = tuple(sorted(base.demonstrations))
    for claim, prediction, of in predictions_of(knowledge.base):
        # What stands in a claim that could not be read, or was withdrawn, is not missing.
        if of is None and prediction.of.partition("/")[0] not in away:
            yield Finding(
                Place(claim.file, ("predictions", prediction.name, "of")),
                f"there is no demonstration '{prediction.of}'{did_you_mean(prediction.of, known)}",
                "name one as claim/demonstration",
            )


@check(severity="error", at_once=True)
def unreadable_prediction(knowledge: Knowledge) -> Iterator[Finding]:
    """A prediction that is no comparison, or that names a run or measure that is not there.

    Problem: it cannot be judged, so the measurement can neither bear it out nor refute it.
    Fix: write a comparison of the demonstration's measures, such as 0.45 < exponent < 0.55.

    Passes:

        predictions: {fast: {of: panels-fade-slowly/life, expect: {soon: half_life < 5}}}

    Fails:

        predictions: {fast: {of: panels-fade-slowly/life, expect: {soon: half_live < 5}}}
    """
    for claim, prediction, of in predictions_of(knowledge.base):
        for name, expectation in prediction.expect.items():
            place = Place(claim.file, ("predictions", prediction.name, "expect", name))
            if why := why_unreadable(expectation.text):
                said, hint, rest = why
                message = f"'{name}' cannot be read: {said}"
                yield Finding(replace(place, rest=rest), message, hint)
                continue
            for message, hint in problems(knowledge, expectation, of):
                yield Finding(place, message, hint)


def problems(
    knowledge: Knowledge, expectation: Expectation, of: Demonstration | None
) -> Iterator[tuple[str, str]]:
    """Why an expectation cannot be judged on a demonstration, and what could be."""
    names = read_expression(expectation.text).names
    known = knowledge.evidence.get(of.address) if of else None
    for run, measure in sorted(names) if of else ():
        said = f"'{run}.{measure}'" if run != "main" else f"'{measure}' (of the run 'main')"
        if of and run not in of.runs:
            close = did_you_mean(run, tuple(of.runs))
            message = f"{said} names a run that '{of.address}' does not have{close}"
            yield message, f"runs: {', '.join(of.runs)}"
        elif known and (measured := known.measured.get(run)) and not known.faults:
            measures = shared_measures(measured)
            if measure not in measures:
                close = did_you_mean(measure, tuple(measures))
                message = f"the run '{run}' returns no measure '{measure}'{close}"
                yield message, f"it returns: {', '.join(measures)}"


@check(severity="warning", at_once=True)
def nobodys_test(knowledge: Knowledge) -> Iterator[Finding]:
    """A test or prediction for a person's claim that does not say whose it is.

    Problem: if it fails, a reader cannot tell whether the holder was wrong, or whoever read a
    number into the claim; what is not said to be another's puts the holder's claim at stake.
    Fix: say `by:` and the position that made it, such as `by: curator` for the editors' reading.

    Passes:

        held_by: [{position: installer, stance: asserts}]
        demonstrations: {life: {by: installer}}

    Fails:

        held_by: [{position: installer, stance: asserts}]
    """
    base = knowledge.base
    people = {name for name, position in base.positions.items() if position.one}
    for claim in base.claims:
        holders = {holding.position for holding in claim.held_by if holding.stance == "asserts"}
        tested = claim.demonstrations or claim.predictions
        if claim.withdrawn or not tested or not holders & people:
            continue
        made = [
            (("demonstrations", demonstration.name), demonstration.by)
            for demonstration in claim.demonstrations
            if demonstration.bears == "for"
        ]
        made += [(("predictions", foretold.name), foretold.by) for foretold in claim.predictions]
        for path, by in made:
            if not by:
                yield Finding(
                    Place(claim.file, path),
                    f"'{path[1]}' does not say whose test it is",
                    "add 'by:' and the position that made it",
                )


@check(severity="warning")
def no_first_run(knowledge: Knowledge) -> Iterator[Finding]:
    """A measured demonstration of which others predict, without the day of its first run.

    Problem: nobody can tell what was predicted before the run, so no prediction decides anything.
    Fix: commit the predictions, run, and add `first_run:` with the day in a later commit.

    Passes:

        predictions: {fast: {of: panels-last/life, expect: {soon: half_life < 5}}}
        demonstrations: {life: {first_run: 2026-03-01}}

    Fails:

        predictions: {fast: {of: panels-last/life, expect: {soon: half_life < 5}}}
    """
    if knowledge.registrations.unknown:
        return
    of_whom = {of.address for _, _, of in predictions_of(knowledge.base) if of}
    for address, demonstration in knowledge.base.demonstrations.items():
        known = knowledge.evidence.get(address)
        is_run = known is not None and known.in_force
        if address in of_whom and is_run and not demonstration.first_run:
            claim = knowledge.base.by_id[demonstration.claim]
            yield Finding(
                Place(claim.file, ("demonstrations", demonstration.name)),
                f"'{demonstration.name}' was run, and no 'first_run:' says when that was published",
                "commit what is predicted of it first, then add the day in a later commit",
            )
