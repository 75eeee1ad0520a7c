"""Checks of what was measured: faults, false expectations, controls that break nothing."""

from collections.abc import Iterator

from kb.checks.check import check
from kb.demos.faults import faults_told
from kb.knowledge import Knowledge
from kb.model import Demonstration, FieldPath, Finding, Place
from kb.model.outcomes import Judgement
from kb.phrasing import chance_in_words, fresh_draw


def judged_demonstrations(knowledge: Knowledge) -> Iterator[tuple[Demonstration, Judgement]]:
    """Every demonstration with what is known of it."""
    for address, demonstration in knowledge.base.demonstrations.items():
        if address in knowledge.evidence:
            yield demonstration, knowledge.evidence[address]


def place(knowledge: Knowledge, demonstration: Demonstration, *path: str | int) -> Place:
    """A field of a demonstration."""
    whole: FieldPath = ("demonstrations", demonstration.name, *path)
    return Place(knowledge.base.by_id[demonstration.claim].file, whole)


@check(severity="error")
def demonstration_fault(knowledge: Knowledge) -> Iterator[Finding]:
    """A run that crashed, hung, used too much, or did not return finite numbers.

    Problem: nothing was measured, so nothing was shown.
    Fix: mend the script; `measure` returns a dictionary of finite numbers.

    Passes:

        demonstrations: {life: {runs: {main: {years: 20}}}}

    Fails:

        demonstrations: {life: {runs: {main: {years: 20, mood: nan}}}}
    """
    for demonstration, judgement in judged_demonstrations(knowledge):
        for told in faults_told(judgement, demonstration.seeds):
            script = f"the script is {demonstration.script}"
            hint = told.hint or f"{script}; try 'kb demo {demonstration.claim}'"
            at = place(knowledge, demonstration, "runs", told.runs[0])
            here = (told.place(demonstration.script), f"seed {told.seeds[0]}")
            yield Finding(at, f"{told.where}: {told.fault}", hint, others=(here,))


@check(severity="error")
def expectation_cannot_be_judged(knowledge: Knowledge) -> Iterator[Finding]:
    """An expectation whose value does not exist: an unknown measure, a division by zero.

    Problem: what cannot be computed is neither true nor false, so it shows nothing.
    Fix: mend the measure's name, or the formula.

    Passes:

        demonstrations: {life: {expect: {lasts: half_life > 10}}}

    Fails:

        demonstrations: {life: {expect: {lasts: half_lives > 10}}}
    """
    for demonstration, judgement in judged_demonstrations(knowledge):
        for verdict in judgement.verdicts:
            if verdict.fault:
                message = f"'{verdict.name}' cannot be judged: {verdict.fault}"
                where = place(knowledge, demonstration, "expect", verdict.name)
                yield Finding(where, message, "mend the measure's name, or the formula")


@check(severity="error")
def false_expectation(knowledge: Knowledge) -> Iterator[Finding]:
    """An expectation that came out false and is not acknowledged.

    Problem: the claim says what the number should be, and the run disagrees.
    Fix: find out whether script, expectation or claim is wrong; an honest `outcome: refuted`
    or `unclear` with `because:` is published as such.

    Passes:

        demonstrations:
          life: {outcome: refuted, because: The panels faded., expect: {lasts: half_life > 900}}

    Fails:

        demonstrations: {life: {expect: {lasts: half_life > 900}}}
    """
    for demonstration, judgement in judged_demonstrations(knowledge):
        if judgement.word not in ("refuted", "unclear") or demonstration.outcome:
            continue
        for verdict in judgement.verdicts:
            if verdict.word not in ("refuted", "unclear"):
                continue
            count = f"{verdict.holds.count(False)} of {len(verdict.holds)} seeds"
            on = f"on {count}" if len(verdict.holds) > 1 else "over seeds"
            sure = ""
            if verdict.word == "unclear" and verdict.chance is not None:
                who = fresh_draw(len(verdict.holds))
                sure = f"; {who} would meet it {chance_in_words(verdict.chance)}"
            yield Finding(
                place(knowledge, demonstration, "expect", verdict.name),
                f"expected {verdict.text}, and it is false {on}: {verdict.difference}{sure}",
                hint="find out which is wrong; if the base is right to be surprised, add"
                f" 'outcome: {judgement.word}' with 'because:'",
            )


@check(severity="error")
def failed_check(knowledge: Knowledge) -> Iterator[Finding]:
    """A check of the instrument that came out false.

    Problem: what the program measures cannot be believed, so the demonstration is faulty.
    Fix: mend the program or its settings; such an outcome cannot be acknowledged.

    Passes:

        demonstrations:
          life:
            expect: {lasts: half_life > 10, sane: {that: half_life < 900, check: yes}}
            runs:
              wearless: {breaks: [lasts]}
              absurd: {years: 2000, breaks: [sane], because: It cannot be that long.}

    Fails:

        demonstrations: {life: {expect: {sane: {that: half_life > 900, check: yes}}}}
    """
    for demonstration, judgement in judged_demonstrations(knowledge):
        for verdict in judgement.verdicts:
            if verdict.check and verdict.word in ("refuted", "unclear"):
                yield Finding(
                    place(knowledge, demonstration, "expect", verdict.name),
                    f"the check '{verdict.name}' fails: {verdict.difference}",
                    hint="what it measures cannot be believed until program or settings are mended",
                )


@check(severity="error")
def stale_acknowledgement(knowledge: Knowledge) -> Iterator[Finding]:
    """An acknowledged outcome that the run no longer shows, or without a reason.

    Problem: it excuses a result that is not there, and would hide the next one.
    Fix: remove `outcome:`, or say the word that the run shows.

    Passes:

        demonstrations:
          life: {outcome: refuted, because: The panels faded., expect: {lasts: half_life > 900}}

    Fails:

        demonstrations:
          life: {outcome: refuted, because: The panels faded., expect: {lasts: half_life > 10}}
    """
    for demonstration, judgement in judged_demonstrations(knowledge):
        if not demonstration.outcome:
            continue
        at = place(knowledge, demonstration, "outcome")
        if judgement.word in ("holds", "fragile"):
            message = (
                f"'outcome: {demonstration.outcome}' no longer matches: every expectation holds"
            )
            yield Finding(at, message, "remove it")
        elif judgement.word in ("refuted", "unclear") and judgement.word != demonstration.outcome:
            message = f"the run is {judgement.word}, and the outcome says {demonstration.outcome}"
            yield Finding(at, message, f"write 'outcome: {judgement.word}'")
        if not demonstration.because:
            yield Finding(at, "the outcome is acknowledged without a reason", "add 'because:'")


@check(severity="warning")
def fragile(knowledge: Knowledge) -> Iterator[Finding]:
    """A pass that a fresh set of as many seeds would miss more than once in twenty times.

    Problem: with other seeds it might have come out otherwise.
    Fix: take more seeds or more samples, or say a bound that follows from the theory.

    Passes:

        demonstrations: {life: {expect: {lasts: half_life > 10}}}

    Fails:

        demonstrations: {life: {expect: {lasts: half_life > 19.999}}}
    """
    for demonstration, judgement in judged_demonstrations(knowledge):
        if judgement.word != "fragile":
            continue
        for verdict in judgement.verdicts:
            if verdict.word == "fragile" and verdict.chance is not None:
                message = (
                    f"'{verdict.name}' holds, and {fresh_draw(len(verdict.holds))} would miss it"
                    f" {chance_in_words(verdict.chance)}"
                )
                where = place(knowledge, demonstration, "expect", verdict.name)
                yield Finding(where, message, "take more seeds, or a bound that the theory gives")
