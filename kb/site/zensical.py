"""The frame of Zensical, the successor of MkDocs and Material, around finished pages.

It runs no hook, resolves the links of HTML that stands in Markdown once more, and its search takes
no index but its own.  So it is given pages that have nothing but their front matter and headings,
by a template of ours that leaves two marks; a page's own HTML and its citation are put in there as
kb's own frame makes them, and kb's search box stands where Zensical's would.
"""

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from importlib.util import find_spec
from pathlib import Path

import yaml

from kb._data import packed
from kb.model.configuration import Configuration
from kb.programs import OutsideError, build_with
from kb.site import mkdocs_hook as shared
from kb.site import own_frame as own
from kb.site.framing import COLOURS_CSS, CONFIG, Titles, site_file, tabs
from kb.site.text.json_in_yaml import json_in_yaml
from kb.site.write import write_pages

NAME = "zensical"
THEME, FRAME = packed(NAME), packed("frame")
HEAD, ARTICLE = "<!--kb-head-->", "<!--kb-article-->"
OURS = (
    FRAME / "search-box.css", FRAME / "search-box.js", FRAME / "icon.svg", THEME / "zensical.css",
)  # fmt: skip
SEARCHED = "search."  # features of a search that is not there
LEFT = ("assets/javascripts/workers/", "assets/stylesheets/classic/", "assets/images/")
BLANK = re.compile(r"\n\s+")


@dataclass(frozen=True)
class Page:
    """A page taken apart: its front matter, its headings with their ids, and its whole HTML."""

    front: str
    headings: list[tuple[str, str]]
    html: str


def frame_with_zensical(
    root: Path, told: Configuration, titles: Titles, address: str, only_changed: bool = False
) -> None:
    """Make the site of build/pages; with ``only_changed``, touch nothing that is as before."""
    if find_spec(NAME) is None:
        raise ModuleNotFoundError(f"No module named '{NAME}'", name=NAME)
    own.refuse_configuration(root)
    folder, work, site = root / "build/pages", (root / "build" / NAME).resolve(), root / "site"
    files = own.files_under(folder)
    pages = {
        name: taken_apart(path.read_text("utf-8"))
        for name, path in files.items()
        if name.endswith(".md")
    }
    made_again = make_frames(work, config_of(told, titles, address), pages, only_changed)
    site_name, feed, made = escape(told.title), shared.FEED in files, {}
    for name, path in files.items():
        file = site_file(name)
        if only_changed and not made_again and own.is_younger(site / file, path):
            made[file] = (site / file).read_bytes()
        elif name in pages:
            made[file] = framed(made_of(work, file), name, pages[name], site_name, feed).encode()
        elif name not in own.UNASKED:
            made[file] = path.read_bytes()
    made |= {f"assets/{path.name}": path.read_bytes() for path in OURS}
    made |= assets_of(work / "site")
    sheets = shared.SHEET.findall(made_of(work, "index.html"))
    made[shared.TOGETHER] = b"\n".join(
        made[name] for _, name in sheets if name != shared.PRINTED and name in made
    )
    made[own.NO_PAGE] = no_page(made_of(work, own.NO_PAGE), site_name, address).encode()
    made["sitemap.xml"] = made_of(work, "sitemap.xml").encode()
    write_pages(made, site)


def make_frames(
    work: Path, config: Mapping[str, object], pages: Mapping[str, Page], only_changed: bool
) -> bool:
    """Let Zensical make the frames of all pages, unless nothing that it is given is another."""
    hollow = {f"pages/{name}": hollowed(page).encode() for name, page in pages.items()}
    theme = {"theme/main.html": THEME / "main.html",
             "theme/partials/search.html": FRAME / "search-box.html"}  # fmt: skip
    counts = write_pages(
        {**hollow, **{name: path.read_bytes() for name, path in theme.items()}}, work / "given"
    )
    file, told = work / "mkdocs.yml", json_in_yaml(config)
    another = bool(counts.written or counts.deleted) or not file.is_file()
    if only_changed and not another and file.read_text("utf-8") == told:
        return False
    file.write_text(told, "utf-8")
    shutil.rmtree(work / "site", ignore_errors=True)
    try:
        # Any warning of its is an error of ours; only kb serve uses what it remembers.
        build_with(NAME, file, "build", "--strict", *([] if only_changed else ["--clean"]))
    except OutsideError:
        file.unlink()  # so that it is tried again
        raise
    return True


def made_of(work: Path, file: str) -> str:
    """A file as Zensical made it."""
    try:
        return (work / "site" / file).read_text("utf-8")
    except FileNotFoundError:
        raise OutsideError(f"zensical did not make {file}") from None


def config_of(told: Configuration, titles: Titles, address: str) -> dict[str, object]:
    """What Zensical is told: ours of MkDocs, as far as it heeds it, and what the base says."""
    ours = yaml.safe_load(CONFIG.read_text("utf-8"))
    features = [name for name in ours["theme"]["features"] if not name.startswith(SEARCHED)]
    theme = {"features": features, "custom_dir": "given/theme", "favicon": "assets/icon.svg"}
    colours = [COLOURS_CSS] if told.colours else []
    own_sheets = ["assets/search-box.css", "assets/zensical.css", *colours]
    return {
        "site_name": escape(told.title),  # the theme's templates put it in as it is
        "site_description": escape(told.description),
        "copyright": escape(told.copyright),
        "docs_dir": "given/pages",
        "site_dir": "site",
        "theme": {**ours["theme"], **theme},
        "extra": {"generator": False},
        "extra_css": [*ours["extra_css"], *own_sheets],
        "extra_javascript": ["assets/search-box.js", *ours["extra_javascript"]],
        "markdown_extensions": ["attr_list", *ours["markdown_extensions"]],
        "plugins": ["search"],  # with it there is a place for a search box
        "nav": [{escape(title): page} for title, page in tabs(told, titles)],
        **({"site_url": address} if address else {}),
    }


def taken_apart(text: str) -> Page:
    """A page of build/pages as kb's own frame reads it."""
    _, front, body = text.split(own.FRONT, 2)
    html, contents = own.article(body)
    headings = shared.HEADING.split(body)[1::2]
    idents = [ident for ident, _ in contents]
    return Page(front, list(zip(headings, idents, strict=True)), html)


def hollowed(page: Page) -> str:
    """Its front matter and headings, which have the ids that they will have."""
    lines = [f"{heading} {{: #{ident} }}\n" for heading, ident in page.headings]
    return "\n".join([f"{own.FRONT}{page.front}{own.FRONT}", *lines])


def framed(frame: str, name: str, page: Page, title: str, feed: bool) -> str:
    """A page of the site: what Zensical made around it, and in it what is the page's own."""
    head = shared.citation(own.meta_of(page.front))
    if feed:
        head += shared.feed("../" * own.address_of(name).count("/"))
    return finished(frame, title, head, page.html)


def no_page(frame: str, title: str, address: str) -> str:
    """The page for addresses without a page."""
    return finished(frame, title, "", shared.onward(own.base_of(address)))


def finished(frame: str, title: str, head: str, article: str) -> str:
    """A frame with something in it, without the blank that templates leave."""
    for mark in (HEAD, ARTICLE):
        if frame.count(mark) != 1:
            raise OutsideError("zensical made a frame in which no page of kb's has a place")
    frame = shared.sealed_once(BLANK.sub("\n", frame), title).replace(HEAD, head)
    return shared.naming_files(shared.painting_soon(frame).replace(ARTICLE, article))


def assets_of(site: Path) -> dict[str, bytes]:
    """What Zensical's own sheet and script are made of."""
    found = {path.relative_to(site).as_posix(): path for path in (site / "assets").rglob("*")}
    return {
        name: path.read_bytes()
        for name, path in found.items()
        if path.is_file() and not name.startswith(LEFT)
    }
