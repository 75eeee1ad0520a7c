"""The manual: hand-written pages, the four words, and one entry for each check."""

import re
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from kb.site.index import Shelf, View, anchor
from kb.site.text.markdown import document
from kb.site.text.templates import page

Pages = Iterator[tuple[str, bytes]]
TABS = (("", "About"), ("method/", "Method"), ("words/", "The four words"), ("checks/", "Checks"))


def manual_pages(shelf: Shelf) -> Pages:
    """The checks, each with its own anchor."""
    view = View(shelf, "../../")
    checks = [
        {
            "id": anchor(each.name),
            "name": each.name,
            "severity": each.severity,
            "problem": view.inline(each.problem),
            "fix": view.inline(each.fix),
            "passes": each.passes,
            "fails": each.fails,
        }
        for each in shelf.manual
    ]
    context = {"checks": checks, "tabs": _tabs(view, "checks/")}
    yield "manual/checks.md", page("checks", "Checks", "Every check, and what it asks.", context)


def hand_written(shelf: Shelf, docs: Mapping[str, bytes]) -> Pages:
    """Pages and files from ``docs/``; about is the manual's first page."""
    for path, content in sorted(docs.items()):
        name = path.removeprefix("docs/")
        if not name.endswith(".md"):
            yield f"assets/{name}", content
            continue
        stem = name.removesuffix(".md")
        index = stem == "about"
        view = View(shelf, "../" if index else "../../")
        title, lead, sections = _divided(content.decode(errors="replace"))
        context = {
            "title": title,
            "lead": document(lead, view.address),
            "sections": [
                {"heading": Markup(heading), "body": document(words, view.address)}
                for heading, words in sections
            ],
            "tabs": _tabs(view, "" if index else f"{stem}/"),
            "changes_href": view.to("changes/") if index else "",
        }
        where = "manual/index.md" if index else f"manual/{stem}.md"
        yield where, page("manual", title, lead.strip().split("\n\n")[0], context)


def written(docs: Mapping[str, bytes]) -> Iterator[tuple[str, str, str]]:
    """Address, title and words of each hand-written page, for the search index."""
    for path, content in sorted(docs.items()):
        stem = path.removeprefix("docs/").removesuffix(".md")
        if path.endswith(".md"):
            title, lead, sections = _divided(content.decode(errors="replace"))
            words = " ".join((lead, *(f"{heading}. {text}" for heading, text in sections)))
            yield "manual/" if stem == "about" else f"manual/{stem}/", title, words


def _divided(text: str) -> tuple[str, str, list[tuple[str, str]]]:
    """Title, lead and sections; a section's heading is letters and digits, as Markdown sees it."""
    lead, *rest = re.split(r"^## ", text, flags=re.MULTILINE)
    title, _, lead = lead.strip().partition("\n")
    sections = [each.partition("\n") for each in rest]
    return (
        title.removeprefix("# ").strip(),
        lead,
        [(re.sub(r"[^A-Za-z0-9 -]", "", heading), words) for heading, _, words in sections],
    )


def _tabs(view: View, here: str) -> list[dict[str, object]]:
    return [
        {"said": said, "href": view.to(f"manual/{path}"), "here": path == here}
        for path, said in TABS
    ]
