"""What one wrong trait costs on a large real base, and whether its explanation is smallest.

    python -m bench.pi_base pi-base.json [--processes] [--check]

pi-Base (CC BY 4.0) as JSON: "implications", each [theorem, premises, conclusions] of signed
numbers of properties (-12: lacks property 12), and "spaces", each with its known traits.  A base
has a claim for each property and its lack, and one person who asserts what is known of a space.
Each trait that follows is then asserted to be otherwise.  CPU seconds as a ratio to the
consistent base: of what ``kb verify --no-run`` does beyond reading, or with ``--processes`` of
the whole command.  ``--check`` compares the first explanation with what OptUx (python-sat) finds,
from all rules that are to the point.
"""

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median
from time import process_time

from bench.smallest import size_of_smallest
from kb.graph import graph_of
from kb.knowledge import Knowledge
from kb.pipeline import derive, judge
from kb.reading.read import read
from kb.reasoning.rules import strict_part

RUNS = 5  # of the consistent base, of which the median counts; of a slow trait, the least
PERSON = "the-space"
Files = dict[str, bytes]


@dataclass(frozen=True)
class Source:
    """The database: implications between signed properties, and what is known of spaces."""

    implications: Sequence[tuple[str, Sequence[int], Sequence[int]]]
    spaces: Mapping[str, Sequence[int]]

    def follows(self, space: str) -> list[int]:
        """What is known of a space, and all that follows."""
        known, before = set(self.spaces[space]), -1
        while len(known) != before:
            before = len(known)
            for _, premises, conclusions in self.implications:
                if known.issuperset(premises):
                    known |= set(conclusions)
        return sorted(known, key=lambda trait: (abs(trait), trait))

    @cached_property
    def links(self) -> Mapping[int, str]:
        """Links as they are written, by the trait whose claim holds them."""
        found: dict[int, list[str]] = {}
        for theorem, premises, conclusions in self.implications:
            others = ", ".join(map(name, premises[1:]))
            together = f"with: [{others}], " if others else ""
            found.setdefault(premises[0], []).extend(
                f"  - {{entails: {name(conclusion)}, {together}"
                f"name: {theorem.lower()}-{number}, because: Theorem {theorem}.}}\n"
                for number, conclusion in enumerate(conclusions)
            )
        for number in self.properties:
            found.setdefault(number, []).append(
                f"  - {{contradicts: {name(-number)}, because: It is there or not.}}\n"
            )
        return {trait: "".join(links) for trait, links in found.items()}

    @cached_property
    def properties(self) -> list[int]:
        """All that some implication or space speaks of."""
        traits = [t for _, *sides in self.implications for side in sides for t in side]
        traits += [trait for known in self.spaces.values() for trait in known]
        return sorted({abs(trait) for trait in traits})

    def files(self, space: str, wrong: int = 0) -> Files:
        """The base of a space, with at most one trait otherwise than it is."""
        traits = {*self.spaces[space]} - {-wrong} | ({wrong} - {0})
        files = {
            f"claims/topology/{name(trait)}.yaml": self.claim(trait, trait in traits)
            for number in self.properties
            for trait in (number, -number)
        }
        files["claims/topology/index.md"] = b"# Topology\n"
        files["literature/positions.yaml"] = (
            f"{PERSON}: {{title: The space, one: yes}}\nanyone: {{title: Anyone, one: no}}\n"
        ).encode()
        files["literature/references.bib"] = (
            b"@misc{pi-base, author={pi-Base}, title={pi-Base}, year={2026}}\n"
        )
        return files

    def claim(self, trait: int, held: bool) -> bytes:
        """One claim as its author would write it."""
        verb = "has" if trait > 0 else "lacks"
        said = f"  - {{position: {PERSON}, stance: asserts}}\n" if held else ""
        links = f"links:\n{self.links[trait]}" if trait in self.links else ""
        return (
            f"title: {verb.capitalize()} property {abs(trait)}\n"
            f"statement: The space {verb} property {abs(trait)}.\n"
            "kind: mathematical\nscope: One space.\nsources: [{cite: pi-base}]\n"
            f"held_by:\n  - {{position: anyone, stance: asks, confidence: hedged}}\n{said}{links}"
        ).encode()


def name(trait: int) -> str:
    """The claim that a property is there, or that it is lacking."""
    return f"{'has' if trait > 0 else 'lacks'}-p{abs(trait):06d}"


@dataclass(frozen=True)
class Measured:
    """One wrong trait: its cost relative to the consistent base, and its first explanation."""

    space: str
    trait: int
    ratio: float
    seconds: float
    label: str = ""
    size: int = 0
    smallest: int = 0  # by OptUx; 0: not asked


def in_process(source: Source, space: str, check: bool) -> Iterator[Measured]:
    """Each wrong trait of a space, by what is derived and judged."""

    def spent(wrong: int) -> tuple[float, Knowledge]:
        base = read(source.files(space, wrong))
        gc.collect()
        start = process_time()
        knowledge = derive(base, {})
        judge(knowledge, "2026-01-01")
        return process_time() - start, knowledge

    spent(-source.follows(space)[0])  # what is loaded once is not the question
    consistent = median(spent(0)[0] for _ in range(RUNS))
    print(f"{space}: consistent {consistent:.3f} s", flush=True)
    for trait in source.follows(space):
        seconds, knowledge = spent(-trait)
        first = next((found for found in knowledge.conflicts if found.position == PERSON), None)
        size = len(first.claims) + len(first.links) if first else 0
        best = smallest_of(knowledge) if check and first else 0
        label = first.exact if first else "no conflict"
        yield Measured(space, -trait, seconds / consistent, seconds, label, size, best)


def smallest_of(knowledge: Knowledge) -> int:
    """The size of the smallest of all explanations of the person's conflicts, by OptUx."""
    held = [c.id for c in knowledge.base.claims for h in c.held_by
            if (h.position, h.stance) == (PERSON, "asserts")]  # fmt: skip
    return size_of_smallest(held, strict_part(graph_of(knowledge.base)))


def by_command(source: Source, space: str) -> Iterator[Measured]:
    """Each wrong trait of a space, by the CPU time of a process that finds most files parsed."""
    command = [sys.executable, "-m", "kb", "verify", "--no-run"]
    with tempfile.TemporaryDirectory() as folder:
        known: Files = {}

        def spent(wrong: int) -> float:
            for path, text in source.files(space, wrong).items():
                if known.get(path) != text:
                    known[path] = text
                    target = Path(folder, path)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(text)
            before = os.times()
            subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=False)
            after = os.times()
            return sum(after[2:4]) - sum(before[2:4])

        spent(0)
        consistent = median(spent(0) for _ in range(RUNS))
        print(f"{space}: consistent {consistent:.3f} s", flush=True)
        for trait in source.follows(space):
            seconds = spent(-trait)
            if seconds > 2 * consistent:  # the machine may have been busy
                seconds = min(seconds, *(spent(-trait) for _ in range(RUNS)))
            yield Measured(space, -trait, seconds / consistent, seconds)


def told(found: Sequence[Measured], check: bool) -> None:
    """The worst, the middle, how many are above twice; and the explanations."""
    worst = sorted(found, key=lambda one: -one.ratio)
    over = sum(one.ratio > 2 for one in found)
    print(f"{len(found)} wrong traits: ratio worst {worst[0].ratio:.2f}, "
          f"median {median(one.ratio for one in found):.2f}, {over} above 2")  # fmt: skip
    for one in worst[:5]:
        print(f"  {one.space} {name(one.trait)}: {one.ratio:.2f} ({one.seconds:.3f} s)")
    print(f"explanations: {dict(Counter(one.label for one in found))}")
    if check:
        asked = [one for one in found if one.smallest]
        for label in ("smallest", "minimal"):
            some = [one for one in asked if one.label == label]
            equal = sum(one.size == one.smallest for one in some)
            print(f"  labelled {label}: {len(some)}, as small as OptUx finds: {equal}")


def main() -> None:
    """Measure all spaces, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="pi-Base as JSON")
    parser.add_argument("--processes", action="store_true", help="time the whole command")
    parser.add_argument("--check", action="store_true", help="compare with OptUx")
    args = parser.parse_args()
    data = json.loads(args.file.read_text())
    source = Source(data["implications"], data["spaces"])
    found: list[Measured] = []
    for space in source.spaces:
        some = (
            by_command(source, space) if args.processes else in_process(source, space, args.check)
        )
        found += some
    told(found, args.check)


if __name__ == "__main__":
    main()
