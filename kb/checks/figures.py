"""Checks of figures: that what they are to draw exists."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kb.checks.check import check
from kb.checks.evidence import judged_demonstrations, place
from kb.knowledge import Knowledge
from kb.model import Demonstration, Figure, Finding
from kb.model.names import did_you_mean
from kb.model.outcomes import Judgement, Measurement

# What a figure of each kind draws: the field that names it, and what one of it is called.
DRAWN = {
    "lines": ("curves", "curve"),
    "bars": ("measures", "measure"),
    "heatmap": ("grid", "grid"),
}


@check(severity="error", at_once=True)
def figure_of_unknown_run(knowledge: Knowledge) -> Iterator[Finding]:
    """A figure that shows a run which its demonstration does not have.

    Problem: the figure lacks what its author meant to show, and nothing on the page says so.
    Fix: name one of the runs, or declare the run.

    Passes:

        demonstrations: {life: {figure: {kind: bars, show: [main, wearless]}}}

    Fails:

        demonstrations: {life: {figure: {kind: bars, show: [main, wareless]}}}
    """
    for demonstration in knowledge.base.demonstrations.values():
        figure = demonstration.figure
        runs = tuple(demonstration.runs)
        for number, name in enumerate(figure.show if figure else ()):
            if name not in runs:
                yield Finding(
                    place(knowledge, demonstration, "figure", "show", number),
                    f"the figure shows the run '{name}', which does not exist"
                    + did_you_mean(name, runs),
                    f"runs: {', '.join(runs)}",
                )


@check(severity="error")
def figure_of_unknown_measure(knowledge: Knowledge) -> Iterator[Finding]:
    """A figure that names what no run shown gives, labels what is not there, or shows nothing.

    Problem: the figure lacks what its author meant to show, or is not there at all, and nothing on
    the page says so.
    Fix: name what the script returns, or let the script return it. Lines draw curves, bars draw
    measures, heatmaps draw a grid; without names they draw all that there are.

    Passes:

        demonstrations: {life: {figure: {kind: bars, measures: [half_life]}}}

    Fails:

        demonstrations: {life: {figure: {kind: bars, measures: [half_live]}}}
    """
    for demonstration in knowledge.base.demonstrations.values():
        if figure := demonstration.figure:
            field, _ = DRAWN[figure.kind]
            if not figure.show:
                at = place(knowledge, demonstration, "figure", "show")
                yield Finding(
                    at, "the figure shows no run", f"runs: {', '.join(demonstration.runs)}"
                )
            for other in others_than(figure.kind):
                if getattr(figure, other):
                    message = f"a figure of kind '{figure.kind}' draws no {other}"
                    at = place(knowledge, demonstration, "figure", other)
                    hint = f"what a figure draws is named under '{field}:'; {kind_for(other)}"
                    yield Finding(at, message, hint)
    for demonstration, judgement in judged_demonstrations(knowledge):
        if figure := demonstration.figure:
            yield from _unknown_labels(knowledge, demonstration, figure, judgement)
            if not any(getattr(figure, other) for other in others_than(figure.kind)):
                yield from _missing_from_runs(knowledge, demonstration, figure, judgement)


def others_than(kind: str) -> list[str]:
    """The fields that name what figures of other kinds draw."""
    return [field for other, (field, _) in DRAWN.items() if other != kind]


def kind_for(field: str) -> str:
    """Which kind draws what a field names."""
    kind = next(kind for kind, (named, _) in DRAWN.items() if named == field)
    return f"'kind: {kind}' draws {field}"


def _unknown_labels(
    knowledge: Knowledge, demonstration: Demonstration, figure: Figure, judgement: Judgement
) -> Iterator[Finding]:
    """Labels of what is no run, and of nothing that any run gives."""
    if any(not judgement.measured.get(run) for run in demonstration.runs) or judgement.faults:
        return  # what they give is not known
    given = {
        name
        for seeds in judgement.measured.values()
        for found in seeds
        for name in (*found.values, *found.curves, *found.grids)
    }
    known = [*demonstration.runs, *sorted(given)]
    for label in figure.labels:
        run, _, name = label.rpartition(".")
        if (run and run not in demonstration.runs) or name not in known:
            at = place(knowledge, demonstration, "figure", "labels", label)
            message = f"there is no run, curve or measure '{label}' to label"
            yield Finding(
                at, f"{message}{did_you_mean(label, known)}", f"known: {', '.join(known)}"
            )


def _missing_from_runs(
    knowledge: Knowledge, demonstration: Demonstration, figure: Figure, judgement: Judgement
) -> Iterator[Finding]:
    """What the figure names and no run gives; else the runs that give nothing of it."""
    field, what = DRAWN[figure.kind]
    runs = {name: sound_of(judgement, name) for name in figure.show}
    if not any(runs.values()):
        return  # not known before they have run
    given = {run: given_by(measured, figure.kind) for run, measured in runs.items() if measured}
    every = {name: filled for names in given.values() for name, filled in names.items()}
    every |= {name: True for names in given.values() for name, filled in names.items() if filled}
    listed = f"the runs shown give: {', '.join(sorted(every)) or f'no {what}'}"
    named = [figure.grid] * bool(figure.grid) if field == "grid" else getattr(figure, field)
    missing = [(number, name) for number, name in enumerate(named) if not every.get(name)]
    for number, name in missing:
        path = (field,) if field == "grid" else (field, number)
        message = f"the figure draws the {what} '{name}', which no run shown gives"
        message += did_you_mean(name, sorted(every))
        if name in every:
            message = f"the figure draws the {what} '{name}', which is empty in every run shown"
        yield Finding(place(knowledge, demonstration, "figure", *path), message, listed)
    if not named and not any(every.values()):
        at = place(knowledge, demonstration, "figure", "kind")
        message = f"a figure of kind '{figure.kind}' draws a {what}, and no run shown gives one"
        yield Finding(at, message, f"let the script return a {what}, or choose another kind")
    elif not missing:
        drawn = set(named or every)
        for number, run in enumerate(figure.show):
            if run in given and not any(given[run].get(name) for name in drawn):
                at = place(knowledge, demonstration, "figure", "show", number)
                message = f"the figure shows the run '{run}', which gives nothing that it draws"
                yield Finding(at, message, f"it draws: {', '.join(sorted(drawn))}")


def sound_of(judgement: Judgement, run: str) -> Sequence[Measurement]:
    """What the calls of a run measured that did not fail."""
    return [call for call in judgement.measured.get(run, ()) if not call.fault]


def given_by(measured: Sequence[Measurement], kind: str) -> Mapping[str, bool]:
    """Names of all that a run gives for such a figure, and whether anything is in it."""
    found: dict[str, bool] = {}
    for call in measured:
        given: Mapping[str, Any] = {
            "lines": call.curves, "bars": call.values, "heatmap": call.grids,
        }[kind]  # fmt: skip
        for name, content in given.items():
            filled = kind == "bars" or all(len(content[axis]) for axis in "xy")
            found[name] = found.get(name, False) or filled
    return found
