"""Checks of the range in which a measure can lie: what a prediction can still come to."""

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kb.checks.check import check
from kb.checks.evidence import place
from kb.demos.cruxes import predictions_of
from kb.demos.expectations.expression import Unreadable, read_expression
from kb.demos.expectations.vacuous import always_true, never_true
from kb.demos.judge import shared_measures
from kb.history.first_runs import names_in, runs_named
from kb.knowledge import Knowledge
from kb.model import Demonstration, Finding, Place
from kb.model.outcomes import Judgement
from kb.phrasing import short

Ranges = dict[tuple[str, str], tuple[float, float]]  # by run and measure


@check(severity="warning")
def out_of_reach(knowledge: Knowledge) -> Iterator[Finding]:
    """A prediction that could not come true, or not false, in the range that its measures have.

    Problem: a rise of at least 0.2 has nowhere to go where a share starts at 0.9, so whatever the
    run finds was settled by the design. It is told before the run, from the range of a measure if
    that is declared, and from what the controls that it names have measured.
    Fix: choose sizes at which both outcomes have room, or a measure without an end.

    Passes:

        demonstrations: {life: {measures: {half_life: {is: years, in: [0, 90]}}}}
        predictions: {fast: {of: panels-last/life, expect: {soon: half_life > 80}}}

    Fails:

        demonstrations: {life: {measures: {half_life: {is: years, in: [0, 90]}}}}
        predictions: {fast: {of: panels-last/life, expect: {soon: half_life > 95}}}
    """
    for claim, prediction, of in predictions_of(knowledge.base):
        judgement = knowledge.evidence.get(of.address) if of else None
        declared = declared_ranges(of, judgement) if of else {}
        measured = measured_ranges(of, judgement) if of else {}
        for name, expectation in prediction.expect.items():
            if always_true(expectation.text):
                continue  # of whatever range: another check's finding
            known = declared
            if not is_of_these_alone(expectation.text, {run for run, _ in measured}):
                known = {**declared, **measured}
            way = "false" if always_true(expectation.text, known) else ""
            way = "true" if never_true(expectation.text, known) else way
            named = sorted(names_in(expectation.text) & known.keys())
            if way and named:
                said = " and ".join(span_in_words(*at, known[at]) for at in named)
                where = Place(claim.file, ("predictions", prediction.name, "expect", name))
                message = f"'{name}' cannot come {way}: {said}"
                yield Finding(where, message, "predict what both outcomes have room for")


def declared_ranges(of: Demonstration, judgement: Judgement | None) -> Ranges:
    """Between what the measures of each run can lie, as its author says and nothing gainsays."""
    return {
        (run, measure): (span[0], span[1])
        for run in of.runs
        for measure, span in of.ranges.items()
        if len(span) == 2 and span[0] < span[1] and not list(beyond(judgement, measure, span))
    }


def beyond(
    judgement: Judgement | None, measure: str, span: Sequence[float]
) -> Iterator[tuple[str, float]]:
    """Runs in which a measure lies outside a range, each with the first such value."""
    for run, seeds in judgement.measured.items() if judgement else ():
        values = [found.values[measure] for found in seeds if measure in found.values]
        outside = [value for value in values if not span[0] <= value <= span[1]]
        if outside:
            yield run, outside[0]


def measured_ranges(of: Demonstration, judgement: Judgement | None) -> Ranges:
    """Between what the measures of its controls were found to lie."""
    known: Ranges = {}
    measured = judgement.measured if judgement and not judgement.faults else {}
    for run, seeds in measured.items():
        for measure in shared_measures(seeds) if run in of.runs and of.runs[run].is_control else ():
            values = [measurement.values[measure] for measurement in seeds]
            known[run, measure] = (min(values), max(values))
    return known


def is_of_these_alone(text: str, runs: set[str]) -> bool:
    """Whether some comparison names these runs and no other: measuring them settles it, and
    that is no fault of what was predicted.
    """
    try:
        tree = read_expression(text).tree
    except Unreadable:
        return False
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            named = [runs_named(ast.unparse(side)) for side in (node.left, *node.comparators)]
            both = [one | other for one, other in pairwise(named)]
            if any(pair and pair <= runs for pair in both):
                return True
    return False


def span_in_words(run: str, measure: str, span: tuple[float, float]) -> str:
    """Between what a measure lies."""
    name = measure if run == "main" else f"{run}.{measure}"
    low, high = map(short, span)
    return f"{name} is {low}" if low == high else f"{name} lies between {low} and {high}"


@check(severity="error")
def out_of_range(knowledge: Knowledge) -> Iterator[Finding]:
    """A measure outside the range that is declared for it, or a range that is none.

    Problem: either the program or what is said of it is wrong, and nobody can tell which.
    Fix: mend the one that is; a range is [least, most].

    Passes:

        demonstrations: {life: {measures: {half_life: {is: years, in: [0, 90]}}}}

    Fails:

        demonstrations: {life: {measures: {half_life: {is: years, in: [0, 9]}}}}
    """
    for address, demonstration in knowledge.base.demonstrations.items():
        judgement = knowledge.evidence.get(address)
        for measure, span in demonstration.ranges.items():
            where = place(knowledge, demonstration, "measures", measure, "in")
            if len(span) != 2 or not span[0] < span[1]:
                message = f"the range of '{measure}' is none"
                yield Finding(where, message, "write [least, most], such as [0, 1]")
                continue
            for run, value in beyond(judgement, measure, span):
                ends = " to ".join(map(short, span))
                message = f"'{measure}' of the run '{run}' is {short(value)}, and not {ends}"
                yield Finding(where, message, "mend the script, or the range")
