"""A box of a map as the pages show it: labelled rows, arcs, and what is only counted."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from kb.model import Claim
from kb.site.index import Context, View
from kb.site.maps.boxes import Box, Row
from kb.site.maps.relations import ORDER, Relation
from kb.site.maps.symbols import MEANING, arcs, glyph, line, sprite
from kb.site.text.plain_math import bare


def on_map(view: View) -> tuple[Claim, ...]:
    """Claims that are not withdrawn."""
    return tuple(view.index.claims[name] for name in view.index.mapped)


def label(claim: Claim) -> str:
    """What a claim is called where there is little room."""
    return bare(claim.short or claim.title)


def shown_box(view: View, box: Box, here: str = "") -> Context:
    """Rows with their states; ``here`` is the claim whose page this is."""
    return {
        "rows": [shown_row(view, row, here) for row in box.rows],
        "arcs": arcs(box),
        "narrow": f"{box.narrow:g}",
        "wide": f"{box.wide:g}",
        "full": f"{box.full:g}",
    }


def shown_row(view: View, row: Row, here: str = "") -> Context:
    """One claim: its name, its state by glyph and word, where it is from if it is a guest."""
    claim = view.index.claims[row.claim]
    state = view.index.states[row.claim]
    return {
        "id": row.claim,
        "href": view.to(f"claims/{claim.id}/"),
        "name": label(claim),
        "glyph": glyph(str(state["shape"])),
        "state": state["said"],
        "lines": row.lines,
        "disputed": row.disputed,
        "from": topic_title(view, claim.topic) if row.guest else "",
        "here": row.claim == here,
    }


def topic_title(view: View, topic: str) -> str:
    """A topic's name as plain text."""
    topics = view.index.knowledge.base.topics
    return bare(topics[topic].title) if topic in topics else topic.replace("-", " ")


def signs(view: View, claims: Iterable[str], relations: Sequence[Relation]) -> Markup:
    """The shapes that boxes with these claims and lines refer to; once on a page."""
    shapes = sorted({str(view.index.states[claim]["shape"]) for claim in claims})
    return sprite(shapes, kinds_of(relations))


def kinds_of(relations: Iterable[Relation]) -> list[str]:
    """Which kinds of lines there are, what weighs most first."""
    used = {relation.kind for relation in relations}
    return [kind for kind in ORDER if kind in used]


def lines_legend(relations: Sequence[Relation]) -> list[Context]:
    """A line of each kind with its meaning and how many there are; related is asked for."""
    return [
        {
            "kind": kind,
            "line": line(kind),
            "said": MEANING[kind],
            "count": sum(relation.kind == kind for relation in relations),
        }
        for kind in kinds_of(relations)
    ]


def states_legend(view: View, claims: Iterable[str]) -> list[Context]:
    """Each glyph that is used, with the word for it."""
    used = {glyph(str(view.index.states[claim]["shape"])) for claim in claims}
    return [{"name": name, "said": said} for name, said in STATES if name in used]


STATES = (
    ("won", "tested, came out"),
    ("lost", "lost a test, a prediction or the debate"),
    ("faulty", "a run failed"),
    ("open", "contested, or cannot be told"),
    ("fragile", "fragile"),
    ("nobody", "held by nobody"),
    ("none", "unchallenged"),
)
