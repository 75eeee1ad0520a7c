"""Put what changed on some pages into the frame that each has already.

The frame that MkDocs makes of a page hangs on its title and headings; all else is put in by us.  So
while these stay, the page in the site is the one that is there with other blocks, another
description and another head, and MkDocs need not be started.  What is not found there just as we
put it, or is another kind of change, is left to MkDocs.
"""

import json
from collections.abc import Mapping
from html import escape
from pathlib import Path

from kb.site import mkdocs_hook as shared
from kb.site.framing import site_file

FRONT = "---\n"
HEAD = ("citation", "alternates")  # what the hook puts into a page's head
LEAST = 24  # letters of a block, below which the same may stand elsewhere
TITLED = "<h1"  # without it the theme adds a title
MADE_TOGETHER = ("assets/", ".html")  # what is not just copied


def framed_before(
    folder: Path, site: Path, changed: Mapping[str, bytes | None], title: str
) -> dict[str, bytes] | None:
    """The files of the site that changed files of pages make; None, if MkDocs has to make them.

    They are given as they were when the site, whose title is given too, was made.
    """
    found: dict[str, bytes] = {}
    for name, before in changed.items():
        now, file = (folder / name).read_bytes(), site / site_file(name)
        if before is None or file.is_symlink() or not file.is_file():
            return None
        if not name.endswith(".md"):
            if name.startswith(MADE_TOGETHER) or name.endswith(MADE_TOGETHER):
                return None
            found[name] = now
            continue
        made = with_page(file.read_bytes().decode(), before.decode(), now.decode(), title)
        if made is None:
            return None
        found[site_file(name)] = made.encode()
    return found


def with_page(output: str, before: str, now: str, title: str) -> str | None:
    """A page of the site with another page of ours in its frame; None, if that is not certain."""
    (front, body), (new_front, new_body) = (page.split(FRONT, 2)[1:] for page in (before, now))
    meta, new_meta = meta_of(front), meta_of(new_front)
    blocks, new_blocks = shared.HEADING.split(body), shared.HEADING.split(new_body)
    if not (without_ours(meta) == without_ours(new_meta) and blocks[1::2] == new_blocks[1::2]):
        return None
    if (TITLED in body) != (TITLED in new_body) or names_a_section(output, body, new_body):
        return None
    pairs = [(head_of(meta), head_of(new_meta)), (described(meta), described(new_meta))]
    every = zip(blocks[::2], new_blocks[::2], strict=True)
    pairs += [(finished(old, title), finished(new, title)) for old, new in every if old != new]
    for old, new in pairs:
        if old != new:
            if len(old) < LEAST or output.count(old) != 1:
                return None
            output = output.replace(old, new)
    return output


def meta_of(front: str) -> dict[str, object]:
    """What front matter says, whose values are JSON."""
    lines = (line.partition(": ") for line in front.splitlines())
    return {key: json.loads(value) for key, _, value in lines}


def without_ours(meta: Mapping[str, object]) -> dict[str, object]:
    """What MkDocs is told of a page, but for what stands in its frame just as we said it."""
    return {key: value for key, value in meta.items() if key not in (*HEAD, "description")}


def head_of(meta: Mapping[str, object]) -> str:
    """What the hook puts into the head of a page."""
    return shared.citation(meta)


def described(meta: Mapping[str, object]) -> str:
    """What the theme makes of a description."""
    return f'<meta name="description" content="{meta["description"]}">'


def finished(block: str, title: str) -> str:
    """A block as the hook leaves it on a page of the site."""
    return shared.naming_files(shared.sealed_once(shared.unsealed(block.strip()), escape(title)))


def names_a_section(output: str, before: str, now: str) -> bool:
    """Whether an id that came or went is that of a section, which then is called otherwise."""
    sections = {ident for ident, _ in shared.SECTION.findall(output)}
    sections |= {ident.removesuffix("-section") for ident in sections}
    return not sections.isdisjoint({*shared.ID.findall(before)} ^ {*shared.ID.findall(now)})
