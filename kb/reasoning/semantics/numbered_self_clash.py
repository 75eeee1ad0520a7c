"""Which claims of a numbered debate contradict themselves, kept up to date when it changes."""

from collections.abc import Iterable, Sequence

from kb.reasoning.budget import Budget
from kb.reasoning.semantics.attacks import AT_ONCE
from kb.reasoning.semantics.debate import Debate


def attack_by_nothing(
    debate: Debate, altered: Iterable[int], grown: bool, budget: Budget
) -> list[int]:
    """Let the empty set attack the claims from which both ends of a clash follow, and no others.

    Only those are looked at that lead to an altered claim: one of which another rule or clash
    holds than before.  Returns the claims on which such an attack came or went.
    """
    no_attack = debate.adjacent.no_attack
    if not grown and all(no_attack[attack] for attack in debate.void.values()):
        return []
    known = ancestors(debate, altered)
    asked = {c for c in known if c in debate.void and not no_attack[debate.void[c]]}
    if grown:
        ends = [end for end in descendants(debate, altered) if clashes_here(debate, end)]
        asked |= known & ancestors(debate, ends)
    here = sorted(claim for claim in asked if debate.is_here(claim))
    bad = self_contradictory(debate, here, budget)
    found = []
    for claim in here:
        if claim in bad and claim not in debate.void:
            debate.void[claim] = debate.new_attack((), claim)
        if claim in debate.void and no_attack[debate.void[claim]] == (claim in bad):
            debate.put(no_attack, debate.void[claim], claim not in bad)
            found.append(claim)
    return found


def clashes_here(debate: Debate, end: int) -> list[int]:
    """Clashes of an element with another that is in debate too."""
    return [
        clash
        for clash in debate.clashes_of[end]
        if not debate.adjacent.no_attack[debate.blows[clash][0]]
        and all(map(debate.is_here, debate.clashes[clash]))
    ]


def ancestors(debate: Debate, ends: Iterable[int]) -> set[int]:
    """Claims from which some end might follow, the ends included."""
    found = set(ends)
    queue = list(found)
    for node in queue:
        for rule in debate.adjacent.rules_to[node]:
            fresh = [p for p in debate.adjacent.rules[rule][0] if p not in found]
            found.update(fresh)
            queue += fresh
    return found


def descendants(debate: Debate, starts: Iterable[int]) -> set[int]:
    """Claims that might follow from some start and from others, the starts included."""
    found = set(starts)
    queue = list(found)
    for node in queue:
        for rule in debate.adjacent.rules_from[node]:
            head = debate.adjacent.rules[rule][1]
            if head not in found:
                found.add(head)
                queue.append(head)
    return found


def self_contradictory(debate: Debate, claims: Sequence[int], budget: Budget) -> set[int]:
    """Claims from which both ends of a clash follow."""
    found: set[int] = set()
    for start in range(0, len(claims), AT_ONCE):
        some = claims[start : start + AT_ONCE]
        within = follow_from_each(debate, some, budget)
        bad = 0
        for node in within:
            for clash in clashes_here(debate, node):
                one, other = debate.clashes[clash]
                bad |= within.get(one, 0) & within.get(other, 0)
        found.update(claim for place, claim in enumerate(some) if bad >> place & 1)
    return found


def follow_from_each(debate: Debate, claims: Sequence[int], budget: Budget) -> dict[int, int]:
    """What follows from claims taken one by one, as bits: the first claim is the lowest."""
    found = {claim: 1 << place for place, claim in enumerate(claims)}
    adjacent = debate.adjacent
    queue = list(found)
    waiting = set(queue)
    for node in queue:
        waiting.discard(node)
        budget.spend(1 + len(adjacent.rules_from[node]))
        for rule in adjacent.rules_from[node]:
            body, head = adjacent.rules[rule]
            if adjacent.no_rule[rule] or not debate.is_here(head):
                continue
            bits = found.get(body[0], 0)
            for premise in body[1:]:
                bits &= found.get(premise, 0)
            known = found.get(head, 0)
            if bits & ~known:
                found[head] = known | bits
                if head not in waiting:
                    waiting.add(head)
                    queue.append(head)
    return found
