"""The smallest proof that two claims clash, with joint premises: NP-hard, so within a budget.

A proof as clauses: both ends hold; what holds is held, or some used rule concludes it; of a used
rule the premises hold, and its link is paid for, as what is held is.  The fewest payments are
found by MaxSAT.  What holds must not be its own reason: two rules that would lead from one claim to
another and back are kept apart from the start, and the clauses against a wider circle are written
once a model holds one (Lin and Zhao 2004).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kb.reasoning.budget import Budget
from kb.reasoning.rules import Rule, Strict, follows

MOST_RULES = 2_000  # of a cone: beyond, writing it down alone takes too long


class Found(NamedTuple):
    """A smaller proof if its size is smaller; exact if there is none smaller still."""

    exact: bool
    size: int
    starts: frozenset[str] = frozenset()
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class Completion:
    """Rules that may be part of a proof, as clauses over claims, rules and links."""

    ends: tuple[str, ...]
    held: tuple[str, ...]
    rules: tuple[Rule, ...]

    @cached_property
    def claims(self) -> Mapping[str, int]:
        """The variable of each claim."""
        names = {*self.ends, *self.held}
        names |= {name for rule in self.rules for name in (*rule.body, rule.head)}
        return {name: number for number, name in enumerate(sorted(names), 1)}

    @cached_property
    def links(self) -> Mapping[str, int]:
        """The variable of each link; a link's rules are paid for together."""
        first = len(self.claims) + len(self.rules) + 1
        return {link: n for n, link in enumerate(sorted({r.link for r in self.rules}), first)}

    @cached_property
    def concluding(self) -> Mapping[str, Sequence[int]]:
        """By claim, the places of the rules that conclude it."""
        found: dict[str, list[int]] = {}
        for place, rule in enumerate(self.rules):
            found.setdefault(rule.head, []).append(place)
        return found

    def used(self, place: int) -> int:
        """The variable that says that a rule is used."""
        return len(self.claims) + 1 + place

    def paid(self) -> Iterator[int]:
        """Variables of the members of a proof."""
        yield from (self.claims[claim] for claim in self.held)
        yield from self.links.values()

    def clauses(self) -> Iterator[list[int]]:
        """What holds of every proof, except that it may be its own reason."""
        yield from ([self.claims[end]] for end in self.ends)
        for claim in sorted(self.claims.keys() - set(self.held)):
            yield self.some_rule([claim], self.claims[claim])
        for place, rule in enumerate(self.rules):
            yield [-self.used(place), self.links[rule.link]]
            for premise in rule.body:
                yield [-self.used(place), self.claims[premise]]
                if premise not in self.held:
                    yield self.some_rule([premise], self.used(place), {rule.head})

    def some_rule(
        self, concluded: Iterable[str], condition: int, without: Iterable[str] = ()
    ) -> list[int]:
        """A clause: on a condition some rule is used that concludes this without that."""
        barred = set(without)
        places = [place for claim in concluded for place in self.concluding.get(claim, ())]
        return [
            -condition,
            *(self.used(p) for p in places if barred.isdisjoint(self.rules[p].body)),
        ]

    def proof(self, model: Sequence[int]) -> tuple[frozenset[str], tuple[Rule, ...]]:
        """Held claims and rules of a model."""
        starts = frozenset(claim for claim in self.held if model[self.claims[claim] - 1] > 0)
        rules = (r for place, r in enumerate(self.rules) if model[self.used(place) - 1] > 0)
        return starts, tuple(rules)

    def against_circles(self, model: Sequence[int]) -> list[list[int]]:
        """Clauses against what holds in a model for no reason but itself."""
        starts, rules = self.proof(model)
        known = follows(starts, Strict(rules))
        before: dict[str, set[str]] = {}  # claims that hold, with their reasons, without ground
        for rule in rules:
            if rule.head not in known:
                before.setdefault(rule.head, set()).update(p for p in rule.body if p not in known)
        found: list[list[int]] = []
        for circle in closed_sets(before):
            found += [self.some_rule(circle, self.claims[claim], circle) for claim in circle]
        return found


def closed_sets(before: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Smallest sets that hold what comes before each of their members, each sorted."""
    reached = set()
    for start in sorted(before):
        found = {start: None}
        queue = [start]
        for node in queue:
            fresh = [other for other in before[node] if other not in found]
            found |= dict.fromkeys(fresh)
            queue += fresh
        reached.add(frozenset(found))
    smallest = [one for one in reached if not any(other < one for other in reached)]
    return sorted(map(sorted, smallest))


def smallest_proof(
    ends: Iterable[str], held: Iterable[str], rules: Sequence[Rule], size: int, purse: Budget
) -> Found:
    """A smallest proof if it has fewer than ``size`` members, found within half the budget.

    The other half is for those that come after, so that a hard one does not starve them.
    """
    share = Budget(purse.left // 2)
    found = proof_within(Completion(tuple(ends), tuple(sorted(held)), tuple(rules)), size, share)
    purse.spend(purse.left // 2 - share.left)
    return found


def proof_within(question: Completion, size: int, purse: Budget) -> Found:
    """The same of a question that is put into clauses, within all of a budget."""
    from pysat.formula import WCNF

    from kb.reasoning.contradictions.core_guided import Minimiser

    formula = WCNF()
    for clause in question.clauses():
        if not purse.spend(len(clause)):
            return Found(False, size)
        formula.append(clause)
    for member in question.paid():
        formula.append([-member], weight=1)
    with Minimiser(formula, size, purse) as minimiser:
        while (model := minimiser.compute()) is not None:
            more = question.against_circles(model)
            if not more:
                return Found(True, minimiser.cost, *question.proof(model))
            for clause in more:
                minimiser.add_clause(clause)
                purse.spend(len(clause))
            purse.spend(len(question.rules))
        return Found(minimiser.proven, size)
