"""The first page: what this is, what is disputed, what came out."""

from collections.abc import Iterable

from kb.site.index import UNMEASURED, Context, View
from kb.site.pages.changes import latest_change
from kb.site.pages.evidence import by_bearing, in_order_of_surprise, outcome_word, result
from kb.site.pages.findings import errors_at_home
from kb.site.pages.tags import tags_href
from kb.site.pages.topics import topic_line
from kb.site.parts.cruxes import lines_of_cruxes
from kb.site.parts.debates import leading, panels
from kb.site.parts.links import steps
from kb.site.text.numbers import enumeration, long_date, quantity_in_words

LIVELIEST = 6
LATEST = 6


def home(view: View, sections: Iterable[str]) -> Context:
    """What this is, what is disputed, what came out; and where the sections are."""
    base = view.index.knowledge.base
    known = [at for at in in_order_of_surprise(view) if outcome_word(view, at) != UNMEASURED]
    debates, below = leading(panels(view))
    passages = sum(len(discussion.passages) for discussion in base.discussions.values())
    return {
        "title": base.configuration.title,
        "description": base.configuration.description,
        "counts": enumeration(
            [
                quantity_in_words(len(base.claims), "claim"),
                quantity_in_words(len(view.index.links), "link"),
                quantity_in_words(len(base.demonstrations), "demonstration"),
                quantity_in_words(len(base.references), "work"),
                quantity_in_words(passages, "passage"),
            ]
        ),
        "debates": debates,
        "debates_below": below,
        "debates_in_words": quantity_in_words(len(debates) + len(below), "question"),
        "topics": [topic_line(view, topic) for topic in base.topics.values()],
        "disputes": [
            dispute
            for verb in ("contradicts", "attacks")
            for dispute in steps(view, verb)
            if dispute["both_held"]
        ][:LIVELIEST],
        "cruxes": [
            crux
            for crux in lines_of_cruxes(view)
            if crux["first_is_held"] and crux["second_is_held"]
        ][:LATEST],
        "bearing": bearing_in_words(view),
        "cruxes_href": view.to("cruxes/"),
        "results": [result(view, address) for address in known[:LATEST]],
        "date": long_date(view.index.today),
        "past": latest_change(view),
        "tags_href": tags_href(view),
        "to": {name: view.to(f"{name}/") for name in (*sections, "manual")},
        "faults": errors_at_home(view),
    }


def bearing_in_words(view: View) -> str:
    """On how many claims the demonstrations bear: most of a base may be beside the claims."""
    bearing, beside, without = by_bearing(view)
    every = quantity_in_words(len(view.index.knowledge.base.claims), "claim")
    return (
        f"Of {every} {len(bearing)} have a demonstration that bears for or against the claim"
        f" itself, {len(beside)} only such as bear on its scope or illustrate,"
        f" {len(without)} none of their own."
    )
