"""The signs of both maps: a glyph for each state, a head for each kind of line.

Each is told from the others by shape; colour only repeats what the shape says.
"""

from collections.abc import Iterable

from markupsafe import Markup

from kb.site.maps.boxes import Box
from kb.site.maps.gutter import Arc
from kb.site.maps.relations import ORDER

RING = "M1 6a5 5 0 1 0 10 0a5 5 0 1 0-10 0z"
GLYPHS = {  # by the sign of a state in text: its name, its tone, its shape in 12 pixels
    "●": ("won", "good", f'<path class="kb-fill" d="{RING}"/>'),
    "✕": ("lost", "bad", '<path d="M1.5 1.5l9 9m0-9l-9 9"/>'),
    "■": ("faulty", "bad", '<path class="kb-fill" d="M1.5 1.5h9v9h-9z"/>'),
    "◐": ("open", "open", f'<path d="{RING}"/><path class="kb-fill" d="M6 1a5 5 0 0 0 0 10z"/>'),
    "▲": ("fragile", "open", '<path class="kb-fill" d="M6 1.5l5 9H1z"/>'),
    "◌": ("nobody", "plain", f'<path stroke-dasharray="2.4 1.53" d="{RING}"/>'),
    "○": ("none", "plain", f'<path d="{RING}"/>'),
}
HEADS = {  # where a line ends: an arrow, a bar across it
    "against": "M-8-5L1 0l-9 5z",
    "undercut": "M-1.2-6h2.4v12h-2.4z",
    "reason": "M-6-3.5L0 0l-6 3.5z",
    "related": "M-6-3.5L0 0l-6 3.5",
}
MEANING = {
    "against": "contradicts or attacks",
    "undercut": "undercuts a step or a test",
    "crux": "crux: they expect different numbers",
    "reason": "reason for",
    "related": "related",
}


def glyph(shape: str) -> str:
    """The name of a state's glyph."""
    return GLYPHS.get(shape, GLYPHS["○"])[0]


def sprite(shapes: Iterable[str], kinds: Iterable[str]) -> Markup:
    """What rows and arcs refer to by name; once on a page."""
    drawn = [GLYPHS.get(shape, GLYPHS["○"]) for shape in dict.fromkeys(shapes)]
    glyphs = "".join(
        f'<symbol id="kb-g-{name}" class="kb-glyph kb-tone-{tone}" viewBox="0 0 12 12">{path}'
        "</symbol>"
        for name, tone, path in drawn
    )
    heads = "".join(
        f'<marker id="kb-m-{kind}" viewBox="-8 -8 16 16" markerWidth="16" markerHeight="16" '
        'markerUnits="userSpaceOnUse" orient="auto-start-reverse">'
        f'<path class="kb-m-{kind}" d="{HEADS[kind]}"/></marker>'
        for kind in dict.fromkeys(kinds)
        if kind in HEADS
    )
    return Markup(
        '<svg class="kb-sprite" width="0" height="0" aria-hidden="true" focusable="false">'
        f"<defs>{glyphs}{heads}</defs></svg>"
    )


def line(kind: str) -> Markup:
    """A line for the legend, with its head."""
    return Markup(
        '<svg class="kb-key" viewBox="0 0 34 12" aria-hidden="true">'
        f'<g class="kb-l-{kind} kb-to"><path d="M1 6H30"/></g></svg>'
    )


def arcs(box: Box) -> Markup:
    """All arcs of a box, what weighs least below; each says which rows it joins."""
    rank = {row.claim: number for number, row in enumerate(box.rows)}
    groups: dict[tuple[int, str], list[str]] = {}
    for arc in box.arcs:
        ends = " ".join(str(rank[claim]) for claim in arc.relation.claims)
        key = (-ORDER.index(arc.relation.kind), _class_of(arc, box))
        groups.setdefault(key, []).append(f'<path data-e="{ends}" d="{arc.path}"/>')
    if not groups:
        return Markup("")
    lines = "".join(
        f'<g class="{name}">{"".join(paths)}</g>' for (_, name), paths in sorted(groups.items())
    )
    return Markup(
        f'<svg class="kb-arcs" style="--h:{box.height:g}" viewBox="-80 0 80 {box.height:g}" '
        f'preserveAspectRatio="none" aria-hidden="true">{lines}</svg>'
    )


def _class_of(arc: Arc, box: Box) -> str:
    """Kind, heads, and whether it is only seen where undisputed claims are."""
    relation = arc.relation
    mutual = relation.both and relation.kind in ("crux", "related")
    heads = "" if mutual else " kb-to kb-from" if relation.both else " kb-to"
    late = "" if box.disputed.issuperset(relation.claims) else " kb-late"
    return f"kb-l-{relation.kind}{heads}{late}"
