"""What commands begin with: a base that is opened, and what of it is meant."""

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from kb import pipeline
from kb.cli.common import warn_of_memory
from kb.disk import FOLDERS, walked
from kb.history.manifest import file_of
from kb.memory import Memory
from kb.model import Base, Finding
from kb.model.misuse import Misuse
from kb.model.names import did_you_mean
from kb.programs import git_tracks
from kb.reading.configuration import FILE as CONFIGURATION
from kb.reading.dependants import id_of, is_claim, measured_with, naming
from kb.reading.literature import POSITIONS


@dataclass(frozen=True)
class Opened:
    """A base on disk and what is remembered of it."""

    root: Path
    base: Base
    memory: Memory


@dataclass(frozen=True)
class Selection:
    """What was named on the command line, and what hangs on it."""

    claims: tuple[str, ...]  # to be judged
    run: tuple[str, ...]  # whose demonstrations may come out otherwise
    paths: frozenset[str]  # files and folders of which findings are told

    def covers(self, finding: Finding) -> bool:
        """Whether a finding stands in what was named, or speaks of it."""
        places = (finding.place, *(place for place, _ in finding.others))
        if any(self.holds(place.file) for place in places):
            return True
        if not any(claim in finding.message for claim in self.claims):
            return False
        words = re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", finding.message)
        return any(claim in self.claims for claim in words)

    def holds(self, path: str) -> bool:
        """Whether a file is one of those named, or lies in a folder that is."""
        steps = path.split("/")
        return any("/".join(steps[:end]) in self.paths for end in range(1, len(steps) + 1))


def open_base(root: Path, known: Memory | None = None) -> Opened:
    """Read the base under a folder; without any claim there is nothing to do.

    Who opens it again and again hands in what is ``known`` since the first time.
    """
    files, unread = walked(root)
    if not any(is_claim(path) for path in files):
        raise Misuse(f"there is no claim under {root / 'claims'}; is this the base's folder?")
    memory = memory_of(root, known)
    return Opened(root, pipeline.load(files, memory, unread), memory)


def memory_of(root: Path, known: Memory | None = None) -> Memory:
    """What is remembered of a base; when the command ends, it is said if it could not be kept.

    One that git tracks comes from whoever commits, and is refused.
    """
    if git_tracks(root, ".kb"):
        raise Misuse(
            ".kb is tracked by git, so a commit could forge a measurement;"
            " take it out: git rm -r --cached .kb"
        )
    if known is not None:
        return known
    memory = Memory(root / ".kb")
    if context := click.get_current_context(silent=True):
        context.call_on_close(lambda: warn_of_memory(memory))
    return memory


def selection_of(opened: Opened, words: Sequence[str]) -> Selection:
    """What is meant by ids of claims, files and folders, unreadable ones included.

    All, if nothing is named.
    """
    base = opened.base
    if not words:
        every = once(id_of(path) for path in base.files if is_claim(path))
        return Selection(every, every, frozenset(["claims", "literature"]))
    found = [selection_of_word(opened, word) for word in words]
    return Selection(
        once(claim for one in found for claim in one.claims),
        once(claim for one in found for claim in one.run),
        frozenset(path for one in found for path in one.paths),
    )


def selection_of_word(opened: Opened, word: str) -> Selection:
    """What one word on the command line means."""
    base = opened.base
    if files := [path for path in base.files if is_claim(path) and id_of(path) == word]:
        return Selection((word,), (word,), frozenset(files) | beside(base, [word]))
    path = path_in_base(opened, word)
    if path == ".":
        return selection_of(opened, ())
    inside = [file for file in base.files if file == path or file.startswith(f"{path}/")]
    run = [id_of(file) for file in inside if is_claim(file)]
    run += [claim for file in inside or [path] for claim in measured_with(base, file)]
    named = [claim for file in inside for claim in naming(base, file)]
    at = opened.root / path
    if at.is_dir() and not (inside or run or at.is_symlink()):
        raise Misuse(f"nothing of the base is in the folder '{word}'")
    files = [base.by_id[claim].file for claim in named]
    files += ["literature/discussions"] if POSITIONS in inside else []  # they name speakers
    return Selection(once([*run, *named]), once(run), frozenset([path, *files]) | beside(base, run))


def path_in_base(opened: Opened, word: str) -> str:
    """The path from the base's folder of what is given from here, from there, or in full."""
    home = Path(os.path.normpath(Path.cwd() / opened.root))
    there = [path for start in (Path.cwd(), home) if os.path.lexists(path := start / word)]
    for path in there:
        whole = Path(os.path.normpath(path))
        for top, inside in ((home, whole), (home.resolve(), whole.resolve())):
            if inside.is_relative_to(top):
                found = inside.relative_to(top).as_posix()
                if found in (".", CONFIGURATION) or found.partition("/")[0] in FOLDERS:
                    return found
    if there:
        folders = " and ".join(str(opened.root / folder) for folder in FOLDERS)
        raise Misuse(f"'{word}' lies outside the base, whose files are in {folders}")
    known = sorted(id_of(path) for path in opened.base.files if is_claim(path))
    close = did_you_mean(id_of(word) or word, known)
    raise Misuse(f"'{word}' is no claim, and no file or folder of the base{close}")


def beside(base: Base, claims: Iterable[str]) -> frozenset[str]:
    """The files of some claims: their own, what they registered, the scripts that they run."""
    found: set[str] = set()
    for claim in filter(None, map(base.by_id.get, claims)):
        found |= {claim.file, file_of(claim), *(d.script for d in claim.demonstrations)}
    return frozenset(found)


def once(words: Iterable[str]) -> tuple[str, ...]:
    """Each once, in the order given."""
    return tuple(dict.fromkeys(words))
