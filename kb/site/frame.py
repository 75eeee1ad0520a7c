"""Write the pages of a base and put its frame around them: the one that its ``kb.toml`` names.

Only the frame that is asked for is imported: without MkDocs ours is there all the same.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path

from kb._data import packed
from kb.model.configuration import Configuration
from kb.site.framing import Titles
from kb.site.mkdocs_hook import FEED
from kb.site.same_frame import framed_before
from kb.site.write import Seen, Written, write_pages

PLAIN = Configuration()
TOLD = "frame.txt"  # in build/: what the frame of the site was told, in short
OURS = ("frame", "mkdocs.yml", "zensical")  # of what kb packs, what makes the frames


def write_and_frame(
    root: Path,
    made: Mapping[str, bytes],
    costly: Mapping[str, Callable[[], bytes]],
    only_changed: bool,
    told: Configuration = PLAIN,
    titles: Titles | None = None,
    address: str = "",
    seen: Seen | None = None,
) -> Written:
    """Write build/pages and the site; with ``only_changed``, touch nothing that is as before.

    What the frame is told stands on every page, so that all are framed again if it is another.
    """
    folder = (root / "build" / "pages").resolve()
    known, now = root / "build" / TOLD, digest_of(root, told, titles or {}, address, FEED in made)
    another = not known.is_file() or known.read_text("utf-8") != now
    try:
        counts = write_pages(made, folder, costly, seen)
    except BaseException:
        known.unlink(missing_ok=True)
        raise
    if only_changed and not (counts.written or counts.deleted or another):
        return counts
    known.unlink(missing_ok=True)  # until the site is made
    if another or not only_changed or not put_into_same_frame(root, told, counts):
        put_frame(root, told, titles or {}, address, counts.gone, only_changed and not another)
    known.write_text(now, "utf-8")
    return replace(counts, framed_anew=another)


def put_into_same_frame(root: Path, told: Configuration, counts: Written) -> bool:
    """Whether the pages that were written could be put into the frames that they have in the site.

    What a base tells MkDocs itself may look at all of a page.
    """
    if told.frame != "material" or counts.gone or (root / "mkdocs.yml").is_file():
        return False
    site = root / "site"
    made = framed_before(root / "build" / "pages", site, counts.before, told.title)
    for name, content in (made or {}).items():
        (site / name).write_bytes(content)
    return made is not None


def digest_of(
    root: Path, told: Configuration, titles: Titles, address: str, feed: bool = False
) -> str:
    """What the frame is told, and the files that make it, in short."""
    said = json.dumps(
        [asdict(told), sorted(titles.items()), address, feed], sort_keys=True, default=str
    )
    found = hashlib.sha256(said.encode())
    files = [root / "mkdocs.yml"]
    for name in OURS:
        files += sorted(packed(name).rglob("*")) if packed(name).is_dir() else [packed(name)]
    for path in (path for path in files if path.is_file()):
        content = path.read_bytes()
        found.update(f"\0{path.name}\0{len(content)}\0".encode() + content)
    return found.hexdigest()


def put_frame(
    root: Path,
    told: Configuration,
    titles: Titles,
    address: str = "",
    gone: Iterable[str] = (),
    only_changed: bool = False,
) -> None:
    """Make the site of build/pages; ``gone`` are pages that were there and are no more."""
    site = root / "site"
    if told.frame == "none":
        from kb.site.own_frame import frame_by_ourselves

        frame_by_ourselves(root, told, titles, address, only_changed)
        return
    if told.frame == "zensical":
        from kb.site.zensical import frame_with_zensical

        frame_with_zensical(root, told, titles, address, only_changed)
        return
    from kb.site.mkdocs import config_for, frame_with_mkdocs

    config = config_for(root.resolve(), told, titles, address)
    frame_with_mkdocs(site, config, gone, only_changed)
