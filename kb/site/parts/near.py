"""The map around one claim: what opposes it first, then reasons, drawn as on the whole map.

One step deep, as links that work without a script.
"""

from kb.model import Claim
from kb.site.index import Context, View
from kb.site.maps.boxes import MANY, box_of
from kb.site.maps.relations import ORDER, Relation, disputed
from kb.site.parts.boxes import label, lines_legend, shown_box, signs, states_legend
from kb.site.parts.map_as_list import around
from kb.site.text.numbers import quantity_in_words

MOST = 12  # more around one claim is a tangle: the rest is in the list above and on the map


def neighbourhood(view: View, claim: Claim) -> Context | None:
    """The map around a claim; None if nothing is joined to it."""
    weighing = {
        end: None
        for relation in view.index.relations.at([claim.id])
        for end in relation.claims
        if end != claim.id
    }
    if not weighing:
        return None
    every = tuple(weighing)
    keys = (claim.id, *every[:MOST])
    near = view.index.relations.at(keys)
    shown = [relation for relation in near if is_shown(relation, claim.id, keys)]
    labels = {key: label(view.index.claims[key]) for key in keys}
    lasting = {end for one in shown if one.kind != "related" for end in one.claims}
    late = [key for key in keys if key != claim.id and lasting and key not in lasting]
    box = box_of(keys, shown, labels, disputed(shown), first=claim.id, last=late)
    links = view.index.knowledge.graph.links
    written = [links[relation.key] for relation in shown if relation.key in links]
    left_out = len(every) - len(keys) + 1
    place = f"box:{claim.topic}" if len(view.index.mapped) > MANY else claim.id
    return {
        **shown_box(view, box, claim.id),
        "late": late,
        "only_related": not lasting,
        "sprite": signs(view, keys, shown),
        "legend": lines_legend(shown),
        "states": states_legend(view, keys),
        "more": quantity_in_words(left_out, "more claim") if left_out else "",
        "map_href": view.to(f"map/#{place}"),
        "twin": around(view, claim, written),
    }


def is_shown(relation: Relation, centre: str, keys: tuple[str, ...]) -> bool:
    """Whether a line is drawn: among the claims shown; beside the centre only if it weighs."""
    inside = all(claim in keys for claim in relation.claims)
    return inside and (centre in relation.claims or relation.kind != ORDER[-1])
