"""The page of one claim: what is said, how it stands, on what evidence, by whom."""

from collections.abc import Iterator

from markupsafe import Markup

from kb.explain.camps import camps_and_strength
from kb.explain.case import stance_in_words
from kb.explain.cells import cells
from kb.explain.crux_sentences import told_of
from kb.explain.standing import NOTHING_STATED, rests_on, would_count_against, would_flip
from kb.model import Claim, Holding
from kb.site.data.twins import NAME as TEXT
from kb.site.index import Context, View
from kb.site.pages.tags import tags_of
from kb.site.parts.citation import FILES, Citation, as_bibtex, as_metadata, citation_of
from kb.site.parts.cruxes import SIDES
from kb.site.parts.demonstration import BEARS, FEW, demonstration_of, lightened, prediction_of
from kb.site.parts.history import dates_of_claim
from kb.site.parts.links import (
    AGAINST,
    conflict_context,
    groups,
    reasons_for_standing,
    sentence_html,
)
from kb.site.parts.near import neighbourhood
from kb.site.parts.sources import missing_from, source_context, speaker
from kb.site.text.highlight import highlight
from kb.site.text.templates import page
from kb.site.text.tones import in_tone_of_shape

LONG = 10_000  # letters of scripts, with their marks, that a page shows; the rest are a link away
# Files beside a claim's page for what reads data: name, what it is called, media type
FOR_PROGRAMS = (
    ("claim.json", "JSON", "application/json"),
    ("claim.jsonld", "JSON-LD", "application/ld+json"),
    (TEXT, "Markdown", "text/markdown"),
)


def claim_page(view: View, claim: Claim) -> bytes:
    """The page as MkDocs reads it."""
    citation = citation_of(view.index, claim)
    head = {
        "citation": [list(said) for said in as_metadata(citation)],
        "alternates": [[name, called, kind] for name, called, kind in (*FILES, *FOR_PROGRAMS)],
    }
    return page("claim", claim.title, claim.statement, context(view, claim), head)


def context(view: View, claim: Claim) -> Context:
    """All that the page shows, in words, in order."""
    base = view.index.knowledge.base
    citation = citation_of(view.index, claim)
    topic = base.topics.get(claim.topic)
    conflicts = view.index.knowledge.clashes.get(claim.id, ())
    counting = would_count_against(view.index.knowledge, claim)
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
        "cells": [in_tone_of_shape(said) for said in cells(view.index.knowledge, claim)],
        "measured": measured_first(view, claim),
        "demonstrations": shown_demonstrations(view, claim),
        "predictions": [prediction_of(view, claim, prediction) for prediction in claim.predictions],
        "is_held": claim.is_asserted,
        "holdings": [holder_line(view, holder) for holder in claim.held_by],
        "groups": (sides := groups(view, claim)),
        "has_lost": claim.id in view.index.knowledge.failed_predictions,
        "is_attacked": any(group["name"] == AGAINST for group in sides) or bool(conflicts),
        "object_href": view.to("manual/reading/#how-to-object"),
        "test_href": view.to("manual/method/#what-a-demonstration-is"),
        "conflicts": [conflict_context(view, clash) for clash in conflicts],
        "witness": reasons_for_standing(view, claim),
        "beside": sentence_html(view, camps_and_strength(view.index.knowledge, claim)),
        "flip": sentence_html(view, would_flip(view.index.knowledge, claim)),
        "against": [sentence_html(view, finding) for finding in counting],
        "is_open": NOTHING_STATED in counting,
        "rests": sentence_html(view, rests_on(view.index.knowledge, claim)),
        "near": neighbourhood(view, claim),
        "sources": [source_context(view, source) for source in claim.sources],
        "references": [source_context(view, source) for source in claim.references],
        "scripts": list(_scripts(view, claim)),
        "takeaways": list(_takeaways(view, claim)),
        "command": f"kb demo {claim.id}",
        "aliases": list(claim.aliases),
        "tags": tags_of(view, claim),
        "past": dates_of_claim(view, claim),
        **citing(view, claim, citation),
    }


def citing(view: View, claim: Claim, citation: Citation) -> Context:
    """How to cite the claim, and where its file is."""
    return {
        "file": claim.file,
        "file_href": view.index.served.file(claim.file),
        "edit_href": view.index.served.edit(claim.file),
        "permalink": citation.address,
        "bibtex": as_bibtex(citation),
        "citations": [
            {
                "href": view.to(f"claims/{claim.id}/{name}"),
                "name": called,
                "saved_as": citation.key + name.removeprefix("cite"),
            }
            for name, called, _ in FILES
        ],
        "for_programs": [
            {"href": view.to(f"claims/{claim.id}/{name}"), "name": called}
            for name, called, _ in FOR_PROGRAMS
        ],
        "sentence": f"“{citation.plain_title}”, {citation.address or citation.where}",
    }


def measured_first(view: View, claim: Claim) -> Markup:
    """The measurement that says most of the claim: a crux of it, else a test of it, else any."""
    for crux in view.index.knowledge.cruxes:
        if claim.id in (crux.first, crux.second):
            told = told_of(view.index.knowledge, crux, SIDES)
            if told.measured:
                return view.inline(told.measured)
    order = sorted(claim.demonstrations, key=lambda each: tuple(BEARS).index(each.bears))
    return view.inline(order[0].shows) if order else Markup("")


def shown_demonstrations(view: View, claim: Claim) -> list[Context]:
    """Every demonstration, with as many figures within the page as it can carry."""
    shown = [demonstration_of(view, demonstration) for demonstration in claim.demonstrations]
    lightened([found for each in shown if isinstance(found := each["figure"], dict)])
    return shown


def _scripts(view: View, claim: Claim) -> Iterator[Context]:
    """Each script of the claim once, with its text."""
    scripts = view.index.knowledge.base.scripts
    room = LONG if len(claim.demonstrations) <= FEW else LONG // 4
    for path in dict.fromkeys(demonstration.script for demonstration in claim.demonstrations):
        if path in scripts:
            code = highlight(scripts[path].text)
            room -= len(code)
            yield {
                "path": path,
                "href": view.to(script_path(path)),
                "address": view.index.served.within(script_path(path)),
                "name": path.rpartition("/")[2],
                "code": code if room >= 0 else "",
            }


def _takeaways(view: View, claim: Claim) -> Iterator[Context]:
    """Where each demonstration that can be run is to be had as a file of its own."""
    for demonstration in claim.demonstrations:
        if not view.index.knowledge.plans[demonstration.address].problems:
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
        "stance": stance_in_words(view.index.knowledge.base, holding),
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
