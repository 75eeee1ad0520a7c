"""JSON-LD: claims as schema.org's ``Claim``, links as nodes of kb's own vocabulary.

Processors give a relative ``@id`` a base each in its own way, so every id is absolute; so are
those of the vocabulary, and the context stands in the file, so that nothing has to be fetched.
No number is written bare: a decimal is a text with its type.
"""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from kb.exchange.exported import Exported, left_out
from kb.explain.four_words import four_words
from kb.knowledge import Knowledge
from kb.model import Claim, Demonstration, Link, Source
from kb.model.verbs import VERBS

UNKNOWN = "urn:kb:"  # where the base's site has no address
VOCABULARY = "urn:kb:vocabulary:"
XSD = "http://www.w3.org/2001/XMLSchema#"
REFERS = ("source", "target", "premise", "position", "claim", "work", "passage")
TEXTS = (
    "verb", "force", "because", "differs", "stance", "confidence", "scope", "kind", "topic",
    "standing", "demonstrated", "sourced", "withdrawn", "locator", "shows", "doesNotShow", "bears",
)  # fmt: skip
CONTEXT: dict[str, Any] = {
    "schema": "https://schema.org/",
    "kb": VOCABULARY,
    "xsd": XSD,
    "id": "@id",
    "type": "@type",
    "title": "schema:name",
    "statement": "schema:text",
    "author": "schema:author",
    "year": "schema:datePublished",
    "heldBy": {"@id": "kb:heldBy", "@container": "@set"},
    "cites": {"@id": "kb:cites", "@container": "@set"},
    "strength": {"@id": "kb:strength", "@type": "xsd:decimal"},
    "inferred": {"@id": "kb:inferred", "@type": "xsd:boolean"},
    **{name: {"@id": f"kb:{name}", "@type": "@id"} for name in REFERS},
    **{name: f"kb:{name}" for name in TEXTS},
}


def export(knowledge: Knowledge) -> Exported:
    """Claims, links, demonstrations, positions and works as one graph of nodes."""
    base, graph = knowledge.base, knowledge.graph
    nodes = [of_claim(knowledge, claim) for claim in sorted(base.claims, key=lambda c: c.id)]
    nodes += (of_link(knowledge, graph.links[address]) for address in sorted(graph.links))
    nodes += (of_demonstration(knowledge, made) for _, made in sorted(base.demonstrations.items()))
    nodes += (
        {"id": iri(knowledge, "positions", key), "type": "schema:Role", "title": position.title}
        for key, position in sorted(base.positions.items())
    )
    nodes += (
        {"id": iri(knowledge, "references", key), "type": "schema:CreativeWork",
         "title": work.title, "author": list(work.authors), "year": work.year}
        for key, work in sorted(base.references.items())
    )  # fmt: skip
    text = document(nodes)
    lost = ("runs, expectations, predictions and numbers that were measured",)
    return Exported(text, lost=(*lost, *left_out(knowledge)))


def about(knowledge: Knowledge, claim: Claim) -> str:
    """One claim with its own links and demonstrations, in the same words."""
    graph = knowledge.graph
    own = [graph.links[link.address] for link in claim.links if link.address in graph.links]
    nodes = [of_claim(knowledge, claim), *(of_link(knowledge, link) for link in own)]
    nodes += (of_demonstration(knowledge, made) for made in claim.demonstrations)
    return document(nodes)


def document(nodes: Iterable[dict[str, Any]]) -> str:
    """The file that holds some nodes, with what its words mean."""
    said = {"@context": CONTEXT, "@graph": [without_empty(node) for node in nodes]}
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def of_claim(knowledge: Knowledge, claim: Claim) -> dict[str, Any]:
    """A claim, and who holds it."""
    words = {word.aspect: word.value for word in four_words(knowledge, claim)}
    strength = knowledge.strengths.values.get(claim.id)
    holders = [
        {
            "type": "kb:Holding",
            "position": iri(knowledge, "positions", held.position),
            "stance": held.stance,
            "confidence": held.confidence,
            "passage": iri(knowledge, "sources", held.passage) if held.passage else "",
            "inferred": "true" if held.inferred else "false",
        }
        for held in claim.held_by
    ]
    return {
        "id": iri(knowledge, "claims", claim.id),
        "type": "schema:Claim",
        "title": claim.title,
        "statement": claim.statement,
        "scope": claim.scope,
        "kind": claim.kind,
        "topic": claim.topic,
        "sourced": words["sourced"],
        "demonstrated": words["demonstrated"],
        "standing": knowledge.standing.label(claim.id).value,
        "strength": "" if strength is None else f"{strength:.4f}",
        "withdrawn": claim.withdrawn,
        "heldBy": [without_empty(holding) for holding in holders],
        "cites": [without_empty(of_source(knowledge, source)) for source in claim.sources],
    }


def of_source(knowledge: Knowledge, source: Source) -> dict[str, Any]:
    """A place in a work or in a discussion."""
    return {
        "type": "kb:Source",
        "work": iri(knowledge, "references", source.cite) if source.cite else "",
        "passage": iri(knowledge, "sources", source.passage) if source.passage else "",
        "locator": source.locator,
    }


def of_link(knowledge: Knowledge, link: Link) -> dict[str, Any]:
    """A link as a node of its own, for others may point at it."""
    return {
        "id": iri(knowledge, "links", link.address),
        "type": "kb:Link",
        "verb": link.verb,
        "force": VERBS[link.verb].force,
        "source": iri(knowledge, "claims", link.source),
        "premise": [iri(knowledge, "claims", premise) for premise in link.co_premises],
        "target": element_iri(knowledge, link.target),
        "because": link.because,
        "differs": link.differs,
        "standing": knowledge.standing.label(link.address).value,
    }


def of_demonstration(knowledge: Knowledge, made: Demonstration) -> dict[str, Any]:
    """A demonstration with its word."""
    judged = knowledge.evidence.get(made.address)
    return {
        "id": iri(knowledge, "demonstrations", made.address),
        "type": "kb:Demonstration",
        "title": made.called,
        "claim": iri(knowledge, "claims", made.claim),
        "shows": made.shows,
        "doesNotShow": made.does_not_show,
        "bears": made.bears,
        "demonstrated": judged.word if judged else "unmeasured",
    }


def element_iri(knowledge: Knowledge, name: str) -> str:
    """The id of a claim, demonstration or link."""
    kind = knowledge.graph.kinds.get(name, "claim")
    return iri(knowledge, f"{kind}s", name)


def iri(knowledge: Knowledge, room: str, name: str) -> str:
    """An absolute id: on the base's site if it has an address, else a name of our own."""
    site = knowledge.base.configuration.address
    if not site:
        return f"{UNKNOWN}{room}:{quote(name)}"
    return f"{site.removesuffix('/')}/{room}/{quote(name)}{'/' if '/' not in name else ''}"


def without_empty(node: dict[str, Any]) -> dict[str, Any]:
    """A node without what is not known."""
    return {key: value for key, value in node.items() if value not in ("", [])}
