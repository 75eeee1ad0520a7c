"""All strict conflicts of a large base, side by side with a SAT solver that finds one.

Both get the same rules by name.  CPU seconds, the least of several runs in turn; the last
column leaves out of the solver's time what it takes to number the names and write clauses.
"""

import argparse
import gc
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from kb.reasoning.contradictions.conflicts import MOST, roots_of
from kb.reasoning.rules import Contrary, Rule, clashes, follows, strict_from

World = tuple[list[Rule], list[Contrary], list[str], list[str]]


def world(claims: int, rules: int, joint: float, seed: int) -> World:
    """Random rules between named claims, some with two premises; one claim in fifty is held."""
    chance = random.Random(seed)
    names = [f"claim-number-{number}" for number in range(claims)]
    written = []
    for number in range(rules):
        *body, head = chance.sample(names, 3 if chance.random() < joint else 2)
        written.append(Rule(tuple(sorted(body)), head, f"{body[0]}/entails/{head}/{number}"))
    contraries = [
        Contrary(*sorted(chance.sample(names, 2)), f"contradiction-{number}")
        for number in range(claims // 100)
    ]
    return written, contraries, chance.sample(names, claims // 50), names


def planted(claims: int, rules: int, conflicts: int, seed: int) -> World:
    """Joint rules of two premises; proofs of eight steps for both sides of each contradiction."""
    chance = random.Random(seed)
    names = [f"claim-number-{number}" for number in range(claims)]
    places = iter(chance.sample(names, claims))
    written, held, contraries = [], [], []
    for number in range(conflicts):
        ends = []
        for side in "ab":
            follows_so_far = next(places)
            held.append(follows_so_far)
            for step in range(8):
                reason, head = next(places), next(places)
                held.append(reason)
                body = tuple(sorted((follows_so_far, reason)))
                written.append(Rule(body, head, f"planted-{number}-{side}-{step}"))
                follows_so_far = head
            ends.append(follows_so_far)
        contraries.append(Contrary(*sorted(ends), f"contradiction-{number}"))
    while len(written) < rules:
        *body, head = chance.sample(names, 3)
        written.append(Rule(tuple(sorted(body)), head, f"loose-{len(written)}"))
    return written, contraries, held, names


def clauses(given: World) -> list[list[int]]:
    """The same as clauses over numbers, as a SAT solver wants them."""
    rules, contraries, held, names = given
    number = {name: index for index, name in enumerate(names, 1)}
    found = [[*(-number[each] for each in rule.body), number[rule.head]] for rule in rules]
    found += [[-number[each.one], -number[each.other]] for each in contraries]
    return [*found, *([number[each]] for each in held)]


def solve(written: Iterable[Sequence[int]]) -> int:
    """One conflict, by the solver that won."""
    from pysat.solvers import Cadical195

    with Cadical195(bootstrap_with=written) as solver:
        return int(not solver.solve())


def every(given: World) -> int:
    """All conflicts: index the rules, derive what follows, list the pairs that clash."""
    rules, contraries, held, _ = given
    strict = strict_from(rules, contraries)
    return len(clashes(follows(held, strict), strict))


def seconds(work: Callable[[], int]) -> tuple[float, int]:
    """CPU time of one call, and its answer."""
    gc.collect()
    start = time.process_time()
    answer = work()
    return time.process_time() - start, answer


def compared(given: World, runs: int) -> str:
    """Both on one world."""
    ready = clauses(given)
    ours, theirs, alone = [], [], []
    for _ in range(runs):
        ours.append(seconds(lambda: every(given)))
        theirs.append(seconds(lambda: solve(clauses(given))))
        alone.append(seconds(lambda: solve(ready)))
    mine, one, bare = min(ours)[0], min(theirs)[0], min(alone)[0]
    return (
        f"kb finds all {ours[0][1]} conflicts in {mine:.3f} s;"
        f" cadical195 finds {theirs[0][1]} in {one:.3f} s; ratio {mine / one:.2f}"
        f" ({mine / bare:.2f} with its clauses ready, {bare:.3f} s)"
    )


def explained(given: World) -> str:
    """What the explanations cost on top."""
    rules, contraries, held, _ = given
    strict = strict_from(rules, contraries)
    took, count = seconds(lambda: len(roots_of(held, strict).found))
    return f"  with explanations of at most {MOST}: {took:.3f} s, {count} roots"


def proven(given: World) -> str:
    """How many of the explanations of planted conflicts are shown to be smallest."""
    rules, contraries, held, _ = given
    strict = strict_from(rules, contraries)
    start = time.process_time()
    found = [why.exact for why, _ in roots_of(held, strict, most=1000).found]
    took = time.process_time() - start
    exact = ", ".join(f"{number} {word}" for word, number in sorted(Counter(found).items()))
    return f"  all explained: {took:.3f} s, {len(found)} roots: {exact}"


def main() -> None:
    """Measure, and print what was measured of each world."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--rules", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    for joint in (0.0, 0.2, 0.5):
        given = world(args.claims, args.rules, joint, seed=1)
        print(f"{args.claims} claims, {args.rules} rules, {joint:.0%} joint:")
        print(f"  {compared(given, args.runs)}")
        print(explained(given), flush=True)
    print("10000 claims, 5000 joint rules, 100 planted conflicts:")
    given = planted(10_000, 5_000, 100, seed=1)
    print(f"  {compared(given, args.runs)}")
    print(proven(given))


if __name__ == "__main__":
    main()
