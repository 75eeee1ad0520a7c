"""Every work cited, and who cites it."""

from kb.model import Reference
from kb.site.index import Context, View
from kb.site.parts.sources import authors, work_with_citations
from kb.site.text.plain_math import bare


def references(view: View) -> Context:
    """The bibliography, by first author."""
    works = sorted(
        view.index.knowledge.base.references.values(),
        key=lambda each: (bare(authors(each)).lower(), each.year, each.key),
    )
    return {"works": [work_with_citations(view, work) for work in works]}


def reference_page(view: View, work: Reference) -> Context:
    """One work, and the claims that cite it."""
    return {"work": work_with_citations(view, work), "references_href": view.to("references/")}
