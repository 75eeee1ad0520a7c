"""Every work cited, and what it is cited for."""

from collections.abc import Iterable

from kb.model import Reference
from kb.site.index import Context, View
from kb.site.parts.sources import authors, work_line, work_with_citations
from kb.site.text.numbers import quantity_in_words
from kb.site.text.plain_math import bare

FEW = 30  # works of which the list also says what they are cited for; else their own pages do


def references(view: View) -> Context:
    """The works that claims cite, by first author; and those that wait for a claim."""
    works = by_author(view.index.knowledge.base.references.values())
    cited = [work for work in works if work.key in view.index.citing]
    waiting = [work for work in works if work.key not in view.index.citing]
    return {
        "works": [work_with_citations(view, work) for work in cited],
        "is_short": len(cited) <= FEW,
        "waiting": [
            {"line": work_line(view, work), "href": view.work(work.key)} for work in waiting
        ],
        "many_waiting": quantity_in_words(len(waiting), "work"),
    }


def by_author(works: Iterable[Reference]) -> list[Reference]:
    """Works by first author, year and key."""
    return sorted(
        works,
        key=lambda work: (bare(authors(work) or work.title).lower(), work.year, work.key),
    )


def reference_page(view: View, work: Reference) -> Context:
    """One work, and what claims cite it for."""
    return {"work": work_with_citations(view, work), "references_href": view.to("references/")}
