"""What MkDocs is spared: parsing finished pages twice more, and reading them for a search index.

A page is blocks of HTML between Markdown headings, and the index is among the pages; this
hook sets the blocks aside and puts them back, and keeps the search plugin from writing an
index over ours.  It also tells feed readers of the feed, and reference managers how a claim is
cited, lets every link name its file, so that the site can be read from a disk, and puts a link to
each section beside its heading, so that no heading is called by it.  Other builders of the same
pages ignore it and show the same; our own frame does the same to them by the functions here.
"""

import re
import shutil
from collections.abc import Mapping
from html import escape, unescape
from pathlib import Path
from typing import Any

INDEX = "search/search_index.json"
FEED = "feed.xml"
HEADING = re.compile(r"(?m)^(## .*)$")
# Punctuation that another parser of Markdown would read; not what HTML itself reads: " & ' < >
SEALED = re.compile(r"&#(33|3[5-7]|4[0-7]|58|59|61|63|64|9[1-6]|12[3-6]);")
ID = re.compile(r'<[^<>]*? id="([^"]+)"')
# A link to a folder of the site: relative, and without the name of a file at its end.
FOLDER_LINK = re.compile(r'(<(?:a|link) [^<>]*?(?<= )href=")((?:[\w.~%-]+/)*(?:\.\.?)?)(?=["#?])')
# A style sheet of the site, and the scripts that the frame's own must find at work.
SHEET = re.compile(r'<link rel="stylesheet" href="((?:\.{1,2}/)*)(assets/[^"]+\.css)">\s*')
EARLY = re.compile(r'<script src="(?:\.{1,2}/)*assets/worker\.js"></script>\s*')
FRAME = re.compile(r'<script src="(?:\.{1,2}/)*assets/javascripts/bundle\.')
PRINTED, TOGETHER, SHEETS = "assets/print.css", "assets/together.css", "kb_sheets"
SECTION = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>')
LOST = re.compile(r"<h1>404[^<]*</h1>")
ROOT = re.compile(r'"base": "([^"]*)"')
TITLE = re.compile(r'\btitle="([^"]*)"')
ASIDE = re.compile(r'<div data-kb="(\d+)"></div>')


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Leave headings, which make the table of contents, and a mark for each block."""
    page.meta["search"] = {"exclude": True}
    pieces = HEADING.split(markdown)
    page.meta["kb_blocks"] = pieces[::2]
    marks = [f'\n<div data-kb="{at}"></div>\n' for at in range(len(pieces[::2]))]
    headings = [f"\n{heading}\n" for heading in pieces[1::2]]
    return "".join(mark + heading for mark, heading in zip(marks, [*headings, ""], strict=True))


def on_page_content(html: str, page: Any, **_: Any) -> str:
    """Put the blocks where their marks are; nothing reads them again, so they need no seal."""
    blocks = page.meta.pop("kb_blocks", [])
    html = _with_own_ids(html, list(page.toc), set(ID.findall("".join(blocks))))
    html = SECTION.sub(with_link_beside, html)
    whole = ASIDE.sub(lambda mark: blocks[int(mark[1])].strip(), html)
    return unsealed(whole)


def unsealed(html: str) -> str:
    """The same text, with its punctuation as it is: no parser of Markdown follows."""
    return SEALED.sub(lambda code: chr(int(code[1])), html)


def with_link_beside(heading: re.Match[str]) -> str:
    """A heading, and beside it a link to it with a name of its own."""
    whole, ident, words = heading[0], heading[1], heading[2]
    return (
        f'<div class="kb-section">{whole}<a class="headerlink" href="#{ident}"'
        f' aria-label="Link to the section {words}">&para;</a></div>'
    )


def _with_own_ids(html: str, headings: list[Any], taken: set[str]) -> str:
    """Headings whose ids are not those of something in the blocks, such as a demonstration."""
    for heading in headings:
        if heading.id in taken:
            new = f"{heading.id}-section"
            html = html.replace(f'id="{heading.id}"', f'id="{new}"')
            html = html.replace(f'href="#{heading.id}"', f'href="#{new}"')
            heading.id = new
        html = _with_own_ids(html, heading.children, taken)
    return html


def on_post_page(output: str, page: Any, config: Any, **_: Any) -> str:
    """Let readers of feeds find ours from any page, and reference managers the citation."""
    head = citation(page.meta)
    if (Path(config["docs_dir"]) / FEED).is_file():
        head += feed("../" * page.url.lstrip("./").count("/"))
    output = output.replace("</head>", f"{head}</head>", 1) if head else output
    sheets = [name for _, name in SHEET.findall(output) if name != PRINTED]
    config["extra"].setdefault(SHEETS, sheets)
    return naming_files(painting_soon(sealed_once(output, config["site_name"])))


def sealed_once(output: str, name: str) -> str:
    """The same page; where a template sealed the site's name, it was sealed already."""
    if name == escape(name):
        return output
    return TITLE.sub(
        lambda said: f'title="{name}"' if unescape(said[1]) == name else said[0], output
    )


def on_post_template(output_content: str, template_name: str, config: Any, **_: Any) -> str:
    """Say on the page for addresses without a page where to go on; its links begin at the root."""
    output_content = sealed_once(output_content, config["site_name"])
    root = ROOT.search(output_content)
    if template_name != "404.html" or root is None:
        return output_content
    return LOST.sub(lambda _: onward(root[1]), output_content)


def onward(base: str) -> str:
    """What the page for addresses without a page says, with links from the site's root."""
    to = escape(base.rstrip("/"))
    return (
        "<h1>There is no page at this address</h1><p>A claim that was renamed keeps a page at"
        " its former address; one that was taken out is told among"
        f' <a href="{to}/changes/">what changed</a>. The search above finds claims, works and'
        f' people’s roles; or begin at the <a href="{to}/">first page</a>, at the'
        f' <a href="{to}/topics/">topics</a> or at the <a href="{to}/manual/">manual</a>.</p>'
    )


def painting_soon(output: str) -> str:
    """The same page, which asks for one style sheet and no script before it is painted."""
    first = SHEET.search(output)
    early, frame = EARLY.search(output), FRAME.search(output)
    if early and frame and early.end() <= frame.start():
        output = output[: frame.start()] + early[0] + output[frame.start() :]
        output = output.replace(early[0], "", 1)

    def together(sheet: re.Match[str]) -> str:
        if sheet[2] == PRINTED:
            return sheet[0].replace(">", ' media="print">', 1)
        asked = f'<link rel="stylesheet" href="{sheet[1]}{TOGETHER}">\n'
        return asked if first and sheet.start() == first.start() else ""

    return SHEET.sub(together, output)


def naming_files(output: str) -> str:
    """The same page, whose links name the file that a server would give for a folder."""
    return FOLDER_LINK.sub(lambda link: f"{link[1]}{file_of(link[2])}", output)


def file_of(folder: str) -> str:
    """The page of a folder as its file; the page itself, which is "", stays."""
    return f"{folder.rstrip('/')}/index.html".removeprefix("./") if folder else ""


def citation(meta: Mapping[str, Any]) -> str:
    """What the front matter of a page says of how to cite it, as elements of the head."""
    said = "".join(
        f'<meta name="{escape(name)}" content="{escape(content)}">'
        for name, content in meta.get("citation", ())
    )
    return said + "".join(alternate(*file) for file in meta.get("alternates", ()))


def feed(base: str) -> str:
    """Where readers of feeds find ours, from a page whose way to the site's root is given."""
    return alternate(base + FEED, "What changed", "application/atom+xml", "feed")


def alternate(address: str, title: str, kind: str, also: str = "describedby") -> str:
    """A link to the same in another format.

    A second word says what it is to the page; the frame takes ``alternate`` alone for the same
    site in another language, and asks for a sitemap beside it.
    """
    return (
        f'<link rel="alternate {also}" type="{escape(kind)}" title="{escape(title)}"'
        f' href="{escape(address)}">'
    )


def on_post_build(config: Any, **_: Any) -> None:
    """Put the index in place, after the plugin has written its empty one, and the sheets in one."""
    site = Path(config["site_dir"])
    sheets = [site / name for name in config["extra"].get(SHEETS, ())]
    if sheets and all(sheet.is_file() for sheet in sheets):
        (site / TOGETHER).write_text(
            "\n".join(sheet.read_text("utf-8") for sheet in sheets), "utf-8"
        )
    ours = Path(config["docs_dir"]) / INDEX
    if ours.is_file():
        shutil.copyfile(ours, Path(config["site_dir"]) / INDEX)
