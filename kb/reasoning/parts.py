"""Parts of a framework: what is undecided, what bears on a query, what hangs together.

Preferred extensions of a part that nothing outside attacks are those of the whole, cut down
to it (Baroni and Giacomin 2007; for sets: Dvořák and others 2022).  Stable ones are not.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kb.reasoning.numbered import IN, OUT, UNDEC, Framework, settled


@dataclass(frozen=True)
class Part:
    """Some elements of a larger framework, numbered anew, with the attacks among them."""

    framework: Framework
    members: Sequence[int]  # number here -> number there

    def outside(self, numbers: Iterable[int]) -> frozenset[int]:
        """Numbers here, as numbers there."""
        return frozenset(self.members[each] for each in numbers)


def undecided(framework: Framework, labels: bytearray) -> Part:
    """What the labels leave open: sets that lost a member are gone, members that stand too."""
    members = [each for each, label in enumerate(labels) if label == UNDEC]
    here = {each: index for index, each in enumerate(members)}
    hits = [[here[t] for t in framework.hits[each] if t in here] for each in members]
    joint = []
    for body, target in framework.joint:
        if labels[target] == UNDEC and not any(labels[each] == OUT for each in body):
            rest = tuple(here[each] for each in body if labels[each] == UNDEC)
            if len(rest) == 1:
                hits[rest[0]].append(here[target])
            else:
                joint.append((rest, here[target]))
    return Part(Framework(hits, joint), members)


def cut(framework: Framework, members: Collection[int]) -> Part:
    """Some elements, with the attacks that lie wholly among them."""
    kept = sorted(members)
    here = {each: index for index, each in enumerate(kept)}
    hits = [[here[t] for t in framework.hits[each] if t in here] for each in kept]
    joint = [
        (tuple(here[each] for each in body), here[target])
        for body, target in framework.joint
        if target in here and all(each in here for each in body)
    ]
    void = [here[each] for each in framework.void if each in here]
    return Part(Framework(hits, joint, void), kept)


def cone(framework: Framework, ends: Iterable[int]) -> Part:
    """The ends, and all that attacks them, or what attacks them, and so on."""
    found = dict.fromkeys(ends)
    queue = list(found)
    sets = framework.attacking_sets
    for each in queue:
        near = [framework.attackers[each], *sets.get(each, ())]
        for body in near:
            for member in body:
                if member not in found:
                    found[member] = None
                    queue.append(member)
    return (
        Part(framework, range(framework.size))
        if len(found) == framework.size
        else cut(framework, found)
    )


def components(framework: Framework) -> list[Part]:
    """Parts between which there is no attack; the first holds the lowest number."""
    near: list[list[int]] = [list(targets) for targets in framework.hits]
    for source, targets in enumerate(framework.hits):
        for target in targets:
            near[target].append(source)
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
            for each in group:
                for other in near[each]:
                    if place[other] < 0:
                        place[other] = len(groups)
                        group.append(other)
            groups.append(sorted(group))
    return divided(framework, groups, place)


def divided(
    framework: Framework, groups: Sequence[Sequence[int]], place: Sequence[int]
) -> list[Part]:
    """One part for each group; no attack may cross between groups."""
    here = {each: index for group in groups for index, each in enumerate(group)}
    joint: list[list[tuple[tuple[int, ...], int]]] = [[] for _ in groups]
    void: list[list[int]] = [[] for _ in groups]
    for body, target in framework.joint:
        joint[place[target]].append((tuple(here[each] for each in body), here[target]))
    for each in framework.void:
        void[place[each]].append(here[each])
    return [
        Part(
            Framework(
                [[here[target] for target in framework.hits[each]] for each in group],
                joint[index],
                void[index],
            ),
            group,
        )
        for index, group in enumerate(groups)
    ]


def grown(framework: Framework, held: Iterable[int]) -> frozenset[int]:
    """The least complete extension that contains an admissible set."""
    labels = settled(framework, held)
    return frozenset(each for each, label in enumerate(labels) if label == IN)
