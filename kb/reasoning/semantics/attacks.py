"""The debate as sets of elements that attack elements, as written and closed under transposition.

If ``T`` attacks ``h`` and ``B`` strictly yields ``h``, then ``T`` with the rest of ``B``
attacks each member of ``B``: to attack what a claim entails is to attack the claim.
Without this step accepted sets can be inconsistent (Caminada and Amgoud 2007).
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

from kb.graph import Graph
from kb.model import Base, Link
from kb.model.denials import denied_claim
from kb.model.outcomes import Attack, Judgement
from kb.model.verbs import VERBS
from kb.reasoning.budget import Budget
from kb.reasoning.rules import Contrary, Rule, Strict, follows, held_elements, strict_from

AT_ONCE = 4_096  # claims whose consequences are followed together


def in_debate(base: Base, strict: Strict) -> frozenset[str]:
    """What somebody asserts, what strictly follows from that, and what somebody's denial is."""
    return frozenset(follows(held_elements(base), strict))


def elements_of(
    base: Base, graph: Graph, evidence: Mapping[str, Judgement], scope: frozenset[str]
) -> frozenset[str]:
    """Claims in debate, evidence in force, and the defeasible links between them."""
    found = set(scope)
    found |= {
        a
        for a, judgement in evidence.items()
        if judgement.in_force and judgement.address in base.demonstrations
    }
    links = {
        address: link
        for address, link in graph.links.items()
        if VERBS[link.verb].force in ("attack", "support", "undercut")
        and {link.source, *link.co_premises} <= scope
    }
    while True:  # a link that points at a link waits for it to come in
        more = {a for a, link in links.items() if a not in found and link.target in found}
        if not more:
            return frozenset(found)
        found |= more


def base_attacks(
    base: Base,
    graph: Graph,
    evidence: Mapping[str, Judgement],
    elements: frozenset[str],
    strict: Strict,
    crux_attacks: Iterable[tuple[str, str]] = (),
) -> list[Attack]:
    """Attacks as written, by contradiction, by evidence, and by self-contradiction."""
    found = []
    for link in graph.in_order:
        if VERBS[link.verb].force in ("attack", "undercut") and link.address in elements:
            attackers = attackers_of(link.address, link)
            found.append(Attack(attackers, link.target, (link.address,)))
    for contrary in strict.contraries:
        if contrary.one in elements and contrary.other in elements:
            origin = (origin_of(contrary),)
            found.append(Attack(frozenset({contrary.one}), contrary.other, origin))
            found.append(Attack(frozenset({contrary.other}), contrary.one, origin))
    for address, judged in sorted(evidence.items()):
        demonstration = base.demonstrations.get(address)
        if (
            demonstration
            and judged.word == "holds"
            and demonstration.bears == "against"
            and demonstration.claim in elements
        ):
            found.append(Attack(frozenset({address}), demonstration.claim, (address,)))
    for address, loser in crux_attacks:
        if address in elements and loser in elements:
            found.append(Attack(frozenset({address}), loser, (address,)))
    claims = {e for e in elements if graph.kinds.get(e) == "claim"}
    found += [Attack(frozenset(), claim, ()) for claim in self_contradictory(claims, strict)]
    return found


def origin_of(contrary: Contrary) -> str:
    """The link that declares a clash; for a claim and its denial, the denial."""
    denial = contrary.one if denied_claim(contrary.one) else contrary.other
    return contrary.link or denial


def attackers_of(address: str, link: Link) -> frozenset[str]:
    """The source, its co-premises, and the link itself, which may be undercut."""
    return frozenset({link.source, address, *link.co_premises})


def self_contradictory(claims: Iterable[str], strict: Strict) -> list[str]:
    """Claims from which both ends of a contrary follow.

    Many claims at once: a number whose bits are claims says of each node from which it follows.
    """
    ends = {end for contrary in strict.contraries for end in (contrary.one, contrary.other)}
    asked = sorted(ancestors(ends, strict) & set(claims))
    found = []
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        within = follow_from_each(some, strict)
        bad = 0
        for contrary in strict.contraries:
            bad |= within.get(contrary.one, 0) & within.get(contrary.other, 0)
        found += [claim for index, claim in enumerate(some) if bad >> index & 1]
    return found


def follow_from_each(claims: Sequence[str], strict: Strict) -> dict[str, int]:
    """What follows from claims taken one by one, as bits: the first claim is the lowest."""
    found = {claim: 1 << index for index, claim in enumerate(claims)}
    queue = list(found)
    waiting = set(queue)
    for node in queue:
        waiting.discard(node)
        for body, head, _ in strict.by_premise.get(node, ()):
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


def ancestors(ends: Iterable[str], strict: Strict) -> set[str]:
    """Claims from which some end might follow, the ends included."""
    found = set(ends)
    queue = list(found)
    for node in queue:
        for rule in strict.by_head.get(node, ()):
            fresh = [premise for premise in rule.body if premise not in found]
            found.update(fresh)
            queue.extend(fresh)
    return found


def transpose(
    attacks: Iterable[Attack],
    rules: Iterable[Rule],
    onto: Container[str] | None = None,
    budget: Budget | None = None,
) -> tuple[tuple[Attack, ...], bool]:
    """All attacks, subset-minimal, closed under transposition; and whether the budget cut it.

    A set only grows on its way, so the smallest is taken first and what is kept is minimal for
    good; a list that was cut holds the smallest.  With ``onto``, those on some targets only;
    whatever an attack on these can come through must be among them.
    """
    by_head: Mapping[str, tuple[Rule, ...]] = strict_from(rules, ()).by_head
    kept: dict[str, list[Attack]] = {}
    heap = [(by_size(attack), attack) for attack in attacks]
    heapify(heap)
    while heap:
        _, attack = heappop(heap)
        known = kept.setdefault(attack.target, [])
        if budget and not budget.spend(1 + len(known)):
            return flat(kept), True
        if any(other.attackers <= attack.attackers for other in known):
            continue
        known.append(attack)
        for rule in by_head.get(attack.target, ()):
            for member in rule.body:
                if onto is None or member in onto:
                    rest = frozenset(rule.body) - {member}
                    through = (*attack.through, rule.link)
                    further = Attack(attack.attackers | rest, member, through)
                    heappush(heap, (by_size(further), further))
    return flat(kept), False


def by_size(attack: Attack) -> tuple[int, int, list[str], str, tuple[str, ...]]:
    """Small sets first, then those that came a short way, then by name."""
    members = sorted(attack.attackers)
    return len(members), len(attack.through), members, attack.target, attack.through


def flat(kept: Mapping[str, list[Attack]]) -> tuple[Attack, ...]:
    """All kept attacks in a fixed order."""
    every = [attack for attacks in kept.values() for attack in attacks]
    return tuple(sorted(every, key=lambda a: (a.target, sorted(a.attackers))))
