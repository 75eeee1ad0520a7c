"""Who can hold a claim: what each position holds, how firmly, and whether it is consistent."""

from kb.explain.case import STANCES
from kb.model import Claim, Position
from kb.site.index import Context, View
from kb.site.parts import links as arguments
from kb.site.text.numbers import quantity_in_words
from kb.site.text.plain_math import bare


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
        "holds": bool(held),
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
    """In the order of their titles, as everywhere: a reader looks for a sentence, not for an id."""
    held = view.index.held_by.get(position.id, [])
    return sorted(held, key=lambda claim: (bare(claim.title).lower(), claim.id))


def positions(view: View) -> Context:
    """Everybody who can hold a claim: people first, then groups, then who holds nothing yet."""
    every = [
        position_line(view, position) for position in view.index.knowledge.base.positions.values()
    ]
    holding = [line for line in every if line["holds"]]
    return {
        "people": [line for line in holding if line["one"]],
        "traditions": [line for line in holding if not line["one"]],
        "idle": [line for line in every if not line["holds"]],
        "many_idle": quantity_in_words(sum(not line["holds"] for line in every), "position"),
    }
