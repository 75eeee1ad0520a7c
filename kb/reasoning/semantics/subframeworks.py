"""Parts of a framework: what is undecided, what bears on a query, what hangs together.

Preferred extensions of a part that nothing outside attacks are those of the whole, cut down
to it (Baroni and Giacomin 2007; for sets: Dvořák and others 2022).  Stable ones are not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from kb.reasoning.semantics.adjacency import Sets
from kb.reasoning.semantics.labelling import IN, OUT, UNDEC
from kb.reasoning.semantics.setaf import Framework, grounded_labels


@dataclass(frozen=True)
class Part:
    """Some elements of a larger framework, numbered anew, with the attacks among them."""

    framework: Framework
    members: Sequence[int]  # number here -> number there

    def outside(self, numbers: Iterable[int]) -> frozenset[int]:
        """Numbers here, as numbers there."""
        return frozenset(self.members[number] for number in numbers)


def undecided_part(framework: Framework, labels: bytearray) -> Part:
    """What the labels leave open: sets that lost a member are gone, members that stand too."""
    return open_part(framework, labels, [e for e, label in enumerate(labels) if label == UNDEC])


def part_bearing_on(framework: Framework, labels: bytearray, element: int) -> Part:
    """The undecided elements that bear on one: it comes first, then what attacks it, and so on."""
    found = {element: None}
    queue = [element]
    sets = framework.attacking_sets
    for attacked in queue:
        bodies = [framework.attackers[attacked], *sets.get(attacked, ())]
        if framework.rules:  # an attack may come back through what it entails
            rules = map(framework.rules.__getitem__, framework.adjacency.rules_from[attacked])
            bodies += [(*body, head) for body, head in rules]
        for member in chain.from_iterable(bodies):
            if member not in found and not labels[member]:
                found[member] = None
                queue.append(member)
    return open_part(framework, labels, queue)


def open_part(framework: Framework, labels: bytearray, members: Sequence[int]) -> Part:
    """Undecided elements and the open attacks on them, all of whose members are among them."""
    here = {element: index for index, element in enumerate(members)}
    attackers = [[here[s] for s in framework.attackers[e] if s in here] for e in members]
    sets = [
        (tuple(here[member] for member in body if labels[member] == UNDEC), here[target])
        for body, target in framework.joint
        if target in here and not any(labels[member] == OUT for member in body)
    ]
    rules, clashes = open_rules(framework, labels, here)
    joint = []
    for body, target in (*sets, *clashes):
        if len(body) == 1:
            attackers[target].append(body[0])
        else:
            joint.append((body, target))
    return Part(Framework(attackers, joint, rules=rules), members)


def open_rules(
    framework: Framework, labels: bytearray, here: Mapping[int, int]
) -> tuple[list[Sets], list[Sets]]:
    """Rules that can still transpose an attack; and what those with a fallen head have become.

    Not all premises of a fallen head can be accepted, and what stands has seen to that: the
    open ones attack one another.  No attack that is open comes through what stands or has fallen
    otherwise: on what stands all are answered, and on what has fallen one stands already.
    """
    rules: list[Sets] = []
    clashes: list[Sets] = []
    for body, head in framework.rules:
        if labels[head] == IN or any(labels[premise] == OUT for premise in body):
            continue
        left = [premise for premise in body if labels[premise] == UNDEC]
        if not left or left[0] not in here:
            continue
        rest = tuple(here[premise] for premise in left)
        if labels[head] == UNDEC:
            rules.append((rest, here[head]))
        else:
            clashes += [(tuple(o for o in rest if o != one), one) for one in rest]
    return rules, clashes


def components(framework: Framework) -> list[Part]:
    """Parts between which there is no attack; the first holds the lowest number."""
    near: list[list[int]] = [list(sources) for sources in framework.attackers]
    for target, sources in enumerate(framework.attackers):
        for source in sources:
            near[source].append(target)
    for body, target in (*framework.joint, *framework.rules):
        near[target].extend(body)
        for member in body:
            near[member].append(target)
    place = [-1] * framework.size
    groups: list[list[int]] = []
    for start in range(framework.size):
        if place[start] < 0:
            place[start] = len(groups)
            group = [start]
            for element in group:
                for other in near[element]:
                    if place[other] < 0:
                        place[other] = len(groups)
                        group.append(other)
            groups.append(sorted(group))
    return parts_of_groups(framework, groups, place)


def parts_of_groups(
    framework: Framework, groups: Sequence[Sequence[int]], place: Sequence[int]
) -> list[Part]:
    """One part for each group; no attack may cross between groups."""
    here = {element: index for group in groups for index, element in enumerate(group)}
    joint: list[list[Sets]] = [[] for _ in groups]
    rules: list[list[Sets]] = [[] for _ in groups]
    for kept, sets in ((joint, framework.joint), (rules, framework.rules)):
        for body, target in sets:
            kept[place[target]].append((tuple(here[member] for member in body), here[target]))
    void = set(framework.void)
    parts = []
    for index, group in enumerate(groups):
        attackers = [[here[source] for source in framework.attackers[e]] for e in group]
        alone = {here[element] for element in group if element in void}
        parts.append(Part(Framework(attackers, joint[index], alone, rules[index]), group))
    return parts


def complete_extension(framework: Framework, held: Iterable[int]) -> frozenset[int]:
    """The least complete extension that contains an admissible set."""
    labels = grounded_labels(framework, held)
    return frozenset(element for element, label in enumerate(labels) if label == IN)
