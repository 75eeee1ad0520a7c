"""The ideal extension: the largest admissible set within every preferred extension.

An admissible set is ideal if no admissible set attacks it (Dunne 2009).  So it is what is left of
the credulously accepted arguments that no such argument attacks, once those that the rest does not
defend are taken away.  For abstract frameworks only, where each attack has one attacker.
"""

from kb.reasoning.budget import STEPS, Budget, Unknown
from kb.reasoning.semantics.acceptance import credulous_elements, elements_in
from kb.reasoning.semantics.sat import Oracle
from kb.reasoning.semantics.setaf import Framework, grounded_labels
from kb.reasoning.semantics.subframeworks import components, undecided_part


def ideal_extension(framework: Framework, steps: int = STEPS) -> frozenset[int] | Unknown:
    """The one ideal extension, which holds the grounded one."""
    labels = grounded_labels(framework)
    rest = undecided_part(framework, labels)
    purse = Budget(steps)
    found = elements_in(labels)
    for part in components(rest.framework):
        with Oracle(part.framework, "admissible", purse) as oracle:
            possible, open_still = credulous_elements(oracle)
        if open_still:
            return Unknown()
        inside = largest_defended(part.framework, possible)
        found |= rest.outside(part.outside(inside))
    return found


def largest_defended(framework: Framework, possible: frozenset[int]) -> frozenset[int]:
    """Of arguments that can be accepted, those safe from them that defend one another."""
    attackers, hits = framework.attackers, framework.hits
    kept = {element for element in possible if possible.isdisjoint(attackers[element])}
    answers = [0] * framework.size  # by argument: how many of what is kept attack it
    for element in kept:
        for target in hits[element]:
            answers[target] += 1
    lost = [e for e in sorted(kept) if not all(answers[source] for source in attackers[e])]
    for element in lost:
        if element not in kept:
            continue
        kept.remove(element)
        for target in hits[element]:
            answers[target] -= 1
            if not answers[target]:
                lost += [other for other in hits[target] if other in kept]
    return frozenset(kept)
