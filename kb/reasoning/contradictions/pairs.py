"""Whether two claims clash, whoever holds them: by what follows from the two alone.

Where the two get along, what others hold may still clash with one of them, or with both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kb.reasoning.budget import Budget
from kb.reasoning.contradictions.conflicts import order, roots_of
from kb.reasoning.contradictions.environments import Environment, causes_of, leading_to, minimal
from kb.reasoning.contradictions.explanations import Consequences, Explanation, explanation_of
from kb.reasoning.rules import Contrary, Strict, clashes, contrary_between, follows

STEPS = 300_000


@dataclass(frozen=True)
class Pair:
    """What is known of two claims together.  No explanation: no contradiction."""

    alone: Mapping[str, Explanation] = field(default_factory=dict)  # contradictory by itself
    together: Explanation | None = None
    # By those of the two that are needed: with what else is held, the smallest explanation.
    with_others: Mapping[frozenset[str], Explanation] = field(default_factory=dict)
    complete: bool = True  # all that others hold was looked at

    @property
    def consistent(self) -> bool:
        """No contradiction follows from the two alone."""
        return not self.alone and self.together is None


def pair_of(one: str, other: str, held: Iterable[str], strict: Strict) -> Pair:
    """Whether two claims clash: each alone, both together, or with what else is held."""
    alone = {claim: why for claim in (one, other) if (why := smallest({claim}, strict))}
    together = None if alone else smallest({one, other}, strict)
    if alone or together:
        return Pair(alone, together)
    return with_others(frozenset({one, other}), frozenset(held), strict)


def smallest(claims: Iterable[str], strict: Strict) -> Explanation | None:
    """The smallest explanation of why some claims clash; None if they do not."""
    roots = roots_of(claims, strict)
    if not roots.found:
        return None
    found, _ = roots.found[0]
    # What stands behind a root was not explained by itself, so it may hide a smaller one.
    every = not roots.unexplained and all(count == 1 for _, count in roots.found)
    return found if every else replace(found, exact="minimal")


def with_others(pair: frozenset[str], held: frozenset[str], strict: Strict) -> Pair:
    """Why two claims that get along clash with what others hold, for each need of the two."""
    purse = Budget(STEPS)
    found: dict[frozenset[str], Explanation] = {}
    complete = True
    for clash in clashes(follows(held | pair, strict), strict):
        if not pair & leading_to((clash.one, clash.other), strict):
            continue
        ways = ways_into(clash, pair, held, strict, purse)
        complete = complete and ways is not None
        for elements in ways or ():
            known = Consequences(follows(elements, strict), strict)
            why = explanation_of(clash, known, purse)
            needed = elements & pair
            if needed not in found or order(why) < order(found[needed]):
                found[needed] = why
    return Pair(with_others=found, complete=complete)


def ways_into(
    clash: Contrary, pair: frozenset[str], held: frozenset[str], strict: Strict, purse: Budget
) -> list[Environment] | None:
    """Minimal clashing sets of what is held that need one of the two claims; None: too many."""
    causes = causes_of((clash.one, clash.other), held | pair, strict, purse)
    if not causes or not purse.spend(sum(map(len, causes))):
        return None
    return [elements for elements in causes if elements & pair and minimal(elements, strict)]


def causes_by_position(
    one: str, other: str, holdings: Mapping[str, frozenset[str]], strict: Strict
) -> Mapping[str, tuple[Environment, ...]]:
    """For each position that is led to both ends of a declared clash, all ways it is led there."""
    clash = contrary_between(one, other, strict)
    purse = Budget(STEPS)
    found = {}
    for position, held in sorted(holdings.items()) if clash else ():
        if {one, other} <= follows(held, strict).keys():
            found[position] = causes_of((one, other), held, strict, purse, links=True)
    return found
