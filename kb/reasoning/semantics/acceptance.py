"""Is an element in some preferred extension (credulous), in every one (sceptical)?

Only the undecided elements that bear on the question are looked at.  The second question is
answered by counterexamples: admissible sets that do not hold together with the element.  One
must attack each admissible set A that holds it, or else it could be joined to A; each failed
candidate yields another such A, the smaller the better.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.reasoning.budget import STEPS, Budget, Unknown
from kb.reasoning.semantics.defence import defence
from kb.reasoning.semantics.labelling import IN
from kb.reasoning.semantics.materialised import materialised
from kb.reasoning.semantics.sat import Oracle
from kb.reasoning.semantics.setaf import (
    Framework,
    StrictRule,
    grounded_labels,
    numbered_framework,
)
from kb.reasoning.semantics.subframeworks import components, part_bearing_on, undecided_part

if TYPE_CHECKING:
    from kb.model.outcomes import Attack


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


def credulously_accepted(
    framework: Framework, element: int, steps: int = STEPS
) -> Answer | Unknown:
    """Whether some preferred (or complete) extension holds an element."""
    labels = grounded_labels(framework)
    base = elements_in(labels)
    if labels[element]:
        return Answer(labels[element] == IN, base)
    part = part_bearing_on(framework, labels, element)
    with Oracle(part.framework, "admissible", Budget(steps)) as oracle:
        found = oracle.ask(1)
    if isinstance(found, Unknown):
        return found
    return Answer(False) if found is None else Answer(True, base | part.outside(found))


def sceptically_accepted(
    framework: Framework, element: int, steps: int = STEPS
) -> Answer | Unknown:
    """Whether every preferred extension holds an element; if not, a witness that does not.

    The witness is admissible, and no preferred extension that contains it holds the element.
    """
    labels = grounded_labels(framework)
    base = elements_in(labels)
    if labels[element]:
        return Answer(labels[element] == IN, base)
    part = part_bearing_on(framework, labels, element)
    with Oracle(part.framework, "admissible", Budget(steps)) as oracle:
        found = counterexample(oracle, part.framework, 0)
    if isinstance(found, Unknown):
        return found
    return Answer(True) if found is None else Answer(False, base | part.outside(found))


def counterexample(
    oracle: Oracle, framework: Framework, element: int
) -> frozenset[int] | None | Unknown:
    """An admissible set, no preferred superset of which holds the element; None: there is none."""
    now = next(oracle.fresh)  # what is asked of a candidate is so for this element only
    candidate: frozenset[int] | None | Unknown = frozenset()
    while candidate is not None and not isinstance(candidate, Unknown):
        joined = oracle.ask(element + 1, *(member + 1 for member in candidate))
        if joined is None or isinstance(joined, Unknown):
            return candidate if joined is None else joined
        needed = defence(framework, joined, element)
        oracle.add([-now, *map(oracle.beaten, needed)])
        candidate = oracle.ask(now)
    return candidate


def acceptance(framework: Framework, steps: int = STEPS) -> Acceptance:
    """Both answers for every element; small disputes first, so that a hard one starves none."""
    labels = grounded_labels(framework)
    base = elements_in(labels)
    rest = undecided_part(framework, labels)
    purse = Budget(steps)
    some, every, unknown = set(base), set(base), set[int]()
    for part in sorted(components(rest.framework), key=lambda part: part.framework.size):
        listed = materialised(part.framework)
        with Oracle(listed, "admissible", purse) as oracle:
            possible, open_still = credulous_elements(oracle)
            needed, open_too = sceptical_elements(oracle, listed, possible)
        some |= rest.outside(part.outside(possible))
        every |= rest.outside(part.outside(needed))
        unknown |= rest.outside(part.outside(open_still | open_too))
    return Acceptance(frozenset(some), frozenset(every), frozenset(unknown))


def acceptance_of(
    elements: Iterable[str],
    attacks: "Iterable[Attack]",
    steps: int = STEPS,
    rules: Iterable[StrictRule] = (),
) -> dict[str, str]:
    """By name: in 'every' camp, in 'some', 'at least some', in 'none', or 'unknown'."""
    names, framework = numbered_framework(elements, attacks, rules)
    found = acceptance(framework, steps)
    words = {}
    for element, name in enumerate(names):
        some, known = element in found.credulous, element not in found.unknown
        word = ("some" if known else "at least some") if some else ("none" if known else "unknown")
        words[name] = "every" if element in found.sceptical else word
    return words


def credulous_elements(oracle: Oracle) -> tuple[frozenset[int], frozenset[int]]:
    """What is in some preferred extension, and what may or may not be."""
    seen: frozenset[int] = frozenset()
    while (clause := oracle.beyond(seen)) and (found := ask_once(oracle, clause)) is not None:
        if isinstance(found, Unknown):
            return seen, frozenset(range(oracle.size)) - seen
        seen |= found
    return seen, frozenset()


def ask_once(oracle: Oracle, clause: list[int]) -> frozenset[int] | None | Unknown:
    """A model of a clause that holds for this question only."""
    chosen = next(oracle.fresh)
    oracle.add([-chosen, *clause])
    return oracle.ask(chosen)


def sceptical_elements(
    oracle: Oracle, framework: Framework, candidates: Iterable[int]
) -> tuple[frozenset[int], frozenset[int]]:
    """Which candidates every preferred extension holds, and of which it is not known."""
    left = sorted(candidates)
    found: set[int] = set()
    unknown: set[int] = set()
    while left:
        each = left.pop()
        counter = counterexample(oracle, framework, each)
        if isinstance(counter, Unknown):
            unknown.add(each)
        elif counter is None:
            found.add(each)
        else:
            counter = oracle.maximal(counter)
            if not isinstance(counter, Unknown):
                left = [other for other in left if other in counter]
    return frozenset(found), frozenset(unknown)


def elements_in(labels: bytearray) -> frozenset[int]:
    """What is labelled in."""
    return frozenset(element for element, label in enumerate(labels) if label == IN)
