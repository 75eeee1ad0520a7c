"""Cruxes as entries of lists: who disputes what, how it came out, and what cuts it."""

from kb.demos.cruxes import question_of_crux
from kb.explain.crux_sentences import told_of
from kb.model.outcomes import Crux
from kb.phrasing import anchor
from kb.site.index import Context, Index, View

OUTCOMES = {
    "first": ("●", "good", "decided"),
    "second": ("●", "good", "decided"),
    "neither": ("✕", "bad", "both expected wrongly"),
    "open": ("◐", "open", "open"),
    "contested": ("◐", "open", "contested"),
}
SIDES = ("A", "B")


def path_of(crux: Crux) -> str:
    """Where a crux has its page."""
    return f"cruxes/{anchor(f'{crux.first} {crux.second} {crux.demonstration}')}/"


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
            view.line(view.index.claims[name])
            for name in crux.contested_by
            if name in view.index.claims
        ],
        "first_is_held": base.by_id[crux.first].is_asserted,
        "second_is_held": base.by_id[crux.second].is_asserted,
        "told": told_of(view.index.knowledge, crux, SIDES),
    }


def outcome_of(crux: Crux) -> str:
    """How a crux came out; what cuts its measurement leaves it contested."""
    return "contested" if crux.contested_by and crux.outcome != "open" else crux.outcome
