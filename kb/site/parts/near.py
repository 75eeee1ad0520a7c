"""The map around one claim: what bears on it from the left, what it bears on to the right.

Drawn one step deep, as links that work without a script; two and three steps are a view of
the whole map.  Verbs are written on the lines, so neither colour nor legend is needed.
"""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from kb.graph import Graph
from kb.model import Claim, Link
from kb.model.verbs import VERBS
from kb.site.index import Context, View
from kb.site.maps.curves import Box, Point, Wire, middle
from kb.site.maps.joined import claims_of
from kb.site.maps.layout import Layout, layout_around
from kb.site.maps.symbols import line_class, markers
from kb.site.maps.text_width import wrap_to_width
from kb.site.parts.map_as_list import around as listed
from kb.site.text.markdown import plain
from kb.site.text.numbers import quantity_in_words
from kb.site.text.plain_math import bare

MOST = 10  # more around one claim is a tangle: the rest is in the list above and on the map
WIDE, LETTER, LINE, PAD = 196.0, 11.5, 14.5, 9.0
BETWEEN, GAP, MARGIN = 118.0, 16.0, 3.0
WEIGHT = ("exclusive", "attack", "undercut", "strict", "support", "annotation")


def neighbourhood(view: View, claim: Claim) -> Context | None:
    """The map around a claim; None if nothing is joined to it."""
    graph = view.index.knowledge.graph
    joined = view.index.touching.get(claim.id, ())
    links = sorted((graph.links[at] for at in joined), key=_heaviest)
    around = [
        claim_there
        for link in links
        for claim_there in claims_of(graph, link)
        if claim_there != claim.id
    ]
    every = tuple(dict.fromkeys(around))
    if not every:
        return None
    keys = (claim.id, *every[:MOST])
    shown = {link.address: link for key in keys for link in _between(view, key, keys, claim.id)}
    boxes = [_box(view, key) for key in keys]
    wires = [Wire(at, link.source, _target(graph, link)) for at, link in sorted(shown.items())]
    placed = layout_around(claim.id, boxes, wires, BETWEEN, GAP)
    left_out = len(every) - len(keys) + 1
    return {
        "svg": _svg(view, claim, boxes, placed, shown),
        "more": quantity_in_words(left_out, "more claim") if left_out else "",
        "steps": [
            {"href": view.to(f"map/#at={claim.id}&depth={depth}"), "said": said}
            for depth, said in ((1, "one step"), (2, "two"), (3, "three"))
        ],
        "twin": listed(view, claim, shown.values()),
    }


def _heaviest(link: Link) -> tuple[int, str]:
    return WEIGHT.index(VERBS[link.verb].force), link.address


def _between(view: View, key: str, keys: tuple[str, ...], centre: str) -> Iterable[Link]:
    """Links among the claims shown; those beside the centre only if they carry weight."""
    graph = view.index.knowledge.graph
    for address in view.index.touching.get(key, ()):
        link = graph.links[address]
        ends = claims_of(graph, link)
        idle = VERBS[link.verb].force == "annotation" and centre not in ends
        if all(end in keys for end in ends) and not idle:
            yield link


def _target(graph: Graph, link: Link) -> str:
    """A box, or a wire; a demonstration is shown as its claim."""
    if graph.kinds.get(link.target) == "link":
        return link.target
    return link.target.partition("/")[0]


def _box(view: View, key: str) -> Box:
    lines = wrap_to_width(bare(view.index.claims[key].title), LETTER, WIDE - 2 * PAD)
    return Box(key, lines, WIDE, LINE * (len(lines) + 1) + 2 * PAD - 3)


def _svg(
    view: View, claim: Claim, boxes: list[Box], placed: Layout, shown: Mapping[str, Link]
) -> Markup:
    head = f"What “{bare(claim.title)}” is joined to"
    claims = quantity_in_words(len(boxes) - 1, "claim")
    said = f"{claims} and {quantity_in_words(len(shown), 'link')}, left to right."
    width, height = placed.width + 2 * MARGIN, placed.height + 2 * MARGIN
    parts = [
        f'<svg class="kb-map kb-near" viewBox="{-MARGIN:g} {-MARGIN:g} {width:.0f} {height:.0f}" '
        f'style="--w:{width:.0f}px" role="group" aria-labelledby="kb-near-t kb-near-d">'
        f'<title id="kb-near-t">{plain(head)}</title><desc id="kb-near-d">{plain(said)}</desc>',
        f'<defs>{markers()}</defs><g aria-hidden="true">',
        *(_wire(link, placed.wires[at]) for at, link in shown.items() if at in placed.wires),
        "</g>",
        *(_node(view, box, placed.boxes[box.key], box.key == claim.id) for box in boxes),
        "</svg>",
    ]
    return Markup("".join(parts))


def _wire(link: Link, curve: tuple[Point, ...]) -> str:
    (sx, sy), *rest = curve
    bends = " ".join(f"{x:.0f} {y:.0f}" for x, y in rest)
    x, y = middle(curve)
    hit = ' data-hit=""' if "/" in link.target else ""
    word = VERBS[link.verb].name.replace("-", " ")
    return (
        f'<path class="{line_class(link.verb)}"{hit} d="M{sx:.0f} {sy:.0f}C{bends}"/>'
        f'<text class="kb-on" x="{x:.0f}" y="{y + 3:.0f}">{plain(word)}</text>'
    )


def _node(view: View, box: Box, at: Point, here: bool) -> str:
    standing = view.line(view.index.claims[box.key])["standing"]
    assert isinstance(standing, dict)
    x, y = at[0] - box.width / 2, at[1] - box.height / 2
    lines = "".join(
        f'<tspan x="{x + PAD:.0f}" dy="{LINE:g}">{plain(line)} </tspan>' for line in box.lines
    )
    body = (
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{box.width:g}" height="{box.height:.0f}" rx="4"/>'
        f'<text x="{x + PAD:.0f}" y="{y + PAD + 8:.0f}"><tspan class="kb-stand">'
        f"{standing['shape']} {plain(str(standing['said']))} </tspan>{lines}</text>"
    )
    tone = f"kb-{standing['tone']}"
    if here:
        return f'<g class="kb-node kb-here {tone}">{body}</g>'
    return f'<a class="kb-node {tone}" href="{view.to(f"claims/{box.key}/")}">{body}</a>'
