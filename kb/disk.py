"""A base on the disk: which of its files are read, and which are left out and why."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kb.history.manifest import SUFFIX
from kb.model import Finding, Place
from kb.reading.configuration import FILE as CONFIGURATION
from kb.reading.unread import is_yaml

SEEN = re.compile("(claims/[^/]+|literature(/discussions|/questions)?)/[^/]+", re.DOTALL)
FOLDERS = ("claims", "literature")
SHELVES = ("literature/discussions", "literature/questions")  # may be links within the literature
KINDS = {".yaml", ".yml", ".py", ".md", ".bib", SUFFIX}
MOST, MOST_BYTES = 16 * 2**20, {".py": 256 * 2**10}  # of one file, by its kind


class Entry(NamedTuple):
    """What lies under a base: its path from the root, and whether it is a link."""

    path: str
    is_link: bool
    on_disk: os.DirEntry[str]

    @property
    def is_hidden(self) -> bool:
        """Whether it, or a folder that it lies in, is."""
        return "/." in self.path

    @property
    def is_file(self) -> bool:
        """Whether it is a file, or a link that ends at one."""
        return Path(self.on_disk.path).is_file() if self.is_link else self.on_disk.is_file()

    @property
    def is_closed(self) -> bool:
        """Whether it is a folder into which whoever asks may not look."""
        on_disk = self.on_disk
        may_look = os.R_OK | os.X_OK
        return not self.is_link and on_disk.is_dir() and not os.access(on_disk.path, may_look)

    @property
    def suffix(self) -> str:
        """As pathlib has it: nothing for a name that begins or ends with its only dot."""
        name = self.on_disk.name
        dot = name.rfind(".")
        return name[dot:] if 0 < dot < len(name) - 1 else ""


def files_under(root: Path) -> dict[str, bytes]:
    """The files of a base on disk, by path from its root; no link is followed out of its topic."""
    return walked(root)[0]


def left_out(root: Path) -> list[Finding]:
    """A finding for each file that is not read for its size, or for where it leads."""
    seen = [entry for entry in below(root) if not entry.is_hidden]
    return not_read(root, (entry for entry in seen if may_be_left_out(entry)))


def walked(root: Path) -> tuple[dict[str, bytes], list[Finding]]:
    """The files of a base, and a finding for each that is left out, from one walk of the disk.

    YAML that lies elsewhere among them comes along, so that it can be said that nothing reads it,
    and Python of any depth, since scripts can import it.
    """
    found: dict[str, bytes] = {}
    unread = []
    links = [folder for folder in FOLDERS if (root / folder).is_symlink()]
    shelves = [at for at in SHELVES if (root / at).is_symlink() and (root / at).is_dir()]
    for entry in below(root, enter=shelves):
        path, suffix = entry.path, entry.suffix
        on_a_shelf = bool(shelves) and path.rpartition("/")[0] in shelves
        if not on_a_shelf and not entry.is_hidden and may_be_left_out(entry):
            unread.append(entry)
        # only a link leads elsewhere: folders that are links are not gone into
        if (is_seen(path, suffix) or (not on_a_shelf and is_stray(path, suffix))) and entry.is_file:
            leads = entry.is_link or on_a_shelf or path.partition("/")[0] in links
            whole = root / path if leads else None
            if not too_large(entry.on_disk, suffix) and not (whole and leads_out(root, whole)):
                found[path] = content_of(entry.on_disk)
    own = root / CONFIGURATION
    if own.is_file() and not leads_out(root, own) and not too_large(own, own.suffix):
        found[CONFIGURATION] = own.read_bytes()
    ordered = {path: found[path] for path in sorted(found, key=lambda path: path.split("/"))}
    return ordered, not_read(root, unread)


def content_of(file: os.DirEntry[str]) -> bytes:
    """What a file says: as many bytes as it has, read at once."""
    size = file.stat().st_size
    opened = os.open(file.path, os.O_RDONLY)
    try:
        content = os.read(opened, size + 1)
    finally:
        os.close(opened)
    # one that is written to meanwhile, or does not say how long it is
    return content if len(content) == size else Path(file.path).read_bytes()


def is_seen(path: str, suffix: str) -> bool:
    """Whether a file of that path stands where files of its kind are looked for."""
    return suffix in KINDS and SEEN.fullmatch(path) is not None


def is_stray(path: str, suffix: str) -> bool:
    """Whether a file is looked at wherever it stands among claims and literature."""
    return (suffix == ".py" or is_yaml(path)) and "/." not in path


def is_read(path: str) -> bool:
    """Whether a file of that path would be looked at, were it on the disk: not all links are."""
    if path == CONFIGURATION:
        return True
    suffix = Path(path.rpartition("/")[2]).suffix
    among = path.partition("/")[0] in FOLDERS
    return (among and is_stray(path, suffix)) or is_seen(path, suffix)


def below(root: Path, enter: Sequence[str] = ()) -> Iterator[Entry]:
    """Everything among claims and literature at any depth; of links below only some are entered."""
    waiting = list(FOLDERS)
    for folder in waiting:
        with suppress(FileNotFoundError, NotADirectoryError, PermissionError):
            with os.scandir(root / folder) as entries:
                inside = list(entries)
            for on_disk in inside:
                entry = Entry(f"{folder}/{on_disk.name}", on_disk.is_symlink(), on_disk)
                yield entry
                ends = entry.is_link or folder in enter
                if entry.path in enter or (not ends and on_disk.is_dir()):
                    waiting.append(entry.path)


def leads_out(root: Path, path: Path) -> bool:
    """Whether links lead from a path out of its topic, or out of the literature."""
    own = path.relative_to(root).parts[: 2 if path.is_relative_to(root / "claims") else 1]
    return not path.resolve().is_relative_to(root.resolve().joinpath(*own))


def too_large(file: Path | os.DirEntry[str], suffix: str) -> bool:
    """Whether a file is larger than any that is read; asked before it is opened."""
    return file.stat().st_size > MOST_BYTES.get(suffix, MOST)


def may_be_left_out(entry: Entry) -> bool:
    """Whether it can be that this is not read: a link, a closed folder, or too large a file."""
    suffix = entry.suffix
    if entry.is_link or suffix.lower() not in KINDS:
        return entry.is_link or entry.is_closed
    return entry.is_file and too_large(entry.on_disk, suffix)


def not_read(root: Path, entries: Iterable[Entry]) -> list[Finding]:
    """A finding for each of these that leads nowhere or out, is closed, or is too large."""
    found = []
    for entry in sorted(entries, key=lambda entry: entry.path.split("/")):
        path, place, suffix = root / entry.path, Place(entry.path), entry.suffix
        known = suffix.lower() in KINDS
        if entry.is_closed:
            hint = "give yourself the right to look into it"
            found.append(Finding(place, "this folder cannot be read", hint))
        elif entry.is_link and not path.exists():
            if known:
                found.append(Finding(place, "this link leads nowhere", "put the file itself here"))
        elif entry.is_link and leads_out(root, path):
            inside = path.resolve().is_relative_to(root.resolve())
            folder = "its topic" if entry.path.startswith("claims/") else "the literature"
            message = f"this link leads out of {folder if inside else 'the base'}"
            hint = "put what it leads to here"
            found.append(Finding(place, f"{message}, and is not followed", hint))
        elif known and entry.is_file and too_large(entry.on_disk, suffix):
            most = MOST_BYTES.get(suffix, MOST) // 2**10
            message = f"this file has more than {most:,} KiB, and is not read"
            found.append(Finding(place, message, "split it, or keep its numbers in a file of data"))
    return found
