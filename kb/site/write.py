"""Put pages on the disk: only what changed, nothing stale left, nothing outside the folder."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

Stamp = tuple[int, int, int]  # when a file was changed last, its size, which file it is


@dataclass(frozen=True)
class Written:
    """How many files were written, left as they were, and deleted; and which."""

    written: int = 0
    kept: int = 0
    deleted: int = 0
    framed_anew: bool = False  # every page, since the frame around them is another
    before: Mapping[str, bytes | None] = field(default_factory=dict)  # of those written, if known
    gone: tuple[str, ...] = ()  # deleted


@dataclass
class Seen:
    """What was written to a folder, as the files looked on the disk then."""

    files: dict[str, tuple[bytes, Stamp]] = field(default_factory=dict)


def write_pages(
    pages: Mapping[str, bytes],
    folder: Path,
    costly: Mapping[str, Callable[[], bytes]] | None = None,
    seen: Seen | None = None,
) -> Written:
    """Make the folder hold exactly these pages; ``costly`` files are made only if missing.

    What was ``seen`` to be written, and looks on the disk as it did, is not read to be compared.
    """
    makers, known = dict(costly or {}), seen.files if seen else {}
    root, folders = folder.resolve(), dict[Path, Path]()
    there = stamps_of(root) if known else {}
    before: dict[str, bytes | None] = {}
    wanted = set()
    for name in (*pages, *makers):
        last, stamp = known.get(name, (None, None))
        if last is not None and stamp == there.get(name) and last == pages.get(name, last):
            wanted.add(f"{root}/{name}")
            continue
        path = _inside(root, name, folders)
        wanted.add(str(path))
        if name in makers and path.is_file():
            continue
        content = makers[name]() if name in makers else pages[name]
        if not path.is_file() or path.read_bytes() != content:
            before[name] = last
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if seen:
            known[name] = content, stamp_of(path.lstat())
    stale = not known or not there or not there.keys() <= {*pages, *makers}
    gone = _delete_stale(root, wanted) if stale else ()
    for name in gone:
        known.pop(name, None)
    return Written(len(before), len(wanted) - len(before), len(gone), before=before, gone=gone)


def stamp_of(status: os.stat_result) -> Stamp:
    """By what it shows that a file is another than before."""
    return status.st_mtime_ns, status.st_size, status.st_ino


def stamps_of(root: Path) -> dict[str, Stamp]:
    """How all files of a folder look, by their paths in it; no link is followed."""
    found: dict[str, Stamp] = {}
    waiting = [""]
    for inside in waiting:
        with suppress(FileNotFoundError), os.scandir(f"{root}/{inside}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{inside}{entry.name}/")
                else:
                    found[f"{inside}{entry.name}"] = stamp_of(entry.stat(follow_symlinks=False))
    return found


def _inside(root: Path, name: str, folders: dict[Path, Path]) -> Path:
    """Where a file is written; where its folder leads is asked once for all that lie in it."""
    parent, own = (root / name).parent, (root / name).name
    if parent not in folders:
        folders[parent] = parent.resolve()
    path = folders[parent] / own
    if path.is_symlink():
        path = path.resolve()
    if root not in path.parents or ".." in Path(name).parts or "\0" in name:
        raise ValueError(f"the page '{name}' would lie outside {root}")
    return path


def _delete_stale(root: Path, wanted: set[str]) -> tuple[str, ...]:
    gone: list[str] = []
    for folder, folders, files in os.walk(root, topdown=False):
        for name in (*files, *folders):
            path = f"{folder}/{name}"
            if os.path.islink(path) or (name in files and path not in wanted):  # noqa: PTH114
                Path(path).unlink()
                gone.append(Path(path).relative_to(root).as_posix())
        if folder != str(root):
            with suppress(OSError):  # something lies in it
                Path(folder).rmdir()
    return tuple(gone)
