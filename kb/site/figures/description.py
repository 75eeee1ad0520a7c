"""What a figure shows, in sentences without markup: its description, and the figure with it."""

import base64
import hashlib

from kb.model import Demonstration
from kb.model.outcomes import Judgement, Verdict
from kb.phrasing import as_words
from kb.site.figures.figure import Drawing, draw
from kb.site.text.numbers import enumeration, mean_and_range, sentence
from kb.site.text.plain_math import bare


def finding_of(demonstration: Demonstration, judged: Judgement) -> str:
    """What came out, in sentences without markup."""
    told = [_told(verdict) for verdict in judged.verdicts]
    for control in judged.controls:
        outcome = "breaks" if control.broke else "does not break"
        told.append(
            f"The control {run_label(demonstration, control.run)} {outcome}"
            f" {as_words(control.expectation)}{_with(_measured(control.verdict))}."
        )
    return " ".join(told) or "Not measured yet."


def figure_key(demonstration: Demonstration) -> str:
    """The id of its figure, which its every rule repeats: short, and its own on the page."""
    digest = hashlib.sha256(demonstration.name.encode()).digest()
    return f"fig-{base64.b32encode(digest)[:4].decode().lower()}"  # one in a million meet


def described_figure(demonstration: Demonstration, judged: Judgement) -> Drawing | None:
    """The demonstration's figure, with its finding as the description."""
    return draw(demonstration, judged, figure_key(demonstration), finding_of(demonstration, judged))


def _told(verdict: Verdict) -> str:
    return (
        f"{sentence(as_words(verdict.name))} {verdict.word}: expected {verdict.text}"
        f"{_with(_measured(verdict), 'measured ')}."
    )


def _with(measured: str, before: str = "") -> str:
    return f"; {before}{measured}" if measured else ""


def _measured(verdict: Verdict) -> str:
    return enumeration([f"{what} {mean_and_range(found)}" for what, found in verdict.measured])


def run_label(demonstration: Demonstration, name: str) -> str:
    """What a run is called: its label, or its name in words."""
    run = demonstration.runs.get(name)
    return bare(run.label) if run and run.label else as_words(name)
