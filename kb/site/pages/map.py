"""The page of the whole map: topics are boxes, claims are rows, arcs say what bears on what.

Claims in dispute come first and are named at every width.  Over ``MANY`` claims only they are,
and of those the most disputed of each topic; the others are counted, for a map of everything
shows nothing.
"""

from collections.abc import Mapping

from kb.phrasing import noun_for
from kb.site.index import Context, View
from kb.site.maps.boxes import MANY, Share, box_of, shares
from kb.site.maps.relations import Relations, disputed
from kb.site.parts.boxes import (
    label,
    lines_legend,
    on_map,
    shown_box,
    signs,
    states_legend,
    topic_title,
)
from kb.site.parts.map_as_list import lines_as_list
from kb.site.text.numbers import quantity_in_words

NAMED = 160  # claims named on a map with more, over all topics
LISTED = 80  # lines; with more, the same as a list is found on other pages
TOPICS = 4  # named in a box's last line; the others are counted
ELSEWHERE = (("against", "Disputes with"), ("reason", "Reasons for"), ("related", "Related in"))


def world(view: View) -> Context:
    """All that the page of the map shows."""
    claims = on_map(view)
    topic_of = {claim.id: claim.topic for claim in claims}
    relations = view.index.relations
    fought = disputed(relations)
    every = len(claims) <= MANY
    if not every:
        relations = Relations(line for line in relations if line.kind != "related")
    found = shares(topic_of, relations)
    order = sorted(
        found,
        key=lambda topic: (
            -sum(claim in fought for claim in found[topic].claims),
            -len(found[topic].claims),
            topic,
        ),
    )
    labels = {claim.id: label(claim) for claim in claims}
    most = len(claims) if every else max(4, NAMED // len(found))
    named = {topic: named_in(share, fought, every, most) for topic, share in found.items()}
    labelled = [claim for claims_there in named.values() for claim in claims_there]
    lines = [relation for relation in relations if relation.kind != "related"]
    return {
        "sprite": signs(view, labelled, relations),
        "boxes": [
            topic_box(view, topic, found[topic], named[topic], labels, fought) for topic in order
        ],
        "summary": summary(len(fought), len(claims)),
        "legend": lines_legend(relations),
        "states": states_legend(view, labelled),
        "every": every,
        "list": lines_as_list(view, lines) if len(lines) <= LISTED else [],
        "claims_href": view.to("topics/"),
        "disputes_href": view.to("disputes/"),
        "cruxes_href": view.to("cruxes/"),
    }


def summary(fighting: int, claims: int) -> str:
    """How much of the base is in dispute."""
    verb = "is" if fighting == 1 else "are"
    return f"{fighting} of {quantity_in_words(claims, 'claim')} {verb} in a disagreement or a crux"


def named_in(share: Share, fought: Mapping[str, int], every: bool, most: int) -> list[str]:
    """The claims of a topic that have a row: all, or those in most disputes."""
    if every:
        return share.claims
    fighting = [claim for claim in share.claims if claim in fought]
    chosen = set(sorted(fighting, key=lambda claim: (-fought[claim], claim))[:most])
    return [claim for claim in fighting if claim in chosen]


def topic_box(
    view: View,
    topic: str,
    share: Share,
    named: list[str],
    labels: Mapping[str, str],
    fought: Mapping[str, int],
) -> Context:
    """A topic's box: its name, its rows, and in the last lines what is counted."""
    fighting = sum(claim in fought for claim in share.claims)
    shown = sum(claim in fought for claim in named)
    calm = len(share.claims) - fighting
    counts = [f"{fighting - shown} more in dispute"] if fighting > shown else []
    if calm:
        kind = "more" if shown and not counts else noun_for(calm, "claim")
        counts.append(f"{calm} {kind} in no disagreement")
    guests = share.guests if len(named) == len(share.claims) else ()
    return {
        **shown_box(view, box_of(named, share.relations, labels, fought, guests)),
        "id": topic,
        "title": topic_title(view, topic),
        "href": view.to(f"topics/{topic}/"),
        "rest": f"{'and ' if shown else ''}{', '.join(counts)}" if counts else "",
        "leaving": [
            {"kind": kind, "said": said, **counted(view, share.leaving[kind])}
            for kind, said in ELSEWHERE
            if kind in share.leaving
        ],
    }


def counted(view: View, topics: Mapping[str, int]) -> Context:
    """Topics that lines lead to, most lines first, and how many lead to others."""
    order = sorted(topics, key=lambda topic: (-topics[topic], topic))
    return {
        "topics": [
            {"id": topic, "title": topic_title(view, topic), "count": topics[topic]}
            for topic in order[:TOPICS]
        ],
        "others": sum(topics[topic] for topic in order[TOPICS:]),
    }
