"""A frame of our own: one template, one sheet and one script around pages that are finished.

It needs no other program and parses no Markdown: a page is blocks of HTML between headings, so
that only these are read.  The parts have the names that Material for MkDocs gives them, by which
our style sheets and the base's know them in both frames.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from kb._data import packed
from kb.model.configuration import Configuration
from kb.model.misuse import Misuse
from kb.site import mkdocs_hook as shared
from kb.site.framing import COLOURS_CSS, Titles, site_file, tabs
from kb.site.write import write_pages

FOLDER = packed("frame")
SHEETS = (
    "assets/frame.css",
    "assets/search-box.css",
    "assets/style.css",
    "assets/evidence.css",
    "assets/map.css",
    COLOURS_CSS,
)
UNASKED = frozenset({shared.INDEX, "assets/worker.js"})  # what only Material's search asks for
FRONT, NO_PAGE = "---\n", "404.html"
Contents = list[tuple[str, Markup]]  # of a page: each section's id and words


@dataclass(frozen=True)
class Around:
    """What is the same on every page."""

    told: Configuration
    tabs: list[tuple[str, str]]  # title and page
    address: str  # of the site, or ""
    feed: bool


def frame_by_ourselves(
    root: Path, told: Configuration, titles: Titles, address: str, only_changed: bool = False
) -> None:
    """Make the site of build/pages: files that are as before stay, what is gone is taken away.

    With ``only_changed`` a page older than its file in the site is not framed again.
    """
    refuse_configuration(root)
    site, files = root / "site", files_under(root / "build" / "pages")
    around = Around(told, tabs(told, titles), address, shared.FEED in files)
    made = {}
    for name, path in files.items():
        file = site_file(name)
        if only_changed and is_younger(site / file, path):
            made[file] = (site / file).read_bytes()
        elif name.endswith(".md"):
            made[file] = framed(name, path.read_text("utf-8"), around).encode()
        elif name not in UNASKED:
            made[file] = path.read_bytes()
    made |= {f"assets/{path.name}": path.read_bytes() for path in assets()}
    made[shared.TOGETHER] = b"\n".join(made[sheet] for sheet in SHEETS if sheet in made)
    made[NO_PAGE] = no_page(around).encode()
    made["sitemap.xml"] = sitemap(around, (name for name in files if name.endswith(".md"))).encode()
    write_pages(made, site)


def refuse_configuration(root: Path) -> None:
    """A base's own configuration of MkDocs can change no frame but that of MkDocs."""
    if (root / "mkdocs.yml").is_file():
        hint = 'take it away, or write frame = "material" in kb.toml'
        raise Misuse(
            f"{root / 'mkdocs.yml'} adds to the frame of MkDocs, which is not asked: {hint}"
        )


def files_under(folder: Path) -> dict[str, Path]:
    """Every file of a folder, by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()
    }


def is_younger(made: Path, source: Path) -> bool:
    """Whether a file was made after its source was written."""
    return made.is_file() and made.stat().st_mtime_ns > source.stat().st_mtime_ns


def assets() -> list[Path]:
    """The frame's own sheet, script and sign."""
    return [path for path in sorted(FOLDER.iterdir()) if path.suffix in (".css", ".js", ".svg")]


@lru_cache
def template() -> Template:
    """What stands around a page; an undefined name is an error."""
    found = Environment(
        loader=FileSystemLoader(FOLDER), undefined=StrictUndefined, autoescape=True,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return found.get_template("page.html.jinja")


def framed(name: str, text: str, around: Around) -> str:
    """A page of the site, from front matter, blocks and headings."""
    meta, body = divided(text)
    html, contents = article(body)
    url = address_of(name)
    page = filled(
        around, "../" * url.count("/"), name,
        title=as_html(meta["title"]), description=as_html(meta["description"]),
        canonical=around.address + url if around.address else "",
        citation=Markup(shared.citation(meta)), article=Markup(html),
        contents=[] if "toc" in str(meta["hide"]) else contents,
    )  # fmt: skip
    return shared.naming_files(page)


def no_page(around: Around) -> str:
    """The page for addresses without a page, whose links begin at the root of the server."""
    base = base_of(around.address)
    return filled(
        around, base, "",
        title="There is no page at this address", description="", canonical="", citation="",
        article=Markup(shared.onward(base)), contents=[],
    )  # fmt: skip


def base_of(address: str) -> str:
    """The path, on its server, at which a site is served."""
    return (urlsplit(address).path.rstrip("/") if address else "") + "/"


def filled(around: Around, base: str, here: str, **page: object) -> str:
    """The template with what is the same on every page, and what is this one's own."""
    return template().render(
        told=around.told,
        base=base,
        tabs=[tab(*each, here, base) for each in around.tabs],
        feed=Markup(shared.feed(base)) if around.feed else "",
        **page,
    )


def divided(text: str) -> tuple[dict[str, object], str]:
    """The front matter, and what follows it."""
    _, front, body = text.split(FRONT, 2)
    return meta_of(front), body


def meta_of(front: str) -> dict[str, object]:
    """What front matter says, whose values are JSON."""
    lines = (line.partition(": ") for line in front.splitlines())
    return {key: json.loads(value) for key, _, value in lines}


def article(body: str) -> tuple[str, Contents]:
    """The page's own HTML, headings with ids and links to them, and its table of contents."""
    blocks = shared.HEADING.split(body)
    taken = set(shared.ID.findall("".join(blocks[::2])))
    pieces, contents, used = [shared.unsealed(blocks[0].strip())], Contents(), set[str]()
    for heading, block in zip(blocks[1::2], blocks[2::2], strict=True):
        words = shared.unsealed(heading.removeprefix("## ").strip())
        ident = ident_of(words, used)
        ident = f"{ident}-section" if ident in taken else ident
        section = f'<h2 id="{ident}">{words}</h2>'
        pieces += [shared.SECTION.sub(shared.with_link_beside, section)]
        pieces += [shared.unsealed(block.strip())]
        contents.append((ident, Markup(words)))
    return "\n".join(pieces), contents


def ident_of(words: str, used: set[str]) -> str:
    """A section's id as MkDocs makes it: letters and digits of ASCII, joined by ``-``."""
    plain = unicodedata.normalize("NFKD", unescape(words)).encode("ascii", "ignore").decode()
    kept = re.sub(r"[^\w\s-]", "", plain).strip().lower()
    first = ident = re.sub(r"[-\s]+", "-", kept)
    count = 0
    while ident in used or not ident:
        count += 1
        ident = f"{first}_{count}"
    used.add(ident)
    return ident


def tab(title: str, page: str, here: str, base: str) -> dict[str, str]:
    """A tab: the page itself, or the part of the site in which a page lies, is marked."""
    folder = address_of(page)
    inside = "true" if folder and here.startswith(folder) else ""
    return {
        "title": title, "href": base + folder or "./",
        "current": "page" if here == page else inside,
    }  # fmt: skip


def address_of(page: str) -> str:
    """Where a page is found, from the root of the site."""
    return site_file(page).removesuffix("index.html")


def as_html(sealed: object) -> Markup:
    """What stands sealed in the front matter."""
    return Markup(shared.unsealed(str(sealed)))


def sitemap(around: Around, pages: Iterable[str]) -> str:
    """The addresses of all pages, as far as it is known where they are served."""
    places = [around.address + address_of(page) for page in sorted(pages) if around.address]
    urls = "".join(f"<url><loc>{escape(place)}</loc></url>\n" for place in places)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    )
