"""Contradictions inside a position, and among all that anyone asserts, each explained.

With single premises the explanation is the smallest there is: a shared stem and two
branches, found by three breadth-first searches.  With joint premises that is NP-hard;
then a trace is shrunk until nothing can be left out, and labelled 'minimal'.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.model import Base
from kb.outcomes import Conflict
from kb.reasoning.rules import Contrary, Rule, Strict, asserted, denied, follows, indexed

EVERYONE = ""


@dataclass(frozen=True)
class Explanation:
    """Held claims and links that together clash."""

    claims: frozenset[str]
    links: frozenset[str]
    ends: tuple[str, str]
    exact: str

    @property
    def size(self) -> int:
        """How many claims and links it takes."""
        return len(self.claims) + len(self.links)


def conflicts_of(base: Base, strict: Strict) -> tuple[Conflict, ...]:
    """All conflicts: of each position, then among all that anyone asserts."""
    found: list[Conflict] = []
    for name, position in sorted(base.positions.items()):
        for each in explain_all(asserted(base, name), denied(base, name), strict):
            why = acknowledged(base, name, each)
            found.append(conflict(name, each, why, error=position.one))
    inside = {(each.claims, each.links) for each in found}
    for each in explain_all(asserted(base), frozenset(), strict):
        whole = conflict(EVERYONE, each, "", error=False)
        if (whole.claims, whole.links) not in inside:
            found.append(whole)
    return tuple(found)


def conflict(position: str, found: Explanation, why: str, error: bool) -> Conflict:
    """An explanation as something to report."""
    return Conflict(
        position=position,
        claims=tuple(sorted(found.claims)),
        links=tuple(sorted(found.links)),
        ends=found.ends,
        exact=found.exact,
        acknowledged=why,
        error=error,
    )


def acknowledged(base: Base, position: str, found: Explanation) -> str:
    """Why the tension is accepted: said on a link of the clash, or on a claim of it."""
    members = found.claims | set(found.ends)
    for claim in base.claims:
        for link in claim.links:
            if position in link.tension and link.address in found.links:
                return link.because
        for each in claim.tension:
            if each.position == position and {claim.id, each.other} <= members:
                return each.because
    return ""


def explain_all(
    claims: frozenset[str], denials: frozenset[str], strict: Strict
) -> tuple[Explanation, ...]:
    """One explanation for each root of inconsistency, smallest first."""
    derived = follows(claims, strict)
    clashes = [c for c in strict.contraries if c.one in derived and c.other in derived]
    # To deny c is to hold its contrary, which clashes with c however c is reached.
    clashes += [Contrary(c, c, "") for c in sorted(denials) if c in derived]
    single = all(len(rule.body) == 1 for rule in strict.rules)
    explain = smallest if single else minimal
    best: dict[frozenset[str], Explanation] = {}
    for clash in clashes:
        found = explain(clash, claims, strict)
        known = best.get(found.claims)
        if known is None or found.size < known.size:
            best[found.claims] = found
    return tuple(sorted(best.values(), key=lambda e: (e.size, sorted(e.claims), sorted(e.links))))


def smallest(clash: Contrary, claims: frozenset[str], strict: Strict) -> Explanation:
    """The smallest explanation with single premises: where the two branches meet decides."""
    down = distances(claims, strict)
    to_one, to_other = back(clash.one, strict), back(clash.other, strict)
    stems = [node for node in to_one if node in to_other and node in down]
    cost = {node: down[node][0] + to_one[node][0] + to_other[node][0] for node in stems}
    stem = min(cost, key=lambda node: (cost[node], node), default=None)
    apart = down[clash.one][0] + down[clash.other][0] + 1  # one held claim more than a stem
    if stem is None or (apart < cost[stem] and clash.one != clash.other):
        rules = [*trace(clash.one, down), *trace(clash.other, down)]
        starts = {start(clash.one, down), start(clash.other, down)}
    else:
        rules = [*trace(stem, down), *forward(stem, to_one), *forward(stem, to_other)]
        starts = {start(stem, down)}
    links = {rule.link for rule in rules} | ({clash.link} - {""})
    return Explanation(frozenset(starts), frozenset(links), (clash.one, clash.other), "smallest")


Paths = Mapping[str, tuple[int, Rule | None]]


def distances(claims: Iterable[str], strict: Strict) -> Paths:
    """Steps from the nearest held claim to each consequence, and the last rule taken."""
    found: dict[str, tuple[int, Rule | None]] = dict.fromkeys(sorted(claims), (0, None))
    queue = list(found)
    for node in queue:
        for rule in strict.by_premise.get(node, ()):
            if rule.head not in found:
                found[rule.head] = (found[node][0] + 1, rule)
                queue.append(rule.head)
    return found


def back(end: str, strict: Strict) -> Paths:
    """Steps from each ancestor to an end, and the first rule to take."""
    found: dict[str, tuple[int, Rule | None]] = {end: (0, None)}
    queue = [end]
    for node in queue:
        for rule in strict.by_head.get(node, ()):
            (premise,) = rule.body
            if premise not in found:
                found[premise] = (found[node][0] + 1, rule)
                queue.append(premise)
    return found


def trace(node: str, down: Paths) -> list[Rule]:
    """The rules that lead from a held claim to a node."""
    rules = []
    while (rule := down[node][1]) is not None:
        rules.append(rule)
        (node,) = rule.body
    return rules


def start(node: str, down: Paths) -> str:
    """The held claim that a node was reached from."""
    while (rule := down[node][1]) is not None:
        (node,) = rule.body
    return node


def forward(node: str, towards: Paths) -> list[Rule]:
    """The rules that lead from a node to an end."""
    rules = []
    while (rule := towards[node][1]) is not None:
        rules.append(rule)
        node = rule.head
    return rules


def minimal(clash: Contrary, claims: frozenset[str], strict: Strict) -> Explanation:
    """A trace of the clash, shrunk until every member is needed."""
    derived = follows(claims, strict)
    rules, starts = needed((clash.one, clash.other), derived)
    for rule in sorted(rules):
        if both(clash, starts, rules - {rule}):
            rules.discard(rule)
    for claim in sorted(starts):
        if both(clash, starts - {claim}, rules):
            starts.discard(claim)
    links = {rule.link for rule in rules} | ({clash.link} - {""})
    return Explanation(frozenset(starts), frozenset(links), (clash.one, clash.other), "minimal")


def needed(ends: Iterable[str], derived: Mapping[str, Rule | None]) -> tuple[set[Rule], set[str]]:
    """Rules and held claims on the derivations of some ends."""
    rules: set[Rule] = set()
    starts: set[str] = set()
    queue = list(ends)
    for node in queue:
        rule = derived[node]
        if rule is None:
            starts.add(node)
        elif rule not in rules:
            rules.add(rule)
            queue.extend(rule.body)
    return rules, starts


def both(clash: Contrary, claims: Iterable[str], rules: Iterable[Rule]) -> bool:
    """Whether both ends still follow."""
    derived = follows(claims, indexed(rules, ()))
    return clash.one in derived and clash.other in derived
