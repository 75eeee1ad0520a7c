"""A framework of collective attacks on numbers, for the engines; and its grounded labels.

Attacks by a single element, which are nearly all, are kept apart from joint ones: the
loops that must be fast then touch nothing but lists of integers.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kb.outcomes import Attack

UNDEC, IN, OUT = 0, 1, 2


@dataclass(frozen=True)
class Framework:
    """Elements 0, 1, 2 ... and the sets that attack them."""

    hits: Sequence[Sequence[int]]  # element -> what it attacks alone
    joint: Sequence[tuple[tuple[int, ...], int]] = ()  # two or more members, and their target
    void: Collection[int] = ()  # attacked by the empty set

    @property
    def size(self) -> int:
        """How many elements there are."""
        return len(self.hits)

    @cached_property
    def attackers(self) -> list[list[int]]:
        """Element -> what attacks it alone."""
        found: list[list[int]] = [[] for _ in self.hits]
        for source, targets in enumerate(self.hits):
            for target in targets:
                found[target].append(source)
        return found

    @cached_property
    def attacking_sets(self) -> Mapping[int, list[tuple[int, ...]]]:
        """Element -> the joint sets that attack it, where there are any."""
        found: dict[int, list[tuple[int, ...]]] = {}
        for members, target in self.joint:
            found.setdefault(target, []).append(members)
        return found


def numbered(
    elements: Iterable[str], attacks: Iterable[Attack]
) -> tuple[tuple[str, ...], Framework]:
    """The names in the order of their numbers, and the framework."""
    names = tuple(sorted(elements))
    number = dict(zip(names, range(len(names)), strict=True))
    nothing: list[int] = []  # shared by all that attack nothing: making lists takes time
    hits = [nothing] * len(names)
    joint: list[tuple[tuple[int, ...], int]] = []
    void: set[int] = set()
    for each in attacks:
        members = each.attackers
        if len(members) == 1:
            (name,) = members
            source = number[name]
            if hits[source]:
                hits[source].append(number[each.target])
            else:
                hits[source] = [number[each.target]]
        elif members:
            body = tuple(sorted(number[member] for member in members))
            joint.append((body, number[each.target]))
        else:
            void.add(number[each.target])
    return names, Framework(hits, joint, void)


def settled(framework: Framework, held: Iterable[int] = ()) -> bytearray:
    """Labels of the least fixpoint of defence that contains what is held (grounded: nothing).

    Linear.  What is held must be admissible.
    """
    hits = framework.hits
    labels = bytearray(len(hits))
    alive = [0] * len(hits)  # attacks that have lost no member yet
    for targets in hits:
        for target in targets:
            alive[target] += 1
    missing = [len(members) for members, _ in framework.joint]  # members not yet IN
    uses: dict[int, list[int]] = {}
    for index, (members, target) in enumerate(framework.joint):
        alive[target] += 1
        for member in members:
            uses.setdefault(member, []).append(index)
    queue = list(framework.void)
    for each in queue:
        labels[each] = OUT
        alive[each] += 1
    first = dict.fromkeys(held)
    first |= dict.fromkeys([each for each, count in enumerate(alive) if not count])
    for each in first:
        labels[each] = IN
    queue += first
    spread(framework, labels, queue, alive, missing, uses)
    return labels


def spread(
    framework: Framework,
    labels: bytearray,
    queue: list[int],
    alive: list[int],
    missing: list[int],
    uses: Mapping[int, list[int]],
) -> None:
    """Carry labels on from those in the queue."""
    hits, joint = framework.hits, framework.joint
    for each in queue:
        stands = labels[each] == IN
        if stands:
            for target in hits[each]:
                if not labels[target]:
                    labels[target] = OUT
                    queue.append(target)
        else:
            for target in hits[each]:
                if not labels[target]:
                    alive[target] -= 1
                    if not alive[target]:
                        labels[target] = IN
                        queue.append(target)
        for index in uses.get(each, ()):
            target = joint[index][1]
            if stands:
                missing[index] -= 1
                if not missing[index] and not labels[target]:
                    labels[target] = OUT
                    queue.append(target)
            elif missing[index] > 0:
                missing[index] = 0  # it has lost a member: it can no longer come in
                alive[target] -= 1
                if not alive[target] and not labels[target]:
                    labels[target] = IN
                    queue.append(target)
