"""Small changes of meaning, one at a time: which of them do the tests notice?

    python -m bench.mutants checks --sample 40 --seed 1

Works on a copy of the package and its tests.  Each mutant flips a comparison, swaps ``and`` with
``or``, negates a condition, moves a number by one, or drops a filter of a comprehension.  The
tests that call the changed function come first, the quick ones of them before the others; then
those that start programs, which may call it.  What survives is listed with its place: read it,
and write the test that it lacks, or say why it changes nothing that a user could notice.
"""

import argparse
import random
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.forked_tests import failing, preload, record
from bench.mutations import Mutation, mutated, mutations

ROOT = Path(__file__).parents[1]
TESTS = {
    "reasoning": ("tests/reasoning", "tests/explain"),
    "demos": ("tests/demos", "tests/explain"),
    "checks": ("tests/checks", "tests/defects", "tests/history/test_registering.py"),
    "reports": (
        "tests/reports", "tests/checks", "tests/cli", "tests/diff",
        "tests/history/test_registering.py",
    ),
    "diff": ("tests/diff", "tests/cli/test_diff.py"),
    "explain": ("tests/explain", "tests/site/test_crux_pages.py", "tests/site/test_bearing.py"),
    "reading": ("tests/reading", "tests/checks", "tests/defects"),
}  # fmt: skip


class Trial:
    """A copy of the repository whose tests pass, and what they call."""

    def __init__(self, folder: Path, room: str, tests: Sequence[str]) -> None:
        self.copied, self._answer = folder / "kb", folder / "answer"
        shutil.copytree(ROOT, self.copied, ignore=left_out)
        home = self.copied / "kb" / room
        found: dict[str, Any] | None = record(self.copied, tests, home, folder / "found")
        if found is None:
            log = (folder / "found.log").read_text()
            raise SystemExit(f"the tests fail before anything was changed:\n{log}")
        self.seconds: dict[str, float] = found["seconds"]
        self._starting = set(found["starting"])
        self._calls: dict[str, list[str]] = defaultdict(list, found["calls"])
        preload(found["modules"])

    def notices(self, path: Path, mutation: Mutation) -> str:
        """The test that notices a mutation, if one does."""
        target = self.copied / path
        before = target.read_text()
        target.write_text(mutated(before, mutation.number))
        named = f"{target}:{mutation.function}"
        # A module's own lines are run by whatever imports it.
        tests = self._calls[named] if mutation.function else self.seconds
        calling = sorted(tests, key=self.seconds.__getitem__)
        others = sorted(self._starting - set(calling), key=self.seconds.__getitem__)
        try:
            return self._failing(calling) or self._failing(others)
        finally:
            target.write_text(before)
            shutil.rmtree(self.copied / ".hypothesis", ignore_errors=True)

    def _failing(self, tests: list[str]) -> str:
        if not tests:
            return ""
        longest = 30 + 4 * sum(self.seconds[name] for name in tests)
        return failing(self.copied, tests, longest, self._answer)


def left_out(folder: str, names: list[str]) -> set[str]:
    """What of the repository no test needs: the environment, the past, and what was built."""
    made = {".git", ".venv", ".kb", ".hypothesis", "site", "build"}
    here = made if Path(folder) == ROOT else set()
    return {name for name in names if name in here or name == "__pycache__"}


def main() -> None:
    """Draw mutants of a room, try each, and print what survived."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("room", choices=sorted(TESTS))
    parser.add_argument("--sample", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without", default="", help="a folder of the room that is left out")
    parser.add_argument("--tests", nargs="+", help="files of tests instead of the room's own")
    args = parser.parse_args()
    drawn = [
        (path.relative_to(ROOT), mutation)
        for path in sorted((ROOT / "kb" / args.room).rglob("*.py"))
        if not args.without or args.without not in path.parts
        for mutation in mutations(path.read_text())
    ]
    chosen = random.Random(args.seed).sample(drawn, min(args.sample, len(drawn)))
    began, survivors = time.monotonic(), 0
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder).resolve(), args.room, args.tests or TESTS[args.room])
        work = sum(trial.seconds.values())
        print(f"{len(trial.seconds)} tests pass in {work:.0f} CPU seconds", flush=True)
        for path, mutation in chosen:
            noticed = trial.notices(path, mutation)
            survivors += not noticed
            how = f"noticed by {noticed}" if noticed else "survived"
            line = (ROOT / path).read_text().splitlines()[mutation.line - 1].strip()
            print(f"{path}:{mutation.line}: {mutation.what}: {how}: {line}", flush=True)
    tried, minutes = len(chosen), (time.monotonic() - began) / 60
    print(
        f"{args.room}: {tried - survivors} of {tried} noticed, of {len(drawn)} mutants in all; "
        f"seed {args.seed}, {minutes:.0f} minutes"
    )


if __name__ == "__main__":
    main()
