"""The whole base in small, as JSON: what a program needs to read the site without its pages.

What stands in it is listed in ``shapes``; whatever it names can be found in it.
"""

import json
from dataclasses import asdict
from typing import cast

from kb.model import Claim, Expectation, Link, Prediction
from kb.phrasing import one_line
from kb.site.data import shapes
from kb.site.data.json_schema import name_of, schema_of_file
from kb.site.index import Index, View
from kb.site.parts.citation import as_bibtex, as_csl, as_ris, citation_of
from kb.site.shown import shown_once
from kb.site.text.plain_math import bare
from kb.site.text.templates import shorten
from kb.site.text.tones import word

LEFT_OPEN = "\0"  # where claims are put in, each as it was written before


def schemas() -> dict[str, bytes]:
    """The published schemas, by the names under which the files point at them."""
    return {
        name_of(file): (json.dumps(schema_of_file(file), indent=1) + "\n").encode()
        for file in shapes.FILES
    }


def kb_json(index: Index) -> bytes:
    """Claims, links, outcomes and standing; no passage's words, for none are kept."""
    base = index.knowledge.base
    content: shapes.BaseFile = {
        "$schema": index.served.within(name_of("kb.json")),
        "version": shapes.VERSION,
        "site": index.site,
        "date": index.today,
        "licence": base.configuration.licence,
        "claims": {},
        "demonstrations": {
            address: {"word": judged.word, "shows": base.demonstrations[address].shows}
            for address, judged in sorted(index.knowledge.evidence.items())
            if address in base.demonstrations
        },
        "conflicts": [
            cast(shapes.Conflict, asdict(conflict)) for conflict in index.knowledge.conflicts
        ],
        "positions": {
            key: cast(shapes.Position, asdict(position)) for key, position in base.positions.items()
        },
        "works": {
            key: {
                "title": work.title,
                "authors": list(work.authors),
                "year": work.year,
                "url": f"{index.site}references/{index.work_pages[key]}/",
            }
            for key, work in base.references.items()
        },
    }
    text = json.dumps({**content, "claims": LEFT_OPEN}, ensure_ascii=False, indent=1)
    view = View(index)
    claims = [f"  {json.dumps(claim.id)}: {_entry(view, claim)}" for claim in base.claims]
    written = "{\n" + ",\n".join(claims) + "\n }" if claims else "{}"
    return (text.replace(json.dumps(LEFT_OPEN), written, 1) + "\n").encode()


@shown_once(lambda claim: claim.id, lambda index, name: index.knowledge.base.by_id.get(name))
def _entry(view: View, claim: Claim) -> str:
    """A claim as it is written in the whole, two steps in."""
    words = {said.aspect: said.label or said.value for said in view.index.words[claim.id]}
    entry: shapes.Claim = {**_said(view.index, claim), "words": words}
    return json.dumps(entry, ensure_ascii=False, indent=1).replace("\n", "\n  ")


def claim_json(index: Index, claim: Claim) -> bytes:
    """One claim for programs: what it says, how it stands, how to cite it; and for previews."""
    citation = citation_of(index, claim)
    content: shapes.ClaimFile = {
        "$schema": index.served.within(name_of("claim.json"), "../../"),
        "version": shapes.VERSION,
        "id": claim.id,
        "plain_title": bare(claim.title),
        "beginning": beginning(claim),
        **_said(index, claim),
        "words": {
            said.aspect: {
                "value": said.value,
                "label": said.label or said.value,
                "shape": said.shape,
                "tone": str(word(said)["tone"]),
                "meaning": said.meaning,
                "because": said.because,
            }
            for said in index.words[claim.id]
        },
        "pointed_at_by": [
            {
                "address": link.address,
                "verb": link.verb,
                "source": link.source,
                "target": link.target,
                "name": link.name,
                "differs": one_line(link.differs),
            }
            for link in index.links_to.get(claim.id, ())
        ],
        "licence": index.knowledge.base.configuration.licence,
        "cite": {
            "bibtex": as_bibtex(citation),
            "csl": as_csl(citation),
            "ris": as_ris(citation),
        },
    }
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def beginning(claim: Claim) -> str:
    """As much of what a claim states as a preview has room for."""
    return shorten(bare(claim.statement), 220)


def cards_script(index: Index) -> bytes:
    """What previews of all claims show, as a script: from a disk, no file can be fetched."""
    cards = {
        claim.id: {
            "plain_title": bare(claim.title),
            "beginning": beginning(claim),
            "words": {
                said.aspect: {"value": said.value, "shape": said.shape, "tone": word(said)["tone"]}
                for said in index.words[claim.id]
            },
        }
        for claim in index.knowledge.base.claims
    }
    return (
        f"var kbCards = {json.dumps(cards, ensure_ascii=False, separators=(',', ':'))}\n".encode()
    )


def word_of(index: Index, claim: Claim, prediction: Prediction, condition: Expectation) -> str:
    """Whether a condition was registered before the first run; "" if that cannot be told."""
    known = index.knowledge.registrations.commitments.get((claim.id, prediction.name), {})
    found = known.get(one_line(condition.text))
    return found.word if found else ""


def _said(index: Index, claim: Claim) -> shapes.Said:
    return {
        "title": claim.title,
        "statement": claim.statement,
        "kind": claim.kind,
        "scope": claim.scope,
        "topic": claim.topic,
        "url": f"{index.site}claims/{claim.id}/",
        "held_by": [
            {"position": held.position, "stance": held.stance, "confidence": held.confidence,
             "in": held.passage, "inferred": held.inferred}
            for held in claim.held_by
        ],
        "links": [_link(link) for link in claim.links],
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


def _link(link: Link) -> shapes.Link:
    return {
        "address": link.address,
        "verb": link.verb,
        "target": link.target,
        "because": link.because,
        "with": list(link.co_premises),
        "name": link.name,
        "differs": one_line(link.differs),
    }
