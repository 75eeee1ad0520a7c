"""What a script used: files opened or looked for, modules, folders that were listed.

A remembered measurement is good as long as all of these are as they were.  They are
digested at the moment of use, so that an edit during a long run is noticed too.
Not seen: a file that is asked for with ``exists`` and then not opened.
"""
# os.path, not pathlib: this runs at every opening of a file
# ruff: noqa: PTH100, PTH113, PTH118, PTH123, PTH208

import hashlib
import os
import sys
import threading
from collections.abc import Iterator
from importlib.machinery import all_suffixes

from kb.demos.running.result import Fault

FORBIDDEN = (".yaml", ".yml", ".bib")
STARTS = frozenset(
    {"os.fork", "os.forkpty", "os.posix_spawn", "os.exec", "os.system", "subprocess.Popen"}
)
SUFFIXES = tuple(all_suffixes())
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def state(root: str, key: str) -> str:
    """Digest of what is at ``key`` now; empty if nothing is.

    ``a/b.py`` is a file, ``a/`` what can be imported from a folder, ``a/*`` all its names.
    """
    path = os.path.join(root, key)
    try:
        if key.endswith("/*"):
            return _digest("\n".join(sorted(os.listdir(path[:-1]))).encode(errors="replace"))
        if key.endswith("/"):
            return _digest("\n".join(importable(path)).encode())
        if not os.path.isfile(path):
            return ""
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


def importable(folder: str) -> list[str]:
    """Names in a folder that an ``import`` could find there, a package as ``name/__init__``."""
    with os.scandir(folder) as entries:
        return sorted(name for entry in entries for name in _importable(entry))


def _importable(entry: os.DirEntry[str]) -> Iterator[str]:
    if entry.name.isidentifier() and entry.name != "__pycache__" and entry.is_dir():
        whole = any(os.path.isfile(f"{entry.path}/__init__{suffix}") for suffix in SUFFIXES)
        yield f"{entry.name}/{'__init__' if whole else ''}"
    elif entry.name.endswith(SUFFIXES) and any(
        entry.name.removesuffix(suffix).isidentifier() for suffix in SUFFIXES
    ):
        yield entry.name


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _under(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip("/") + "/") or path == folder


class Watch:
    """Notes what happens under ``root``; ``event`` is an audit hook and never comes off."""

    def __init__(self, root: str, topic: str, scratch: str) -> None:
        """Watch ``root``, except for the scratch folder and Python's own folders inside it."""
        self.root, self.topic = os.path.abspath(root), os.path.relpath(topic, root)
        self.roots = {self.root, os.path.realpath(root)}
        self.outside = {
            where
            for folder in (scratch, sys.prefix, sys.base_prefix)
            for where in (os.path.abspath(folder), os.path.realpath(folder))
            if any(_under(where, top) and where != top for top in self.roots)
        }
        self.before = frozenset(sys.modules)
        self.seen: dict[str, str] = {}
        self.fault = ""
        self.alone = True
        self.own = threading.local()

    def event(self, name: str, args: tuple[object, ...]) -> None:
        """Note one audit event; raises Fault for what a demonstration may not do."""
        if name == "open" and not self._busy():
            self._opened(args[0], args[2])
        elif name in {"os.listdir", "os.scandir"} and not self._busy():
            importing = sys._getframe(1).f_code.co_filename.startswith("<frozen importlib")
            for path in self._inside(args[0] or "."):
                self.note(f"{path}/" if importing else f"{path}/*")
        elif name in STARTS:
            self.alone = False

    def note(self, key: str) -> None:
        """Remember how ``key`` is now, unless it was used before."""
        if key not in self.seen:
            self.own.busy = True
            try:
                self.seen[key] = state(self.root, key)
            finally:
                self.own.busy = False

    def modules(self) -> None:
        """Note the modules that came from the base."""
        for name in sys.modules.keys() - self.before:
            file = getattr(sys.modules[name], "__dict__", {}).get("__file__")
            for path in self._inside(file) if isinstance(file, str) else ():
                self.note(path)

    def _busy(self) -> bool:
        return getattr(self.own, "busy", False)

    def _opened(self, file: object, flags: object) -> None:
        for path in self._inside(file):
            if path.lower().endswith(FORBIDDEN):
                self._refuse(
                    f"opens {path}, a file of the base;"
                    " a demonstration may not read what it is to test"
                )
            if isinstance(flags, int) and flags & WRITES:
                self._refuse(f"opens {path} for writing; a demonstration changes nothing")
            if not _under(path, self.topic):
                self._refuse(f"opens {path}; a demonstration may read its topic's folder only")
            self.note(path)

    def _refuse(self, fault: str) -> None:
        self.fault = self.fault or fault
        raise Fault(fault)

    def _inside(self, file: object) -> set[str]:
        """The file's path below the root, as written and with links followed; none outside."""
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
            for top in self.roots
            if _under(path, top)
        }
