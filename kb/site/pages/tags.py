"""Claims by their tags."""

from collections.abc import Iterator

from kb.model import Claim
from kb.reading.page_paths import section_page, tag_place
from kb.site.index import Context, Index, View
from kb.site.text.templates import page

ABOUT = "Claims by tag."


def pages_of_tags(index: Index) -> Iterator[tuple[str, bytes]]:
    """The page of tags, if there are any."""
    if index.tagged:
        yield section_page("tags"), page("tags", "Tags", ABOUT, tags(View(index, "../")))


def tags(view: View) -> Context:
    """Every tag with its claims."""
    return {
        "tags": [
            {"name": tag, "id": tag_place(tag), "claims": view.lines(claims)}
            for tag, claims in sorted(view.index.tagged.items())
        ],
        "topics_href": view.to("topics/"),
    }


def tags_of(view: View, claim: Claim) -> list[Context]:
    """A claim's tags, each with the place that lists its claims."""
    found = dict.fromkeys(claim.tags)
    return [{"name": tag, "href": view.to(f"tags/#{tag_place(tag)}")} for tag in found]


def tags_href(view: View) -> str:
    """Where claims are listed by tag; "" if none has any."""
    return view.to("tags/") if view.index.tagged else ""
