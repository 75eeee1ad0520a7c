"""The signs of both maps: a symbol for each standing, an arrowhead for each force.

Each is told from the others by shape; colour only repeats what the shape says.
"""

import math
from collections.abc import Mapping

from markupsafe import Markup

from kb.model.verbs import VERBS
from kb.site.maps.atlas import Atlas

STANDINGS = (
    ("stands", "stands", "M-6 0a6 6 0 1 1 12 0a6 6 0 1 1-12 0z"),
    ("contested", "contested", "M0-6a6 6 0 0 0 0 12zM0-6a6 6 0 0 1 0 12"),
    ("defeated", "defeated", "M-5-5L5 5M5-5L-5 5"),
    ("idle", "held by nobody", "M-5 0a5 5 0 1 1 10 0a5 5 0 1 1-10 0z"),
    ("unknown", "unknown", "M-3-2.5a3 3 0 1 1 4.5 2.6Q0 1 0 2.5M0 5v.5"),
)


def markers(short: float = 0.0) -> str:
    """One arrowhead for each force; they end ``short`` of a symbol's middle, save on a line."""
    ends = (
        # Full, open, notched, barred, a ring on a step, a small one beside.
        ("strict", "M0 0L10 5L0 10z", 9, short),
        ("support", "M1 1L9 5L1 9", 9, short),
        ("attack", "M0 0L10 5L0 10L3 5z", 11, short),
        ("exclusive", "M9 0V10", 11, short),
        ("undercut", "M5 1.5a3.5 3.5 0 1 1-.1 0z", 9, short),
        ("beside", "M3 2L9 5L3 8", 7, short),
        ("hit", "M5 1.5a3.5 3.5 0 1 1-.1 0z", 9, -4.0),
    )
    return "".join(
        f'<marker id="kb-m-{name}" class="m-{name}" viewBox="0 0 10 10" '
        f'refX="{9.5 + away * 10 / size:.1f}" refY="5" markerWidth="{size}" '
        f'markerHeight="{size}" markerUnits="userSpaceOnUse" orient="auto-start-reverse">'
        f'<path d="{shape}"/></marker>'
        for name, shape, size, away in ends
    )


def symbols() -> str:
    """The symbols, to be used by name."""
    return "".join(
        f'<g id="kb-s-{code}"><circle class="kb-back" r="8"/><path d="{shape}"/></g>'
        for code, _, shape in STANDINGS
    )


def symbol(code: str) -> Markup:
    """A symbol for the legend."""
    shape = next(shape for standing, _, shape in STANDINGS if standing == code)
    return Markup(
        f'<svg class="kb-map kb-key s-{code}" viewBox="-9 -9 18 18" aria-hidden="true">'
        f'<path d="{shape}"/></svg>'
    )


def line_class(verb: str) -> str:
    """How a line of this verb is drawn: by its force, so that a new verb has its arrow."""
    both = " f-both" if VERBS[verb].symmetric else ""
    return f"v-{verb} f-{VERBS[verb].force}{both}"


def line(verb: str) -> Markup:
    """A line for the legend."""
    return Markup(
        '<svg class="kb-map kb-key kb-long" viewBox="0 0 40 12" aria-hidden="true">'
        f'<path class="{line_class(verb)}" d="M2 6H36"/></svg>'
    )


def routes(placed: Atlas, topic: Mapping[str, str], ends: Mapping[str, tuple[str, ...]]) -> str:
    """How many links join two islands, as lines of that width: for a look from afar."""
    between: dict[tuple[str, str], int] = {}
    for joined in ends.values():
        a, b = sorted((topic[joined[0]], topic[joined[-1]]))
        if a != b:
            between[a, b] = between.get((a, b), 0) + 1
    where = placed.islands
    # The strongest three of every two islands: all of them would hide the islands.
    strongest = sorted(between, key=lambda pair: (-between[pair], pair))[: len(where) * 3 // 2]
    return "".join(
        f'<path d="M{where[a].x:.0f} {where[a].y:.0f}L{where[b].x:.0f} {where[b].y:.0f}" '
        f'stroke-width="{1 + math.sqrt(between[a, b]):.1f}"/>'
        for a, b in sorted(strongest)
    )
