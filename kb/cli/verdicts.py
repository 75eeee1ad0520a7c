"""Verdicts of a demonstration in lines, as ``kb demo`` and ``kb explain`` print them."""

import math

from kb.model.outcomes import Judgement, Verdict
from kb.phrasing import chance_in_words, short


def lines_of_judgement(judgement: Judgement) -> list[str]:
    """Expectations with what was measured, controls with what they broke, faults."""
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
    lines += [f"fault in {run}, seed {seed}: {fault}" for run, seed, fault in judgement.faults]
    return lines


def margin_words(verdict: Verdict) -> str:
    """A margin as people read it, and how often fresh seeds would say otherwise."""
    if verdict.margin is None or math.isinf(verdict.margin):
        return "exact"
    margin = f"margin {short(verdict.margin)}"
    if verdict.chance is None:
        return margin
    other = "missed" if all(verdict.holds) else "met"
    return f"{margin}, {chance_in_words(verdict.chance)} {other} by fresh seeds"


def range_of(series: tuple[float, ...]) -> str:
    """One value, or the range over seeds."""
    low, high = short(min(series)), short(max(series))
    return low if low == high else f"{low} to {high}"
