"""Write the pages of a base and put its frame around them: the one that its ``kb.toml`` names.

Only the frame that is asked for is imported: without MkDocs ours is there all the same.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from kb.model.configuration import Configuration
from kb.site.framing import Titles
from kb.site.write import Written, write_pages

PLAIN = Configuration()


def write_and_frame(
    root: Path,
    made: Mapping[str, bytes],
    costly: Mapping[str, Callable[[], bytes]],
    only_changed: bool,
    told: Configuration = PLAIN,
    titles: Titles | None = None,
    address: str = "",
) -> Written:
    """Write build/pages and the site; with ``only_changed``, touch nothing that is as before."""
    folder = (root / "build" / "pages").resolve()
    before = {path for path in folder.rglob("*") if path.is_file()}
    counts = write_pages(made, folder, costly)
    if only_changed and not (counts.written or counts.deleted):
        return counts
    gone = [page.relative_to(folder).as_posix() for page in before if not page.exists()]
    put_frame(root, told, titles or {}, address, gone, only_changed)
    return counts


def put_frame(
    root: Path,
    told: Configuration,
    titles: Titles,
    address: str = "",
    gone: list[str] | None = None,
    only_changed: bool = False,
) -> None:
    """Make the site of build/pages; ``gone`` are pages that were there and are no more."""
    site = root / "site"
    if told.frame == "none":
        from kb.site.own_frame import frame_by_ourselves

        frame_by_ourselves(root, told, titles, address, only_changed)
        return
    from kb.site.mkdocs import config_for, frame_with_mkdocs

    config = config_for(root.resolve(), told, titles, address)
    frame_with_mkdocs(site, config, gone or (), only_changed)
