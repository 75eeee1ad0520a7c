"""What MkDocs is spared: parsing finished pages twice more, and reading them for a search index.

A page is blocks of HTML between Markdown headings, and the index is among the pages; this
hook sets the blocks aside and puts them back, and keeps the search plugin from writing an
index over ours.  It also tells feed readers of the feed.  Other builders of the same pages
ignore it and show the same.
"""

import re
import shutil
from pathlib import Path
from typing import Any

INDEX = "search/search_index.json"
FEED = "feed.xml"
HEADING = re.compile(r"(?m)^(## .*)$")
# Punctuation that another parser of Markdown would read; not what HTML itself reads: " & ' < >
SEALED = re.compile(r"&#(33|3[5-7]|4[0-7]|58|59|61|63|64|9[1-6]|12[3-6]);")
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
    whole = ASIDE.sub(lambda mark: blocks[int(mark[1])].strip(), html)
    return SEALED.sub(lambda code: chr(int(code[1])), whole)


def on_post_page(output: str, page: Any, config: Any, **_: Any) -> str:
    """Let readers of feeds find ours from any page."""
    if not (Path(config["docs_dir"]) / FEED).is_file():
        return output
    address = "../" * page.url.lstrip("./").count("/") + FEED
    kind = 'type="application/atom+xml" title="What changed"'
    link = f'<link rel="alternate" {kind} href="{address}">'
    return output.replace("</head>", f"{link}</head>", 1)


def on_post_build(config: Any, **_: Any) -> None:
    """Put the index in place, after the plugin has written its empty one."""
    ours = Path(config["docs_dir"]) / INDEX
    if ours.is_file():
        shutil.copyfile(ours, Path(config["site_dir"]) / INDEX)
