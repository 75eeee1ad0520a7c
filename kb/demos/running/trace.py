"""What a script did: opening what it may not is refused and told, starting a process is noted.

The sandbox holds without this; it is here for the words, and for machines that have none.
"""
# os.path, not pathlib: this runs at every opening of a file
# ruff: noqa: PTH100

import os
import sys

from kb.demos.running.result import Fault

FORBIDDEN = (".yaml", ".yml", ".bib")
STARTS = frozenset(
    {"os.fork", "os.forkpty", "os.posix_spawn", "os.exec", "os.system", "subprocess.Popen"}
)
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
NOT_TO_BE_READ = "a file of the base; a demonstration may not read what it is to test"
ELSEWHERE = "a demonstration may read its topic's folder only"
BY_ITS_PLACE = "a demonstration finds what is beside it by its own __file__"


def _under(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip("/") + "/") or path == folder


class Watch:
    """Looks at what is opened in the copy and in the base; ``event`` is an audit hook for good."""

    def __init__(self, copy: str, base: str, topic: str, scratch: str) -> None:
        """Watch both, except for the scratch folder and Python's own folders inside them."""
        self.copies = {os.path.abspath(copy), os.path.realpath(copy)}
        self.bases = {os.path.abspath(base), os.path.realpath(base)}
        self.topic = topic
        self.outside = {
            where
            for folder in (scratch, sys.prefix, sys.base_prefix)
            for where in (os.path.abspath(folder), os.path.realpath(folder))
            if any(_under(where, top) and where != top for top in self.copies | self.bases)
        }
        self.fault = ""
        self.alone = True

    def event(self, name: str, args: tuple[object, ...]) -> None:
        """Note one audit event; raises Fault for what a demonstration may not do."""
        if name == "open":
            self._opened(args[0], args[2])
        elif name in STARTS:
            self.alone = False

    def _opened(self, file: object, flags: object) -> None:
        writes = isinstance(flags, int) and bool(flags & WRITES)
        inside = self._inside(file, self.copies)
        for path in inside or self._inside(file, self.bases):
            if path.lower().endswith(FORBIDDEN):
                self._refuse(f"opens {path}, {NOT_TO_BE_READ}")
            if writes:
                self._refuse(f"opens {path} for writing; a demonstration changes nothing")
            if not _under(path, self.topic):
                self._refuse(f"opens {path}; {ELSEWHERE}")
            if not inside:
                self._refuse(f"opens {path} by its place on this machine; {BY_ITS_PLACE}")

    def _refuse(self, fault: str) -> None:
        self.fault = self.fault or fault
        raise Fault(fault)

    def _inside(self, file: object, tops: set[str]) -> set[str]:
        """The file's path below a folder, as written and with links followed; none outside."""
        if not isinstance(file, str | bytes | os.PathLike):
            return set()
        try:
            full = os.path.abspath(os.fsdecode(file))
            paths = {full, os.path.realpath(full)}
        except (OSError, ValueError):
            return set()
        return {
            os.path.relpath(path, top)
            for path in paths
            if not any(_under(path, folder) for folder in self.outside)
            for top in tops
            if _under(path, top)
        }
