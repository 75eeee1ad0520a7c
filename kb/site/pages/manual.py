"""The manual: hand-written pages, the four words, and one entry for each check."""

import re
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from kb.phrasing import anchor
from kb.site.index import Index, View
from kb.site.text.markdown import document
from kb.site.text.templates import page

Pages = Iterator[tuple[str, bytes]]
TABS = (
    ("", "About"),
    ("method/", "Method"),
    ("words/", "The four cells"),
    ("checks/", "Checks"),
    ("preparation/", "Preparation"),
    ("security/", "Security"),
)


def manual_pages(index: Index) -> Pages:
    """The checks, each with its own anchor."""
    view = View(index, "../../")
    checks = [
        {
            "id": anchor(check.name),
            "name": check.name,
            "severity": check.severity,
            "problem": view.inline(check.problem),
            "fix": view.inline(check.fix),
            "passes": check.passes,
            "fails": check.fails,
        }
        for check in index.manual
    ]
    context = {"checks": checks, "tabs": _tabs(view, "checks/")}
    yield "manual/checks.md", page("checks", "Checks", "Every check, and what it asks.", context)


def hand_written(index: Index, docs: Mapping[str, bytes]) -> Pages:
    """Pages and files from ``docs/``; about is the manual's first page."""
    for path, content in sorted(docs.items()):
        if not path.endswith(".md"):
            yield path, content
            continue
        stem = path.removesuffix(".md")
        first = stem == "about"
        view = View(index, "../" if first else "../../")
        title, lead, sections = _divided(content.decode(errors="replace"))
        context = {
            "title": title,
            "lead": document(lead, view.address),
            "sections": [
                {"heading": Markup(heading), "body": document(words, view.address)}
                for heading, words in sections
            ],
            "tabs": _tabs(view, "" if first else f"{stem}/"),
            "changes_href": view.to("changes/") if first else "",
        }
        where = "manual/index.md" if first else f"manual/{stem}.md"
        yield where, page("manual", title, lead.strip().split("\n\n")[0], context)


def words_of_manual(docs: Mapping[str, bytes]) -> Iterator[tuple[str, str, str]]:
    """Address, title and words of each hand-written page, for the search index."""
    for path, content in sorted(docs.items()):
        stem = path.removesuffix(".md")
        if path.endswith(".md"):
            title, lead, sections = _divided(content.decode(errors="replace"))
            words = " ".join((lead, *(f"{heading}. {text}" for heading, text in sections)))
            yield "manual/" if stem == "about" else f"manual/{stem}/", title, words


def _divided(text: str) -> tuple[str, str, list[tuple[str, str]]]:
    """Title, lead and sections; a section's heading is letters and digits, as Markdown sees it."""
    lead, *rest = re.split(r"^## ", text, flags=re.MULTILINE)
    title, _, lead = lead.strip().partition("\n")
    sections = [section.partition("\n") for section in rest]
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
