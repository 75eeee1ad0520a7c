"""``kb solve`` beside other solvers, each a program of its own: its start counts as kb's does."""

import random
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from bench.children import Spent, in_turn, python, spent
from bench.frameworks import FAMILIES, sparse
from bench.peers import PEERS, Edges

MODULES = {
    "clingo": ["clingo"],
    "pygarg": ["pygarg"],
    "formal-argumentation": ["argumentation", "z3"],
}
TASKS = ("SE-ST", "DC-PR")
FIRST, LARGE = 200, 300  # arguments; the second of random graphs of density .02


def absent() -> list[str]:
    """Peers of which something is not installed."""
    return [
        f"{peer} (no module {name})"
        for peer, names in MODULES.items()
        for name in names
        if find_spec(name) is None
    ]


def solved(
    folder: Path, trees: dict[str, Path], frameworks: int
) -> dict[str, dict[str, list[Spent]]]:
    """By task and family, then by who answers: one question on each of some frameworks."""
    missing = {name.partition(" ")[0] for name in absent()}
    peers = [peer for peer in PEERS if peer != "kb" and peer not in missing]
    families = {f"random, .02, {LARGE}": (sparse, LARGE)}
    families |= {f"{name}, {FIRST}": (made, FIRST) for name, made in FAMILIES.items()}
    found: dict[str, dict[str, list[Spent]]] = {}
    for name, (made, size) in families.items():
        for task in TASKS:
            row: dict[str, list[Spent]] = {}
            for seed in range(frameworks):
                rng = random.Random(seed)
                write(folder / "framework.af", size, made(size, rng))
                asked = str(rng.randrange(size) + 1)
                works = questions(folder, trees, peers, task, asked)
                for who, runs in in_turn(works, 1).items():
                    row.setdefault(who, []).extend(runs)
                agree({who: runs[-1].said for who, runs in row.items()}, name, seed)
            found[f"{task}: {name}"] = row
    return found


def write(path: Path, size: int, edges: Edges) -> None:
    """A framework in the format of ICCMA 2023."""
    lines = "".join(f"{a + 1} {b + 1}\n" for a, b in edges)
    path.write_text(f"p af {size}\n{lines}")


def questions(
    folder: Path, trees: dict[str, Path], peers: list[str], task: str, asked: str
) -> dict[str, Callable[[], Spent]]:
    """What each is asked, as a program."""
    kb = python("-m", "kb", "solve", "framework.af", "-p", task)
    kb += ["-a", asked] if task.startswith("D") else []
    works: dict[str, Callable[[], Spent]] = {
        who: lambda tree=tree: spent(kb, folder, tree) for who, tree in trees.items()
    }
    for peer in peers:
        command = python("-m", "bench.peers", peer, task, "framework.af", asked)
        works[peer] = lambda command=command: spent(command, folder)
    return works


def agree(said: dict[str, str], family: str, seed: int) -> None:
    """All say the same: yes (or an extension), or no."""
    words = {who: text.split()[:1] != ["NO"] for who, text in said.items()}
    if len(set(words.values())) > 1:
        raise SystemExit(f"not all agree on {family}, seed {seed}: {words}")
