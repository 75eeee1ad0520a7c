"""The smallest proof that two claims clash, with joint premises: NP-hard, so within a budget.

What must be kept hits every set whose loss restores consistency; so smallest hitting sets of
the sets found so far are lower bounds, and the first that still clashes is the answer (the
method of Forqes and OptUx; Ignatiev et al. 2015).  That there is none smaller than what is
known already is found the same way, and earlier than OptUx, which takes neither bound nor budget.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kb.reasoning.budget import Budget
from kb.reasoning.rules import Rule

MOST_MEMBERS = 2_000  # of a cone: beyond, one step alone takes too long
MOST_SETS = 150  # to be hit: beyond, finding a smallest hitting set may take for ever


class Found(NamedTuple):
    """A smaller proof if its size is smaller; exact if there is none smaller still."""

    exact: bool
    size: int
    starts: frozenset[str] = frozenset()
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class Cone:
    """Held claims and links that may be part of a proof; both are members, numbered from 1."""

    ends: frozenset[str]
    held: tuple[str, ...]
    rules: tuple[Rule, ...]

    @cached_property
    def links(self) -> tuple[str, ...]:
        """Links, each with all its rules: they are kept or lost together."""
        return tuple(sorted({rule.link for rule in self.rules}))

    @property
    def members(self) -> range:
        """Held claims first, then links."""
        return range(1, len(self.held) + len(self.links) + 1)

    @cached_property
    def made_of(self) -> dict[int, list[tuple[tuple[str, ...], str]]]:
        """What a member allows to conclude, and from what."""
        found: dict[int, list[tuple[tuple[str, ...], str]]] = {
            number: [((), claim)] for number, claim in enumerate(self.held, 1)
        }
        numbers = {link: number for number, link in enumerate(self.links, len(self.held) + 1)}
        for rule in self.rules:
            found.setdefault(numbers[rule.link], []).append((rule.body, rule.head))
        return found

    @cached_property
    def uses(self) -> dict[str, list[tuple[int, tuple[str, ...], str]]]:
        """Members that a claim is a premise of."""
        found: dict[str, list[tuple[int, tuple[str, ...], str]]] = {}
        for number, steps in self.made_of.items():
            for body, head in steps:
                for premise in body:
                    found.setdefault(premise, []).append((number, body, head))
        return found

    def added(self, member: int, kept: set[int], known: set[str]) -> set[str]:
        """What one more member lets follow, beyond what is known."""
        new: set[str] = set()
        queue = [(member, body, head) for body, head in self.made_of[member]]
        for number, body, head in queue:
            if head in known or head in new or (number != member and number not in kept):
                continue
            if all(premise in known or premise in new for premise in body):
                new.add(head)
                queue.extend(self.uses.get(head, ()))
        return new

    def correction(self, seed: Iterable[int]) -> list[int] | None:
        """Members left out of a largest set that holds the seed and does not clash."""
        kept: set[int] = set()
        known: set[str] = set()
        left: list[int] = []
        first = set(seed)
        for member in [*sorted(first), *(member for member in self.members if member not in first)]:
            new = self.added(member, kept, known)
            if self.ends <= known | new:
                if member in first:
                    return None
                left.append(member)
            else:
                kept.add(member)
                known |= new
        return left


def smallest_proof(
    ends: Iterable[str], held: Iterable[str], rules: Sequence[Rule], size: int, purse: Budget
) -> Found:
    """A smallest proof if it has fewer than ``size`` members, found within the budget."""
    cone = Cone(frozenset(ends), tuple(sorted(held)), tuple(rules))
    if len(cone.members) > MOST_MEMBERS:
        return Found(False, size)
    known: list[list[int]] = []
    while purse.spend(len(cone.members)):
        correction = cone.correction(member for correction in known for member in correction)
        if correction is None:  # no further one that shares no member with those known
            return smallest_hitting_proof(cone, known, size, purse)
        if not correction:  # the cone does not clash: nothing in it is smaller
            return Found(True, size)
        known.append(correction)
        if len(known) >= size:  # one member of each is needed
            return Found(True, size)
    return Found(False, size)


def smallest_hitting_proof(
    cone: Cone, known: Sequence[Sequence[int]], size: int, purse: Budget
) -> Found:
    """Hit what must be hit by ever more, until that clashes or is no longer small enough."""
    from pysat.examples.hitman import Hitman

    with Hitman(bootstrap_with=known, solver="g3", htype="sorted") as hitman:
        for _ in range(MOST_SETS):
            if not purse.spend(len(cone.members)):
                break
            chosen = sorted(hitman.get())
            if len(chosen) >= size:
                return Found(True, size)
            correction = cone.correction(chosen)
            if correction is None:
                return proof_of(cone, chosen)
            hitman.hit(correction)
    return Found(False, size)


def proof_of(cone: Cone, chosen: Sequence[int]) -> Found:
    """The proof made of chosen members."""
    count = len(cone.held)
    starts = frozenset(cone.held[number - 1] for number in chosen if number <= count)
    links = {cone.links[number - count - 1] for number in chosen if number > count}
    return Found(True, len(chosen), starts, tuple(r for r in cone.rules if r.link in links))
