"""Discussions: every passage and what became of it, never its words."""

from kb.model import Discussion, Passage
from kb.phrasing import anchor
from kb.site.index import Context, View
from kb.site.parts.sources import missing_from, speaker
from kb.site.text.numbers import quantity_in_words


def discussions(view: View) -> Context:
    """Every discussion that claims are taken from."""
    every = view.index.knowledge.base.discussions.values()
    return {
        "discussions": [discussion_line(view, discussion) for discussion in every],
        "references_href": view.to("references/"),
        "works": quantity_in_words(len(view.index.knowledge.base.references), "work"),
        "method_href": view.to("manual/method/"),
    }


def discussion_page(view: View, discussion: Discussion) -> Context:
    """One discussion, passage by passage."""
    return {
        "discussion": discussion_line(view, discussion),
        "sources_href": view.to("sources/"),
        "method_href": view.to("manual/method/"),
    }


def discussion_line(view: View, discussion: Discussion) -> Context:
    """Every passage of a discussion and what became of it; never its words."""
    passages = [_passage(view, discussion, passage) for passage in discussion.passages.values()]
    silent = sum(1 for passage in discussion.passages.values() if passage.silent)
    pending = sum(1 for passage in discussion.passages.values() if passage.pending)
    return {
        "id": discussion.id,
        "title": view.inline(discussion.title),
        "href": view.to(f"sources/{discussion.id}/"),
        "where": discussion.where,
        "where_href": discussion.where
        if discussion.where.startswith(("https://", "http://"))
        else "",
        "passages": passages,
        "summary": f"{quantity_in_words(len(passages), 'passage')}: "
        f"{quantity_in_words(len(passages) - silent - pending, 'one carries', 'carry')} claims, "
        f"{quantity_in_words(silent, 'has', 'have')} a recorded reason why not, "
        f"{quantity_in_words(pending, 'is', 'are')} still to be read.",
    }


def _passage(view: View, discussion: Discussion, passage: Passage) -> Context:
    claims = view.index.taken_from.get(f"{discussion.id}/{passage.number}", [])
    return {
        "number": passage.number,
        "id": anchor(f"passage {passage.number}"),
        "speaker": speaker(view, passage.speaker) if passage.speaker else "",
        "cut": missing_from(passage),
        "words": quantity_in_words(passage.words, "word"),
        "claims": view.lines(claims),
        "silent": passage.silent,
        "because": view.inline(passage.because),
        "pending": passage.pending or not (claims or passage.silent),
    }
