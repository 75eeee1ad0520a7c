"""What a command has said of a base, as long as nothing that it hangs on has changed.

It hangs on the base's files, on what git knows of them, on what was measured, on kb's own code
and the libraries beside it, and on what was asked.  Of files, size, times and place on the disk
are compared, as git does it, not their contents; where that could deceive, nothing is remembered:
where a file was changed just now, and its next change could bear the same time, and where links
lead elsewhere.  Whoever asks counts too: not everybody may read every file.
"""

import hashlib
import json
import os
import platform
import site
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import time

from kb.memory import MEASURED, Memory
from kb.programs import git, git_tracks, run_git

KIND = "answers"
PARTS = ("claims", "literature", "kb.toml")  # of a base: all that is read of it
READ = MEASURED[:2]  # kinds of records that hold what was found
VARIABLES = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "PYTHONPATH")  # on which runs hang
STATUS = ("status", "--porcelain=v2", "-z", "--no-renames", "--ignore-submodules")
SETTLED = 2.0  # seconds: the coarsest clock of a file system that is in use
COMPILED = "__pycache__"
HERE = Path(__file__).parents[1]


@dataclass(frozen=True)
class Answer:
    """What was printed, and the exit status."""

    text: str
    lines: tuple[str, ...]
    status: int


@dataclass(frozen=True)
class State:
    """A digest of all that an answer hangs on; settled, if any change would make it another."""

    digest: str
    settled: bool


class Unsure(Exception):
    """A link leads to where changes are not seen."""


def state_of(root: Path, day: str, words: Sequence[str] = ()) -> State | None:
    """The state of a base and of what looks at it, on a day, and of where words lead.

    None, where that cannot be told.
    """
    now = time()
    try:
        files, by = [*states_below(root, PARTS)], code()
        seen_from = (os.getcwd(), str(root), places(root, words))  # noqa: PTH109 - a hot path
    except (OSError, Unsure):
        return None
    if git_tracks(root, ".kb"):
        return None
    runs = states_of_runs(root / ".kb")
    newest = max((max(both) for _, _, *both in (*files, *runs)), default=0)
    differs = git(root, *STATUS, "--", "claims", "literature")
    said = (files, commit(root), differs, runs, by, who(), seen_from, day)
    return State(digest(said), newest < (now - SETTLED) * 1e9)


def state_of_commit(root: Path) -> State:
    """The state of the last commit of a base, of what was measured, and of what looks at it."""
    now, runs = time(), states_of_runs(root / ".kb")
    newest = max((max(both) for _, _, *both in runs), default=0)
    try:
        by = code()
    except (OSError, Unsure):
        return State("", False)
    return State(digest((commit(root), runs, by)), newest < (now - SETTLED) * 1e9)


def digest(said: object) -> str:
    """One of everything that is named."""
    return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()


def places(root: Path, words: Sequence[str]) -> list[tuple[bool, str]]:
    """Where each word leads that may be a path, from here and from the base, through any links."""
    starts = ("", f"{root}/")
    paths = [str(root), *(f"{start}{word}" for word in words for start in starts)] if words else []
    return [(os.path.lexists(path), os.path.realpath(path)) for path in paths]


def who() -> list[object]:
    """On whom it hangs which files can be read."""
    return [getattr(os, name, int)() for name in ("geteuid", "getegid", "getgroups")]


def states_below(
    root: Path, parts: tuple[str, ...], but: str = ""
) -> Iterator[tuple[str, tuple[int, ...], int, int]]:
    """Path, kind, size and place, and both times, of all that lies in parts of a folder.

    Nothing is said of what lies in folders of one name.
    """
    waiting = []
    for part in parts:
        whole = root / part
        if whole.is_symlink():
            raise Unsure(part)
        if whole.is_dir():
            waiting.append(str(whole))
        elif whole.exists():
            yield state(str(whole), whole.stat())
    for folder in waiting:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_symlink():
                    raise Unsure(entry.path)
                yield state(entry.path, entry.stat(follow_symlinks=False))
                if entry.is_dir(follow_symlinks=False) and entry.name != but:
                    waiting.append(entry.path)


def state(path: str, at: os.stat_result) -> tuple[str, tuple[int, ...], int, int]:
    """What is compared of a file or a folder."""
    return path, (at.st_mode, at.st_size, at.st_ino), at.st_mtime_ns, at.st_ctime_ns


def states_of_runs(memory: Path) -> list[tuple[str, tuple[int, ...], int, int]]:
    """The same of records of runs: others, once one is written or goes.

    Of those from which no answer is read, it is that of their folders, in which a new one is seen.
    """
    found = []
    for kind in MEASURED:
        waiting = [f"{memory}/{kind}"]
        for folder in waiting:
            is_first = folder is waiting[0]
            with suppress(OSError):  # it is not there, or not to be read
                found.append(state(folder, os.stat(folder)))  # noqa: PTH116 - a hot path
                for entry in os.scandir(folder) if is_first or kind in READ else ():
                    if is_first and entry.is_dir():
                        waiting.append(entry.path)
                    elif not is_first:
                        found.append(state(entry.path, stat_of(entry)))
    return sorted(found)


def stat_of(entry: "os.DirEntry[str]") -> os.stat_result:
    """That of a file, or of a link that leads nowhere."""
    try:
        return entry.stat()
    except OSError:
        return entry.stat(follow_symlinks=False)


def commit(root: Path) -> object:
    """The last commit, where in it the base lies, and whether its past is whole."""
    done = run_git(root, "rev-parse", "--is-shallow-repository", "--show-prefix", "HEAD")
    return (done.stdout, done.stderr, done.returncode) if done else None


def code() -> list[object]:
    """kb's code by times and sizes, as Python's own caches have it; versions of all beside it."""
    own = [
        (path, about, changed)
        for path, about, changed, _ in states_below(HERE.parent, (HERE.name,), COMPILED)
        if not path.endswith(COMPILED)
    ]
    variables = {name: os.environ.get(name) for name in VARIABLES}
    return [own, libraries(), sys.version, platform.platform(), sys.path, variables]


def libraries() -> list[object]:
    """What is installed where kb finds it, by name and time: packages may come without a version.

    Modules that are no part of an installation count where they are looked for by name only.
    """
    whole = {sysconfig.get_path(name) for name in ("purelib", "platlib")}
    whole |= {*site.getsitepackages()}
    found: list[object] = []
    for folder in sorted({*whole, *sys.path}):
        with suppress(OSError), os.scandir(folder or ".") as entries:
            named = [entry for entry in entries if folder in whole or entry.name.endswith("-info")]
            at = [(e.name, e.name.endswith("-info") and stat_of(e).st_mtime_ns) for e in named]
            found.append((folder, sorted(at)))
    return found


def answer_before(memory: Memory, question: str, state: State) -> Answer | None:
    """The answer to a question, if it was given in this state."""
    kept = memory.text(KIND, name_of(question))
    if not isinstance(kept, dict) or kept.get("state") != state.digest:
        return None
    try:
        return Answer(str(kept["text"]), tuple(map(str, kept["lines"])), int(kept["status"]))
    except (KeyError, TypeError, ValueError):
        return None


def keep_answer(memory: Memory, question: str, state: State, answer: Answer) -> None:
    """Remember an answer, in place of the last to that question."""
    said = {"text": answer.text, "lines": answer.lines, "status": answer.status}
    memory.keep(KIND, name_of(question), json.loads(json.dumps({"state": state.digest} | said)))


def name_of(question: str) -> str:
    """Under which name the answer to a question is kept."""
    return hashlib.sha256(question.encode("utf-8", "surrogatepass")).hexdigest()
