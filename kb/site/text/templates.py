"""Fill in the templates, and lay the result out so that MkDocs has nothing to interpret.

A page is raw HTML blocks, which Markdown leaves alone, and Markdown headings, which the
table of contents needs.  Whatever a template shows that was not rendered before is sealed.
"""

from collections.abc import Mapping
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kb._data import packed
from kb.site.text.json_in_yaml import json_in_yaml
from kb.site.text.markdown import plain
from kb.site.text.plain_math import bare

FOLDER = packed("templates")
HEADING = "## "
WIDE = frozenset({"home"})  # pages that leave no room for a list of their headings
NOTHING: Mapping[str, object] = {}


def page(
    template: str,
    title: str,
    description: str,
    context: Mapping[str, object],
    head: Mapping[str, object] = NOTHING,
) -> bytes:
    """A Markdown page: front matter, then blocks and headings with blank lines between them.

    What is given for its ``head`` is written there by the hook, which escapes it.
    """
    front = {
        "title": str(plain(bare(title))),
        "description": str(plain(shorten(bare(description)))),
        "hide": ["navigation", *(["toc"] if template in WIDE else [])],
        **head,
    }
    filled = environment().get_template(f"{template}.md.jinja").render(context)
    # MkDocs reads it as front matter
    lines = "".join(f"{key}: {json_in_yaml(value)}\n" for key, value in front.items())
    return f"---\n{lines}---\n{_laid_out(filled)}".encode(errors="replace")


@lru_cache
def environment() -> Environment:
    """The templates; an undefined name is an error, and nothing leaves unsealed."""
    return Environment(
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        autoescape=True,
        auto_reload=True,  # a template may change while the site is shown
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_sealed,
    )


def shorten(words: str, most: int = 155) -> str:
    """The beginning of a text, cut between words, as a description for search results."""
    if len(words) <= most:
        return words
    return words[:most].rpartition(" ")[0].rstrip(",;:.") + "…"


def _sealed(value: object) -> object:
    return value if isinstance(value, Markup) or value is None else plain(str(value))


def _laid_out(filled: str) -> str:
    """No blank line inside a block, one on each side of a heading, nothing indented."""
    lines = (line.strip() for line in filled.splitlines())
    return "".join(
        f"\n{line}\n\n" if line.startswith(HEADING) else f"{line}\n" for line in lines if line
    )
