"""The semantics of collective attacks, word for word, by trying every subset; and in ASP.

Two engines that share nothing with kb's: they judge it in the tests.
"""

from collections.abc import Iterable
from itertools import chain, combinations

from kb.model.outcomes import Attack

Sets = list[frozenset[str]]


def subsets(elements: Iterable[str]) -> Sets:
    names = sorted(elements)
    every = chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))
    return [frozenset(each) for each in every]


def attacked(by: frozenset[str], attacks: list[Attack]) -> set[str]:
    return {each.target for each in attacks if each.attackers <= by}


def complete(elements: frozenset[str], attacks: list[Attack]) -> Sets:
    """Conflict-free sets that hold exactly what they defend."""
    found = []
    for held in subsets(elements):
        beaten = attacked(held, attacks)
        defended = {
            each
            for each in elements
            if all(a.attackers & beaten for a in attacks if a.target == each)
        }
        if not beaten & held and defended == held:
            found.append(held)
    return found


def grounded(elements: frozenset[str], attacks: list[Attack]) -> frozenset[str]:
    return frozenset.intersection(*complete(elements, attacks))


def preferred(elements: frozenset[str], attacks: list[Attack]) -> Sets:
    return maximal(complete(elements, attacks))


def stable(elements: frozenset[str], attacks: list[Attack]) -> Sets:
    every = complete(elements, attacks)
    return [each for each in every if each | attacked(each, attacks) == elements]


def maximal(sets: Sets) -> Sets:
    return [each for each in sets if not any(each < other for other in sets)]


LABELLINGS = """
{in(X)} :- element(X).
whole(T) :- attack(T,_), in(X) : member(T,X).
beaten(X) :- whole(T), attack(T,X).
lost(T) :- member(T,X), beaten(X).
open(X) :- attack(T,X), not lost(T).
:- in(X), beaten(X).
:- in(X), open(X).
:- element(X), not in(X), not open(X).
#show in/1.
"""
ALL_DECIDED = ":- element(X), not in(X), not beaten(X)."


def by_clingo(elements: frozenset[str], attacks: list[Attack], extra: str = "") -> Sets:
    """All complete extensions (with ``ALL_DECIDED`` the stable ones)."""
    from clingo import Control

    number = {name: index for index, name in enumerate(sorted(elements))}
    names = sorted(elements)
    facts = [f"element({each})." for each in number.values()]
    for index, each in enumerate(attacks):
        facts.append(f"attack({index},{number[each.target]}).")
        facts += [f"member({index},{number[member]})." for member in each.attackers]
    control = Control(["0", "--warn=none"])
    control.add("base", [], LABELLINGS + extra + "".join(facts))
    control.ground([("base", [])])
    found: Sets = []
    control.solve(
        on_model=lambda model: found.append(
            frozenset(names[each.arguments[0].number] for each in model.symbols(shown=True))
        )
    )
    return found
