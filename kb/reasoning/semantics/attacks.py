"""The debate as sets of elements that attack elements, closed under transposition.

If ``T`` attacks ``h`` and ``B`` strictly yields ``h``, then ``T`` with the rest of ``B``
attacks each member of ``B``: to attack what a claim entails is to attack the claim.
Without this step accepted sets can be inconsistent (Caminada and Amgoud 2007).
"""

from collections.abc import Iterable, Mapping

from kb.graph import Graph
from kb.model import Base, Link
from kb.model.denials import denied_claim
from kb.model.outcomes import Attack, Judgement
from kb.model.verbs import VERBS
from kb.reasoning.rules import Contrary, Rule, Strict, follows, held_elements, strict_from

MAX_SETS = 200_000


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
    for address, link in sorted(graph.links.items()):
        force = VERBS[link.verb].force
        if address in elements and force in ("attack", "undercut"):
            found.append(Attack(attackers_of(address, link), link.target, (address,)))
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
    """Claims from which both ends of a contrary follow."""
    suspects: set[str] = set()
    for contrary in strict.contraries:
        suspects |= ancestors(contrary.one, strict) & ancestors(contrary.other, strict)
    found = []
    for claim in sorted(suspects & set(claims)):
        derived = follows([claim], strict)
        if any(c.one in derived and c.other in derived for c in strict.contraries):
            found.append(claim)
    return found


def ancestors(end: str, strict: Strict) -> set[str]:
    """Claims from which an end might follow, itself included."""
    found = {end}
    queue = [end]
    for node in queue:
        for rule in strict.by_head.get(node, ()):
            fresh = [premise for premise in rule.body if premise not in found]
            found.update(fresh)
            queue.extend(fresh)
    return found


def transpose(attacks: Iterable[Attack], rules: Iterable[Rule]) -> tuple[tuple[Attack, ...], bool]:
    """All attacks, subset-minimal, closed under transposition; and whether it was capped."""
    by_head: Mapping[str, tuple[Rule, ...]] = strict_from(rules, ()).by_head
    kept: dict[str, list[Attack]] = {}
    queue: list[Attack] = []

    def add(attack: Attack) -> None:
        known = kept.setdefault(attack.target, [])
        if any(other.attackers <= attack.attackers for other in known):
            return
        known[:] = [other for other in known if not attack.attackers <= other.attackers]
        known.append(attack)
        queue.append(attack)

    for attack in sorted(attacks, key=lambda a: (len(a.attackers), sorted(a.attackers), a.target)):
        add(attack)
    for done, attack in enumerate(queue):
        if done > MAX_SETS:
            return flat(kept), True
        if attack not in kept[attack.target]:
            continue  # a smaller one has taken its place
        for rule in by_head.get(attack.target, ()):
            for member in rule.body:
                rest = frozenset(rule.body) - {member}
                through = (*attack.through, rule.link)
                add(Attack(attack.attackers | rest, member, through))
    return flat(kept), False


def flat(kept: Mapping[str, list[Attack]]) -> tuple[Attack, ...]:
    """All kept attacks in a fixed order."""
    every = [attack for attacks in kept.values() for attack in attacks]
    return tuple(sorted(every, key=lambda a: (a.target, sorted(a.attackers))))
