"""Every demonstration, those first that came out otherwise than expected."""

from collections.abc import Mapping

from kb.explain.four_words import DEMONSTRATED
from kb.model.outcomes import Judgement
from kb.site.index import Context, View
from kb.site.parts.demonstration import BEARS, figure_context, outcome
from kb.site.text.numbers import enumeration, quantity_in_words
from kb.site.text.plain_math import bare


def result(view: View, address: str) -> Context:
    """A demonstration as an entry of a list."""
    each = view.index.knowledge.base.demonstrations[address]
    judged = view.index.judgement(each)
    drawing = view.index.drawings.get(address)
    return {
        "claim": view.line(view.index.claims[each.claim]),
        "href": view.address(address),
        "shows": view.inline(each.shows),
        "bears": BEARS.get(each.bears, each.bears),
        "bearing": each.bears,
        "topic": view.index.claims[each.claim].topic,
        "word": outcome(judged.word),
        "figure": figure_context(drawing, view.to(f"figures/{each.claim}/{each.name}"), ""),
    }


def gallery(view: View) -> Context:
    """Every demonstration, those first that came out otherwise than expected."""
    knowledge = view.index.knowledge
    known = surprises(knowledge.evidence)
    missing = [at for at in sorted(knowledge.base.demonstrations) if at not in known]
    order = [at for at in (*known, *missing) if at in knowledge.base.demonstrations]
    results = [result(view, at) for at in order]
    outcomes = [
        (name, sum(1 for result in results if result["word"] == outcome(name)))
        for name in DEMONSTRATED
    ]
    present = {field: {result[field] for result in results} for field in ("bearing", "topic")}
    weights = [weight for weight in BEARS.items() if weight[0] in present["bearing"]]
    topics = [topic for topic in knowledge.base.topics.values() if topic.id in present["topic"]]
    return {
        "results": results,
        "filters": [
            ("Outcome", "word", [(name, name) for name, many in outcomes if many]),
            ("Weight", "bears", weights),
            ("Topic", "topic", [(topic.id, bare(topic.title)) for topic in topics]),
        ],
        "summary": enumeration([f"{many} {name}" for name, many in outcomes if many]),
        "without": view.lines(
            claim
            for claim in knowledge.base.claims
            if not (claim.demonstrations or claim.predictions or claim.withdrawn)
        ),
        "beside": view.lines(
            claim
            for claim in knowledge.base.claims
            if claim.demonstrations and not view.index.words[claim.id][2].weighs
        ),
        "count": quantity_in_words(len(results), "demonstration"),
        "method_href": view.to("manual/method/"),
    }


def surprises(judgements: Mapping[str, Judgement]) -> list[str]:
    """Addresses of demonstrations, those first that came out otherwise than expected."""
    order = ("refuted", "unclear", "faulty", "fragile", "holds", "unmeasured")
    ranks = {word: rank for rank, word in enumerate(order)}
    return sorted(judgements, key=lambda at: (ranks.get(judgements[at].word, len(order)), at))
