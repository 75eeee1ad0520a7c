"""Contradictions inside a position, and among all that anyone asserts, each explained.

Thousands of clashes can have one cause.  Each clash has a minimal set of held claims for
free, by its derivation; only one of those that share it is explained, with their count.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kb.graph import present_names, with_present_names
from kb.model import Base
from kb.model.outcomes import Conflict
from kb.reasoning.budget import Budget
from kb.reasoning.contradictions.explanations import Consequences, Explanation, explanation_of
from kb.reasoning.rules import Contrary, Derived, Strict, clashes, follows, holdings

EVERYONE = ""
MOST = 100  # clashes of one position that are explained
FEW = 10  # of a further position, once MOST were explained
WIDEST = 8  # held claims of a derivation that are kept to compare it with others
STEPS = 300_000  # members looked at in search of smallest explanations, in one call
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
    """All conflicts: of each position, then among all that anyone asserts."""
    found: list[Conflict] = []
    inside: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    tensions = tensions_of(base)
    asserts, denies = holdings(base, "asserts"), holdings(base, "denies")
    purse = Budget(STEPS)
    for name, position in sorted(base.positions.items()):
        allowed = most if len(found) < most else FEW
        roots = roots_of(asserts.get(name, ()), denies.get(name, ()), strict, allowed, purse)
        found += conflicts_from(name, roots, tensions, error=position.one)
    inside.update((conflict.claims, conflict.links) for conflict in found)
    everyone = frozenset(claim for held in asserts.values() for claim in held)
    roots = roots_of(everyone, (), strict, most, purse)
    whole = conflicts_from(EVERYONE, roots, Tensions(), error=False)
    found += [conflict for conflict in whole if (conflict.claims, conflict.links) not in inside]
    return tuple(found)


def conflicts_from(name: str, roots: Roots, tensions: Tensions, error: bool) -> Iterator[Conflict]:
    """Explanations as conflicts to report."""
    for number, (explanation, stands_for) in enumerate(roots.found, 1):
        yield Conflict(
            position=name,
            claims=tuple(sorted(explanation.claims)),
            links=tuple(sorted(explanation.links)),
            ends=explanation.ends,
            exact=explanation.exact,
            acknowledged=tensions.why(name, explanation),
            error=error,
            follows=stands_for - 1,
            unexplained=roots.unexplained if number == len(roots.found) else 0,
        )


def tensions_of(base: Base) -> Tensions:
    """All acknowledgements, read once."""
    links: dict[tuple[str, str], str] = {}
    pairs: dict[str, list[tuple[frozenset[str], str]]] = {}
    names = present_names(base.claims)
    for claim in base.claims:
        for link in claim.links:
            for position in link.tension:
                links.setdefault((position, with_present_names(link, names).address), link.because)
        for tension in claim.tension:
            pair = frozenset({claim.id, names.get(tension.other, tension.other)})
            pairs.setdefault(tension.position, []).append((pair, tension.because))
    return Tensions(links, pairs)


def roots_of(
    claims: Iterable[str],
    denials: Iterable[str],
    strict: Strict,
    most: int = MOST,
    purse: Budget | None = None,
) -> Roots:
    """Every clash of a position: explained, or standing behind one that is."""
    derived = follows(claims, strict)
    found = clashes(derived, denials, strict)
    if not found:
        return Roots()
    known = Consequences(derived, strict)
    found.sort(key=lambda each: (known.ranks[each.one] + known.ranks[each.other], each))
    groups = group_by_cause(found, derived, few=len(found) <= most)
    best: dict[frozenset[str], Explanation] = {}
    counts: dict[frozenset[str], int] = {}
    behind: list[Contrary] = []
    purse = purse or Budget(STEPS)
    for number, (cause, (first, *others)) in enumerate(groups.items()):
        if number >= most:
            behind += [first, *others]
            continue
        why = explanation_of(first, known, purse)
        if why.claims not in best or why.size < best[why.claims].size:
            best[why.claims] = why
        same = why.claims == cause
        counts[why.claims] = counts.get(why.claims, 0) + 1 + (len(others) if same else 0)
        behind += [] if same else others
    left = count_behind_roots(behind, sorted(best.values(), key=order), counts, denials, strict)
    pairs = (
        (explanation, counts[explanation.claims])
        for explanation in sorted(best.values(), key=order)
    )
    return Roots(tuple(pairs), left)


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
    counts: dict[frozenset[str], int],
    denials: Iterable[str],
    strict: Strict,
) -> int:
    """Count each clash behind the first root whose claims yield it too; return how many none do."""
    left = set(behind)
    for root in roots[:CAUSES]:
        if left:
            reached = left & set(clashes(follows(root.claims, strict), denials, strict))
            counts[root.claims] += len(reached)
            left -= reached
    return len(left)
