"""All minimal sets of held elements from which something follows (de Kleer 1986).

The links on the way count as members too, if that is asked: a claim that is held and follows
from another is then reached in two ways.  With joint premises there can be exponentially many,
so it is done within a budget.
"""

from collections.abc import Iterable
from itertools import product

from kb.reasoning.budget import Budget
from kb.reasoning.rules import Strict, clashes, follows

Environment = frozenset[str]
Labels = dict[str, dict[Environment, None]]  # in a fixed order, as a budget needs it


def environments(
    ends: Iterable[str], held: Iterable[str], strict: Strict, purse: Budget, links: bool = False
) -> Labels | None:
    """For each end, and what leads to it, the minimal sets it follows from; None: too many."""
    if not purse.spend():
        return None
    cone = leading_to(ends, strict)
    if not purse.spend(len(cone)):
        return None
    labels: Labels = {node: {} for node in sorted(cone)}
    queue: list[tuple[str, Environment]] = []

    def add(node: str, environment: Environment) -> None:
        known = labels[node]
        if not any(other <= environment for other in known):
            for other in [other for other in known if environment < other]:
                del known[other]
            known[environment] = None
            queue.append((node, environment))

    for element in sorted(set(held) & cone):
        add(element, frozenset({element}))
    for node, environment in queue:
        for rule in strict.by_premise.get(node, ()):
            if rule.head not in cone or environment not in labels[node]:
                continue
            others = [tuple(labels[premise]) for premise in rule.body if premise != node]
            for chosen in product(*others):
                if not purse.spend(1 + len(labels[rule.head])):
                    return None
                add(rule.head, environment.union(*chosen, [rule.link] if links else ()))
    return labels


def leading_to(ends: Iterable[str], strict: Strict) -> frozenset[str]:
    """What some ends might follow from, themselves included."""
    found = dict.fromkeys(ends)
    queue = list(found)
    for node in queue:
        for rule in strict.by_head.get(node, ()):
            fresh = [premise for premise in rule.body if premise not in found]
            found.update(dict.fromkeys(fresh))
            queue.extend(dict.fromkeys(fresh))
    return frozenset(found)


def causes_of(
    ends: tuple[str, str],
    held: Iterable[str],
    strict: Strict,
    purse: Budget,
    links: bool = False,
) -> tuple[Environment, ...]:
    """All minimal sets of held elements that lead to both ends, smallest first; (): too many."""
    labels = environments(ends, held, strict, purse, links)
    if labels is None:
        return ()
    one, other = (labels[end] for end in ends)
    if not purse.spend(len(one) * len(other)):
        return ()
    kept: list[Environment] = []
    pairs = {first | second for first in one for second in other}
    for environment in sorted(pairs, key=lambda elements: (len(elements), sorted(elements))):
        if not purse.spend(1 + len(kept)):
            return ()
        if not any(smaller <= environment for smaller in kept):
            kept.append(environment)
    return tuple(kept)


def minimal(elements: Environment, strict: Strict) -> bool:
    """Whether nothing clashes any more, whichever of some clashing elements is left out."""
    return not any(clashes(follows(elements - {element}, strict), strict) for element in elements)
