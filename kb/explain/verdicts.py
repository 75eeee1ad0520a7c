"""Verdicts of a demonstration in lines, as ``kb demo`` and a claim's case have them."""

import math
from collections.abc import Mapping

from kb.demos.faults import faults_told, source
from kb.model import Demonstration, Script
from kb.model.outcomes import Judgement, Verdict
from kb.phrasing import chance_in_words, fresh_draw, short


def lines_of_judgement(judgement: Judgement) -> list[str]:
    """Expectations with what was measured, controls with what they broke."""
    lines = []
    for verdict in judgement.verdicts:
        values = "; ".join(f"{name} = {range_of(series)}" for name, series in verdict.measured)
        margin = "" if verdict.margin is None else f", {margin_words(verdict)}"
        came_out = verdict.fault or f"{values}{margin}"
        lines.append(f"{verdict.word}: {verdict.name}: {verdict.text} ({came_out})")
    for control in judgement.controls:
        deed = "breaks" if control.broke else "does not break"
        why = f": {control.why}" if control.why else ""
        lines.append(f"control {control.run} {deed} {control.expectation}{why}")
    return lines


def lines_of_faults(
    judgement: Judgement, demonstration: Demonstration, scripts: Mapping[str, Script]
) -> list[str]:
    """What went wrong, each fault once, with the line of the script and what is allowed."""
    lines = []
    for told in faults_told(judgement, demonstration.seeds):
        lines.append(f"{told.where}: {told.fault}")
        for at in told.trace(demonstration.script):
            if said := source(at, scripts):
                lines.append(f"  {at.file}:{at.at[0] if at.at else 1}: {said}")
        lines += [f"  hint: {told.hint}"] if told.hint else []
    return lines


def margin_words(verdict: Verdict) -> str:
    """A margin as people read it, and how often fresh seeds would say otherwise."""
    if verdict.margin is None or math.isinf(verdict.margin):
        return "exact"
    margin = f"margin {short(verdict.margin)}"
    if verdict.chance is None:
        return margin
    other = "missed" if all(verdict.holds) else "met"
    who = fresh_draw(len(verdict.holds))
    return f"{margin}, {chance_in_words(verdict.chance)} {other} by {who}"


def range_of(series: tuple[float, ...]) -> str:
    """One value, or the range over seeds."""
    low, high = short(min(series)), short(max(series))
    return low if low == high else f"{low} to {high}"
