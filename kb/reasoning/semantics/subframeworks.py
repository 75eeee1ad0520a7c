"""Parts of a framework: what is undecided, what bears on a query, what hangs together.

Preferred extensions of a part that nothing outside attacks are those of the whole, cut down
to it (Baroni and Giacomin 2007; for sets: Dvořák and others 2022).  Stable ones are not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from kb.reasoning.semantics.setaf import IN, OUT, UNDEC, Framework, grounded_labels


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
        for member in chain.from_iterable(bodies):
            if member not in found and not labels[member]:
                found[member] = None
                queue.append(member)
    return open_part(framework, labels, queue)


def open_part(framework: Framework, labels: bytearray, members: Sequence[int]) -> Part:
    """Undecided elements and the open attacks on them, all of whose members are among them."""
    here = {element: index for index, element in enumerate(members)}
    attackers = [[here[s] for s in framework.attackers[e] if s in here] for e in members]
    joint = []
    for body, target in framework.joint:
        if target in here and not any(labels[member] == OUT for member in body):
            rest = tuple([here[member] for member in body if labels[member] == UNDEC])
            if len(rest) == 1:
                attackers[here[target]].append(rest[0])
            else:
                joint.append((rest, here[target]))
    return Part(Framework(attackers, joint), members)


def components(framework: Framework) -> list[Part]:
    """Parts between which there is no attack; the first holds the lowest number."""
    near: list[list[int]] = [list(sources) for sources in framework.attackers]
    for target, sources in enumerate(framework.attackers):
        for source in sources:
            near[source].append(target)
    for body, target in framework.joint:
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
    joint: list[list[tuple[tuple[int, ...], int]]] = [[] for _ in groups]
    for body, target in framework.joint:
        joint[place[target]].append((tuple(here[member] for member in body), here[target]))
    void = set(framework.void)
    parts = []
    for index, group in enumerate(groups):
        attackers = [[here[source] for source in framework.attackers[e]] for e in group]
        alone = {here[element] for element in group if element in void}
        parts.append(Part(Framework(attackers, joint[index], alone), group))
    return parts


def complete_extension(framework: Framework, held: Iterable[int]) -> frozenset[int]:
    """The least complete extension that contains an admissible set."""
    labels = grounded_labels(framework, held)
    return frozenset(element for element, label in enumerate(labels) if label == IN)
