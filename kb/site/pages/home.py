"""Pages that look across claims: home, topics, disputes, evidence, sources."""

from kb.explain.camps import camps_in_lines
from kb.explain.four_words import DEMONSTRATED
from kb.model import Claim, Topic
from kb.model.verbs import VERBS
from kb.site.figures.figure import Drawing
from kb.site.index import UNMEASURED, Context, View
from kb.site.pages import crux as cruxes
from kb.site.pages import tags as names
from kb.site.parts import demonstration as evidence
from kb.site.parts import history as past
from kb.site.parts import links as arguments
from kb.site.parts import sources
from kb.site.text.markdown import document
from kb.site.text.numbers import counted, listed, long_date
from kb.site.text.plain_math import bare

LIVELIEST = 6
LATEST = 6


def home(view: View, drawings: dict[str, Drawing | None]) -> Context:
    """What this is, what is disputed, what came out."""
    base, evidence_found = view.shelf.knowledge.base, view.shelf.knowledge.evidence
    measured = {at: each for at, each in evidence_found.items() if each.word != UNMEASURED}
    surprising = [at for at in evidence.surprises(measured) if at in base.demonstrations]
    return {
        "counts": listed(
            [
                counted(len(base.claims), "claim"),
                counted(len(view.shelf.links), "link"),
                counted(len(base.demonstrations), "demonstration"),
                counted(len(base.references), "work"),
                counted(sum(len(each.passages) for each in base.discussions.values()), "passage"),
            ]
        ),
        "topics": [topic_line(view, each) for each in base.topics.values()],
        "disputes": [*arguments.steps(view, "contradicts"), *arguments.steps(view, "attacks")][
            :LIVELIEST
        ],
        "cruxes": cruxes.lines(view)[:LATEST],
        "cruxes_href": view.to("cruxes/"),
        "results": [result(view, at, drawings) for at in surprising[:LATEST]],
        "date": long_date(view.shelf.today),
        "past": past.at_home(view),
        "tags_href": names.tags_href(view),
        "to": {name: view.to(f"{name}/") for name in SECTIONS},
    }


SECTIONS = ("topics", "disputes", "evidence", "positions", "sources", "references", "manual")


def result(view: View, address: str, drawings: dict[str, Drawing | None]) -> Context:
    """A demonstration as an entry of a list."""
    each = view.shelf.knowledge.base.demonstrations[address]
    judged = view.shelf.judgement(each)
    shown = drawings.get(address)
    return {
        "claim": view.line(view.shelf.claims[each.claim]),
        "href": view.address(address),
        "shows": view.inline(each.shows),
        "bears": evidence.BEARS.get(each.bears, each.bears),
        "bearing": each.bears,
        "topic": view.shelf.claims[each.claim].topic,
        "word": evidence.said(judged.word),
        "figure": evidence.shown(shown, view.to(f"figures/{each.claim}/{each.name}"), ""),
    }


def topic_line(view: View, topic: Topic) -> Context:
    """A topic as an entry of a list."""
    claims = _claims_of(view, topic.id)
    return {
        "title": view.inline(topic.title),
        "href": view.to(f"topics/{topic.id}/"),
        "count": counted(len(claims), "claim"),
        "first": view.inline(topic.introduction.strip().split("\n\n")[0]),
        "claims": view.lines(claims),
    }


def topic(view: View, each: Topic) -> Context:
    """A topic with its introduction and its claims."""
    return {
        "title": view.inline(each.title),
        "introduction": document(each.introduction, view.address),
        "claims": view.lines(_claims_of(view, each.id)),
        "topics_href": view.to("topics/"),
        "words_href": view.to("manual/words/"),
    }


def _claims_of(view: View, topic: str) -> list[Claim]:
    return [claim for claim in view.shelf.knowledge.base.claims if claim.topic == topic]


def disputes(view: View) -> Context:
    """Where claims meet: contradictions, attacks, disputed steps, regime splits."""
    return {
        "conflicts": [arguments.conflict(view, each) for each in view.shelf.knowledge.conflicts],
        "camps": camps_in_lines(view.shelf.knowledge)[0],
        "cruxes": cruxes.lines(view),
        "cruxes_href": view.to("cruxes/"),
        "contradictions": arguments.steps(view, "contradicts"),
        "attacks": arguments.steps(view, "attacks"),
        "undercuts": arguments.steps(view, "undercuts"),
        "splits": arguments.steps(view, "compatible-by-scope"),
        "meanings": {
            name: VERBS[name].meaning
            for name in ("contradicts", "attacks", "undercuts", "compatible-by-scope")
        },
    }


def gallery(view: View, drawings: dict[str, Drawing | None]) -> Context:
    """Every demonstration, those first that came out otherwise than expected."""
    knowledge = view.shelf.knowledge
    known = evidence.surprises(knowledge.evidence)
    missing = [at for at in sorted(knowledge.base.demonstrations) if at not in known]
    order = [at for at in (*known, *missing) if at in knowledge.base.demonstrations]
    results = [result(view, at, drawings) for at in order]
    outcomes = [
        (name, sum(1 for each in results if each["word"] == evidence.said(name)))
        for name in DEMONSTRATED
    ]
    present = {field: {each[field] for each in results} for field in ("bearing", "topic")}
    weights = [each for each in evidence.BEARS.items() if each[0] in present["bearing"]]
    topics = [each for each in knowledge.base.topics.values() if each.id in present["topic"]]
    return {
        "results": results,
        "filters": [
            ("Outcome", "word", [(name, name) for name, many in outcomes if many]),
            ("Weight", "bears", weights),
            ("Topic", "topic", [(each.id, bare(each.title)) for each in topics]),
        ],
        "summary": listed([f"{many} {name}" for name, many in outcomes if many]),
        "count": counted(len(results), "demonstration"),
        "method_href": view.to("manual/method/"),
    }


def references(view: View) -> Context:
    """The bibliography, by first author."""
    works = sorted(
        view.shelf.knowledge.base.references.values(),
        key=lambda each: (bare(sources.people(each)).lower(), each.year, each.key),
    )
    return {"works": [sources.work(view, each) for each in works]}


def discussions(view: View) -> Context:
    """Every discussion that claims are taken from."""
    every = view.shelf.knowledge.base.discussions.values()
    return {
        "discussions": [sources.discussion(view, each) for each in every],
        "references_href": view.to("references/"),
        "works": counted(len(view.shelf.knowledge.base.references), "work"),
        "method_href": view.to("manual/method/"),
    }
