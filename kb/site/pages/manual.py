"""The manual: pages that come with kb, one entry for each check, and the base's own pages.

What a base says about itself, in ``docs/about.md``, stands first.
"""

import re
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from kb.phrasing import anchor
from kb.site.index import Index, View
from kb.site.text.markdown import document
from kb.site.text.templates import page

Pages = Iterator[tuple[str, bytes]]
FIRST = "about"  # begins the manual
KNOWN = (
    "about",
    "reading",
    "method",
    "words",
    "checks",
    "preparation",
    "editor",
    "exchange",
    "large",
    "security",
)
SHORT = {"about": "About", "reading": "How to read", "words": "The four cells",
         "checks": "Checks", "preparation": "Preparation",
         "editor": "In an editor", "exchange": "Other formats"}  # fmt: skip
Docs = Mapping[str, bytes]
ACTIVE = re.compile(r"[^\w ,.:;?'’()–-]|_")  # what Markdown or a template could read in a heading


def manual_pages(index: Index, docs: Docs) -> Pages:
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
    context = {"checks": checks, "tabs": _tabs(view, docs, "checks")}
    yield "manual/checks.md", page("checks", "Checks", "Every check, and what it asks.", context)


def hand_written(index: Index, docs: Docs) -> Pages:
    """Pages and files that were written by hand."""
    for path, content in sorted(docs.items()):
        if not path.endswith(".md"):
            yield path, content
            continue
        stem = path.removesuffix(".md")
        view = View(index, "../" if stem == FIRST else "../../")
        title, lead, sections = _divided(content.decode(errors="replace"))
        context = {
            "title": title,
            "lead": document(lead, view.address),
            "sections": [
                {"heading": Markup(heading), "body": document(words, view.address)}
                for heading, words in sections
            ],
            "tabs": _tabs(view, docs, stem),
            "changes_href": view.to("changes/") if stem == FIRST else "",
        }
        yield page_of(stem), page("manual", title, lead.strip().split("\n\n")[0], context)


def page_of(stem: str) -> str:
    """The page of the site on which something written by hand stands."""
    return "manual/index.md" if stem == FIRST else f"manual/{stem}.md"


def address_of(stem: str) -> str:
    """Where it is found on the site."""
    return "manual/" if stem == FIRST else f"manual/{stem}/"


def titles(docs: Docs) -> dict[str, str]:
    """What each page is called, in order: those that come with kb, then the others."""
    found = {
        path.removesuffix(".md"): _divided(content.decode(errors="replace"))[0]
        for path, content in sorted(docs.items())
        if path.endswith(".md")
    }
    known = {name: SHORT.get(name) or found[name] for name in KNOWN if name in {*found, "checks"}}
    return {**known, **{name: title for name, title in found.items() if name not in known}}


def words_of_manual(docs: Docs) -> Iterator[tuple[str, str, str]]:
    """Address, title and words of each hand-written page, for the search index."""
    for path, content in sorted(docs.items()):
        if path.endswith(".md"):
            title, lead, sections = _divided(content.decode(errors="replace"))
            words = " ".join((lead, *(f"{heading}. {text}" for heading, text in sections)))
            yield address_of(path.removesuffix(".md")), title, words


def _divided(text: str) -> tuple[str, str, list[tuple[str, str]]]:
    """Title, lead and sections; of headings what Markdown or a template could read is left out."""
    lead, *rest = re.split(r"^## ", text, flags=re.MULTILINE)
    title, _, lead = lead.strip().partition("\n")
    sections = [section.partition("\n") for section in rest]
    return (
        title.removeprefix("# ").strip(),
        lead,
        [(ACTIVE.sub("", heading).strip(), words) for heading, _, words in sections],
    )


def _tabs(view: View, docs: Docs, here: str) -> list[dict[str, object]]:
    return [
        {"said": said, "href": view.to(address_of(stem)), "here": stem == here}
        for stem, said in titles(docs).items()
    ]
