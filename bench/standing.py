"""What would change each claim's standing, and what one changed link changes, on generated claims.

    python -m bench.standing [--sizes 1000 10000] [--links 3] [--changes 200]

Everything in CPU seconds of one run: the standing of the whole base as ``kb verify`` derives it,
the numbered framework of it, what would flip every claim, and one link taken away and put back
beside labelling the whole base anew.
"""

import argparse
import random
from collections import Counter
from collections.abc import Callable
from statistics import median
from time import process_time
from typing import TypeVar

from bench.bases import NEAR, VERBS
from kb.graph import graph_of
from kb.model import Base, Claim, Holding, Link
from kb.model.outcomes import Standing
from kb.reasoning.rules import strict_part
from kb.reasoning.semantics.changes import Change, changed_labels
from kb.reasoning.semantics.debate import Debate
from kb.reasoning.semantics.flips import Flip, flip_of
from kb.reasoning.semantics.shifts import debate_of
from kb.reasoning.semantics.standing import standing_of

Answer = TypeVar("Answer")


def generated(size: int, links: int) -> Base:
    """Asserted claims with links of all verbs, most of them within a topic; one seed."""
    chance = random.Random(7)
    claims = []
    for number in range(size):
        start = number - number % NEAR
        near = range(start, min(start + NEAR, size))
        made: dict[int, Link] = {}
        while len(made) < links:
            other = chance.choice(near) if chance.random() < 0.75 else chance.randrange(size)
            if other != number:
                verb = chance.choice(VERBS)
                made[other] = Link(f"claim-{number}", verb, f"claim-{other}", "Why.")
        claims.append(claim(number, tuple(made.values())))
    return Base(claims=tuple(claims))


def claim(number: int, links: tuple[Link, ...]) -> Claim:
    """A claim that somebody asserts."""
    name = f"claim-{number}"
    held = (Holding("somebody", "asserts"),)
    return Claim(name, "topic", f"{name}.yaml", name, name, "opinion", held_by=held, links=links)


def standing(base: Base) -> Standing:
    """All labels, from the claims."""
    graph = graph_of(base)
    return standing_of(base, graph, {}, strict_part(graph))


def timed(function: Callable[[], Answer]) -> tuple[float, Answer]:
    """CPU seconds, and the answer."""
    start = process_time()
    answer = function()
    return process_time() - start, answer


def flips(base: Base, debate: Debate, whole: float) -> None:
    """What would change the standing of every claim."""
    seconds, found = timed(lambda: [flip_of(debate, claim.id) for claim in base.claims])
    sizes = Counter(
        f"by {len(flip.without)}"
        if isinstance(flip, Flip)
        else ("by none" if flip is None else "unknown")
        for flip in found
    )
    counted = ", ".join(f"{word}: {count}" for word, count in sorted(sizes.items()))
    print(f"  flips of all {len(found)} claims: {seconds:.3f} s ({seconds / whole:.1f} standings)")
    print(f"    {counted}")


def incremental(base: Base, debate: Debate, changes: int, whole: float) -> None:
    """One link taken away and put back, many times; beside the whole labelled anew."""
    links = [link for claim in base.claims for link in claim.links if link.verb != "supports"]
    chosen = random.Random(11).sample(links, min(changes, len(links)))
    spent, touched = [], 0
    for link in chosen:
        off, gone = timed(lambda link=link: changed_labels(debate, Change((link.address,))))
        on, come = timed(lambda link=link: changed_labels(debate, Change(links=(link,))))
        assert len(gone) == len(come), link
        spent += [off, on]
        touched += len(gone)
    middle, most = median(spent), max(spent)
    print(
        f"  one changed link: median {1000 * middle:.3f} ms, at most {1000 * most:.3f} ms,"
        f" {touched / len(chosen):.1f} labels changed; all anew: {1000 * whole:.1f} ms;"
        f" ratio {whole / middle:.0f} (at worst {whole / most:.1f})"
    )


def main() -> None:
    """Measure, and print what was measured of each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--links", type=int, default=3)
    parser.add_argument("--changes", type=int, default=200)
    args = parser.parse_args()
    for size in args.sizes:
        base = generated(size, args.links)
        whole, known = timed(lambda base=base: standing(base))
        built, debate = timed(lambda base=base: debate_of(base, {}))
        assert all(debate.label(name) == label for name, label in known.labels.items())
        print(f"{size} claims, {size * args.links} links: standing {whole:.3f} s,", end=" ")
        print(f"numbered framework with its labels {built:.3f} s")
        flips(base, debate, whole)
        incremental(base, debate, args.changes, whole)


if __name__ == "__main__":
    main()
