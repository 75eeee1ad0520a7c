"""What every frame is told: which tabs it has, and in which file a page is served."""

from collections.abc import Mapping

from kb._data import packed
from kb.model.configuration import SECTIONS, Configuration
from kb.model.misuse import Misuse
from kb.site.text.served import Served, served

CONFIG = packed("mkdocs.yml")  # the terms on which MkDocs and its successor frame pages
COLOURS_CSS = "assets/colours.css"
Titles = Mapping[str, tuple[str, str]]  # of what may stand in the bar of tabs: title and page


def tabs(configuration: Configuration, titles: Titles) -> list[tuple[str, str]]:
    """Title and page of each tab, in order; a page that is not there is a misuse."""
    listed = [("Home", "index.md")]
    for name in configuration.navigation:
        if name not in titles:
            hint = f"{', '.join(SECTIONS)}, or a page of docs/"
            raise Misuse(f"kb.toml: navigation: there is no '{name}': {hint}")
        listed.append(titles[name])
    return listed


def site_file(page: str) -> str:
    """The file of the site that a frame makes of a page."""
    if not page.endswith(".md"):
        return page
    stem = page.removesuffix(".md")
    return f"{stem}.html" if stem.rpartition("/")[2] == "index" else f"{stem}/index.html"


def served_at(configuration: Configuration, site: str = "", repository: str = "") -> Served:
    """Where the site and the files are, as it is told here or in the base's own file."""
    found = (site or configuration.address, repository or configuration.repository)
    return served(*found, configuration.branch)
