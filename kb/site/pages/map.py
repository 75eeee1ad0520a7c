"""The page of the whole map: every claim a symbol, every topic an island, every link a line.

A symbol's shape says how the claim stands.  Up to ``LABELLED`` claims the labels are in the
page; beyond, the script writes them from the links' names where the reader zooms in, for
written out they would weigh more than all the rest.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup

from kb.model import Claim, Link
from kb.model.verbs import VERBS
from kb.site.index import Context, View
from kb.site.maps.atlas import SLOT, Atlas, atlas
from kb.site.maps.joined import claims_of
from kb.site.maps.symbols import STANDINGS, line, line_class, markers, routes, symbol, symbols
from kb.site.maps.text_width import width_of, wrap_to_width
from kb.site.parts.map_as_list import everything
from kb.site.text.markdown import plain
from kb.site.text.numbers import enumeration, quantity_in_words
from kb.site.text.plain_math import bare

LABELLED = 300
LETTER, HEAD = 11.0, 40.0
RADII = (150, 250, 400, 700, 1200, 2000, 4000, 8000)  # of arcs: few, so that they pack well
Point = tuple[float, float]
CODES = {"stands": "stands", "contested": "contested", "defeated": "defeated", "unknown": "unknown"}


def world(view: View) -> Context:
    """All that the page of the map shows."""
    base = view.index.knowledge.base
    claims = [claim for claim in base.claims if not claim.withdrawn]
    titles = {claim.id: bare(claim.title) for claim in claims}
    topics: dict[str, dict[str, int]] = {}
    for claim in claims:
        lines = len(wrap_to_width(titles[claim.id], LETTER, SLOT - 12))
        topics.setdefault(claim.topic, {})[claim.id] = lines
    graph = view.index.knowledge.graph
    links = [graph.links[at] for at in sorted(graph.links)]
    ends = {link.address: claims_of(graph, link) for link in links}
    pairs = [(ends[link.address][0], ends[link.address][-1]) for link in links]
    placed = atlas(topics, pairs, HEAD)
    verbs = [verb for verb in VERBS if any(link.verb == verb for link in links)]
    used = {_standing(view, claim) for claim in claims}
    counts = [quantity_in_words(len(claims), "claim"), quantity_in_words(len(links), "link")]
    return {
        "svg": _svg(view, claims, titles, placed, links, ends),
        "summary": enumeration([*counts, quantity_in_words(len(topics), "topic")]),
        "verbs": [
            {"name": verb, "force": VERBS[verb].force, "said": verb.replace("-", " "),
             "meaning": VERBS[verb].meaning, "line": line(verb)}
            for verb in verbs
        ],
        "standings": [
            {"name": code, "said": said, "symbol": symbol(code)}
            for code, said, _ in STANDINGS
            if code in used
        ],
        "twin": everything(view, claims, links),
        "titled": len(claims) <= LABELLED,
    }  # fmt: skip


def _standing(view: View, claim: Claim) -> str:
    return CODES.get(view.index.words[claim.id][3].label, "idle")


def _svg(
    view: View,
    claims: Sequence[Claim],
    titles: Mapping[str, str],
    placed: Atlas,
    links: Sequence[Link],
    ends: Mapping[str, tuple[str, ...]],
) -> Markup:
    order = [claim for island in placed.islands.values() for claim in island.spots]
    rank = {claim: at for at, claim in enumerate(order)}
    spots = {
        claim: (island.x + x, island.y + y)
        for island in placed.islands.values()
        for claim, (x, y) in island.spots.items()
    }
    topic = {claim: name for name, island in placed.islands.items() for claim in island.spots}
    by_id = {claim.id: claim for claim in claims}
    labels = len(order) <= LABELLED
    islands = quantity_in_words(len(placed.islands), "island")
    said = f"{quantity_in_words(len(order), 'claim')} on {islands}."
    homes = {at: {topic[end] for end in joined} for at, joined in ends.items()}
    home = {at: min(found) if len(found) == 1 else "" for at, found in homes.items()}
    lines = dict(_lines(links, ends, spots, rank))
    by_source = sorted(lines, key=lambda at: rank[ends[at][0]])
    parts = [
        f'<svg class="kb-map kb-atlas{"" if labels else " kb-far kb-many"}" '
        f'viewBox="0 0 {placed.width:.0f} {placed.height:.0f}" role="group" '
        'aria-labelledby="kb-map-t kb-map-d"><title id="kb-map-t">Map of the base</title>'
        f'<desc id="kb-map-d">{plain(said)}</desc><defs>{markers(7.5)}{symbols()}</defs>',
        *(f'<rect class="kb-isle" x="{island.x - island.wide:.0f}" '
          f'y="{island.y - island.tall:.0f}" width="{2 * island.wide:.0f}" '
          f'height="{2 * island.tall:.0f}" rx="28"/>'
          for island in placed.islands.values()),
        '<g class="kb-routes">', "" if labels else routes(placed, topic, ends), "</g>",
        _wires(lines[link.address] for link in links if not home[link.address]),
        *(
            # An island's lines stand beside its claims: places repeat, and pack well.
            _wires(lines[at] for at in by_source if home[at] == name)
            + _places(_place(view, by_id[at], titles[at], spots[at], labels) for at in isle.spots)
            for name, isle in placed.islands.items()
        ),
        '<g class="kb-names">', *_names(view, placed), "</g></svg>",
    ]  # fmt: skip
    return Markup("".join(parts))


def _lines(
    links: Sequence[Link],
    ends: Mapping[str, tuple[str, ...]],
    spots: Mapping[str, Point],
    rank: Mapping[str, int],
) -> Iterator[tuple[str, str]]:
    """Arcs, bulging left of their direction; one that hits a link ends at that link's middle."""
    middles: dict[str, Point] = {}
    waiting = list(links)
    while waiting:
        later = []
        for link in waiting:
            joined = ends[link.address]
            # A link on a link has the hit link's ends among its own.
            if "/" in link.target and link.target in ends and link.target not in middles:
                later.append(link)
                continue
            start = spots[joined[0]]
            end = middles.get(link.target, spots[joined[-1]])
            dx, dy = round(end[0]) - round(start[0]), round(end[1]) - round(start[1])
            chord = math.hypot(dx, dy) or 1.0
            radius = next((radius for radius in RADII if radius >= chord), round(chord))
            bulge = radius - math.sqrt(radius**2 - (chord / 2) ** 2)
            middles[link.address] = (
                (start[0] + end[0]) / 2 + bulge * dy / chord,
                (start[1] + end[1]) / 2 - bulge * dx / chord,
            )
            hit = ' data-hit=""' if link.target in middles else ""
            # Ends that the line itself does not tell: the script finds the others by place.
            who = f' data-e="{" ".join(str(rank[end]) for end in joined)}"'
            told = who if hit or len(joined) > 2 else ""
            yield (
                link.address,
                f'<path class="{line_class(link.verb)}"{told}{hit} d="M{start[0]:.0f} '
                f'{start[1]:.0f}a{radius} {radius} 0 0 1 {dx} {dy}"/>',
            )
        if len(later) == len(waiting):
            return
        waiting = later


def _wires(lines: Iterable[str]) -> str:
    return f'<g class="kb-wires" aria-hidden="true">{"".join(lines)}</g>'


def _places(places: Iterable[str]) -> str:
    return f'<g class="kb-places">{"".join(places)}</g>'


def _place(view: View, claim: Claim, title: str, at: Point, labelled: bool) -> str:
    code = _standing(view, claim)
    label = ""
    if labelled:
        rows = wrap_to_width(title, LETTER, SLOT - 12)
        spans = "".join(
            f'<tspan x="0" dy="1.18em">{plain(row)}{" " if row != rows[-1] else ""}</tspan>'
            for row in rows
        )
        label = f'<text y="9">{spans}</text>'
    return (
        f'<a class="s-{code}" href="{view.to(f"claims/{claim.id}/")}" aria-label="{plain(title)}" '
        f'transform="translate({at[0]:.0f} {at[1]:.0f})"><use href="#kb-s-{code}"/>{label}</a>'
    )


def _names(view: View, placed: Atlas) -> Iterator[str]:
    topics = view.index.knowledge.base.topics
    for name, island in placed.islands.items():
        title = bare(topics[name].title) if name in topics else name.replace("-", " ")
        fitting = min(110.0, island.wide * 1.7 / max(1.0, width_of(title, 1)))
        crown = min(32.0, island.wide * 1.8 / max(1.0, width_of(title, 1)))
        yield (
            f'<a href="{view.to(f"topics/{name}/")}" transform="translate({island.x:.0f} '
            f'{island.y:.0f})" style="--r:{island.tall:.0f}px;--f:{max(fitting, 12):.0f}px;'
            f'--c:{max(crown, 10):.0f}px"><text>{plain(title)}</text></a>'
        )
