"""The whole base in small, as JSON: what a program needs to read the site without its pages."""

import json
from dataclasses import asdict

from kb.model import Claim, Expectation, Prediction
from kb.phrasing import one_line
from kb.site.index import Index, word
from kb.site.parts.sources import bibtex
from kb.site.text.plain_math import bare
from kb.site.text.templates import shorten


def kb_json(index: Index) -> bytes:
    """Claims, links, outcomes and standing; no passage's words, for none are kept."""
    knowledge = index.knowledge
    content = {
        "site": index.site,
        "date": index.today,
        "licence": "CC BY 4.0",
        "claims": {claim.id: _claim(index, claim) for claim in knowledge.base.claims},
        "demonstrations": {
            address: {"word": judged.word, "shows": knowledge.base.demonstrations[address].shows}
            for address, judged in sorted(knowledge.evidence.items())
            if address in knowledge.base.demonstrations
        },
        "conflicts": [asdict(conflict) for conflict in knowledge.conflicts],
        "positions": {key: asdict(position) for key, position in knowledge.base.positions.items()},
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def claim_json(index: Index, claim: Claim) -> bytes:
    """One claim for programs: what it says, how it stands, how to cite it; and for previews."""
    address = f"{index.site}claims/{claim.id}/"
    content = {
        "id": claim.id,
        "plain_title": bare(claim.title),
        "beginning": shorten(bare(claim.statement), 220),
        **_claim(index, claim),
        "words": {
            said.aspect: {
                "value": said.value,
                "label": said.label or said.value,
                "shape": said.shape,
                "tone": word(said)["tone"],
                "meaning": said.meaning,
                "because": said.because,
            }
            for said in index.words[claim.id]
        },
        "pointed_at_by": [
            {"verb": link.verb, "source": link.source, "target": link.target}
            for link in index.links_to.get(claim.id, ())
        ],
        "licence": "CC BY 4.0",
        "cite": {
            "bibtex": bibtex(claim, address, index.today),
            "csl": csl(claim, address, index.today),
        },
    }
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def csl(claim: Claim, address: str, today: str) -> dict[str, object]:
    """The citation as a CSL item, which reference managers read."""
    year = [[int(today[:4])]] if today[:4].isdigit() else []
    return {
        "id": f"kb-{claim.id}",
        "type": "webpage",
        "title": bare(claim.title),
        "container-title": "kb: arguments kept as code",
        "URL": address,
        "issued": {"date-parts": year},
    }


def word_of(index: Index, claim: Claim, prediction: Prediction, condition: Expectation) -> str:
    """Whether a condition was registered before the first run; "" if that cannot be told."""
    known = index.knowledge.registrations.commitments.get((claim.id, prediction.name), {})
    found = known.get(one_line(condition.text))
    return found.word if found else ""


def _claim(index: Index, claim: Claim) -> dict[str, object]:
    return {
        "title": claim.title,
        "statement": claim.statement,
        "kind": claim.kind,
        "scope": claim.scope,
        "topic": claim.topic,
        "url": f"{index.site}claims/{claim.id}/",
        "words": {word.aspect: word.label or word.value for word in index.words[claim.id]},
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
        "predictions": [
            {"name": prediction.name, "of": prediction.of, "by": prediction.by,
             "expect": [
                 {"that": condition.text, "word": word_of(index, claim, prediction, condition)}
                 for condition in prediction.expect.values()
             ]}
            for prediction in claim.predictions
        ],
        "cites": sorted({s.cite for s in (*claim.sources, *claim.references) if s.cite}),
        "withdrawn": claim.withdrawn,
    }  # fmt: skip
