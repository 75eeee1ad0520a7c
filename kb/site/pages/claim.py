"""The page of one claim: what is said, how it stands, on what evidence, by whom."""

from kb.demos.plan import plan_of
from kb.explain import standing as witness
from kb.explain.camps import beside
from kb.model import Claim, Holding
from kb.site.figures.figure import Drawing
from kb.site.index import Context, View, word
from kb.site.pages import tags as names
from kb.site.parts import demonstration as evidence
from kb.site.parts import history as past
from kb.site.parts import links as arguments
from kb.site.parts import sources
from kb.site.parts.near import neighbourhood
from kb.site.text.highlight import coloured
from kb.site.text.plain_math import bare
from kb.site.text.templates import page

STANCES = {
    "asserts": "asserts it",
    "denies": "denies it",
    "doubts": "doubts it",
    "asks": "asks about it",
    "reports": "reports it",
}


def claim_page(view: View, claim: Claim, drawings: dict[str, Drawing | None], site: str) -> bytes:
    """The page as MkDocs reads it."""
    return page("claim", claim.title, claim.statement, context(view, claim, drawings, site))


def context(view: View, claim: Claim, drawings: dict[str, Drawing | None], site: str) -> Context:
    """All that the page shows, in words, in order."""
    base = view.shelf.knowledge.base
    permalink = f"{site}claims/{claim.id}/"
    topic = base.topics.get(claim.topic)
    scripts = dict.fromkeys(each.script for each in claim.demonstrations)
    conflicts = [each for each in view.shelf.knowledge.conflicts if claim.id in each.claims]
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
        "words": [word(each) for each in view.shelf.words[claim.id]],
        "demonstrations": [
            evidence.demonstration(view, each, drawings.get(each.address))
            for each in claim.demonstrations
        ],
        "predictions": [evidence.prediction(view, claim, each) for each in claim.predictions],
        "holdings": [holding(view, each) for each in claim.held_by],
        "groups": arguments.groups(view, claim),
        "conflicts": [arguments.conflict(view, each) for each in conflicts],
        "witness": arguments.witness(view, claim),
        "beside": arguments.told(view, beside(view.shelf.knowledge, claim)),
        "flip": arguments.told(view, witness.would_flip(view.shelf.knowledge, claim)),
        "rests": arguments.told(view, witness.rests_on(view.shelf.knowledge, claim)),
        "near": neighbourhood(view, claim),
        "sources": [sources.cited(view, each) for each in claim.sources],
        "references": [sources.cited(view, each) for each in claim.references],
        "scripts": [
            {
                "path": path,
                "href": view.to(script_path(path)),
                "name": path.rpartition("/")[2],
                "code": coloured(base.scripts[path].text),
            }
            for path in scripts
            if path in base.scripts
        ],
        "takeaways": [
            {
                "name": each.name.replace("_", " "),
                "script": view.to(f"takeaway/{each.address}.py"),
                "notebook": view.to(f"takeaway/{each.address}.ipynb"),
            }
            for each in claim.demonstrations
            if not plan_of(base, each).problems
        ],
        "command": f"kb demo {claim.id}",
        "file": claim.file,
        "aliases": list(claim.aliases),
        "tags": names.tags_of(view, claim),
        "past": past.of_claim(view, claim),
        "permalink": permalink,
        "bibtex": sources.bibtex(claim, permalink, view.shelf.today),
        "sentence": f"“{bare(claim.title)}”, {permalink}",
    }


def holding(view: View, each: Holding) -> Context:
    """Who takes which stance, how firmly, and where that shows."""
    passage = view.shelf.knowledge.base.passage(each.passage)
    return {
        "who": sources.speaker(view, each.position),
        "stance": STANCES.get(each.stance, each.stance),
        "confidence": each.confidence,
        "inferred": each.inferred,
        "passage": f"passage {each.passage.rpartition('/')[2]}" if each.passage else "",
        "passage_href": view.address(each.passage) if each.passage else "",
        "cut": sources.cut(passage),
        "note": view.inline(each.note),
    }


def script_path(path: str) -> str:
    """Where a script can be downloaded."""
    return f"scripts/{path.removeprefix('claims/')}"
