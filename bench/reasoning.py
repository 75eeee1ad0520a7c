"""How fast the engines of kb.reasoning are, side by side with other Python packages.

    python -m bench.reasoning [--size 200] [--frameworks 5] [--queries 10]

Needs ``pip install .[bench]``; a package that is not installed is left out.  Prints CPU seconds
and ratios, taken in the same run on the same machine; nothing here is a test.
"""

import argparse
import random
from collections.abc import Callable
from itertools import repeat
from statistics import median
from time import process_time

from bench.frameworks import FAMILIES, Edges, debate
from bench.peers import GROUNDED, PEERS
from kb.model.outcomes import Attack
from kb.reasoning.semantics.extensions import camps
from kb.reasoning.semantics.quadratic_energy import settle


def timed(function: Callable[[], object]) -> tuple[float, object]:
    """CPU seconds, and the answer."""
    start = process_time()
    answer = function()
    return process_time() - start, answer


def credulous_acceptance(size: int, frameworks: int, queries: int) -> None:
    print(f"credulous acceptance, {size} arguments: milliseconds of CPU a query (median)")
    ratios: list[float] = []
    for name, made in FAMILIES.items():
        spent: dict[str, list[float]] = {peer: [] for peer in PEERS}
        for seed in range(frameworks):
            rng = random.Random(seed)
            edges = made(size, rng)
            asked = [rng.randrange(size) for _ in range(queries)]
            answers = {peer: put(peer, size, edges, asked, spent[peer]) for peer in PEERS}
            given = [each for each in answers.values() if each]
            assert all(each == given[0] for each in given), (name, seed, answers)
        shown = {peer: median(each) for peer, each in spent.items() if each}
        rivals = [each for peer, each in shown.items() if peer != "kb"]
        ratio = min(rivals) / shown["kb"] if rivals else float("nan")
        ratios.append(ratio)
        words = "  ".join(f"{peer} {1000 * each:.2f}" for peer, each in shown.items())
        print(f"  {name:20} {words}  fastest peer / kb = {ratio:.1f}", flush=True)
    print(f"  median of the ratios: {median(ratios):.1f}")


def put(peer: str, size: int, edges: Edges, asked: list[int], spent: list[float]) -> list[bool]:
    """The answers of one peer; none if it is not installed."""
    try:
        ask = PEERS[peer](size, edges)
        ask(asked[0])  # imports are not the question
    except ImportError:
        return []
    answers = []
    for each in asked:
        seconds, answer = timed(lambda each=each: ask(each))  # type: ignore[misc]
        spent.append(seconds)
        answers.append(bool(answer))
    return answers


def grounded_labels(size: int) -> None:
    print(f"grounded, {size} arguments: CPU seconds (best of 5)")
    for name, made in {"debate": debate_of, "random": random_of}.items():
        edges = made(size)
        spent = {}
        counts = set()
        for peer, prepare in GROUNDED.items():
            try:
                ask = prepare(size, edges)
                found = [timed(ask) for _ in range(5)]
            except ImportError:
                continue
            spent[peer] = min(seconds for seconds, _ in found)
            counts.add(found[0][1])
        assert len(counts) == 1, counts
        words = "  ".join(f"{peer} {each:.3f}" for peer, each in spent.items())
        print(f"  {name}, {len(edges)} attacks: {words}", flush=True)


def debate_of(size: int) -> Edges:
    return debate(size, random.Random(1))


def random_of(size: int) -> Edges:
    rng = random.Random(1)
    return [(rng.randrange(size), rng.randrange(size)) for _ in range(size * 3 // 2)]


def debate_camps(size: int) -> None:
    edges = debate_of(size)
    claims = [f"c{each}" for each in range(size)]
    links = [f"c{a}/l{b}" for a, b in edges]
    attacks = [
        Attack(frozenset({claims[a], link}), claims[b])
        for (a, b), link in zip(edges, links, strict=True)
    ]
    seconds, found = timed(lambda: camps([*claims, *links], attacks, claims))
    digits = len(str(found.count))  # type: ignore[attr-defined]
    print(
        f"camps of a debate of {size} claims and {len(links)} links: {seconds:.3f} s, "
        f"{len(found.disputes)} disputes, a number of camps of {digits} digits"  # type: ignore[attr-defined]
    )


def link_strengths(links: int) -> None:
    import numpy

    rng = numpy.random.default_rng(1)
    size = links // 4
    found = rng.integers(0, size, (2, links))
    signs = rng.choice([1.0, -1.0], links)
    ones = numpy.fromiter(repeat(1, links), int)
    weights = numpy.full(size, 0.5)
    seconds, answer = timed(lambda: settle(weights, found[0], ones, found[1], signs))
    residual = answer.residual  # type: ignore[attr-defined]
    print(f"strengths over {links} links: {seconds:.3f} s, residual {residual:.0e}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=200)
    parser.add_argument("--frameworks", type=int, default=5)
    parser.add_argument("--queries", type=int, default=10)
    chosen = parser.parse_args()
    credulous_acceptance(chosen.size, chosen.frameworks, chosen.queries)
    grounded_labels(100_000)
    debate_camps(10_000)
    link_strengths(1_000_000)


if __name__ == "__main__":
    main()
