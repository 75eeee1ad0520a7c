"""Is an element in some preferred extension (credulous), in every one (sceptical)?

Only the undecided elements that bear on the question are looked at.  The second question is
answered by looking for a counterexample: a maximal admissible set without the element, which
either cannot be enlarged (no), or whose enlargement rules out all that lies within (go on).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kb.reasoning.budget import STEPS, Purse, Unknown
from kb.reasoning.numbered import IN, Framework, settled
from kb.reasoning.parts import Part, components, cone, undecided
from kb.reasoning.sat import Oracle


@dataclass(frozen=True)
class Answer:
    """Yes or no, and an admissible set that shows it: with the element, or against it."""

    accepted: bool
    witness: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Acceptance:
    """What is in some preferred extension, what in every one, and what is not known."""

    credulous: frozenset[int]
    sceptical: frozenset[int]
    unknown: frozenset[int] = frozenset()


def credulous(framework: Framework, element: int, steps: int = STEPS) -> Answer | Unknown:
    """Whether some preferred (or complete) extension holds an element."""
    labels = settled(framework)
    base = standing(labels)
    if labels[element]:
        return Answer(labels[element] == IN, base)
    part, here = bearing(framework, labels, element)
    with Oracle(part.framework, "admissible", Purse(steps)) as oracle:
        found = oracle.ask(here + 1)
    if isinstance(found, Unknown):
        return found
    return Answer(False) if found is None else Answer(True, base | part.outside(found))


def sceptical(framework: Framework, element: int, steps: int = STEPS) -> Answer | Unknown:
    """Whether every preferred extension holds an element; if not, a witness that does not.

    The witness is admissible, and no preferred extension that contains it holds the element.
    """
    labels = settled(framework)
    base = standing(labels)
    if labels[element]:
        return Answer(labels[element] == IN, base)
    part, here = bearing(framework, labels, element)
    with Oracle(part.framework, "admissible", Purse(steps)) as oracle:
        found = without(oracle, here)
    if isinstance(found, Unknown):
        return found
    return Answer(True) if found is None else Answer(False, base | part.outside(found))


def without(oracle: Oracle, element: int) -> frozenset[int] | None | Unknown:
    """An admissible set, no preferred superset of which holds the element; None: there is none."""
    rival = oracle.ask(oracle.size + element + 1)
    if rival is not None:
        return rival
    now, out = next(oracle.fresh), -(element + 1)  # what is ruled out is so for this element only
    while True:
        found = oracle.ask(now, out)
        if found is None or isinstance(found, Unknown):
            return found
        top = oracle.maximal(found, out)
        if isinstance(top, Unknown):
            return top
        larger = oracle.more(top)  # holds the element, for without it there is none larger
        if larger is None or isinstance(larger, Unknown):
            return top if larger is None else larger
        whole = oracle.maximal(larger)
        if isinstance(whole, Unknown):
            return whole
        oracle.add([-now, *oracle.beyond(whole)])


def acceptance(framework: Framework, steps: int = STEPS) -> Acceptance:
    """Both answers for every element; small disputes first, so that a hard one starves none."""
    labels = settled(framework)
    base = standing(labels)
    rest = undecided(framework, labels)
    purse = Purse(steps)
    some, every, unknown = set(base), set(base), set[int]()
    for part in sorted(components(rest.framework), key=lambda each: each.framework.size):
        with Oracle(part.framework, "admissible", purse) as oracle:
            possible, open_still = reachable(oracle)
            needed, open_too = shared(oracle, possible - open_still)
        some |= rest.outside(part.outside(possible))
        every |= rest.outside(part.outside(needed))
        unknown |= rest.outside(part.outside(open_still | open_too))
    return Acceptance(frozenset(some), frozenset(every), frozenset(unknown))


def reachable(oracle: Oracle) -> tuple[frozenset[int], frozenset[int]]:
    """What is in some preferred extension, and what may or may not be."""
    seen: frozenset[int] = frozenset()
    while (clause := oracle.beyond(seen)) and (found := fresh(oracle, clause)) is not None:
        if isinstance(found, Unknown):
            return seen, frozenset(range(oracle.size)) - seen
        seen |= found
    return seen, frozenset()


def fresh(oracle: Oracle, clause: list[int]) -> frozenset[int] | None | Unknown:
    """A model of a clause that holds for this question only."""
    chosen = next(oracle.fresh)
    oracle.add([-chosen, *clause])
    return oracle.ask(chosen)


def shared(oracle: Oracle, candidates: Iterable[int]) -> tuple[frozenset[int], frozenset[int]]:
    """Which candidates every preferred extension holds, and of which it is not known."""
    left = sorted(candidates)
    found: set[int] = set()
    unknown: set[int] = set()
    while left:
        each = left.pop()
        counter = without(oracle, each)
        if isinstance(counter, Unknown):
            unknown.add(each)
        elif counter is None:
            found.add(each)
        else:
            counter = oracle.maximal(counter)
            if not isinstance(counter, Unknown):
                left = [other for other in left if other in counter]
    return frozenset(found), frozenset(unknown)


def standing(labels: bytearray) -> frozenset[int]:
    """What is labelled in."""
    return frozenset(each for each, label in enumerate(labels) if label == IN)


def bearing(framework: Framework, labels: bytearray, element: int) -> tuple[Part, int]:
    """The undecided part that bears on an element, and the element's number there."""
    rest = undecided(framework, labels)
    part = cone(rest.framework, [rest.members.index(element)])
    whole = Part(part.framework, [rest.members[each] for each in part.members])
    return whole, whole.members.index(element)
