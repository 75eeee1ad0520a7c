"""Cruxes as entries of lists: who disputes what, how it came out, and what cuts it."""

from collections.abc import Sequence

from markupsafe import Markup

from kb.demos.cruxes import question_of_crux
from kb.demos.expectations.intervals import Bound
from kb.explain.comparisons import Comparison, comparisons
from kb.explain.conditions import LEAST, MOST
from kb.explain.crux_sentences import expected_sentence, measured_sentence, told_of
from kb.model.outcomes import Crux
from kb.reading.page_paths import crux_page
from kb.site.figures.bands import Band
from kb.site.figures.strip import Mark, strip
from kb.site.index import Context, Index, View
from kb.site.shown import shown_once

OUTCOMES = {
    "first": ("●", "good", "decided"),
    "second": ("●", "good", "decided"),
    "neither": ("✕", "bad", "neither side held throughout"),
    "open": ("◐", "open", "open"),
    "contested": ("◐", "open", "contested"),
}
SIDES = ("A", "B")


def path_of(crux: Crux) -> str:
    """Where a crux has its page."""
    return crux_page(crux.first, crux.second, crux.demonstration).removesuffix(".md") + "/"


def cruxes_of(index: Index) -> tuple[Crux, ...]:
    """Every crux whose claims and measurement are in the base."""
    knowledge = index.knowledge
    return tuple(
        crux
        for crux in knowledge.cruxes
        if crux.demonstration in knowledge.base.demonstrations
        and {crux.first, crux.second} <= knowledge.base.by_id.keys()
    )


def lines_of_cruxes(view: View) -> list[Context]:
    """Every crux as an entry of a list: what people hold on both sides first."""
    order = list(OUTCOMES)
    base = view.index.knowledge.base
    found = sorted(
        cruxes_of(view.index),
        key=lambda each: (
            not (base.by_id[each.first].is_asserted and base.by_id[each.second].is_asserted),
            order.index(outcome_of(each)),
            path_of(each),
        ),
    )
    return [line_of_crux(view, crux) for crux in found]


@shown_once(lambda crux: crux, lambda _, crux: crux)
def line_of_crux(view: View, crux: Crux) -> Context:
    """Who disputes what, and how it came out."""
    shape, tone, said = OUTCOMES[outcome_of(crux)]
    base = view.index.knowledge.base
    sides = {"first": view.index.claims[crux.first], "second": view.index.claims[crux.second]}
    winner = sides[crux.outcome] if crux.decided else None
    demonstration = base.demonstrations[crux.demonstration]
    return {
        "href": view.to(path_of(crux)),
        "name": question_of_crux(base, crux),
        "shows": view.inline(demonstration.shows),
        "first": view.line(sides["first"]),
        "second": view.line(sides["second"]),
        "word": {"shape": shape, "tone": tone, "said": said},
        "winner": view.line(winner) if winner else None,
        "contested_by": [
            {**view.line(view.index.claims[name]), "because": because_of(view, name, crux)}
            for name in crux.contested_by
            if name in view.index.claims
        ],
        "first_is_held": base.by_id[crux.first].is_asserted,
        "second_is_held": base.by_id[crux.second].is_asserted,
        "told": told_of(view.index.knowledge, crux, SIDES),
        "strips": strips_of(view, crux),
        "compatible": next(
            (
                view.inline(link.differs)
                for link in view.index.links
                if link.verb == "compatible-by-scope"
                and {link.source, link.target} == {crux.first, crux.second}
            ),
            "",
        ),
    }


def because_of(view: View, claim: str, crux: Crux) -> Markup:
    """Why a claim undercuts or attacks the measurement of a crux, in the author's words."""
    links = view.index.links_to.get(crux.demonstration, [])
    return view.inline(next((link.because for link in links if link.source == claim), ""))


def strips_of(view: View, crux: Crux) -> list[Markup]:
    """An axis for each measure compared: both ranges, the mean and its standard error."""
    return [
        strip(
            f"{measured_sentence(each)} {expected_sentence(each, SIDES, ('', ''))}.",
            [Mark(each.mean, "", each.error)],
            each.unit.strip(),
            [band_of(span, each.times) for span in each.spans],
            limits_of(each),
        )
        for each in comparisons(view.index.knowledge, crux)
    ]


def band_of(span: Sequence[Bound], times: float) -> Band:
    """Bounds as a range, in the unit that is shown."""
    lows = [times * bound.number for bound in span if bound.sign in LEAST]
    highs = [times * bound.number for bound in span if bound.sign in MOST]
    return Band(max(lows, default=None), min(highs, default=None))


def limits_of(each: Comparison) -> Band:
    """How low and how high a measure can be, in the unit that is shown."""
    return Band(*(each.times * end for end in each.limits))


def outcome_of(crux: Crux) -> str:
    """How a crux came out; what cuts its measurement leaves it contested."""
    return "contested" if crux.contested_by and crux.outcome != "open" else crux.outcome
