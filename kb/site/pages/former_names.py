"""The page of a name that a claim had before, which sends a reader on.

It is HTML as it stands, not Markdown: what sends a reader on belongs into a page's head,
where Markdown cannot put it.
"""

from collections.abc import Iterator

from kb.model import Claim
from kb.site.index import Index, View
from kb.site.text.plain_math import bare
from kb.site.text.templates import environment


def pages_of_former_names(index: Index) -> Iterator[tuple[str, bytes]]:
    """A page for each former name that no claim has by now."""
    base = index.knowledge.base
    for claim in base.claims:
        for former in claim.aliases:
            if index.claims[former] is claim and former not in base.broken:
                yield f"claims/{former}/index.html", moved_page(View(index, "../../"), claim)


def moved_page(view: View, claim: Claim) -> bytes:
    """Where a claim is now; a browser goes there by itself, without a script."""
    context = {
        "title": bare(claim.title),
        "href": view.to(f"claims/{claim.id}/index.html"),
        "canonical": f"{view.index.site}claims/{claim.id}/" if view.index.site else "",
        "id": claim.id,
    }
    return environment().get_template("former_names.html.jinja").render(context).encode()
