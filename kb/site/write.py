"""Put pages on the disk: only what changed, nothing stale left, nothing outside the folder."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Written:
    """How many files were written, left as they were, and deleted."""

    written: int = 0
    kept: int = 0
    deleted: int = 0
    framed_anew: bool = False  # every page, since the frame around them is another


def write_pages(
    pages: Mapping[str, bytes],
    folder: Path,
    costly: Mapping[str, Callable[[], bytes]] | None = None,
) -> Written:
    """Make the folder hold exactly these pages; ``costly`` files are made only if missing."""
    makers = dict(costly or {})
    root, folders = folder.resolve(), dict[Path, Path]()
    paths = {name: _inside(root, name, folders) for name in (*pages, *makers)}
    written = 0
    for name, path in paths.items():
        if name in makers and path.is_file():
            continue
        content = makers[name]() if name in makers else pages[name]
        if path.is_file() and path.read_bytes() == content:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written += 1
    return Written(written, len(paths) - written, _delete_stale(folder, set(paths.values())))


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


def _delete_stale(folder: Path, wanted: set[Path]) -> int:
    root = folder.resolve()
    deleted = 0
    for path in sorted(root.rglob("*"), reverse=True):
        if path.is_symlink() or (path.is_file() and path not in wanted):
            path.unlink()
            deleted += 1
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    return deleted
