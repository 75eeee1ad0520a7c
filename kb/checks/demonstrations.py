"""Checks of demonstrations as they are written: before, and without, any run."""

from collections.abc import Iterator
from dataclasses import replace

from kb.checks.check import check
from kb.checks.evidence import place
from kb.knowledge import Knowledge
from kb.model import Finding, Place

# Kinds of claim that a measurement could prove wrong.
FACTUAL = ("empirical", "mathematical", "prediction")


def plan_problems(knowledge: Knowledge, about: str) -> Iterator[Finding]:
    """Problems of one kind in the plans of all demonstrations."""
    for address, demonstration in knowledge.base.demonstrations.items():
        for problem in knowledge.plans[address].problems:
            said = about == "script" and demonstration.script in knowledge.base.unread
            if problem.about == about and not said:
                where = place(knowledge, demonstration, *problem.path)
                where = replace(where, rest=problem.rest)
                yield Finding(where, problem.message, problem.hint)


@check(severity="warning", at_once=True)
def no_demonstration(knowledge: Knowledge) -> Iterator[Finding]:
    """A claim about facts without a demonstration.

    Problem: no measurement could prove it wrong, so the reader has only words. Opinions, questions
    and advice on method may do without one: a decorative measurement is worse than none.
    Fix: add a small program and an expectation that could come out false, or register what the
    claim predicts of another claim's measurement.

    Passes:

        demonstrations: {life: {expect: {lasts: half_life > 10}}}

    Fails:

        demonstrations: {}
    """
    for claim in knowledge.base.claims:
        tested = claim.demonstrations or claim.predictions or claim.kind not in FACTUAL
        if not tested and not claim.withdrawn:
            hint = "add 'demonstrations:', or 'predictions:' of what another claim measures"
            yield Finding(Place(claim.file), f"'{claim.id}' has no demonstration", hint)


@check(severity="error")
def measurement_title_taken(knowledge: Knowledge) -> Iterator[Finding]:
    """Two measurements, or predictions of one, that ask the same question.

    Problem: in a list the reader cannot tell which of two answers is meant.
    Fix: say in one of them what sets it apart; capitals do not count as a difference.

    Passes:

        demonstrations: {life: {title: "How long does a panel keep half its output?"}}

    Fails:

        demonstrations: {life: {title: "How fast does a panel fade?"}}
    """
    owner: dict[str, Place] = {}
    for claim in knowledge.base.claims:
        titles = {("demonstrations", d.name): d.title for d in claim.demonstrations}
        titles |= {("predictions", p.name): p.title for p in claim.predictions}
        if not titles:
            continue
        for path, title in () if claim.withdrawn else titles.items():
            where = Place(claim.file, (*path, "title"))
            if title and (first := owner.setdefault(title.casefold(), where)) != where:
                message = f"the title '{title}' is taken"
                yield Finding(where, message, "say what sets it apart", ((first, "here"),))


@check(severity="error", at_once=True)
def unusable_script(knowledge: Knowledge) -> Iterator[Finding]:
    """A script that is not there, or that has no `measure(seed, ...)` with defaults.

    Problem: there is nothing to run.
    Fix: put the script beside the claim; give every setting of `measure` a plain default.

    Passes:

        demonstrations: {life: {script: panels-last.py}}

    Fails:

        demonstrations: {life: {script: panels-lost.py}}
    """
    yield from plan_problems(knowledge, "script")


@check(severity="error", at_once=True)
def cannot_be_prepared(knowledge: Knowledge) -> Iterator[Finding]:
    """A `prepare:` that makes nothing for its script, or that the script does not import.

    Problem: there is nothing to measure, or the script does not run without kb.
    Fix: name a helper beside the claim that has a function `prepare(seed, ...)`; `measure` takes
    what it returns as its second parameter, `prepared`, and has each of its settings too.

    Passes:

        demonstrations: {life: {script: heard.py, prepare: hearing.py}}

    Fails:

        demonstrations: {life: {script: heard.py, prepare: hearsay.py}}
    """
    yield from plan_problems(knowledge, "prepare")


@check(severity="error", at_once=True)
def unknown_setting(knowledge: Knowledge) -> Iterator[Finding]:
    """A setting that `measure` does not take, or of another type than its default.

    Problem: the run would not be what it says.
    Fix: mend the name, or add the parameter to `measure`.

    Passes:

        demonstrations: {life: {runs: {main: {years: 20}}}}

    Fails:

        demonstrations: {life: {runs: {main: {yaers: 20}}}}
    """
    yield from plan_problems(knowledge, "setting")


@check(severity="error", at_once=True)
def unreadable_expectation(knowledge: Knowledge) -> Iterator[Finding]:
    """An expectation that is not in the language of comparisons.

    Problem: it cannot be judged.
    Fix: write a comparison of measures, such as 0.45 < exponent < 0.55.

    Passes:

        demonstrations: {life: {expect: {lasts: half_life > 10}}}

    Fails:

        demonstrations: {life: {expect: {lasts: half_life}}}
    """
    yield from plan_problems(knowledge, "expectation")


@check(severity="error", at_once=True)
def unknown_run(knowledge: Knowledge) -> Iterator[Finding]:
    """A run or expectation that is named and is not there.

    Problem: the control or the comparison speaks of nothing.
    Fix: mend the name; a bare measure means the run `main`.

    Passes:

        demonstrations: {life: {expect: {lasts: main.half_life > 10}}}

    Fails:

        demonstrations: {life: {expect: {lasts: mian.half_life > 10}}}
    """
    yield from plan_problems(knowledge, "run")
