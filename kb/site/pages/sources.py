"""Discussions: every passage and what became of it, never its words."""

from kb.model import Discussion, Passage
from kb.site.index import Context, View, anchor
from kb.site.parts.sources import missing_from, speaker
from kb.site.text.numbers import counted


def discussions(view: View) -> Context:
    """Every discussion that claims are taken from."""
    every = view.index.knowledge.base.discussions.values()
    return {
        "discussions": [discussion_line(view, each) for each in every],
        "references_href": view.to("references/"),
        "works": counted(len(view.index.knowledge.base.references), "work"),
        "method_href": view.to("manual/method/"),
    }


def discussion(view: View, each: Discussion) -> Context:
    """One discussion, passage by passage."""
    return {
        "discussion": discussion_line(view, each),
        "sources_href": view.to("sources/"),
        "method_href": view.to("manual/method/"),
    }


def discussion_line(view: View, each: Discussion) -> Context:
    """Every passage of a discussion and what became of it; never its words."""
    passages = [_passage(view, each, one) for one in each.passages.values()]
    silent = sum(1 for one in each.passages.values() if one.silent)
    pending = sum(1 for one in each.passages.values() if one.pending)
    return {
        "id": each.id,
        "title": view.inline(each.title),
        "href": view.to(f"sources/{each.id}/"),
        "where": each.where,
        "where_href": each.where if each.where.startswith(("https://", "http://")) else "",
        "passages": passages,
        "summary": f"{counted(len(passages), 'passage')}: "
        f"{counted(len(passages) - silent - pending, 'one carries', 'carry')} claims, "
        f"{counted(silent, 'has', 'have')} a recorded reason why not, "
        f"{counted(pending, 'is', 'are')} still to be read.",
    }


def _passage(view: View, discussion: Discussion, one: Passage) -> Context:
    claims = view.index.taken_from.get(f"{discussion.id}/{one.number}", [])
    return {
        "number": one.number,
        "id": anchor(f"passage {one.number}"),
        "speaker": speaker(view, one.speaker) if one.speaker else "",
        "cut": missing_from(one),
        "words": counted(one.words, "word"),
        "claims": view.lines(claims),
        "silent": one.silent,
        "because": view.inline(one.because),
        "pending": one.pending or not (claims or one.silent),
    }
