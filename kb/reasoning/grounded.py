"""What stands: the grounded labels of a framework of collective attacks.

An element is IN once every set that attacks it has lost a member, OUT once some set has
all its members IN, and UNDEC otherwise (Dung 1995; Nielsen and Parsons 2006).  Linear.
"""

from collections.abc import Iterable, Mapping

from kb.graph import Graph
from kb.model import Base
from kb.outcomes import Attack, Judgement, Standing
from kb.reasoning.framework import base_attacks, elements_of, in_debate, transposed
from kb.reasoning.rules import Strict


def standing_of(
    base: Base, graph: Graph, evidence: Mapping[str, Judgement], strict: Strict
) -> Standing:
    """Labels of everything in debate, with the attacks that decide them."""
    scope = in_debate(base, strict)
    elements = elements_of(base, graph, evidence, scope)
    rules = [rule for rule in strict.rules if set(rule.body) <= scope]
    direct = base_attacks(base, graph, evidence, elements, strict)
    attacks, capped = transposed(direct, rules)
    return Standing(grounded(elements, attacks), attacks, capped)


def grounded(elements: Iterable[str], attacks: Iterable[Attack]) -> dict[str, str]:
    """IN, OUT or UNDEC for each element."""
    names = sorted(elements)
    sets = list(attacks)
    alive = dict.fromkeys(names, 0)  # attacks on an element that have lost no member yet
    missing = [len(each.attackers) for each in sets]  # members not yet IN
    uses: dict[str, list[int]] = {}
    for index, each in enumerate(sets):
        alive[each.target] += 1
        for member in each.attackers:
            uses.setdefault(member, []).append(index)
    dead = [False] * len(sets)
    labels = dict.fromkeys(names, "UNDEC")
    queue: list[str] = []

    def settle(name: str, label: str) -> None:
        if labels[name] == "UNDEC":
            labels[name] = label
            queue.append(name)

    for each in sets:
        if not each.attackers:
            settle(each.target, "OUT")
    for name in names:
        if not alive[name]:
            settle(name, "IN")
    for name in queue:
        for index in uses.get(name, ()):
            target = sets[index].target
            if labels[name] == "IN":
                missing[index] -= 1
                if not missing[index]:
                    settle(target, "OUT")
            elif not dead[index]:
                dead[index] = True
                alive[target] -= 1
                if not alive[target]:
                    settle(target, "IN")
    return labels
