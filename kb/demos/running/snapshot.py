"""A copy of all that a script may read, made before it runs; the rest is out of its reach.

In it are the script, the helpers that it names and those that they name, and the data of the
topic's folder.  Not in it are claims, introductions and registrations, other demonstrations,
compiled code, hidden files, and links that lead elsewhere.  A measurement is remembered by a
digest of the copy, so it cannot outlive a change of anything it could have read by any route.
"""

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.machinery import BYTECODE_SUFFIXES, EXTENSION_SUFFIXES
from itertools import islice
from pathlib import Path, PurePosixPath

from kb.model.outcomes import Call

Snapshot = Mapping[str, bytes | str]  # by path below the topic: a file's content, a link's end
LEFT_OUT = (".yaml", ".yml", ".md", ".bib", ".registered")
COMPILED = (*BYTECODE_SUFFIXES, *EXTENSION_SUFFIXES, ".pyd", ".so")
IMPORTED = re.compile(r"(?:^|[;:])[ \t]*(?:import|from)[ \t]((?:[^#\n\\]|\\\n)*)", re.MULTILINE)
QUOTED = re.compile(r"""["']([\w.]+)["']""")
MOST_BYTES, MOST_FILES = 64 * 2**20, 10_000
THEN = 946_684_800  # the time of every file in a copy: a clone has its files from its own day


class NoSnapshot(Exception):
    """No copy can be made; says why, in words that go on after the script's name."""


class Topics:
    """The folders of topics as they were when first asked for, and each script's part of them."""

    def __init__(self, root: Path, given: Mapping[str, bytes] | None = None) -> None:
        """``given`` has the scripts as they are shown; without it, the disk has the say."""
        self.root = root.resolve()
        self._given = None if given is None else by_topic(given)
        self._folders: dict[str, Snapshot | NoSnapshot] = {}
        self._digests: dict[str, dict[str, str]] = {}

    def snapshot(self, script: str) -> Snapshot:
        """All that a script may read."""
        folder, _, name = script.rpartition("/")
        if folder not in self._folders:
            try:
                self._folders[folder] = self._folder(folder)
            except NoSnapshot as why_not:
                self._folders[folder] = why_not
        found = self._folders[folder]
        if isinstance(found, NoSnapshot):
            raise found
        return part_of(name, found)

    def digests(self, script: str) -> dict[str, str]:
        """A digest of each file that a script may read; of none, if no copy can be made."""
        if script not in self._digests:
            try:
                self._digests[script] = digests_of(self.snapshot(script))
            except NoSnapshot:
                self._digests[script] = {}
        return self._digests[script]

    def digests_for(self, call: Call) -> dict[str, str]:
        """Digests of what hangs together with a call: its script's, and of what comes before."""
        before = self.digests_for(call.prepared) if call.prepared else {}
        return before | self.digests(call.script)

    def _folder(self, folder: str) -> Snapshot:
        home = self.root / folder
        if len(PurePosixPath(folder).parts) < 2 or home.resolve() != home:  # a link leads anywhere
            raise NoSnapshot(f"lies in {folder}, which is not a plain folder of a topic")
        found = files_below(home, folder)
        if self._given is None:
            return found
        start = f"{folder}/"
        shown = {
            path.removeprefix(start): content
            for path, content in self._given.get(topic_of(folder), {}).items()
            if path.startswith(start)
        }
        return {name: found[name] for name in found if not name.endswith(".py")} | shown


def topic_of(path: str) -> str:
    """The first two folders of a path."""
    return "/".join(path.split("/", 2)[:2])


def by_topic(given: Mapping[str, bytes]) -> dict[str, dict[str, bytes]]:
    """The Python among files, by the topic that it lies in."""
    found: dict[str, dict[str, bytes]] = {}
    for path, content in given.items():
        if path.endswith(".py"):
            found.setdefault(topic_of(path), {})[path] = content
    return found


def files_below(home: Path, folder: str) -> Snapshot:
    """What may be read of a folder; how much it is, is asked before anything is read."""
    try:
        paths = list(islice(_below(home), MOST_FILES + 1))
        if len(paths) > MOST_FILES:
            raise NoSnapshot(f"lies in {folder}, which has more than {MOST_FILES:,} files")
        files = [path for path in paths if not path.is_symlink()]
        if sum(path.lstat().st_size for path in files) > MOST_BYTES:
            raise NoSnapshot(f"lies in {folder}, which has more than {MOST_BYTES // 2**20} MiB")
        contents = {path.relative_to(home).as_posix(): _read(path) for path in files}
        return contents | _links(home, paths, contents)
    except OSError as error:
        raise NoSnapshot(f"lies in {folder}, which cannot be read ({error.strerror})") from None


def _links(home: Path, paths: Iterable[Path], contents: Iterable[str]) -> dict[str, str]:
    """Where links lead, of those that stay among the files that may be read."""
    inside = {PurePosixPath(name) for name in contents}
    inside |= {parent for name in inside for parent in name.parents}
    found = {}
    for path in paths:
        if not path.is_symlink():
            continue
        # not by pathlib, which cleans what is written, and fails where links go round
        end, target = Path(os.path.realpath(path)), os.readlink(path)  # noqa: PTH115
        near = not target.startswith("/") and end.is_relative_to(home)
        if near and PurePosixPath(end.relative_to(home).as_posix()) in inside:
            found[path.relative_to(home).as_posix()] = target
    return found


def _read(path: Path) -> bytes:
    with path.open("rb") as file:  # it may have grown since it was asked
        return file.read(MOST_BYTES)


def _below(home: Path) -> Iterator[Path]:
    """Plain files and links at any depth, those left out excepted; no link is followed."""
    if not home.is_dir():
        return
    with os.scandir(home) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.name.endswith("~"):
                continue
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _below(Path(entry.path))
            elif not entry.name.lower().endswith(LEFT_OUT + COMPILED) and (
                entry.is_symlink() or entry.is_file(follow_symlinks=False)
            ):
                yield Path(entry.path)


def part_of(script: str, folder: Snapshot) -> Snapshot:
    """A script's part: data, and of the Python beside it only what is named in the part.

    A helper that hides a library's module is in every part, as the run will say what is wrong.
    """
    beside = {name.removesuffix(".py"): name for name in folder if name.endswith(".py")}
    helpers = {stem: name for stem, name in beside.items() if stem.isidentifier()}
    others = {name for name in beside.values() if "/" not in name}
    part = {name: folder[name] for name in folder if name not in others}
    waiting = [name for name in part if name.endswith(".py")]
    waiting += [script] if script in others else []
    waiting += [helpers[stem] for stem in helpers if stem in sys.stdlib_module_names]
    while waiting:
        name = waiting.pop()
        content = part[name] = folder[name]
        names = _named(content) if isinstance(content, bytes) else set[str]()
        waiting += [helpers[name] for name in names & helpers.keys() if helpers[name] not in part]
    return dict(sorted(part.items()))


def _named(code: bytes) -> set[str]:
    """Names after ``import`` and ``from``, and whole texts in quotes; more than are imported."""
    text = code.decode("utf-8-sig", "replace")
    said = [*IMPORTED.findall(text), *QUOTED.findall(text)]
    return {name for part in said for name in re.findall(r"\w+", part)}


def digests_of(snapshot: Snapshot) -> dict[str, str]:
    """A digest of each file of a copy, and where each link leads."""
    return {
        name: f"-> {content}" if isinstance(content, str) else hashlib.sha256(content).hexdigest()
        for name, content in snapshot.items()
    }


def unpack(snapshot: Snapshot, folder: Path) -> None:
    """Write a copy; times and rights say nothing of where it came from."""
    folder.mkdir(parents=True)
    for name, content in snapshot.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            path.symlink_to(content)
        else:
            path.write_bytes(content)
            path.chmod(0o644)
    for path in (*folder.rglob("*"), folder):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
        os.utime(path, (THEN, THEN), follow_symlinks=False)
