"""A framework of collective attacks on numbers, for the engines; and its grounded labels.

Attacks by a single element, which are nearly all, are kept apart from joint ones: the
loops that must be fast then touch nothing but lists of integers.  With rules, the attacks are
those written and all that transposition makes of them; these are never listed.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kb.reasoning.semantics.adjacency import Adjacency, Sets
from kb.reasoning.semantics.labelling import IN, OUT, UNDEC, Labelling

if TYPE_CHECKING:  # solving a framework of numbers needs nothing of the model
    from kb.model.outcomes import Attack

StrictRule = tuple[tuple[str, ...], str, str]  # premises, head, and the link it is written in


@dataclass(frozen=True)
class Framework:
    """Elements 0, 1, 2 ... and the sets that attack them."""

    attackers: Sequence[Sequence[int]]  # element -> what attacks it alone
    joint: Sequence[Sets] = ()  # two or more members, and their target
    void: Collection[int] = ()  # attacked by the empty set
    rules: Sequence[Sets] = ()  # premises and head: attacks on the head are transposed

    @property
    def size(self) -> int:
        """How many elements there are."""
        return len(self.attackers)

    @cached_property
    def hits(self) -> list[list[int]]:
        """Element -> what it attacks alone."""
        nothing: list[int] = []  # shared by all that attack nothing: making lists takes time
        found = [nothing] * len(self.attackers)
        for target, sources in enumerate(self.attackers):
            for source in sources:
                if found[source]:
                    found[source].append(target)
                else:
                    found[source] = [target]
        return found

    @cached_property
    def adjacency(self) -> Adjacency:
        """The same for an engine that does not tell single attackers from joint ones."""
        attacks: list[Sets] = [
            ((source,), target)
            for target, sources in enumerate(self.attackers)
            for source in sources
        ]
        attacks += [*self.joint, *(((), target) for target in sorted(self.void))]
        return Adjacency(self.size, attacks, self.rules)

    @cached_property
    def attacking_sets(self) -> Mapping[int, list[tuple[int, ...]]]:
        """Element -> the joint sets that attack it, where there are any."""
        found: dict[int, list[tuple[int, ...]]] = {}
        for members, target in self.joint:
            found.setdefault(target, []).append(members)
        return found


def numbered_framework(
    elements: Iterable[str], attacks: "Iterable[Attack]", rules: Iterable[StrictRule] = ()
) -> tuple[tuple[str, ...], Framework]:
    """The names in the order of their numbers, and the framework."""
    names = tuple(sorted(elements))
    number = dict(zip(names, range(len(names)), strict=True))
    attackers: list[list[int]] = [[] for _ in names]
    joint: list[tuple[tuple[int, ...], int]] = []
    void: set[int] = set()
    for attack in attacks:
        members = attack.attackers
        target = number[attack.target]
        if len(members) == 1:
            (name,) = members
            attackers[target].append(number[name])
        elif members:
            joint.append((tuple(sorted(number[member] for member in members)), target))
        else:
            void.add(target)
    transposed = [
        (tuple(number[premise] for premise in sorted(set(body))), number[head])
        for body, head, _ in rules
    ]
    return names, Framework(attackers, joint, void, transposed)


def grounded_labels(framework: Framework, held: Iterable[int] = ()) -> bytearray:
    """Labels of the least fixpoint of defence that contains what is held (grounded: nothing).

    Linear, and nearly so with rules.  What is held must be admissible.
    """
    if framework.rules:
        labelling = Labelling(framework.adjacency)
        for element in held:
            labelling.set(element, IN)
        labelling.settle(range(framework.size))
        return labelling.label
    labels = bytearray(framework.size)
    alive = list(map(len, framework.attackers))  # attacks that have lost no member yet
    missing = [len(members) for members, _ in framework.joint]  # members not yet IN
    uses: dict[int, list[int]] = {}
    for index, (members, target) in enumerate(framework.joint):
        alive[target] += 1
        for member in members:
            uses.setdefault(member, []).append(index)
    queue = list(framework.void)
    for element in queue:
        labels[element] = OUT
        alive[element] += 1
    first = dict.fromkeys(held)
    first |= dict.fromkeys([element for element, count in enumerate(alive) if not count])
    for element in first:
        labels[element] = IN
    queue += first
    propagate(framework, labels, queue, alive, missing, uses)
    return labels


def propagate(
    framework: Framework,
    labels: bytearray,
    queue: list[int],
    alive: list[int],
    missing: list[int],
    uses: Mapping[int, list[int]],
) -> None:
    """Carry labels on from those in the queue."""
    hits = framework.hits
    for element in queue:
        if labels[element] == IN:
            for target in hits[element]:
                if not labels[target]:
                    labels[target] = OUT
                    queue.append(target)
        else:
            for target in hits[element]:
                if not labels[target]:
                    alive[target] -= 1
                    if not alive[target]:
                        labels[target] = IN
                        queue.append(target)
        if element in uses:
            stands = labels[element] == IN
            sets = [(index, framework.joint[index][1]) for index in uses[element]]
            queue += propagate_joint(stands, sets, labels, alive, missing)


def propagate_joint(
    stands: bool,
    sets: Iterable[tuple[int, int]],
    labels: bytearray,
    alive: list[int],
    missing: list[int],
) -> list[int]:
    """Which targets of joint sets are labelled now that a member stands or has fallen."""
    found = []
    for index, target in sets:
        label = UNDEC
        if stands:
            missing[index] -= 1
            label = UNDEC if missing[index] else OUT
        elif missing[index] > 0:
            missing[index] = -1  # it has lost a member: it can no longer come in
            alive[target] -= 1
            label = UNDEC if alive[target] else IN
        if label and not labels[target]:
            labels[target] = label
            found.append(target)
    return found
