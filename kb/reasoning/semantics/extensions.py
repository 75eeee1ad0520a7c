"""Coherent ways to take sides: preferred extensions, kept as a product of disputes.

A debate of a thousand claims may have more camps than anyone can list, and yet only a few
dozen disputes of a few options each.  So they are found one dispute at a time and never
multiplied out, except by whoever asks for a number of them.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product
from math import prod
from typing import TYPE_CHECKING, Literal

from kb.reasoning.budget import STEPS, Budget, Unknown
from kb.reasoning.semantics.acceptance import elements_in
from kb.reasoning.semantics.materialised import materialised
from kb.reasoning.semantics.sat import Kind, Oracle
from kb.reasoning.semantics.semi_stable import semi_stable
from kb.reasoning.semantics.setaf import (
    Framework,
    StrictRule,
    grounded_labels,
    numbered_framework,
)
from kb.reasoning.semantics.subframeworks import Part, components, undecided_part

if TYPE_CHECKING:
    from kb.model.outcomes import Attack

Semantics = Literal["preferred", "stable", "complete", "semi-stable"]
KINDS: dict[Semantics, Kind] = {
    "preferred": "admissible", "stable": "stable", "complete": "complete",
    "semi-stable": "admissible",
}  # fmt: skip


@dataclass(frozen=True)
class Dispute:
    """Elements that hang together, and the ways to settle them."""

    members: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]  # each: the members that are in
    complete: bool = True  # False: the budget was spent, and there may be more


@dataclass(frozen=True)
class Camps:
    """What is in every camp, and the disputes; a camp settles each dispute in one way."""

    common: tuple[str, ...] = ()
    disputes: tuple[Dispute, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every way to settle every dispute was found."""
        return all(dispute.complete for dispute in self.disputes)

    @property
    def count(self) -> int | Unknown:
        """How many camps there are."""
        if not all(dispute.complete for dispute in self.disputes):
            return Unknown(f"at least {self.at_least}: the budget was spent before all were found")
        return self.at_least

    @property
    def at_least(self) -> int:
        """How many camps were found."""
        return prod(len(dispute.options) for dispute in self.disputes)

    def some(self, limit: int) -> Iterator[tuple[str, ...]]:
        """The first camps, in a fixed order, each sorted."""
        choices = product(*(dispute.options for dispute in self.disputes))
        for chosen in islice(choices, limit):
            yield tuple(sorted([*self.common, *(name for option in chosen for name in option)]))

    def listed(self, limit: int) -> tuple[tuple[str, ...], ...] | Unknown:
        """All camps, unless there are more than the limit."""
        if isinstance(self.count, Unknown):
            return self.count
        if self.count > limit:
            return Unknown(f"there are {self.count}, more than the {limit} asked for")
        return tuple(sorted(self.some(limit)))

    @cached_property
    def credulous(self) -> frozenset[str] | Unknown:
        """What is in some camp."""
        if not self.complete:
            return Unknown()
        if not self.at_least:
            return frozenset()
        return frozenset(self.common).union(
            *(o for dispute in self.disputes for o in dispute.options)
        )

    @cached_property
    def sceptical(self) -> frozenset[str] | Unknown:
        """What is in every camp; with no camp, everything in the disputes and in common."""
        if not self.complete:
            return Unknown()
        common = set(self.common)
        for dispute in self.disputes:
            options = [set(option) for option in dispute.options] if self.at_least else []
            common |= set(dispute.members).intersection(*options)
        return frozenset(common)


def camps(
    elements: Iterable[str],
    attacks: "Iterable[Attack]",
    claims: Collection[str] | None = None,
    semantics: Semantics = "preferred",
    steps: int = STEPS,
    rules: Iterable[StrictRule] = (),
) -> Camps:
    """The extensions of a framework, restricted to claims (if any are named)."""
    names, framework = numbered_framework(elements, attacks, rules)
    found = extensions(names, framework, semantics, steps)
    return found if claims is None else restrict_to_claims(found, claims)


def extensions(
    names: Sequence[str], framework: Framework, semantics: Semantics, steps: int = STEPS
) -> Camps:
    """All extensions, as a product; small disputes first, so that a hard one starves none."""
    labels = grounded_labels(framework)
    rest = undecided_part(framework, labels)
    purse = Budget(steps)
    parts = components(rest.framework)
    found: dict[int, Dispute] = {}
    for index in sorted(range(len(parts)), key=lambda each: parts[each].framework.size):
        found[index] = dispute(parts[index], rest, names, semantics, purse)
    disputes = tuple(found[index] for index in range(len(parts)))
    return Camps(tuple(sorted(names[element] for element in elements_in(labels))), disputes)


def dispute(
    part: Part, rest: Part, names: Sequence[str], semantics: Semantics, purse: Budget
) -> Dispute:
    """All ways to settle one component."""
    sets, complete = enumerate_extensions(part.framework, semantics, purse)
    called = [names[rest.members[member]] for member in part.members]
    options = sorted(tuple(sorted(called[element] for element in found)) for found in sets)
    return Dispute(tuple(sorted(called)), tuple(options), complete)


def enumerate_extensions(
    framework: Framework, semantics: Semantics, purse: Budget
) -> tuple[list[frozenset[int]], bool]:
    """All extensions of a framework, one after the other; and whether these are all."""
    found: list[frozenset[int]] = []
    listed = materialised(framework)
    with Oracle(listed, KINDS[semantics], purse) as oracle:
        if semantics == "semi-stable":
            for extension in semi_stable(listed, oracle):
                if isinstance(extension, Unknown):
                    return found, False
                found.append(extension)
            return found, True
        while (one := oracle.ask()) is not None:
            if semantics == "preferred" and not isinstance(one, Unknown):
                one = oracle.maximal(one)
            if isinstance(one, Unknown):
                return found, False
            found.append(one)
            others = oracle.beyond(one)
            if semantics == "complete":
                others += [-(element + 1) for element in one]
            if not others:
                break
            oracle.add(others)
    return found, True


def restrict_to_claims(found: Camps, claims: Collection[str]) -> Camps:
    """Camps cut down to claims; a dispute that does not touch claims is none."""
    kept = set(claims)
    disputes = []
    for dispute in found.disputes:
        options = {tuple(name for name in option if name in kept) for option in dispute.options}
        members = tuple(name for name in dispute.members if name in kept)
        if members or not options:
            disputes.append(Dispute(members, tuple(sorted(options)), dispute.complete))
    return Camps(tuple(name for name in found.common if name in kept), tuple(disputes))
