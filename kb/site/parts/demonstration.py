"""A demonstration as a reader meets it: what was expected, what came out, what broke it.

The sentence that a figure's alternative text says is composed here too, from the same
verdicts as the table, so that whoever cannot see the figure misses nothing.
"""

import json
import math
import re

from markupsafe import Markup

from kb.explain.four_words import DEMONSTRATED
from kb.model import INTERACTIVE, Claim, Demonstration, Prediction
from kb.model.outcomes import ControlVerdict, Judgement, Verdict
from kb.phrasing import anchor, as_words, chance_in_words
from kb.site.figures.description import figure_key, run_label
from kb.site.figures.figure import Drawing
from kb.site.figures.series import in_small
from kb.site.index import Context, View
from kb.site.parts.history import registration
from kb.site.text.numbers import mean_and_range

TONES = {"holds": "good", "refuted": "bad", "faulty": "bad", "unclear": "open", "fragile": "open"}
BEARS = {
    "for": "Tests the claim",
    "against": "Evidence against the claim",
    "scopes": "Bears on the scope of the claim",
    "illustrates": "Illustrates the claim, and carries no weight",
}
READING = {
    "lines": "Thin lines are single seeds, thick lines their mean. Controls are dashed.",
    "bars": "Dots are single seeds, the tick their mean. Hollow dots are controls. "
    "A shaded band is what was expected.",
    "heatmap": "Each map is the mean over seeds; all share one scale of colour.",
}


def outcome(word: str) -> Context:
    """A verdict with its shape and tone."""
    shape, meaning = DEMONSTRATED.get(word, ("○", ""))
    return {"said": word, "shape": shape, "tone": TONES.get(word, "plain"), "meaning": meaning}


def demonstration_of(view: View, demonstration: Demonstration) -> Context:
    """Everything that a page says of one demonstration."""
    judged = view.index.judgement(demonstration)
    drawing = view.index.drawings.get(demonstration.address)
    predicting = view.index.predicting.get(demonstration.address, [])
    return {
        "name": demonstration.called,
        "title": view.inline(demonstration.title),
        "id": anchor(demonstration.name),
        "address": demonstration.address,
        "shows": view.inline(demonstration.shows),
        "does_not_show": view.inline(demonstration.does_not_show),
        "bears": BEARS.get(demonstration.bears, demonstration.bears),
        "word": outcome(judged.word),
        "table": drawing.table if drawing else None,
        "reading": READING.get(demonstration.figure.kind, "") if demonstration.figure else "",
        "expectations": [
            _expectation(view, demonstration, verdict, judged) for verdict in judged.verdicts
        ]
        or [
            _unjudged(expectation.name, expectation.text)
            for expectation in demonstration.expect.values()
        ],
        "faults": [f"{run}, seed {seed}: {why}" for run, seed, why in judged.faults],
        "because": view.inline(demonstration.because),
        "measures": [
            {"name": name, "meaning": view.inline(meaning)}
            for name, meaning in demonstration.measures.items()
        ],
        "predictions": [prediction_of(view, claim, prediction) for claim, prediction in predicting],
        "figure": figure_context(
            drawing,
            view.to(f"figures/{demonstration.claim}/{demonstration.name}"),
            figure_key(demonstration),
        ),
        "interactive": _interactive(demonstration, judged) if drawing else None,
    }


def figure_context(drawing: Drawing | None, files: str, key: str) -> Context | None:
    """A drawing for a page: inline where there is room, and the narrow one as a file."""
    if drawing is None:
        return None
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing.narrow)
    width, height = (round(float(size)) for size in found.groups()) if found else (0, 0)
    return {
        "svg": Markup(drawing.svg), "id": key, "files": files, "width": width, "height": height,
    }  # fmt: skip


def _interactive(demonstration: Demonstration, judged: Judgement) -> Context | None:
    """What a click opens beside the drawn figure: a name, an invitation, the numbers."""
    name = demonstration.figure.interactive if demonstration.figure else ""
    if not demonstration.figure or name not in INTERACTIVE:
        return None
    kind = INTERACTIVE[name]
    numbers = in_small(demonstration, demonstration.figure, judged) if kind.measured else {}
    said = json.dumps(numbers, separators=(",", ":"))
    return {"name": name, "invites": kind.invites, "numbers": said}


def prediction_of(view: View, claim: Claim, prediction: Prediction) -> Context:
    """A registered prediction: who expects what of whose measurement."""
    return {
        "claim": view.line(claim),
        "of": prediction.of,
        "of_href": view.address(prediction.of),
        "expects": [expectation.text for expectation in prediction.expect.values()],
        "because": view.inline(prediction.because),
        "past": registration(view, claim.id, prediction.name),
    }


def _expectation(
    view: View, demonstration: Demonstration, verdict: Verdict, judged: Judgement
) -> Context:
    expected = demonstration.expect.get(verdict.name)
    controls = [control for control in judged.controls if control.expectation == verdict.name]
    return {
        "name": as_words(verdict.name),
        "text": verdict.text,
        "measured": [
            {"what": what, "found": mean_and_range(found)} for what, found in verdict.measured
        ],
        "margin": _margin(verdict),
        "word": outcome(verdict.word),
        "identity": verdict.identity,
        "because": view.inline(expected.because) if expected else "",
        "difference": verdict.fault or verdict.difference,
        "controls": [_control(view, demonstration, control) for control in controls],
    }


def _unjudged(name: str, text: str) -> Context:
    blank = {"measured": [], "margin": "", "identity": False, "because": "", "difference": ""}
    return {
        "name": as_words(name),
        "text": text,
        "word": outcome("unmeasured"),
        "controls": [],
        **blank,
    }


def _control(view: View, demonstration: Demonstration, control: ControlVerdict) -> Context:
    run = demonstration.runs.get(control.run)
    return {
        "label": run_label(demonstration, control.run),
        "because": view.inline(run.because) if run else "",
        "broke": control.broke,
        "measured": [
            {"what": what, "found": mean_and_range(found)}
            for what, found in control.verdict.measured
        ],
        "why": control.why or control.verdict.fault,
    }


def _margin(verdict: Verdict) -> str:
    if verdict.margin is None:
        return ""
    if math.isinf(verdict.margin):
        return "exact"
    size = abs(verdict.margin)
    apart = "over 1000 sd" if size >= 1000 else f"{size:.2g} sd" if size < 10 else f"{size:.0f} sd"
    if verdict.chance is None:
        return apart
    other = "miss" if all(verdict.holds) else "meet"
    return f"{apart}; fresh seeds would {other} it {chance_in_words(verdict.chance)}"
