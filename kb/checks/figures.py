"""Checks of figures: that what they are to draw exists."""

from collections.abc import Iterator

from kb.checks.check import check
from kb.checks.evidence import place
from kb.knowledge import Knowledge
from kb.model import Finding


@check(severity="error")
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
                    f"the figure shows the run '{name}', which does not exist",
                    f"runs: {', '.join(runs)}",
                )
