"""What carries a change of standing: the shortest path of changed and unchanged attacks to a claim.

A claim falls because an attack on it is new, or because an attacker rose; it rises because an
attack is gone, or because an attacker fell.  Going back along attackers that changed, the nearest
attack that itself is new or gone is the origin (breadth first, so that no path is shorter).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from kb.diff.sides import Sides
from kb.explain.four_words import STANDING
from kb.model.outcomes import Attack, Label, Standing

RANK = {Label.OUT: 0, Label.UNDEC: 1, Label.IN: 2}
BITES = {Label.OUT: Label.IN, Label.UNDEC: Label.UNDEC}  # what each attacker must be at least


@dataclass(frozen=True)
class Step:
    """An attack that is new, gone or kept, and the change that it brings about."""

    how: str  # new | gone | kept | held | unheld
    by: tuple[str, ...]  # claims and measurements that attack
    through: tuple[str, ...]  # links
    target: str
    before: str
    after: str
    fresh: tuple[str, ...] = ()  # of those above, what only one side has


@dataclass(frozen=True)
class Cause:
    """Steps from the origin to the claim; none, if no single path carries the change."""

    steps: tuple[Step, ...] = ()

    @property
    def touched(self) -> frozenset[str]:
        """The claims on the path, with those whose links and measurements are on it."""
        names = (name for step in self.steps for name in (*step.by, *step.through, step.target))
        return frozenset(name.partition("/")[0] for name in names)


NO_CAUSE = Cause()


def cause_of(sides: Sides, claim: str) -> Cause:
    """The shortest path that carries a change of a claim's label; empty if that is the same."""
    if label(sides, claim, True) == label(sides, claim):
        return Cause(tuple(new_or_gone(sides, claim))[:1])
    queue: list[tuple[str, tuple[Step, ...]]] = [(claim, ())]
    seen = {claim}
    for target, path in queue:  # grows on the way
        if origin := next(origins(sides, target), None):
            return Cause((origin, *path))
        for passed_on, attacker in carried(sides, target):
            if attacker not in seen:
                seen.add(attacker)
                queue.append((attacker, (passed_on, *path)))
    return NO_CAUSE


def label(sides: Sides, element: str, old: bool = False) -> Label:
    """The label of an element on one side."""
    if old:
        return sides.before.standing.label(sides.then(element))
    return sides.after.standing.label(element)


def fell(sides: Sides, element: str) -> bool:
    """Whether it stands less firmly after; false if it rose, or is not in debate on one side."""
    was, now = label(sides, element, True), label(sides, element)
    return was in RANK and now in RANK and RANK[now] < RANK[was]


def attacks(sides: Sides, target: str, old: bool = False) -> dict[tuple[str, ...], Attack]:
    """The attacks on an element on one side, by who makes them and through what."""
    standing: Standing = sides.before.standing if old else sides.after.standing
    there = sides.then(target) if old else target
    now = sides.now if old else str
    found = {}
    for each in standing.attacks_on.get(there, ()):
        named = Attack(frozenset(map(now, each.attackers)), target, tuple(map(now, each.through)))
        found[(*sorted(named.attackers), "", *named.through)] = named
    return found


def bites(labels: Mapping[str, Label], result: Label) -> bool:
    """Whether attackers with these labels bring a target down to this one."""
    least = RANK[BITES[result]]
    return all(RANK.get(found, 0) >= least for found in labels.values())


def origins(sides: Sides, target: str) -> Iterator[Step]:
    """Changes that begin at an element: it comes into debate or leaves it, or its attacks do."""
    was, now = label(sides, target, True), label(sides, target)
    if was not in RANK or now not in RANK:
        yield step(sides, "held" if now in RANK else "unheld", target, None)
        return
    yield from new_or_gone(sides, target)


def new_or_gone(sides: Sides, target: str) -> Iterator[Step]:
    """Attacks that only one side has, those that matter for the label first."""
    old, new = attacks(sides, target, True), attacks(sides, target)
    down = fell(sides, target)
    same = label(sides, target, True) == label(sides, target)
    for there, here, was_old, how in ((new, old, False, "new"), (old, new, True, "gone")):
        if not same and down == was_old:
            continue
        for key in sorted(there.keys() - here.keys()):
            labels = {by: label(sides, by, was_old) for by in there[key].attackers}
            if same or bites(labels, label(sides, target, was_old)):
                yield step(sides, how, target, there[key])


def carried(sides: Sides, target: str) -> Iterator[tuple[Step, str]]:
    """Attacks that both sides have, with an attacker whose own change is passed on."""
    old, new = attacks(sides, target, True), attacks(sides, target)
    down = fell(sides, target)
    for key in sorted(old.keys() & new.keys()):
        attack = new[key]
        labels = {by: label(sides, by, not down) for by in attack.attackers}
        if not bites(labels, label(sides, target, not down)):
            continue
        for by in sorted(attack.attackers):
            if label(sides, by, True) != label(sides, by) and fell(sides, by) != down:
                yield step(sides, "kept", target, attack), by


def step(sides: Sides, how: str, target: str, attack: Attack | None) -> Step:
    """A step in words that a reader knows."""
    was, now = (STANDING[label(sides, target, old)][0] for old in (True, False))
    if attack is None:
        return Step(how, (), (), target, was, now)
    exists = partial(exists_on, sides, how == "gone")
    links = tuple(dict.fromkeys((*attack.through, *sorted(attack.attackers))))
    through = tuple(name for name in links if name.count("/") > 1)
    by = tuple(sorted(name for name in attack.attackers if name.count("/") < 2))
    fresh = tuple(name for name in (*through, *by) if not exists(name))
    return Step(how, by, through, target, was, now, fresh)


def exists_on(sides: Sides, after: bool, name: str) -> bool:
    """Whether a side has a claim, link or demonstration: the one that does not have the attack."""
    knowledge, there = (sides.after, name) if after else (sides.before, sides.then(name))
    return there in knowledge.graph.kinds or there in knowledge.graph.links
