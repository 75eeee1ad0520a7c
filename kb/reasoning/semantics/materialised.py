"""A framework whose rules are gone, since all that they make of its attacks is listed.

Where it can be had for little work the engines are faster on it: with single premises there are
no more sets than pairs of an attack and a claim that leads to its target.
"""

from heapq import heapify, heappop, heappush

from kb.reasoning.budget import Budget
from kb.reasoning.semantics.adjacency import Sets
from kb.reasoning.semantics.setaf import Framework

WORK = 20  # comparisons of two sets, for each attack and rule that is written


def materialised(framework: Framework) -> Framework:
    """The framework with all its minimal attacks and no rules; itself if these are too many."""
    if not framework.rules:
        return framework
    adjacent = framework.adjacency
    budget = Budget(WORK * (10 + len(adjacent.attacks) + len(adjacent.rules)))
    kept: dict[int, list[frozenset[int]]] = {}
    heap = [(len(members), members, target) for members, target in adjacent.attacks]
    heapify(heap)
    while heap:
        _, members, target = heappop(heap)
        held = frozenset(members)
        known = kept.setdefault(target, [])
        if not budget.spend(1 + len(known)):
            return framework
        if any(other <= held for other in known):
            continue
        known.append(held)
        for number in adjacent.rules_to[target]:
            body = adjacent.rules[number][0]
            for premise in body:
                further = tuple(sorted(held | (set(body) - {premise})))
                heappush(heap, (len(further), further, premise))
    return framework_of_sets(framework.size, kept)


def framework_of_sets(size: int, kept: dict[int, list[frozenset[int]]]) -> Framework:
    """Attacks by one, by several and by none, each where the engines look for them."""
    alone = [[min(held) for held in kept.get(target, ()) if len(held) == 1]
             for target in range(size)]  # fmt: skip
    joint: list[Sets] = [
        (tuple(sorted(held)), target)
        for target, sets in sorted(kept.items())
        for held in sets
        if len(held) > 1
    ]
    void = {target for target, sets in kept.items() if frozenset() in sets}
    return Framework(alone, joint, void)
