"""Other ways to a claim: by its tags, and by the names it had before.

The page of a former name is HTML as it stands, not Markdown: what sends a reader on belongs
into a page's head, where Markdown cannot put it.
"""

from collections.abc import Iterator

from kb.model import Claim
from kb.site.index import Context, Shelf, View, anchor, grouped
from kb.site.text.plain_math import bare
from kb.site.text.templates import environment, page

ABOUT = "Claims by tag."


def pages_of_names(shelf: Shelf, site: str) -> Iterator[tuple[str, bytes]]:
    """A page for each former name, and the page of tags if there are any."""
    base = shelf.knowledge.base
    for claim in base.claims:
        for former in claim.aliases:
            if shelf.claims[former] is claim and former not in base.broken:  # free by now
                yield f"claims/{former}/index.html", moved(View(shelf, "../../"), claim, site)
    if _tagged(shelf):
        yield "tags/index.md", page("tags", "Tags", ABOUT, tags(View(shelf, "../")))


def moved(view: View, claim: Claim, site: str) -> bytes:
    """Where a claim is now; a browser goes there by itself, without a script."""
    context = {
        "title": bare(claim.title),
        "href": view.to(f"claims/{claim.id}/"),
        "canonical": f"{site}claims/{claim.id}/",
        "id": claim.id,
    }
    return environment().get_template("moved.html.jinja").render(context).encode()


def tags(view: View) -> Context:
    """Every tag with its claims."""
    return {
        "tags": [
            {"name": tag, "id": _place(tag), "claims": view.lines(claims)}
            for tag, claims in sorted(_tagged(view.shelf).items())
        ],
        "topics_href": view.to("topics/"),
    }


def tags_of(view: View, claim: Claim) -> list[Context]:
    """A claim's tags, each with the place that lists its claims."""
    found = dict.fromkeys(claim.tags)
    return [{"name": tag, "href": view.to(f"tags/#{_place(tag)}")} for tag in found]


def tags_href(view: View) -> str:
    """Where claims are listed by tag; "" if none has any."""
    return view.to("tags/") if _tagged(view.shelf) else ""


def _tagged(shelf: Shelf) -> dict[str, list[Claim]]:
    return grouped((tag, claim) for claim in shelf.knowledge.base.claims for tag in claim.tags)


def _place(tag: str) -> str:
    return anchor(f"tag {tag}")
