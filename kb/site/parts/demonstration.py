"""A demonstration as a reader meets it: what was expected, what came out, what broke it.

The sentence that a figure's alternative text says is composed here too, from the same
verdicts as the table, so that whoever cannot see the figure misses nothing.
"""

import json
import math
import re
from collections.abc import Sequence

from markupsafe import Markup

from kb.demos.plan import calls_of, plan_of
from kb.explain.four_words import DEMONSTRATED, counted_word, undercutting
from kb.model import INTERACTIVE, Base, Claim, Demonstration, Prediction
from kb.model.outcomes import ControlVerdict, Judgement, Verdict
from kb.phrasing import anchor, as_words, chance_in_words, fresh_draw
from kb.site.figures.description import figure_key, run_label
from kb.site.figures.figure import Drawing
from kb.site.figures.series import in_small
from kb.site.index import Context, View
from kb.site.parts.history import registration
from kb.site.text.numbers import enumeration, mean_and_range, quantity_in_words

FEW = 2  # demonstrations beside which a page has room for long scripts and all figures
MOST_INLINE = 11_000  # letters of drawings within a page
TONES = {"holds": "good", "refuted": "bad", "faulty": "bad", "unclear": "open", "fragile": "open"}
BEARS = {
    "for": "Tests the claim",
    "against": "Evidence against the claim",
    "scopes": "Bears on the scope of the claim",
    "illustrates": "Illustrates the claim, and carries no weight",
}
PLURAL = {"holds": "hold"}
READING = {
    "lines": "Thin lines are single seeds, thick lines their mean. Controls are dashed.",
    "bars": "Dots are single seeds, the tick their mean. Hollow dots are controls. "
    "A shaded band is what was expected.",
    "heatmap": "Each map is the mean over seeds; all share one scale of colour.",
}


def outcome(word: str, bears: str = "for") -> Context:
    """A verdict with its shape and tone: grey, if it bears neither for nor against the claim."""
    shape, meaning = DEMONSTRATED.get(word, ("○", ""))
    coloured = bears in ("for", "against") or word == "faulty"
    tone = TONES.get(word, "plain") if coloured else "plain"
    return {"said": word, "shape": shape, "tone": tone, "meaning": meaning}


def shown_outcome(view: View, demonstration: Demonstration) -> Context:
    """How it came out by what counts; in amber if a flaw of its design lets it decide nothing."""
    shown = outcome(counted_word(view.index.knowledge, demonstration), demonstration.bears)
    if demonstration.flaw and shown["tone"] in ("good", "bad"):
        return {**shown, "shape": "◐", "tone": "open"}
    return shown


def demonstration_of(view: View, demonstration: Demonstration) -> Context:
    """Everything that a page says of one demonstration."""
    judged = view.index.judgement(demonstration)
    drawing = view.index.drawings[demonstration.address]
    predicting = view.index.predicting.get(demonstration.address, [])
    return {
        "name": demonstration.called,
        "title": view.inline(demonstration.title),
        "id": anchor(demonstration.name),
        "address": demonstration.address,
        "shows": view.inline(demonstration.shows),
        "does_not_show": view.inline(demonstration.does_not_show),
        "bears": BEARS.get(demonstration.bears, demonstration.bears),
        "word": shown_outcome(view, demonstration),
        **doubts(view, demonstration),
        "table": drawing.table if drawing else None,
        "reading": READING.get(demonstration.figure.kind, "") if demonstration.figure else "",
        "expectations": [
            _expectation(view, demonstration, verdict, judged) for verdict in judged.verdicts
        ]
        or [
            _unjudged(expectation.name, expectation.text)
            for expectation in demonstration.expect.values()
        ],
        "summary": summary_of(demonstration, judged),
        "faults": [f"{run}, seed {seed}: {why}" for run, seed, why in judged.faults],
        "because": view.inline(demonstration.because),
        "measures": [
            {"name": name, "meaning": view.inline(meaning)}
            for name, meaning in demonstration.measures.items()
        ],
        "prepared": prepared_for(view.index.knowledge.base, demonstration),
        "predictions": [prediction_of(view, claim, prediction) for claim, prediction in predicting],
        "figure": figure_context(
            drawing,
            view.to(f"figures/{demonstration.claim}/{demonstration.name}"),
            figure_key(demonstration),
        ),
        "interactive": _interactive(demonstration, judged) if drawing else None,
    }


def prepared_for(base: Base, demonstration: Demonstration) -> str:
    """How many calls that prepare something stand behind the numbers; nothing, if none does."""
    if not demonstration.prepare:
        return ""
    made, *more = (
        {call.prepared for call in calls_of([plan_of(base, each)])}
        for each in sorted(base.demonstrations.values(), key=lambda each: each != demonstration)
        if each.prepare == demonstration.prepare
    )
    others = [each for each in more if each & made]
    said = f"Behind these numbers stand {quantity_in_words(len(made), 'run')} of"
    said += f" {demonstration.prepare.rpartition('/')[2]}, each with a seed and settings of its own"
    also = quantity_in_words(len(others), "other demonstration")
    return f"{said}; {also} of the base measured on the same." if others else f"{said}."


def summary_of(demonstration: Demonstration, judged: Judgement) -> str:
    """What stands behind the fold, in half a sentence: how many came out, how many controls."""
    count = quantity_in_words(len(demonstration.expect), "expectation")
    words = [verdict.word for verdict in judged.verdicts]
    said = counted_outcomes(words)
    controls = [run for run in demonstration.runs.values() if run.is_control]
    held = {control.run for control in judged.controls if not control.broke}
    control = quantity_in_words(len(controls), "control")
    broke = "" if not judged.controls else " that broke what they must" if not held else ""
    return f"{count}{f' ({said})' if said else ''}, with {control}{broke}".capitalize()


def counted_outcomes(words: Sequence[str]) -> str:
    """How many came out how: '58 hold, 2 refuted'."""
    counts = [(words.count(word), word) for word in DEMONSTRATED if word in words]
    return enumeration(
        [f"{many} {PLURAL.get(word, word) if many > 1 else word}" for many, word in counts]
    )


def doubts(view: View, demonstration: Demonstration) -> Context:
    """What a reader must hear beside the outcome: a flaw of the design, and what undercuts it."""
    cutting = undercutting(view.index.knowledge, demonstration.address)
    claims = view.index.claims
    return {
        "flaw": view.inline(demonstration.flaw),
        "cut": [view.line(claims[name]) for name in cutting if name in claims],
    }


def figure_context(drawing: Drawing | None, files: str, key: str) -> Context | None:
    """A drawing for a page: inline where there is room, and the narrow one as a file."""
    if drawing is None:
        return None
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing.narrow)
    width, height = (round(float(size)) for size in found.groups()) if found else (0, 0)
    return {
        "svg": Markup(drawing.svg), "id": key, "files": files, "width": width, "height": height,
        "told": "",
    }  # fmt: skip


def lightened(figures: list[Context]) -> None:
    """Figures beyond what a page may weigh are shown from their files; their words stay."""
    most = MOST_INLINE if len(figures) <= FEW else MOST_INLINE // 3
    weights = {at: len(str(figure["svg"])) for at, figure in enumerate(figures)}
    for at in sorted(weights, key=lambda at: -weights[at]):
        if sum(weights.values()) <= most:
            return
        found = re.search(r"<desc[^>]*>(.*?)</desc>", str(figures[at]["svg"]), re.DOTALL)
        figures[at] |= {"svg": "", "told": Markup(found[1] if found else "")}
        weights[at] = 0


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
    blank = {"margin": "", "identity": False, "because": "", "difference": "", "controls": []}
    about = {"name": as_words(name), "text": text, "word": outcome("unmeasured"), "measured": []}
    return {**about, **blank}


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
    return (
        f"{apart}; {fresh_draw(len(verdict.holds))} would {other} it"
        f" {chance_in_words(verdict.chance)}"
    )
