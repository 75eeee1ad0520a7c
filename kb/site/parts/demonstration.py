"""A demonstration as a reader meets it: what was expected, what came out, what broke it.

The sentence that a figure's alternative text says is composed here too, from the same
verdicts as the table, so that whoever cannot see the figure misses nothing.
"""

import base64
import hashlib
import json
import math
import re
from collections.abc import Mapping

from markupsafe import Markup

from kb.explain.four_words import DEMONSTRATED
from kb.model import INTERACTIVE, Claim, Demonstration, Prediction
from kb.model.outcomes import ControlVerdict, Judgement, Verdict
from kb.site.figures.figure import Drawing, draw
from kb.site.figures.series import in_small
from kb.site.index import Context, View, anchor
from kb.site.parts.history import registration
from kb.site.text.numbers import listed, sentence, spread
from kb.site.text.plain_math import bare

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


def said(word: str) -> Context:
    """A verdict with its shape and tone."""
    shape, meaning = DEMONSTRATED.get(word, ("○", ""))
    return {"said": word, "shape": shape, "tone": TONES.get(word, "plain"), "meaning": meaning}


def demonstration(view: View, each: Demonstration, drawing: Drawing | None) -> Context:
    """Everything that a page says of one demonstration."""
    judged = view.shelf.judgement(each)
    predicting = view.shelf.predicting.get(each.address, [])
    return {
        "name": each.name.replace("_", " "),
        "id": anchor(each.name),
        "address": each.address,
        "shows": view.inline(each.shows),
        "does_not_show": view.inline(each.does_not_show),
        "bears": BEARS.get(each.bears, each.bears),
        "word": said(judged.word),
        "table": drawing.table if drawing else None,
        "reading": READING.get(each.figure.kind, "") if each.figure else "",
        "expectations": [_expectation(view, each, one, judged) for one in judged.verdicts]
        or [_unjudged(one.name, one.text) for one in each.expect.values()],
        "faults": [f"{run}, seed {seed}: {why}" for run, seed, why in judged.faults],
        "because": view.inline(each.because),
        "measures": [
            {"name": name, "meaning": view.inline(meaning)}
            for name, meaning in each.measures.items()
        ],
        "predictions": [prediction(view, claim, one) for claim, one in predicting],
        "figure": shown(drawing, view.to(f"figures/{each.claim}/{each.name}"), key_of(each)),
        "interactive": _interactive(each, judged) if drawing else None,
    }


def shown(drawing: Drawing | None, files: str, key: str) -> Context | None:
    """A drawing for a page: inline where there is room, and the narrow one as a file."""
    if drawing is None:
        return None
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing.narrow)
    width, height = (round(float(each)) for each in found.groups()) if found else (0, 0)
    return {
        "svg": Markup(drawing.svg), "id": key, "files": files, "width": width, "height": height,
    }  # fmt: skip


def _interactive(each: Demonstration, judged: Judgement) -> Context | None:
    """What a click opens beside the drawn figure: a name, an invitation, the numbers."""
    name = each.figure.interactive if each.figure else ""
    if not each.figure or name not in INTERACTIVE:
        return None
    kind = INTERACTIVE[name]
    numbers = in_small(each, each.figure, judged) if kind.measured else {}
    said = json.dumps(numbers, separators=(",", ":"))
    return {"name": name, "invites": kind.invites, "numbers": said}


def prediction(view: View, claim: Claim, one: Prediction) -> Context:
    """A registered prediction: who expects what of whose measurement."""
    return {
        "claim": view.line(claim),
        "of": one.of,
        "of_href": view.address(one.of),
        "expects": [each.text for each in one.expect.values()],
        "because": view.inline(one.because),
        "past": registration(view, claim.id, one.name),
    }


def finding(each: Demonstration, judged: Judgement) -> str:
    """What came out, in sentences without markup."""
    told = [_told(verdict) for verdict in judged.verdicts]
    for control in judged.controls:
        outcome = "breaks" if control.broke else "does not break"
        told.append(
            f"The control {_run_label(each, control.run)} {outcome} {_said(control.expectation)}"
            f"{_with(_measured(control.verdict))}."
        )
    return " ".join(told) or "Not measured yet."


def key_of(each: Demonstration) -> str:
    """The id of its figure, which its every rule repeats: short, and its own on the page."""
    digest = hashlib.sha256(each.name.encode()).digest()
    return f"fig-{base64.b32encode(digest)[:4].decode().lower()}"  # one in a million meet


def drawn(each: Demonstration, judged: Judgement) -> Drawing | None:
    """The demonstration's figure, with its finding as the description."""
    return draw(each, judged, key_of(each), finding(each, judged))


def _told(verdict: Verdict) -> str:
    return (
        f"{sentence(_said(verdict.name))} {verdict.word}: expected {verdict.text}"
        f"{_with(_measured(verdict), 'measured ')}."
    )


def _with(measured: str, before: str = "") -> str:
    return f"; {before}{measured}" if measured else ""


def _expectation(view: View, each: Demonstration, verdict: Verdict, judged: Judgement) -> Context:
    expected = each.expect.get(verdict.name)
    controls = [one for one in judged.controls if one.expectation == verdict.name]
    return {
        "name": _said(verdict.name),
        "text": verdict.text,
        "measured": [{"what": what, "found": spread(found)} for what, found in verdict.measured],
        "margin": _margin(verdict),
        "word": said(verdict.word),
        "identity": verdict.identity,
        "because": view.inline(expected.because) if expected else "",
        "difference": verdict.fault or verdict.difference,
        "controls": [_control(view, each, one) for one in controls],
    }


def _unjudged(name: str, text: str) -> Context:
    blank = {"measured": [], "margin": "", "identity": False, "because": "", "difference": ""}
    return {"name": _said(name), "text": text, "word": said("unmeasured"), "controls": [], **blank}


def _control(view: View, each: Demonstration, control: ControlVerdict) -> Context:
    run = each.runs.get(control.run)
    return {
        "label": _run_label(each, control.run),
        "because": view.inline(run.because) if run else "",
        "broke": control.broke,
        "measured": [
            {"what": what, "found": spread(found)} for what, found in control.verdict.measured
        ],
        "why": control.why or control.verdict.fault,
    }


def _margin(verdict: Verdict) -> str:
    if verdict.margin is None:
        return ""
    if math.isinf(verdict.margin):
        return "exact"
    if verdict.margin >= 1000:
        return "over 1000 sd"
    return f"{verdict.margin:.2g} sd" if verdict.margin < 10 else f"{verdict.margin:.0f} sd"


def _measured(verdict: Verdict) -> str:
    return listed([f"{what} {spread(found)}" for what, found in verdict.measured])


def _run_label(each: Demonstration, name: str) -> str:
    run = each.runs.get(name)
    return bare(run.label) if run and run.label else _said(name)


def _said(name: str) -> str:
    return name.replace("-", " ").replace("_", " ")


def surprises(evidence: Mapping[str, Judgement]) -> list[str]:
    """Addresses of demonstrations, those first that came out otherwise than expected."""
    order = ("refuted", "unclear", "faulty", "fragile", "holds", "unmeasured")
    ranks = {word: rank for rank, word in enumerate(order)}
    return sorted(evidence, key=lambda at: (ranks.get(evidence[at].word, len(order)), at))
