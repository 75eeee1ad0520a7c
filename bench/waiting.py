"""How long people wait for kb, today's beside an older one, beside peers and what nobody can save.

    python -m bench.waiting [--against REVISION] [--sizes 100 180 320 560 1000] [--links 3]
                            [--builds 50 100 200 300 400] [--material 400] [--frameworks 3]
                            [--runs 3] [--limit 120]

One command and one run print all: reading and judging generated bases (``bench/bases.py``),
building their sites, and ``kb solve`` on generated frameworks.  ``--against`` makes a work tree of
that revision, measures its kb in turn with today's, and removes it.  Numbers are CPU seconds of
whole commands, those of the programs that they start included, and medians of runs in turn; MB is
the most memory at the largest size; "x today" is the median over the rounds of how many times as
long as today's kb, and "peer x today" that of the fastest peer.  A command is stopped at
``--limit`` CPU seconds.  ``--builds`` without a size and ``--frameworks 0`` leave parts out, and
``--material`` says up to which size stock Material is run, since each of its pages names all
others.  All takes some six minutes as it is, and longer with larger sizes.

Beside kb stand PyYAML's C loader, which kb reads with; JSON looked up by the hash of each claim's
file, and a graph of the links; the import of the libraries that a warm ``kb verify`` uses; the
engine's part of ``kb camps`` alone; @argdown/core 2 reading the same claims as Argdown and writing
JSON (Node, and ``npm install --prefix tests/npm``); Zensical and Material for MkDocs as they come,
around the same pages; and clingo, pygarg and formal-argumentation (``pip install .[bench]``).
What is not installed is named as left out.
"""

import argparse
import shutil
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import building, floors, solving
from bench.bases import edit, write_base
from bench.children import ROOT, Spent, compiled, in_turn, python, spent, tree_of
from bench.table import TODAY, beside_peers, lines

Work = Callable[[], Spent]
NODE = ROOT / "tests" / "npm"
ARGDOWN = "@argdown/core 2 to JSON"
VERIFY = ("verify", "--no-run")
CLAIM = "claim-7"


def argdown_is_there() -> bool:
    """Whether Node and the package are."""
    return bool(shutil.which("node")) and (NODE / "node_modules" / "@argdown" / "core").is_dir()


def judged(
    base: Path, trees: dict[str, Path], limit: int, runs: int, _: bool = True
) -> dict[str, dict[str, list[Spent]]]:
    """Each command on a base of its own for each kb; floors and peers on the same claims."""
    folders = {who: base.parent / who.replace(" ", "-") for who in trees}
    for folder in folders.values():
        shutil.copytree(base, folder)
    spent(python("-c", floors.REMEMBER), base)
    number = 0

    def kb(*words: str) -> dict[str, Work]:
        command = python("-m", "kb", *words)
        return {
            who: lambda who=who: spent(command, folders[who], trees[who], (0, 1), limit=limit)
            for who in trees
        }

    def cold(who: str) -> Spent:
        shutil.rmtree(folders[who] / ".kb", ignore_errors=True)
        return kb(*VERIFY)[who]()

    def edited(who: str) -> Spent:
        nonlocal number
        number += 1
        edit(folders[who], 7, number)
        return kb(*VERIFY)[who]()

    def floor(text: str) -> Work:
        return lambda: spent(python("-c", text), base)

    def engine() -> Spent:
        found = spent(python("-c", floors.CAMPS), folders[TODAY])
        return replace(found, seconds=float(found.said))

    first = {who: lambda who=who: cold(who) for who in trees}
    first["PyYAML's C loader"] = floor(floors.LOADER)
    if argdown_is_there():
        text = base / "base.argdown"
        spent(python("-m", "kb", "export", "argdown", "-o", str(text)), base, good=(0, 1))
        command = ["node", str(NODE / "argdown-json.mjs")]
        first[ARGDOWN] = lambda: spent(command, base, given=text)
    found = {"the start alone: kb --version": in_turn(kb("--version"), runs)}
    found["verify, nothing remembered"] = in_turn(first, runs)
    libraries = floors.importing(folders[TODAY])
    warm = kb(*VERIFY) | {
        "JSON by hash, and a graph": floor(floors.RECALL),
        "import of the libraries": lambda: spent(libraries, base),
    }
    found["verify, all remembered"] = in_turn(warm, runs)
    found["verify CLAIM"] = in_turn(kb(*VERIFY, CLAIM), runs)
    found["explain CLAIM"] = in_turn(kb("explain", CLAIM), runs)
    found["camps"] = in_turn(kb("camps") | {"the engine alone": engine}, runs)
    found["verify, one claim edited"] = in_turn(
        {who: lambda who=who: edited(who) for who in trees}, runs
    )
    return found


Part = Callable[[Path, dict[str, Path], int, int, bool], dict[str, dict[str, list[Spent]]]]


def by_size(
    part: Part, sizes: Iterable[int], trees: dict[str, Path], args: argparse.Namespace
) -> dict[str, dict[str, dict[int, list[Spent]]]]:
    """A part of the table: each size after the other, each base made anew."""
    found: dict[str, dict[str, dict[int, list[Spent]]]] = {}
    for size in sizes:
        with TemporaryDirectory() as folder:
            base = Path(folder) / "base"
            write_base(size, args.links, base)
            print(f"{size:,} claims", file=sys.stderr)
            for work, by in part(base, trees, args.limit, args.runs, size <= args.material).items():
                for who, runs in by.items():
                    found.setdefault(work, {}).setdefault(who, {})[size] = runs
    return found


def main() -> None:
    """Write the bases, time the commands, print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--against", metavar="REVISION", default="")
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 180, 320, 560, 1000])
    parser.add_argument("--builds", type=int, nargs="*", default=[50, 100, 200, 300, 400])
    parser.add_argument("--material", type=int, default=400, help="most claims for stock Material")
    parser.add_argument("--links", type=int, default=3)
    parser.add_argument("--frameworks", type=int, default=3, help="of each family, for kb solve")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit", type=int, default=120, help="CPU seconds of one command")
    args = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # and the work tree removed
    with tree_of(args.against) if args.against else nullcontext() as then:
        trees = {f"kb of {args.against}": then} if then else {}
        trees |= {TODAY: ROOT}
        for tree in trees.values():
            compiled(tree)
        for part, sizes in ((judged, args.sizes), (building.built, args.builds)):
            if sizes:
                print("\n".join(lines(sizes, by_size(part, sizes, trees, args))), "\n", flush=True)
        if args.frameworks:
            with TemporaryDirectory() as folder:
                found = solving.solved(Path(folder), trees, args.frameworks)
            print("\n".join(beside_peers(found, list(trees))), "\n")
    absent = [*building.absent(), *solving.absent()]
    absent += [] if argdown_is_there() else [ARGDOWN]
    print(f"left out, since not installed: {', '.join(absent) or 'nothing'}")


if __name__ == "__main__":
    main()
