"""Who can hold a claim: what each position holds, how firmly, and whether it is consistent."""

from kb.model import Claim, Position
from kb.site.index import Context, View
from kb.site.pages.claim import STANCES
from kb.site.parts import links as arguments
from kb.site.text.numbers import quantity_in_words


def position_line(view: View, position: Position) -> Context:
    """A position as an entry of a list."""
    held = _held(view, position)
    own = [
        conflict for conflict in view.index.knowledge.conflicts if conflict.position == position.id
    ]
    verdict = "nothing it asserts is known to clash"
    if own and position.one:
        verdict = f"{quantity_in_words(len(own), 'clash', 'clashes')} among what is asserted"
    elif own:
        verdict = f"its members disagree in {quantity_in_words(len(own), 'place')}"
    elif not held:
        verdict = "holds nothing yet"
    return {
        "title": view.inline(position.title),
        "href": view.to(f"positions/{position.id}/"),
        "about": view.inline(position.about),
        "one": position.one,
        "count": quantity_in_words(len(held), "claim"),
        "verdict": verdict,
        "clashes": bool(own),
    }


def position_page(view: View, position: Position) -> Context:
    """What a position holds, by stance, and whether it is consistent."""
    stances = []
    for stance in STANCES:
        lines = [
            {"claim": view.line(claim), "confidence": held.confidence, "inferred": held.inferred}
            for claim in _held(view, position)
            for held in claim.held_by
            if held.position == position.id and held.stance == stance
        ]
        if lines:
            stances.append({"name": stance, "lines": lines})
    own = [
        conflict for conflict in view.index.knowledge.conflicts if conflict.position == position.id
    ]
    return {
        **position_line(view, position),
        "stances": stances,
        "conflicts": [arguments.conflict_context(view, conflict) for conflict in own],
        "positions_href": view.to("positions/"),
    }


def _held(view: View, position: Position) -> list[Claim]:
    return [
        claim
        for claim in view.index.knowledge.base.claims
        if any(held.position == position.id for held in claim.held_by)
    ]


def positions(view: View) -> Context:
    """Everybody who can hold a claim: people first, then groups."""
    every = [
        position_line(view, position) for position in view.index.knowledge.base.positions.values()
    ]
    return {
        "people": [line for line in every if line["one"]],
        "traditions": [line for line in every if not line["one"]],
    }
