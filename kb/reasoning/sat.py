"""Labellings of a framework of collective attacks as clauses, put to a SAT solver.

Variable e + 1 says that element e is in, variable n + e + 1 that a set within what is in
attacks it.  Maximal admissible sets and maximal complete ones are the same (the preferred),
so that the cheaper clauses do wherever only these are asked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Any, Literal

from kb.reasoning.budget import Purse, Unknown
from kb.reasoning.numbered import Framework

Kind = Literal["admissible", "complete", "stable"]


def clauses(framework: Framework, kind: Kind) -> Iterator[list[int]]:
    """What holds of every admissible set, complete or stable extension."""
    size = framework.size
    helpers = count(2 * size + 1)
    sets = framework.attacking_sets
    for each, alone in enumerate(framework.attackers):
        is_in, is_out = each + 1, size + each + 1
        reasons = [source + 1 for source in alone]  # true only if the set is in
        dead = [size + source for source in reasons]  # true if the set lost a member
        for body in sets.get(each, ()):
            whole = next(helpers)
            reasons.append(whole)
            yield from ([-whole, member + 1] for member in body)
            yield [-is_in, *(size + member + 1 for member in body)]
            yield [-(member + 1) for member in body] + [is_out]
            if kind == "complete":
                dead.append(next(helpers))
                yield from ([-(size + member + 1), dead[-1]] for member in body)
        yield [-is_out, *reasons]
        yield [-is_in, -is_out]
        for source in alone:
            yield [-is_in, size + source + 1]
            yield [-(source + 1), is_out]
        if kind == "complete":
            yield [is_in, *(-each for each in dead)]
        elif kind == "stable":
            yield [is_in, is_out]
    for each in framework.void:
        yield [-(each + 1)]


class Oracle:
    """One framework in one solver, asked again and again; close it by ``with``."""

    def __init__(self, framework: Framework, kind: Kind, purse: Purse) -> None:
        from pysat.solvers import Cadical195

        self.size = framework.size
        self.purse = purse
        self.spent = 0
        self.fresh = 3 * framework.size + 2 * len(framework.joint) + 1
        self.solver: Any = Cadical195()
        for clause in clauses(framework, kind):
            self.solver.add_clause(clause)
