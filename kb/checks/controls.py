"""Checks of controls: that each expectation has one, and that it breaks what it should."""

from collections.abc import Iterator

from kb.checks.check import check
from kb.checks.evidence import judged_demonstrations, place
from kb.demos.expectations.vacuous import always_true
from kb.demos.plan import changes_nothing, names_itself
from kb.knowledge import Knowledge
from kb.model import Demonstration, Finding
from kb.model.names import nearest
from kb.phrasing import short
from kb.reading.claim_schema import RUN_WORDS


@check(severity="error", at_once=True)
def missing_control(knowledge: Knowledge) -> Iterator[Finding]:
    """An expectation that no control breaks.

    Problem: nobody has shown that it can fail, so that it holds says little.
    Fix: add a run with `breaks: [...]`; for what holds by algebra say `identity: yes` and why.

    Passes:

        demonstrations:
          life:
            expect:
              lasts: half_life > 10
              adds-up: {that: half_life == half_life, identity: yes, because: By definition.}

    Fails:

        demonstrations: {life: {expect: {lasts: half_life > 10, lasts-longer: half_life > 15}}}
    """
    for demonstration in knowledge.base.demonstrations.values():
        controls = [run for run in demonstration.runs.values() if run.is_control]
        broken = {name for run in controls for name in run.breaks}
        misnamed = broken - demonstration.expect.keys() or has_misspelt_breaks(
            knowledge, demonstration
        )
        for name, expectation in demonstration.expect.items():
            at = place(knowledge, demonstration, "expect", name)
            asked = controls and not misnamed and not expectation.identity and name not in broken
            if asked and not always_true(expectation.text):
                message = f"no control breaks '{name}', so nothing shows that it can fail"
                yield Finding(at, message, "add a run with 'breaks:', or say 'identity: yes'")
            if expectation.identity and not expectation.because:
                yield Finding(at, f"'{name}' is an identity without a reason", "add 'because:'")
            if expectation.identity and name in broken:
                message = f"'{name}' is said to be an identity, and a control breaks it"
                yield Finding(at, message, "take 'identity:' out, or the control")
        if not controls and not misnamed:
            where = place(knowledge, demonstration)
            hint = "add a run with 'breaks:'"
            yield Finding(where, f"'{demonstration.name}' has no control", hint)


def has_misspelt_breaks(knowledge: Knowledge, demonstration: Demonstration) -> bool:
    """Whether a setting that the script has not is meant to be ``breaks``: said elsewhere."""
    script = knowledge.base.scripts.get(demonstration.script)
    known = {setting.name for setting in script.settings} if script else set()
    named = {name for run in demonstration.runs.values() for name in run.settings}
    return any(nearest(name, RUN_WORDS) == "breaks" for name in sorted(named - known))


@check(severity="error", at_once=True)
def control_without_reason(knowledge: Knowledge) -> Iterator[Finding]:
    """A control that does not say why it should break the expectation.

    Problem: the reader cannot tell a control from an accident.
    Fix: add `because:`.

    Passes:

        demonstrations: {life: {runs: {wearless: {loss: 0, breaks: [lasts], because: No wear.}}}}

    Fails:

        demonstrations: {life: {runs: {bare: {loss: 0, breaks: [lasts]}}}}
    """
    for demonstration in knowledge.base.demonstrations.values():
        for run in demonstration.runs.values():
            if run.is_control and not run.because:
                where = place(knowledge, demonstration, "runs", run.name)
                yield Finding(where, f"the control '{run.name}' gives no reason", "add 'because:'")


@check(severity="error", at_once=True)
def control_names_itself(knowledge: Knowledge) -> Iterator[Finding]:
    """A control that claims to break an expectation which names that control.

    Problem: the comparison is made with the control, so the control cannot be its test.
    Fix: let another control stand in for `main` and break it.

    Passes:

        demonstrations: {life: {expect: {lasts: half_life > 10}}}

    Fails:

        demonstrations: {life: {expect: {lasts: half_life > 2 * wearless.half_life}}}
    """
    for demonstration in knowledge.base.demonstrations.values():
        for run in demonstration.runs.values():
            for index, name in enumerate(run.breaks):
                expectation = demonstration.expect.get(name)
                if expectation and names_itself(run, expectation):
                    where = place(knowledge, demonstration, "runs", run.name, "breaks", index)
                    message = f"'{name}' names the control '{run.name}', which cannot break it"
                    yield Finding(where, message, "another control must break it")


@check(severity="error", at_once=True)
def control_changes_nothing(knowledge: Knowledge) -> Iterator[Finding]:
    """A control with the same settings as every run whose place it takes.

    Problem: it is the same run again, so it can break nothing.
    Fix: change the setting whose effect the expectation is about.

    Passes:

        demonstrations: {life: {runs: {wearless: {years: 20, loss: 0, breaks: [lasts]}}}}

    Fails:

        demonstrations: {life: {runs: {wearless: {years: 20, loss: 0.02, breaks: [lasts]}}}}
    """
    for demonstration in knowledge.base.demonstrations.values():
        plan = knowledge.plans[demonstration.address]
        for run in demonstration.runs.values():
            if changes_nothing(plan, run):
                yield Finding(
                    place(knowledge, demonstration, "runs", run.name),
                    f"the control '{run.name}' has the same settings as"
                    f" {' and '.join(run.instead_of)}, defaults included",
                    "change the setting whose effect the expectation is about",
                )


@check(severity="error")
def control_breaks_nothing(knowledge: Knowledge) -> Iterator[Finding]:
    """A control under which the expectation that it should break still holds, or cannot be judged.

    Problem: an expectation that also holds without its cause shows nothing about the cause.
    Fix: sharpen the expectation or the control; a control must make it false on every seed.

    Passes:

        demonstrations: {life: {runs: {wearless: {years: 20, loss: 0, breaks: [lasts]}}}}

    Fails:

        demonstrations: {life: {runs: {wearless: {years: 30, loss: 0.03, breaks: [lasts]}}}}
    """
    for demonstration, judgement in judged_demonstrations(knowledge):
        unjudged = {verdict.name for verdict in judgement.verdicts if verdict.fault}
        plan = knowledge.plans[demonstration.address]
        for control in judgement.controls:
            run = demonstration.runs[control.run]
            elsewhere = names_itself(run, demonstration.expect[control.expectation])
            if control.broke or elsewhere or control.expectation in unjudged:
                continue
            if changes_nothing(plan, run) or always_true(control.verdict.text):
                continue  # which another check says
            at = place(
                knowledge,
                demonstration,
                "runs",
                control.run,
                "breaks",
                run.breaks.index(control.expectation),
            )
            values = [v for _, series in control.verdict.measured for v in series]
            said = f" (measured {', '.join(short(v) for v in values[:5])})" if values else ""
            message = (
                f"the control '{control.run}' does not break '{control.expectation}':"
                f" {control.why}{said}"
            )
            yield Finding(at, message, f"expected to be false there: {control.verdict.text}")
