"""A base of a few files on the disk, and what its demonstrations give."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from kb.demos.running.finished import Finished
from kb.demos.running.runner import measure_all
from kb.demos.running.snapshot import Topics
from kb.model.outcomes import Call

SCRIPT = "claims/x/a-b.py"


def base(root: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).strip() + "\n")
    return root


def call(seed: int = 0, budget: float = 30, script: str = SCRIPT, **settings) -> Call:
    return Call(script, tuple(sorted(settings.items())), seed, budget)


def run(root: Path, *calls: Call, jobs: int = 1, **limits) -> list[Finished]:
    """The results in the order of the calls."""
    found: dict[Call, Finished] = {}
    measure_all(calls, Topics(root), [], jobs, found.__setitem__, **limits)
    return [found[each] for each in calls]


def script_run(root: Path, text: str, *, budget: float = 30, **limits) -> Finished:
    (ran,) = run(base(root, {SCRIPT: text}), call(budget=budget), **limits)
    return ran
