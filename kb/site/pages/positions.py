"""Who can hold a claim: what each position holds, how firmly, and whether it is consistent."""

from kb.model import Claim, Position
from kb.site.index import Context, View
from kb.site.pages.claim import STANCES
from kb.site.parts import links as arguments
from kb.site.text.numbers import counted


def position_line(view: View, each: Position) -> Context:
    """A position as an entry of a list."""
    held = _held(view, each)
    own = [one for one in view.index.knowledge.conflicts if one.position == each.id]
    verdict = "nothing it asserts is known to clash"
    if own and each.one:
        verdict = f"{counted(len(own), 'clash', 'clashes')} among what is asserted"
    elif own:
        verdict = f"its members disagree in {counted(len(own), 'place')}"
    elif not held:
        verdict = "holds nothing yet"
    return {
        "title": view.inline(each.title),
        "href": view.to(f"positions/{each.id}/"),
        "about": view.inline(each.about),
        "one": each.one,
        "count": counted(len(held), "claim"),
        "verdict": verdict,
        "clashes": bool(own),
    }


def position(view: View, each: Position) -> Context:
    """What a position holds, by stance, and whether it is consistent."""
    stances = []
    for stance in STANCES:
        lines = [
            {"claim": view.line(claim), "confidence": held.confidence, "inferred": held.inferred}
            for claim in _held(view, each)
            for held in claim.held_by
            if held.position == each.id and held.stance == stance
        ]
        if lines:
            stances.append({"name": stance, "lines": lines})
    own = [one for one in view.index.knowledge.conflicts if one.position == each.id]
    return {
        **position_line(view, each),
        "stances": stances,
        "conflicts": [arguments.conflict(view, one) for one in own],
        "positions_href": view.to("positions/"),
    }


def _held(view: View, each: Position) -> list[Claim]:
    return [
        claim
        for claim in view.index.knowledge.base.claims
        if any(held.position == each.id for held in claim.held_by)
    ]


def positions(view: View) -> Context:
    """Everybody who can hold a claim: people first, then groups."""
    every = [position_line(view, each) for each in view.index.knowledge.base.positions.values()]
    return {
        "people": [each for each in every if each["one"]],
        "traditions": [each for each in every if not each["one"]],
    }
