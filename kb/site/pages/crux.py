"""Cruxes: what two claims expect of one measurement, drawn together, and who was right.

A crux carries only names; what each side expects is looked up among the demonstrations and
the registered predictions, and judged on the same values that the figure shows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kb.demos.crux_outcome import Side, clash_name, verdicts_of_side
from kb.demos.cruxes import side_of_crux
from kb.history.registrations import own_terms_name
from kb.model import Demonstration, Prediction
from kb.model.outcomes import Crux, Judgement, Verdict
from kb.site.figures.bands import bands, limits_of
from kb.site.figures.contest import Contest
from kb.site.figures.figure import Drawing
from kb.site.index import Context, Index, View
from kb.site.parts.cruxes import (
    line_of_crux,
    lines_of_cruxes,
    outcome_of,
    path_of,
)
from kb.site.parts.demonstration import figure_context, outcome
from kb.site.parts.history import commitment_word, registration
from kb.site.parts.shelves import Shelf, neighbours, shelves
from kb.site.text.numbers import enumeration, mean_and_range
from kb.site.text.plain_math import bare
from kb.site.text.templates import page

ABOUT = "Where opposed claims each say what one measurement should give, and who was right."
MOST = 16  # on a page of the list, each with its axis
NONE: Shelf[Context] = Shelf("cruxes", 1, [])
VERDICTS = {
    "incompatible": "What they expect cannot both hold: it follows from the numbers.",
    "declared": "By the numbers both could hold; the claims are declared contradictory.",
    "undecided": "Whether what they expect can hold together could not be told.",
}


@dataclass(frozen=True)
class Held:
    """One side of a crux: what it expects, and how that came out."""

    side: Side
    verdicts: tuple[Verdict, ...]


def cruxes(view: View) -> Context:
    """The first cruxes of the list, where the others are, and where the disputes are."""
    first, *_ = every = list(shelves("cruxes", lines_of_cruxes(view), MOST)) or [NONE]
    return shelf_of_cruxes(view, every, first)


def shelf_of_cruxes(view: View, every: Sequence[Shelf[Context]], here: Shelf[Context]) -> Context:
    """Some of the cruxes, and where the others are."""
    return {
        "cruxes": here.entries,
        "neighbours": neighbours(view, every, here),
        "disputes_href": view.to("disputes/"),
        "is_past_unknown": bool(view.index.knowledge.registrations.unknown),
    }


def further_cruxes(index: Index) -> Iterator[tuple[str, bytes]]:
    """The pages of the list of cruxes behind the first."""
    view = View(index, "../")
    every = list(shelves("cruxes", lines_of_cruxes(view), MOST))
    for shelf in every[1:]:
        title = f"Cruxes, page {shelf.number}"
        yield f"{shelf.path}.md", page("cruxes", title, ABOUT, shelf_of_cruxes(view, every, shelf))


def crux_page(view: View, crux: Crux, drawing: Drawing | None) -> Context:
    """All that is known of one crux."""
    base = view.index.knowledge.base
    each = base.demonstrations[crux.demonstration]
    result = view.index.judgement(each)
    sides = _both(view, crux)
    return {
        **line_of_crux(view, crux),
        "address": crux.demonstration,
        "address_href": view.address(crux.demonstration),
        "cruxes_href": view.to("cruxes/"),
        "does_not_show": view.inline(each.does_not_show),
        "measured": view.line(view.index.claims[each.claim]),
        "word_of_run": outcome(result.word),
        "verdict": VERDICTS.get(crux.verdict, crux.verdict),
        "clash": list(crux.clash),
        "sides": [
            _side(view, held, crux, place)
            for held, place in zip(sides, ("first", "second"), strict=True)
        ],
        "figure": figure_context(drawing, view.to(f"figures/{path_of(crux)[:-1]}"), "fig-crux"),
        "table": drawing.table if drawing else None,
    }


def drawing_of(view: View, crux: Crux) -> Drawing | None:
    """Both bands and the dots, for each measure that both sides bound plainly."""
    each = view.index.knowledge.base.demonstrations[crux.demonstration]
    sides = _both(view, crux)
    return _drawn(view, each, view.index.judgement(each), sides)


def _both(view: View, crux: Crux) -> list[Held]:
    return [_held(view, crux, name) for name in (crux.first, crux.second)]


def _held(view: View, crux: Crux, claim: str) -> Held:
    knowledge = view.index.knowledge
    side = side_of_crux(knowledge.base, crux, claim, knowledge.registrations.too_late)
    known_values = view.index.judgement(side.demonstration)
    whole = replace(side, expect=side.every)
    return Held(side, tuple(verdicts_of_side(whole, known_values)) if known_values.in_force else ())


def _side(view: View, held: Held, crux: Crux, place: str) -> Context:
    claim = view.index.claims[held.side.claim]
    names = _names(view, held.side)
    committed = {
        expectation.text: commitment_word(view, held.side.claim, names, expectation.text)
        for expectation in held.side.every
    }
    found = {verdict.text: verdict for verdict in held.verdicts}  # two predictions may share names
    how = outcome_of(crux)
    other = "not decided" if how in ("open", "contested") else "expected wrongly"
    right = {place: "expected rightly"}.get(how, other)
    tone = {"expected rightly": "good", "expected wrongly": "bad"}.get(right, "open")
    shape = {"expected rightly": "●", "expected wrongly": "✕"}.get(right, "◐")
    return {
        "claim": view.line(claim),
        "name": bare(claim.short or claim.title),
        "scope": view.inline(claim.scope),
        "registered": held.side.registered,
        "is_held": claim.is_asserted,
        "notes": list(dict.fromkeys(str(c["note"]) for c in committed.values() if c and c["note"])),
        "past": _past(view, held.side),
        "because": [
            view.inline(because)
            for because in dict.fromkeys(
                prediction.because for prediction in _predictions(view, held.side)
            )
        ],
        "word": {"said": right, "tone": tone, "shape": shape},
        "expects": [
            {
                "name": expectation.name.replace("-", " "),
                "text": expectation.text,
                "committed": committed[expectation.text],
                "clashes": clash_name(held.side, expectation.text) in crux.clash,
                "word": outcome(
                    found[expectation.text].word if expectation.text in found else "unmeasured"
                ),
                "measured": [
                    {
                        "what": what,
                        "found": mean_and_range(values),
                        "meaning": _meaning(held.side, what),
                    }
                    for what, values in (
                        found[expectation.text].measured if expectation.text in found else ()
                    )
                ],
            }
            for expectation in held.side.every
        ],
    }


def _meaning(side: Side, what: str) -> str:
    """What a measure is, of whichever run, in the author's words."""
    named = re.findall(r"[a-z_]\w*", what)
    return bare(side.demonstration.measures.get(named[-1], "")) if named else ""


def _predictions(view: View, side: Side) -> list[Prediction]:
    """What a side registered of this measurement."""
    base = view.index.knowledge.base
    claim = base.by_id[side.claim]
    return [
        prediction
        for prediction in (() if claim.withdrawn else claim.predictions)
        if base.demonstrations.get(prediction.of) == side.demonstration
    ]


def _names(view: View, side: Side) -> list[str]:
    """The predictions that say what a side expects, and its own tests by their name as terms."""
    names = [prediction.name for prediction in _predictions(view, side)]
    own = side.demonstration.claim == side.claim
    return [*names, *([own_terms_name(side.demonstration.name)] if own else [])]


def _past(view: View, side: Side) -> list[Context]:
    """When what a side expects was registered, one entry for each prediction that says it."""
    found = [registration(view, side.claim, name) for name in _names(view, side)]
    return [entry for at, entry in enumerate(found) if entry and entry not in found[:at]]


def _drawn(
    view: View, demonstration: Demonstration, result: Judgement, sides: Sequence[Held]
) -> Drawing | None:
    first, second = (
        bands({expectation.text: expectation for expectation in held.side.every}) for held in sides
    )
    contests = []
    for run, measure in (at for at in first if at in second):
        dots = tuple(
            measurement.values[measure]
            for measurement in result.measured.get(run, ())
            if measure in measurement.values
        )
        if dots:
            meaning = bare(demonstration.measures.get(measure, measure.replace("_", " ")))
            label = bare(demonstration.runs[run].label) if run in demonstration.runs else ""
            said = f"{meaning}, {label or run}" if run != "main" else meaning
            spans = (first[run, measure], second[run, measure])
            unit = demonstration.units.get(measure, "")
            contests.append(Contest(said, dots, *spans, unit, limits_of(demonstration, measure)))
    names = [bare(view.index.claims[held.side.claim].title) for held in sides]
    told = enumeration([f"{contest.said} {mean_and_range(contest.dots)}" for contest in contests])
    draw = view.index.draw_contest
    return draw(contests, names, "fig-crux", f"Measured: {told}.") if contests else None
