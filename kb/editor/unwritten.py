"""A memory that is looked into and never written to: an editor leaves nothing on the disk."""

from collections.abc import Sequence
from pathlib import Path

from kb.memory import Memory

MOST = 20  # values kept, of which those of older states of the base are forgotten


class Unwritten(Memory):
    """What is remembered on the disk, and beside it what was found out since."""

    def __init__(self, folder: Path) -> None:
        """Look into a folder, which need not exist."""
        super().__init__(folder)
        self.since: dict[tuple[str, str], object] = {}

    def text(self, kind: str, key: str) -> object | None:
        """The value found out since, else the one on the disk."""
        found = self.since.get((kind, key))
        return super().text(kind, key) if found is None else found

    def keep(self, kind: str, key: str, value: object) -> None:
        """Keep a value until the editor ends."""
        self.since[kind, key] = value
        while len(self.since) > MOST:
            del self.since[next(iter(self.since))]
        self.checked.pop((kind, key), None)

    def write_lines(self, kind: str, key: str, lines: Sequence[bytes | memoryview]) -> None:
        """Write nothing."""
