"""Where claims come from: passages that are proven but never shown, and published works."""

from collections.abc import Sequence

from markupsafe import Markup

from kb.model import Claim, Passage, Reference, Source
from kb.model.sources import VENUES
from kb.site.index import Context, View
from kb.site.parts.identifiers import links_outside
from kb.site.shown import shown_once
from kb.site.text.markdown import plain
from kb.site.text.numbers import enumeration, quantity_in_words

CUT = {
    "start": "its beginning is cut off",
    "middle": "something is cut out of its middle",
    "end": "its end is cut off",
    "symbols": "symbols are lost",
}


def source_context(view: View, source: Source) -> Context:
    """One source of a claim: the passage or the work, where in it, and what is missing."""
    base = view.index.knowledge.base
    found: Context = {
        "locator": source.locator,
        "note": view.inline(source.note),
        "cut": "",
        "speaker": "",
    }
    if source.passage:
        discussion, _, number = source.passage.partition("/")
        of = base.discussions.get(discussion)
        passage = base.passage(source.passage)
        return found | {
            "title": Markup("passage {} of {}").format(
                plain(number), view.inline(of.title) if of else plain(discussion)
            ),
            "href": view.address(source.passage),
            "cut": missing_from(passage),
            "speaker": speaker(view, passage.speaker) if passage else "",
            "whole": source.locator == "whole",
        }
    work = base.references.get(source.cite)
    return found | {
        "title": work_line(view, work) if work else plain(source.cite),
        "href": view.work(work.key) if work else "",
        "whole": False,
    }


def missing_from(passage: Passage | None) -> str:
    """What is missing from a passage, in words."""
    return enumeration([CUT.get(place, place) for place in passage.cut]) if passage else ""


def speaker(view: View, role: str) -> Markup:
    """A role by its title, linked if it is a position."""
    position = view.index.knowledge.base.positions.get(role)
    if not position:
        return plain(role.replace("-", " "))
    href = view.to(f"positions/{role}/")
    return Markup('<a href="{}">{}</a>').format(href, view.inline(position.title))


def work_line(view: View, work: Reference) -> Markup:
    """A work in one line: authors, year, title."""
    return Markup("{}. <cite>{}</cite>").format(
        plain(authors_and_year(work)), view.inline(work.title)
    )


def authors_and_year(work: Reference) -> str:
    """By whom and when, as a citation begins: Holm and Berg (2001), Holm (undated)."""
    return by_and_when(authors(work), work.year)


def by_and_when(names: str, year: str) -> str:
    """Names and a year, of which either may be unknown."""
    return f"{names} ({year or 'undated'})" if names else year or "undated"


def authors(work: Reference) -> str:
    """Authors by family name, with its particle; of more than three, the first."""
    names = work.families
    if len(names) > 3:
        return f"{names[0]} and others"
    return enumeration(["others" if name == "others" else name for name in names])


@shown_once(lambda work: work.key, lambda index, key: index.knowledge.base.references.get(key))
def work_with_citations(view: View, work: Reference) -> Context:
    """A work with all that is known of it, and who cites it."""
    venue = next((work.fields[name] for name in VENUES if work.fields.get(name)), "")
    citing = view.index.citing.get(work.key, [])
    return {
        "key": work.key,
        "id": view.index.work_pages[work.key],
        "title": view.inline(work.title),
        "by": by_and_when(enumeration(work.authors), work.year),
        "venue": view.inline(venue),
        "kind": work.kind,
        "note": view.inline(work.fields.get("note", "")),
        "href": view.work(work.key),
        "outside": [{"said": said, "href": href} for said, href in links_outside(work.fields)],
        "cited_for": citations(view, work, citing),
        "cited": quantity_in_words(len(citing), "claim"),
        "short": work_line(view, work),
    }


def citations(view: View, work: Reference, citing: Sequence[Claim]) -> list[Context]:
    """The claims that cite a work, by title, each with what it is cited for and where in it."""
    found: list[Context] = []
    for line in view.lines(citing):
        claim = view.index.knowledge.base.by_id[str(line["id"])]
        places = [
            {"note": view.inline(source.note), "locator": source.locator}
            for source in (*claim.sources, *claim.references)
            if source.cite == work.key and (source.note or source.locator)
        ]
        found.append({"claim": line, "places": places})
    return found
