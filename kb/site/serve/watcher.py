"""Notice what is changed under some folders, one save at a time.

An editor's save is several changes, and reading a file is an event too: neither is told apart
by the file system, so both are here.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import (
    FileSystemEvent,
    FileSystemEventHandler,
    FileSystemMovedEvent,
)
from watchdog.observers import Observer

QUIET = 0.15  # seconds without a change after which a save is over
PATIENCE = 20  # changes without a pause after which it is not waited for
CHANGING = ("created", "modified", "moved", "deleted")


class Changes(FileSystemEventHandler):
    """Files that were changed and not yet looked at."""

    def __init__(self) -> None:
        """Nothing has changed."""
        self._any = threading.Event()
        self._lock = threading.Lock()
        self._files: set[Path] = set()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a file that was written, moved or removed; reading one is no change."""
        if event.event_type not in CHANGING or (
            event.is_directory and event.event_type == "modified"
        ):
            return
        ends = [event.src_path]
        if isinstance(event, FileSystemMovedEvent):
            ends.append(event.dest_path)
        files = {Path(str(end)) for end in ends}
        files = {file for file in files if not is_hidden(file)}
        with self._lock:
            self._files |= files
        if files:
            self._any.set()

    def next(self) -> set[Path]:
        """Wait for a change, then until the saving is over; what has changed since last time."""
        self._any.wait()
        for _ in range(PATIENCE):
            self._any.clear()
            if not self._any.wait(QUIET):
                break
        self._any.clear()
        with self._lock:
            files, self._files = self._files, set()
        return files


def is_hidden(path: Path) -> bool:
    """Whether it is an editor's or Python's own file, which says nothing of the base."""
    return (
        path.name.startswith((".", "#")) or path.name.endswith("~") or "__pycache__" in path.parts
    )


class OnlyThese(FileSystemEventHandler):
    """Of what changes in a folder, what happens to some of its files."""

    def __init__(self, changes: Changes, files: Sequence[Path]) -> None:
        """Tell ``changes`` of the files alone."""
        self._changes = changes
        self._names = {file.name for file in files}

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass on what one of them is the beginning or the end of."""
        ends = [str(event.src_path), str(getattr(event, "dest_path", ""))]
        if any(Path(end).name in self._names for end in ends):
            self._changes.on_any_event(event)


@contextmanager
def watching(folders: Sequence[Path], files: Sequence[Path] = ()) -> Iterator[Changes]:
    """Watch folders, and single files of others, for as long as the block lasts."""
    changes = Changes()
    observer = Observer()
    for folder in folders:
        if folder.is_dir():
            observer.schedule(changes, str(folder), recursive=True)
    for folder in {file.parent for file in files}:
        observer.schedule(OnlyThese(changes, files), str(folder), recursive=False)
    observer.start()
    try:
        yield changes
    finally:
        observer.stop()
