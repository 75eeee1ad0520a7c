"""Strict rules and contraries, read from links and denials; and what follows from what.

Only these rules transmit acceptance.  Propagation is Horn, in time linear in the rules
(Dowling and Gallier 1984).  Rules are tuples: hundreds of thousands are hashed and sorted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from kb.graph import Graph
from kb.model import Base
from kb.model.denials import denial_of
from kb.model.verbs import VERBS


class Rule(NamedTuple):
    """If all of ``body`` hold, so does ``head``; ``link`` is where that is written."""

    body: tuple[str, ...]
    head: str
    link: str


class Contrary(NamedTuple):
    """Not both of these."""

    one: str
    other: str
    link: str  # where that is written; "" for a claim and its denial


Derived = Mapping[str, Rule | None]  # what follows, premises before conclusions; None: held


@dataclass(frozen=True)
class Strict:
    """The strict part of a base."""

    rules: tuple[Rule, ...] = ()
    contraries: tuple[Contrary, ...] = ()

    @cached_property
    def joint(self) -> bool:
        """Some rule has more than one premise."""
        return any(len(rule.body) > 1 for rule in self.rules)

    @cached_property
    def by_premise(self) -> Mapping[str, Sequence[Rule]]:
        """Rules by each of their premises."""
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for premise in rule[0]:
                if premise in found:
                    found[premise].append(rule)
                else:
                    found[premise] = [rule]
        return found

    @cached_property
    def by_head(self) -> Mapping[str, tuple[Rule, ...]]:
        """Rules by what they conclude."""
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            found.setdefault(rule.head, []).append(rule)
        return {head: tuple(rules) for head, rules in found.items()}

    @cached_property
    def by_end(self) -> Mapping[str, Sequence[Contrary]]:
        """Contraries by the first of their two ends."""
        found: dict[str, list[Contrary]] = {}
        for contrary in self.contraries:
            found.setdefault(contrary.one, []).append(contrary)
        return found


def strict_part(graph: Graph) -> Strict:
    """Rules and contraries of all live links, and of all denials, in the order of addresses."""
    rules: list[Rule] = []
    contraries: list[Contrary] = []
    for link in graph.in_order:
        force = VERBS[link.verb].force
        if force not in ("strict", "exclusive") or graph.kinds[link.target] != "claim":
            continue
        address = link.address
        if force == "strict":
            rules.append(
                Rule(tuple(sorted({link.source, *link.co_premises})), link.target, address)
            )
        if force == "strict" and VERBS[link.verb].symmetric:
            rules.append(Rule((link.target,), link.source, address))
        if force == "exclusive":
            one, other = sorted((link.source, link.target))
            contraries.append(Contrary(one, other, address))
    return with_denials(strict_from(rules, contraries), graph.denied)


def with_denials(strict: Strict, claims: Iterable[str]) -> Strict:
    """The strict part with the contrary of each claim that somebody denies."""
    ends = (sorted((claim, denial_of(claim))) for claim in sorted(claims))
    denials = (Contrary(one, other, "") for one, other in ends)
    return replace(strict, contraries=(*strict.contraries, *denials))


def strict_from(rules: Iterable[Rule], contraries: Iterable[Contrary]) -> Strict:
    """The strict part; a declared clash is one, however often and in whichever order written."""
    once: dict[tuple[str, str], Contrary] = {}
    for contrary in sorted(contraries):
        once.setdefault((contrary.one, contrary.other), contrary)
    return Strict(tuple(rules), tuple(once.values()))


def follows(held: Iterable[str], strict: Strict) -> dict[str, Rule | None]:
    """Everything that follows from held claims, each with the rule it came by first.

    Breadth-first: with single premises every derivation is a shortest one, and always the
    longest chain in it is as short as can be.
    """
    found: dict[str, Rule | None] = dict.fromkeys(sorted(held))
    waiting: dict[int, int] = {}  # premises still missing, by id() of joint rules that were met
    by_premise = strict.by_premise
    queue = list(found)
    for claim in queue:
        for rule in by_premise.get(claim, ()):
            body, head, _ = rule
            if head in found:
                continue
            if len(body) > 1:
                missing = waiting.get(id(rule), len(body)) - 1
                waiting[id(rule)] = missing
                if missing:
                    continue
            found[head] = rule
            queue.append(head)
    return found


def clashes(derived: Derived, strict: Strict) -> list[Contrary]:
    """Pairs of which both ends follow."""
    near: Iterable[Contrary] = strict.contraries
    if len(derived) < len(strict.contraries):
        near = (contrary for end in derived for contrary in strict.by_end.get(end, ()))
    return sorted(
        contrary for contrary in near if contrary.one in derived and contrary.other in derived
    )


def contrary_between(one: str, other: str, strict: Strict) -> Contrary | None:
    """The clash that is declared between two elements, if there is one."""
    first, second = sorted((one, other))
    return next((clash for clash in strict.by_end.get(first, ()) if clash.other == second), None)


def held_elements(base: Base) -> frozenset[str]:
    """What somebody holds: the claims that are asserted, and the denials of those denied."""
    return frozenset(element for held in holdings(base).values() for element in held)


def holdings(base: Base) -> Mapping[str, frozenset[str]]:
    """What each position holds: claims it asserts, denials of claims it denies; in one pass."""
    found: dict[str, set[str]] = {}
    for claim in base.claims:
        for holding in () if claim.withdrawn else claim.held_by:
            if holding.stance == "asserts":
                found.setdefault(holding.position, set()).add(claim.id)
            if holding.stance == "denies":
                found.setdefault(holding.position, set()).add(denial_of(claim.id))
    return {position: frozenset(elements) for position, elements in found.items()}
