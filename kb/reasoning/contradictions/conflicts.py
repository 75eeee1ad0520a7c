"""Contradictions inside a position, and among all that anyone holds, each explained.

Thousands of clashes can have one cause.  Each clash has a minimal set of held elements for
free, by its derivation; only one of those that share it is explained, with their count.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kb.model import Base
from kb.model.denials import denied_claim
from kb.model.outcomes import Conflict
from kb.reasoning.budget import Budget
from kb.reasoning.contradictions.environments import causes_of
from kb.reasoning.contradictions.explanations import (
    Consequences,
    Explanation,
    Members,
    explanation_of,
)
from kb.reasoning.rules import (
    Contrary,
    Derived,
    Strict,
    clashes,
    contrary_between,
    follows,
    holdings,
)

EVERYONE = ""
MOST = 100  # clashes of one position that are explained
FEW = 10  # of a further position, once MOST were explained
WIDEST = 8  # held claims of a derivation that are kept to compare it with others
STEPS = 200_000  # of all searches for smallest explanations in one call, about 0.2 CPU s
CAUSES = 10  # roots whose consequences are followed to count what was not explained


@dataclass(frozen=True)
class Roots:
    """Explanations of roots, smallest first, each with the number of clashes it stands for."""

    found: tuple[tuple[Explanation, int], ...] = ()
    unexplained: int = 0


@dataclass(frozen=True)
class Tensions:
    """What authors acknowledge, by position."""

    links: Mapping[tuple[str, str], str] = field(default_factory=dict)
    pairs: Mapping[str, Sequence[tuple[frozenset[str], str]]] = field(default_factory=dict)

    def why(self, position: str, found: Explanation) -> str:
        """Why the tension is accepted: said on a link of the clash, or on a claim of it."""
        for link in sorted(found.links):
            if (position, link) in self.links:
                return self.links[position, link]
        members = found.claims | set(found.ends)
        for pair, because in self.pairs.get(position, ()):
            if pair <= members:
                return because
        return ""


def conflicts_of(base: Base, strict: Strict, most: int = MOST) -> tuple[Conflict, ...]:
    """All conflicts: of each position, then among all that anyone holds."""
    found: list[Conflict] = []
    tensions = tensions_of(base)
    held = holdings(base)
    purse, counting = Budget(STEPS), Budget(STEPS)
    inside: dict[Members, list[str]] = {}
    known: dict[tuple[frozenset[str], int], Roots] = {}  # often all is held by one position
    for name, position in sorted(base.positions.items()):
        allowed = most if len(found) < most else FEW
        own = held.get(name, frozenset())
        roots = known[own, allowed] = roots_of(own, strict, allowed, purse)
        causes = [
            len(causes_of(why.ends, held[name], strict, counting, links=True))
            for why, _ in roots.found
        ]
        for explanation, _ in roots.found:
            inside.setdefault(explanation.members, []).append(name)
        found += conflicts_from(name, roots, tensions, position.one, causes)
    every = frozenset[str]().union(*held.values())
    roots = known.get((every, most)) or roots_of(every, strict, most, purse)
    left = between_positions(roots, inside, held, strict, purse)
    return (*found, *conflicts_from(EVERYONE, left, Tensions(), error=False))


def between_positions(
    roots: Roots,
    inside: Mapping[Members, Sequence[str]],
    held: Mapping[str, frozenset[str]],
    strict: Strict,
    purse: Budget,
) -> Roots:
    """What clashes among all, without what goes away with one who is led to it alone."""
    kept: dict[Members, tuple[Explanation, int]] = {}
    known: dict[tuple[str, ...], Consequences] = {}
    for explanation, stands_for in roots.found:
        own = tuple(inside.get(explanation.members, ()))
        if not explanation.links and set(own) != holders_among(explanation.claims, held):
            own = ()  # what one asserts and another denies, they disagree about in any case
        for names in {own, *((name,) for name in own)} - known.keys():
            known[names] = Consequences(follows(elements_but_of(names, held), strict), strict)
        if any(clash_again(explanation, known[name,]) is None for name in own):
            continue
        if own and (clash := clash_again(explanation, known[own])):
            left = explanation_of(clash, known[own], purse)
            kept.setdefault(left.members, (left, stands_for))
        else:
            kept.setdefault(explanation.members, (explanation, stands_for))
    return Roots(tuple(kept.values()), roots.unexplained)


def holders_among(elements: frozenset[str], held: Mapping[str, frozenset[str]]) -> set[str]:
    """Who holds some of the elements."""
    return {name for name, own in held.items() if own & elements}


def elements_but_of(names: Collection[str], held: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """What anyone but some positions holds."""
    return frozenset[str]().union(*(held[name] for name in held if name not in names))


def clash_again(why: Explanation, known: Consequences) -> Contrary | None:
    """The clash that was explained, if both of its ends follow here too."""
    one, other = why.ends
    if one not in known.derived or other not in known.derived:
        return None
    return contrary_between(one, other, known.strict)


def conflicts_from(
    name: str, roots: Roots, tensions: Tensions, error: bool, causes: Sequence[int] = ()
) -> Iterator[Conflict]:
    """Explanations as conflicts to report."""
    for number, (explanation, stands_for) in enumerate(roots.found):
        denied = next(filter(None, map(denied_claim, explanation.ends)), "")
        yield Conflict(
            position=name,
            claims=tuple(sorted(c for c in explanation.claims if not denied_claim(c))),
            links=tuple(sorted(explanation.links)),
            ends=(denied, denied) if denied else explanation.ends,
            exact=explanation.exact,
            acknowledged=tensions.why(name, explanation),
            error=error,
            follows=stands_for - 1,
            unexplained=roots.unexplained if number == len(roots.found) - 1 else 0,
            causes=causes[number] if causes else 0,
        )


def tensions_of(base: Base) -> Tensions:
    """All acknowledgements, read once."""
    links: dict[tuple[str, str], str] = {}
    pairs: dict[str, list[tuple[frozenset[str], str]]] = {}
    for claim in base.claims:
        for link in claim.links:
            for position in link.tension:
                links.setdefault((position, link.address), link.because)
        for tension in claim.tension:
            pair = frozenset({claim.id, tension.other})
            pairs.setdefault(tension.position, []).append((pair, tension.because))
    return Tensions(links, pairs)


def roots_of(
    held: Iterable[str],
    strict: Strict,
    most: int = MOST,
    purse: Budget | None = None,
) -> Roots:
    """Every clash of a position: explained, or standing behind one that is."""
    derived = follows(held, strict)
    found = clashes(derived, strict)
    if not found:
        return Roots()
    known = Consequences(derived, strict)
    found.sort(key=lambda each: (known.ranks[each.one] + known.ranks[each.other], each))
    groups = group_by_cause(found, derived, few=len(found) <= most)
    best: dict[Members, Explanation] = {}
    counts: dict[Members, int] = {}
    behind: list[Contrary] = []
    purse = purse or Budget(STEPS)
    for number, (cause, (first, *others)) in enumerate(groups.items()):
        if number >= most:
            behind += [first, *others]
            continue
        why = explanation_of(first, known, purse)
        best.setdefault(why.members, why)
        same = why.claims == cause
        counts[why.members] = counts.get(why.members, 0) + 1 + (len(others) if same else 0)
        behind += [] if same else others
    roots = sorted(best.values(), key=order)
    left = count_behind_roots(behind, roots, counts, strict)
    return Roots(tuple((why, counts[why.members]) for why in roots), left)


def order(explanation: Explanation) -> tuple[int, list[str], list[str]]:
    """Smallest first."""
    return explanation.size, sorted(explanation.claims), sorted(explanation.links)


def group_by_cause(
    found: Sequence[Contrary], derived: Derived, few: bool
) -> Mapping[object, list[Contrary]]:
    """Clashes by the held claims that their derivations start from; few are kept apart."""
    starts: dict[str, frozenset[str] | None] = {}
    for claim, rule in () if few else derived.items():
        starts[claim] = (
            frozenset({claim})
            if rule is None
            else union_of_starts([starts[premise] for premise in rule.body])
        )
    groups: dict[object, list[Contrary]] = {}
    for contrary in found:
        cause = None if few else union_of_starts([starts[contrary.one], starts[contrary.other]])
        groups.setdefault(contrary if cause is None else cause, []).append(contrary)
    return groups


def union_of_starts(parts: Sequence[frozenset[str] | None]) -> frozenset[str] | None:
    """All claims of the parts; None if they are too many to keep."""
    if len(parts) == 1:
        return parts[0]
    known = [part for part in parts if part is not None]
    whole = frozenset().union(*known)
    return whole if len(known) == len(parts) and len(whole) <= WIDEST else None


def count_behind_roots(
    behind: Sequence[Contrary],
    roots: Sequence[Explanation],
    counts: dict[Members, int],
    strict: Strict,
) -> int:
    """Count each clash behind the first root whose claims yield it too; return how many none do."""
    left = set(behind)
    for root in roots[:CAUSES]:
        if left:
            reached = left & set(clashes(follows(root.claims, strict), strict))
            counts[root.members] += len(reached)
            left -= reached
    return len(left)
