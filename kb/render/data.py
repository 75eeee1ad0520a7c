"""The whole base in small, as JSON: what a program needs to read the site without its pages."""

import json
from dataclasses import asdict

from kb.model import Claim
from kb.render.shelf import Shelf


def kb_json(shelf: Shelf, site: str) -> bytes:
    """Claims, links, outcomes and standing; no passage's words, for none are kept."""
    knowledge = shelf.knowledge
    content = {
        "site": site,
        "date": shelf.today,
        "licence": "CC BY 4.0",
        "claims": {claim.id: _claim(shelf, claim, site) for claim in knowledge.base.claims},
        "demonstrations": {
            address: {"word": judged.word, "shows": knowledge.base.demonstrations[address].shows}
            for address, judged in sorted(knowledge.evidence.items())
            if address in knowledge.base.demonstrations
        },
        "conflicts": [asdict(each) for each in knowledge.conflicts],
        "positions": {key: asdict(each) for key, each in knowledge.base.positions.items()},
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _claim(shelf: Shelf, claim: Claim, site: str) -> dict[str, object]:
    return {
        "title": claim.title,
        "statement": claim.statement,
        "kind": claim.kind,
        "scope": claim.scope,
        "topic": claim.topic,
        "url": f"{site}claims/{claim.id}/",
        "words": {each.aspect: each.value for each in shelf.words[claim.id]},
        "held_by": [
            {"position": held.position, "stance": held.stance, "confidence": held.confidence,
             "inferred": held.inferred}
            for held in claim.held_by
        ],
        "links": [
            {"verb": link.verb, "target": link.target, "because": link.because,
             **({"with": list(link.co_premises)} if link.co_premises else {})}
            for link in claim.links
        ],
        "cites": sorted({each.cite for each in (*claim.sources, *claim.references) if each.cite}),
        "withdrawn": claim.withdrawn,
    }  # fmt: skip
