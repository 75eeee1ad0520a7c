"""Every demonstration, those first that came out otherwise than expected."""

from collections.abc import Iterator, Sequence

from kb.explain.four_words import DEMONSTRATED, counted_word
from kb.history.registrations import own_terms_name
from kb.model import Claim, Demonstration
from kb.model.outcomes import Judgement
from kb.model.tables import group_by_key
from kb.phrasing import as_words, one_line
from kb.site.index import Context, Index, View
from kb.site.parts.demonstration import (
    BEARS,
    counted_outcomes,
    doubts,
    figure_context,
    outcome,
    shown_outcome,
)
from kb.site.parts.shelves import neighbours, shelves
from kb.site.text.numbers import quantity_in_words, sentence
from kb.site.text.plain_math import bare
from kb.site.text.templates import page

MOST = 17  # demonstrations on a page, each with its figure in small
LISTED = 40  # claims in a list below them


def result(view: View, address: str) -> Context:
    """A demonstration as an entry of a list."""
    each = view.index.knowledge.base.demonstrations[address]
    judged = view.index.judgement(each)
    drawing = view.index.drawings[address]
    return {
        "claim": view.line(view.index.claims[each.claim]),
        "href": view.address(address),
        "shows": view.inline(each.shows),
        "bears": BEARS.get(each.bears, each.bears),
        "bearing": each.bears,
        "topic": view.index.claims[each.claim].topic,
        "word": shown_outcome(view, each),
        "parts": parts_of(view, each, judged),
        **doubts(view, each),
        "figure": figure_context(drawing, view.to(f"figures/{each.claim}/{each.name}"), ""),
    }


def parts_of(view: View, demonstration: Demonstration, judged: Judgement) -> list[Context]:
    """What came of each test, where several came out differently: one word would mislead."""
    tests = [verdict for verdict in judged.verdicts if not verdict.check]
    if len({verdict.word for verdict in tests}) < 2:
        return []
    late = view.index.knowledge.registrations.too_late
    too_late = late.get((demonstration.claim, own_terms_name(demonstration.name)), frozenset())
    return [
        {
            "name": as_words(verdict.name),
            "word": outcome(verdict.word),
            "late": one_line(verdict.text) in too_late,
        }
        for verdict in tests
    ]


def by_bearing(view: View) -> tuple[list[Claim], list[Claim], list[Claim]]:
    """Claims with a demonstration that bears on them, with others only, and with none."""
    living = [claim for claim in view.index.knowledge.base.claims if not claim.withdrawn]
    shown = [claim for claim in living if claim.demonstrations]
    bearing = [c for c in shown if any(d.bears in ("for", "against") for d in c.demonstrations)]
    return (
        bearing,
        [claim for claim in shown if claim not in bearing],
        [claim for claim in living if not claim.demonstrations],
    )


def gallery(view: View) -> Context:
    """Every demonstration, or of many those that come first, and where the others are."""
    order = in_order_of_surprise(view)
    _, beside, without = by_bearing(view)
    judged = [outcome_word(view, at) for at in order]
    return {
        **shown(view, order[:MOST]),
        "summary": counted_outcomes(judged),
        "without": (untested := view.lines(c for c in without if not c.predictions))[:LISTED],
        "beside": (scoping := view.lines(beside))[:LISTED],
        "many_without": len(untested),
        "foretold": only_foretold(len(without) - len(untested)),
        "many_beside": len(scoping),
        "topics_href": view.to("topics/"),
        "count": quantity_in_words(len(order), "demonstration"),
        "is_whole": len(order) <= MOST,
        "topics": [
            {"title": title, "href": view.to(f"{path}/"), "count": len(of_topic)}
            for title, path, of_topic in by_topic(view, order)
        ]
        if len(order) > MOST
        else [],
        "method_href": view.to("manual/method/"),
    }


def only_foretold(count: int) -> str:
    """Claims without a demonstration of their own for which something was predicted of another."""
    if not count:
        return ""
    said = "{} none of {} own, only what was predicted for {} of another claim’s run."
    claims = sentence(quantity_in_words(count, "other has", "others have"))
    return said.format(claims, *(("its", "it") if count == 1 else ("their", "them")))


def shown(view: View, order: Sequence[str]) -> Context:
    """Entries of the gallery, and what they can be filtered by."""
    topics = view.index.knowledge.base.topics.values()
    results = [result(view, at) for at in order]
    judged = [outcome_word(view, at) for at in order]
    present = {field: {each[field] for each in results} for field in ("bearing", "topic")}
    weights = [weight for weight in BEARS.items() if weight[0] in present["bearing"]]
    return {
        "results": results,
        "filters": [
            ("Outcome", "word", [(name, name) for name in DEMONSTRATED if name in judged]),
            ("Weight", "bears", weights),
            ("Topic", "topic",
             [(topic.id, bare(topic.title)) for topic in topics if topic.id in present["topic"]]),
        ],
        "shown": quantity_in_words(len(results), "demonstration"),
    }  # fmt: skip


def pages_of_evidence(index: Index) -> Iterator[tuple[str, bytes]]:
    """The demonstrations of each topic, if they are too many for one page."""
    view = View(index, "../../")
    order = in_order_of_surprise(view)
    for title, path, of_topic in by_topic(view, order) if len(order) > MOST else []:
        every = list(shelves(path, of_topic, MOST))
        for shelf in every:
            said = f"What was measured about {title}, and how it came out."
            context = {
                **shown(view, shelf.entries),
                "title": title,
                "neighbours": neighbours(view, every, shelf),
                "evidence_href": view.to("evidence/"),
            }
            yield f"{shelf.path}.md", page("measured", f"Evidence: {title}", said, context)


def by_topic(view: View, order: Sequence[str]) -> Iterator[tuple[str, str, list[str]]]:
    """Topics that have demonstrations: title, page, and their demonstrations in order."""
    base = view.index.knowledge.base
    found = group_by_key((view.index.claims[at.partition("/")[0]].topic, at) for at in order)
    for topic in sorted(found):
        title = bare(base.topics[topic].title) if topic in base.topics else topic
        yield title, f"evidence/in-{topic}", found[topic]


def in_order_of_surprise(view: View) -> list[str]:
    """Addresses of all demonstrations, those first that came out otherwise than expected."""
    order = ("refuted", "unclear", "faulty", "fragile", "holds", "unmeasured")
    demonstrations = view.index.knowledge.base.demonstrations
    return sorted(demonstrations, key=lambda at: (order.index(outcome_word(view, at)), at))


def outcome_word(view: View, address: str) -> str:
    """How a demonstration came out by what counts, as its chip says."""
    known = view.index.knowledge
    return counted_word(known, known.base.demonstrations[address])
