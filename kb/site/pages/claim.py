"""The page of one claim: what is said, how it stands, on what evidence, by whom."""

from collections.abc import Iterator

from kb.demos.plan import plan_of
from kb.explain.camps import camps_and_strength
from kb.explain.standing import rests_on, would_count_against, would_flip
from kb.model import Claim, Holding
from kb.site.index import Context, View, word
from kb.site.pages.tags import tags_of
from kb.site.parts.demonstration import demonstration_of, prediction_of
from kb.site.parts.history import dates_of_claim
from kb.site.parts.links import conflict_context, groups, reasons_for_standing, sentence_html
from kb.site.parts.near import neighbourhood
from kb.site.parts.sources import bibtex, missing_from, source_context, speaker
from kb.site.text.highlight import highlight
from kb.site.text.plain_math import bare
from kb.site.text.templates import page

STANCES = {
    "asserts": "asserts it",
    "denies": "denies it",
    "doubts": "doubts it",
    "asks": "asks about it",
    "reports": "reports it",
}


def claim_page(view: View, claim: Claim) -> bytes:
    """The page as MkDocs reads it."""
    return page("claim", claim.title, claim.statement, context(view, claim))


def context(view: View, claim: Claim) -> Context:
    """All that the page shows, in words, in order."""
    base = view.index.knowledge.base
    permalink = f"{view.index.site}claims/{claim.id}/"
    topic = base.topics.get(claim.topic)
    conflicts = [
        conflict for conflict in view.index.knowledge.conflicts if claim.id in conflict.claims
    ]
    return {
        "id": claim.id,
        "title": view.title(claim),
        "kind": claim.kind,
        "topic": view.inline(topic.title if topic else claim.topic),
        "topic_href": view.to(f"topics/{claim.topic}/"),
        "topics_href": view.to("topics/"),
        "words_href": view.to("manual/words/"),
        "statement": view.block(claim.statement),
        "scope": view.inline(claim.scope),
        "withdrawn": view.inline(claim.withdrawn),
        "words": [word(said) for said in view.index.words[claim.id]],
        "demonstrations": [
            demonstration_of(view, demonstration) for demonstration in claim.demonstrations
        ],
        "predictions": [prediction_of(view, claim, prediction) for prediction in claim.predictions],
        "holdings": [holder_line(view, holder) for holder in claim.held_by],
        "groups": groups(view, claim),
        "conflicts": [conflict_context(view, clash) for clash in conflicts],
        "witness": reasons_for_standing(view, claim),
        "beside": sentence_html(view, camps_and_strength(view.index.knowledge, claim)),
        "flip": sentence_html(view, would_flip(view.index.knowledge, claim)),
        "against": [
            sentence_html(view, finding)
            for finding in would_count_against(view.index.knowledge, claim)
        ],
        "rests": sentence_html(view, rests_on(view.index.knowledge, claim)),
        "near": neighbourhood(view, claim),
        "sources": [source_context(view, source) for source in claim.sources],
        "references": [source_context(view, source) for source in claim.references],
        "scripts": list(_scripts(view, claim)),
        "takeaways": list(_takeaways(view, claim)),
        "command": f"kb demo {claim.id}",
        "file": claim.file,
        "aliases": list(claim.aliases),
        "tags": tags_of(view, claim),
        "past": dates_of_claim(view, claim),
        "permalink": permalink,
        "bibtex": bibtex(claim, permalink, view.index.today),
        "sentence": f"“{bare(claim.title)}”, {permalink}",
    }


def _scripts(view: View, claim: Claim) -> Iterator[Context]:
    """Each script of the claim once, with its text."""
    scripts = view.index.knowledge.base.scripts
    for path in dict.fromkeys(demonstration.script for demonstration in claim.demonstrations):
        if path in scripts:
            yield {
                "path": path,
                "href": view.to(script_path(path)),
                "name": path.rpartition("/")[2],
                "code": highlight(scripts[path].text),
            }


def _takeaways(view: View, claim: Claim) -> Iterator[Context]:
    """Where each demonstration that can be run is to be had as a file of its own."""
    for demonstration in claim.demonstrations:
        if not plan_of(view.index.knowledge.base, demonstration).problems:
            yield {
                "name": demonstration.called,
                "script": view.to(f"takeaway/{demonstration.address}.py"),
                "notebook": view.to(f"takeaway/{demonstration.address}.ipynb"),
            }


def holder_line(view: View, holding: Holding) -> Context:
    """Who takes which stance, how firmly, and where that shows."""
    passage = view.index.knowledge.base.passage(holding.passage)
    return {
        "who": speaker(view, holding.position),
        "stance": STANCES.get(holding.stance, holding.stance),
        "confidence": holding.confidence,
        "inferred": holding.inferred,
        "passage": f"passage {holding.passage.rpartition('/')[2]}" if holding.passage else "",
        "passage_href": view.address(holding.passage) if holding.passage else "",
        "cut": missing_from(passage),
        "note": view.inline(holding.note),
    }


def script_path(path: str) -> str:
    """Where a script can be downloaded."""
    return f"scripts/{path.removeprefix('claims/')}"
