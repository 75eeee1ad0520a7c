"""Why two claims clash: held claims and links of which none can be left out.

A derivation that concludes each claim by one rule cannot be shrunk: without any member one
of the two ends is lost.  So two traces are taken and the shorter kept; what could be shorter
still lies in a *cone*: if it is empty, or has single premises only, the answer is exact.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from typing import NamedTuple

from kb.reasoning.budget import Budget
from kb.reasoning.contradictions.smallest import MOST_RULES, smallest_proof
from kb.reasoning.rules import Contrary, Derived, Rule, Strict

Members = tuple[frozenset[str], frozenset[str]]


@dataclass(frozen=True)
class Explanation:
    """Held claims, denials and links that together clash."""

    claims: frozenset[str]  # and denials
    links: frozenset[str]
    ends: tuple[str, str]
    exact: str  # smallest, or minimal

    @property
    def size(self) -> int:
        """How many claims and links it takes."""
        return len(self.claims) + len(self.links)

    @property
    def members(self) -> Members:
        """All that it takes."""
        return self.claims, self.links


class Proof(NamedTuple):
    """Held claims, and the rules that lead from them to some ends."""

    starts: frozenset[str]
    rules: tuple[Rule, ...]

    @property
    def size(self) -> int:
        """How many claims and links it takes, without the clash itself."""
        return len(self.starts) + len({rule.link for rule in self.rules})


@dataclass(frozen=True)
class Consequences:
    """What follows from held claims, by derivations of two kinds."""

    derived: Derived  # breadth-first
    strict: Strict

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """The longest chain in the derivation of each claim: no derivation takes fewer links."""
        ranks: dict[str, int] = {}
        for claim, rule in self.derived.items():
            ranks[claim] = 0 if rule is None else 1 + max(ranks[premise] for premise in rule.body)
        return ranks

    @cached_property
    def cheapest(self) -> Derived:
        """Derivations that are cheapest if nothing is shared."""
        return cheapest(self.derived, self.strict) if self.strict.joint else self.derived


def explanation_of(clash: Contrary, known: Consequences, purse: Budget) -> Explanation:
    """The smallest explanation of a clash if it can be had, else a minimal one."""
    ends = (clash.one, clash.other)
    best = min(trace(ends, known.derived), trace(ends, known.cheapest), key=lambda p: p.size)
    cone = cone_of(ends, known, best.size)
    exact = cone is not None
    if cone is not None and all(len(rule.body) == 1 for rule in cone):
        best = shared_stem(ends, known, cone, best)
    elif cone is not None:
        members = {*ends, *(premise for rule in cone for premise in rule.body)}
        held = [member for member in members if known.derived[member] is None]
        found = smallest_proof(ends, held, cone, best.size, purse)
        exact = found.exact
        if found.size < best.size:
            best = Proof(found.starts, found.rules)
    links = {rule.link for rule in best.rules} | ({clash.link} - {""})
    return Explanation(best.starts, frozenset(links), ends, "smallest" if exact else "minimal")


def trace(ends: Iterable[str], derived: Derived) -> Proof:
    """Rules and held claims on the derivations of some ends."""
    rules: dict[Rule, None] = {}
    starts: dict[str, None] = {}
    queue = list(ends)
    for node in queue:
        rule = derived[node]
        if rule is None:
            starts[node] = None
        elif rule not in rules:
            rules[rule] = None
            queue.extend(rule.body)
    return Proof(frozenset(starts), tuple(rules))


def cone_of(ends: Iterable[str], known: Consequences, size: int) -> list[Rule] | None:
    """Rules that can be part of a proof of fewer than ``size`` claims and links.

    Such a proof holds a chain through the rule: at least the rank of its premises below it,
    and the steps to an end above.  What is held is never worth deriving.  None: too many.
    """
    derived, ranks = known.derived, known.ranks
    steps = dict.fromkeys(ends, 0)
    found: list[Rule] = []
    single = True
    queue = list(steps)
    for node in queue:
        if derived[node] is None:
            continue
        room = size - steps[node] - 2
        for rule in known.strict.by_head.get(node, ()):
            if not all(premise in ranks and ranks[premise] < room for premise in rule.body):
                continue
            found.append(rule)
            single = single and len(rule.body) == 1
            if len(found) > MOST_RULES and not single:
                return None
            for premise in rule.body:
                if premise not in steps:
                    steps[premise] = steps[node] + 1
                    queue.append(premise)
    return found


def shared_stem(
    ends: tuple[str, str], known: Consequences, cone: Sequence[Rule], best: Proof
) -> Proof:
    """The smallest proof with single premises: one stem, and two branches where it is best."""
    to_one, to_other = (back(end, cone) for end in ends)
    stems = [
        (known.ranks[node] + to_one[node][0] + to_other[node][0], node)
        for node in to_one
        if node in to_other
    ]
    cost, stem = min(stems, default=(best.size, ""))
    if cost + 1 >= best.size:
        return best
    below = trace([stem], known.derived)
    branches = dict.fromkeys([*forward(stem, to_one), *forward(stem, to_other)])
    return Proof(below.starts, (*below.rules, *branches))


Paths = Mapping[str, tuple[int, Rule | None]]


def back(end: str, cone: Iterable[Rule]) -> Paths:
    """Steps from each ancestor to an end, and the first rule to take."""
    by_head: dict[str, list[Rule]] = {}
    for rule in cone:
        by_head.setdefault(rule.head, []).append(rule)
    found: dict[str, tuple[int, Rule | None]] = {end: (0, None)}
    queue = [end]
    for node in queue:
        for rule in by_head.get(node, ()):
            (premise,) = rule.body
            if premise not in found:
                found[premise] = (found[node][0] + 1, rule)
                queue.append(premise)
    return found


def forward(node: str, towards: Paths) -> list[Rule]:
    """The rules that lead from a node to an end."""
    rules = []
    while (rule := towards[node][1]) is not None:
        rules.append(rule)
        node = rule.head
    return rules


def cheapest(derived: Derived, strict: Strict) -> Derived:
    """The cheapest derivation of each claim, a premise paid for wherever used (Knuth 1977)."""
    missing: dict[int, int] = {}  # by id() of rules
    spent: dict[int, int] = {}
    found: dict[str, Rule | None] = {}
    heap: list[tuple[int, str, Rule | None]] = [
        (1, claim, None) for claim, rule in derived.items() if rule is None
    ]  # in the order of names, so a heap already
    while heap:
        cost, node, why = heappop(heap)
        if node in found:
            continue
        found[node] = why
        for rule in strict.by_premise.get(node, ()):
            if rule.head in found:
                continue
            missing[id(rule)] = missing.get(id(rule), len(rule.body)) - 1
            spent[id(rule)] = spent.get(id(rule), 1) + cost
            if not missing[id(rule)]:
                heappush(heap, (spent[id(rule)], rule.head, rule))
    return found
