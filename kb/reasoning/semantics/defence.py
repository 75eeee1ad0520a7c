"""Members of an admissible set that suffice to defend one of them and each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from kb.reasoning.semantics.setaf import Framework


def defence(framework: Framework, held: frozenset[int], element: int) -> list[int]:
    """An element of an admissible set, and members that suffice to defend it and one another."""
    if framework.rules:
        return defence_with_rules(framework, held, element)
    needed = {element: None}
    queue = [element]
    sets = framework.attacking_sets
    beaten: set[int] = set()
    for defended in queue:
        for body in chain(((a,) for a in framework.attackers[defended]), sets.get(defended, ())):
            if beaten.isdisjoint(body):
                target, by = next(reply(framework, held, body))
                beaten.add(target)
                queue += [member for member in by if member not in needed]
                needed |= dict.fromkeys(by)
    return queue


def reply(
    framework: Framework, held: frozenset[int], body: Iterable[int]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Ways in which a set attacks a member of another: the member, and the attackers."""
    for member in body:
        if member in framework.void:
            yield member, ()
        yield from ((member, (a,)) for a in framework.attackers[member] if a in held)
        for attackers in framework.attacking_sets.get(member, ()):
            if held.issuperset(attackers):
                yield member, attackers


def defence_with_rules(framework: Framework, held: frozenset[int], element: int) -> list[int]:
    """The same where attacks come back from the heads of rules, which must be safe as well."""
    adjacent = framework.adjacency
    grounds = beaten_by(framework, held)
    needed, safe = {element: None}, {element: None}
    beaten: set[int] = set()
    queue = [element]
    for node in queue:
        open_to: list[tuple[Sequence[int], int]] = [
            (adjacent.attacks[number][0], -1) for number in adjacent.attacks_on[node]
        ]
        for number in adjacent.rules_from[node]:
            body, head = adjacent.rules[number]
            open_to.append(([premise for premise in body if premise != node], head))
        for others, head in open_to:
            if not beaten.isdisjoint(others):
                continue
            fallen = next((member for member in others if member in grounds), head)
            if fallen != head:
                while fallen >= 0 and fallen not in beaten:
                    beaten.add(fallen)
                    members, fallen = grounds[fallen]
                    queue += [member for member in members if member not in safe]
                    needed |= dict.fromkeys(members)
                    safe |= dict.fromkeys(members)
            elif head not in safe:
                safe[head] = None
                queue.append(head)
    return list(needed)


def beaten_by(
    framework: Framework, held: frozenset[int]
) -> Mapping[int, tuple[tuple[int, ...], int]]:
    """What a set attacks: by which members, and from the head of which rule it came (-1: none)."""
    adjacent = framework.adjacency
    found: dict[int, tuple[tuple[int, ...], int]] = {}
    for members, target in adjacent.attacks:
        if held.issuperset(members):
            found.setdefault(target, (members, -1))
    queue = list(found)
    for head in queue:
        for number in adjacent.rules_to[head]:
            body = adjacent.rules[number][0]
            for premise in body:
                rest = tuple(other for other in body if other != premise)
                if premise not in found and held.issuperset(rest):
                    found[premise] = (rest, head)
                    queue.append(premise)
    return found
