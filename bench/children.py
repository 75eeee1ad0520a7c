"""What another program costs: CPU seconds and memory of one child and all that it starts.

The kernel counts the memory of whoever starts a program as the program's: whoever measures stays
small, and imports nothing of kb.
"""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
NOTHING = Path(os.devnull)
KEPT = 50_000  # bytes of what a program says: its end
WORDS = 2_000  # of a complaint that are passed on


@dataclass(frozen=True)
class Spent:
    """What one child took; ``ended`` is false if it was stopped after its share of CPU time."""

    seconds: float
    megabytes: float
    said: str = ""
    ended: bool = True


class Failed(RuntimeError):
    """A program that should have been timed has failed; the message is what it said."""


def environment(tree: Path = ROOT) -> dict[str, str]:
    """The caller's, with kb from a tree, and modules compiled once as a user's Python does."""
    kept = {name: said for name, said in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    paths = [str(tree), *filter(None, [kept.get("PYTHONPATH")])]
    return kept | {"PYTHONPATH": os.pathsep.join(paths)}


def spent(
    command: Sequence[str],
    folder: Path,
    tree: Path = ROOT,
    good: Sequence[int] = (0,),
    given: Path | None = None,
    limit: int = 0,
) -> Spent:
    """Run a command in a folder to its end, or to a limit of CPU seconds, and say what it took."""
    with tempfile.TemporaryFile() as said, (given or NOTHING).open("rb") as text:
        child = subprocess.Popen(
            command, cwd=folder, env=environment(tree), stdin=text,
            stdout=said, stderr=subprocess.STDOUT,
        )  # fmt: skip
        if limit:
            resource.prlimit(child.pid, resource.RLIMIT_CPU, (limit, limit))
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(max(0, said.seek(0, os.SEEK_END) - KEPT))
        told = said.read().decode("utf-8", "replace")
    seconds = used.ru_utime + used.ru_stime
    stopped = bool(limit) and child.returncode < 0 and seconds >= 0.9 * limit
    if child.returncode not in good and not stopped:
        raise Failed(f"{' '.join(command)[:200]}: {child.returncode}\n{told[-WORDS:]}")
    return Spent(seconds, used.ru_maxrss / 1024, told, not stopped)


def python(*words: str) -> list[str]:
    """A command for this Python."""
    return [sys.executable, *words]


def in_turn(works: Mapping[str, Callable[[], Spent]], runs: int) -> dict[str, list[Spent]]:
    """Each work once in each round, so that whatever else the machine does meets all alike."""
    found: dict[str, list[Spent]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            found[name].append(work())
    return found


def middle(runs: Sequence[Spent]) -> Spent:
    """The median of the seconds and of the memory; not ended if any run was stopped."""
    return Spent(
        median(run.seconds for run in runs),
        median(run.megabytes for run in runs),
        runs[-1].said,
        all(run.ended for run in runs),
    )


def ratio(runs: Sequence[Spent], beside: Sequence[Spent]) -> float:
    """How many times as long as what ran beside it: the median over the rounds."""
    return median(
        one.seconds / max(other.seconds, 0.001) for one, other in zip(runs, beside, strict=True)
    )


@contextmanager
def tree_of(revision: str, root: Path = ROOT):  # type: ignore[no-untyped-def]
    """A work tree of a revision, made for the time of the measurement and removed after it."""
    git = ["git", "-C", str(root), "worktree"]
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "then"
        subprocess.run([*git, "add", "--quiet", "--detach", str(tree), revision], check=True)
        try:
            yield tree
        finally:
            subprocess.run([*git, "remove", "--force", str(tree)], check=True)


def compiled(tree: Path) -> None:
    """Compile a tree's modules once: whoever runs kb a second time finds them so."""
    command = python("-m", "compileall", "-q", str(tree / "kb"), str(tree / "bench"))
    spent(command, tree, tree, good=(0, 1))
