"""Labellings of a framework of collective attacks as clauses, put to a SAT solver.

Variable e + 1 says that element e is in, variable n + e + 1 that a set within what is in
attacks it.  Maximal admissible sets and maximal complete ones are the same (the preferred),
so that the cheaper clauses do wherever only these are asked for.  That no two attack one another
need not be said: who is in has its attackers attacked, and who is attacked is not in.
"""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any, Literal

from kb.reasoning.budget import Budget, Unknown
from kb.reasoning.semantics.sat_rules import encode
from kb.reasoning.semantics.setaf import Framework

Kind = Literal["admissible", "complete", "stable"]
LITERALS = 4_000  # of clauses written since the start, that make a question dearer by a step


def clauses(framework: Framework, kind: Kind) -> Iterator[list[int]]:
    """What holds of every admissible set, complete or stable extension."""
    size = framework.size
    helpers = count(2 * size + 1)
    sets = framework.attacking_sets
    for element, alone in enumerate(framework.attackers):
        is_in, is_out = element + 1, size + element + 1
        if element in framework.void:
            yield from ([-is_in], [is_out])
            continue
        reasons = [source + 1 for source in alone]  # true only if the attacking set is in
        dead = [size + source for source in reasons]  # true if the attacking set lost a member
        for lost in dead:
            yield [-is_in, lost]
        for body in sets.get(element, ()):
            reasons.append(next(helpers))
            dead.append(next(helpers))
            yield from of_set(body, size, reasons[-1], dead[-1], is_in)
        yield [-is_out, *reasons]
        yield [-is_in, -is_out]
        if kind == "complete":
            yield [is_in, *(-lost for lost in dead)]
            yield from ([-reason, is_out] for reason in reasons)
        elif kind == "stable":
            yield [is_in, is_out]


def of_set(
    body: Sequence[int], size: int, whole: int, dead: int, is_in: int
) -> Iterator[list[int]]:
    """What one joint attack says of its members and its target."""
    members = [member + 1 for member in body]
    yield from ([-whole, member] for member in members)
    yield [whole, *(-member for member in members)]
    yield from ([-(size + member), dead] for member in members)
    yield [-is_in, *(size + member for member in members)]


class Oracle:
    """One framework in one solver, asked again and again; close it when done."""

    def __init__(self, framework: Framework, kind: Kind, purse: Budget) -> None:
        from pysat.solvers import Minisat22

        self.size = framework.size
        self.purse = purse
        self.conflicts = 0
        self.solver: Any = Minisat22()
        self.encoded = encode(framework, kind) if framework.rules else None
        written = self.encoded.clauses if self.encoded else clauses(framework, kind)
        for clause in written:
            self.solver.add_clause(clause)
        # A question about clauses with rules is paid for by their number: one takes much longer.
        self.price = 1 + framework.size // 100
        self.price += len(self.encoded.clauses) // 50 if self.encoded else 0
        self.added = 0  # literals of the clauses written since, and not given up
        last = 2 * framework.size + 2 * len(framework.joint)
        self.fresh = count((self.encoded.last if self.encoded else last) + 1)

    def __enter__(self) -> "Oracle":
        return self

    def __exit__(self, *error: object) -> None:
        self.solver.delete()

    def beaten(self, element: int) -> int:
        """The literal that says that what is in attacks an element."""
        literal = self.size + element + 1
        return -literal if self.encoded else literal

    def add(self, clause: list[int]) -> None:
        """One clause more, for good: each question is the dearer for it."""
        self.added += len(clause)
        self.solver.add_clause(clause)

    def ask(self, *literals: int) -> frozenset[int] | None | Unknown:
        """What is in, in some model in which the literals hold; None if there is no model."""
        while True:
            if not self.purse.spend(self.price + self.added // LITERALS):
                return Unknown()
            self.solver.conf_budget(self.purse.left + 1)
            found = self.solver.solve_limited(literals)
            conflicts = self.solver.accum_stats()["conflicts"]
            enough = self.purse.spend(conflicts - self.conflicts)
            self.conflicts = conflicts
            if found is None or not enough:
                return Unknown()
            if not found:
                return None
            model = self.solver.get_model()
            circular = self.encoded.loops(model, self.fresh) if self.encoded else []
            if not circular:
                return frozenset(literal - 1 for literal in model[: self.size] if literal > 0)
            for clause in circular:
                self.add(clause)

    def more(self, held: frozenset[int], *literals: int) -> frozenset[int] | None | Unknown:
        """A strict superset of what is held, if there is one in which the literals hold."""
        chosen = next(self.fresh)
        clause = [-chosen, *self.beyond(held)]
        self.add(clause)
        found = self.ask(chosen, *literals, *(element + 1 for element in held))
        self.add([-chosen])
        self.added -= len(clause) + 1  # from now on the solver passes it over
        return found

    def maximal(self, held: frozenset[int], *literals: int) -> frozenset[int] | Unknown:
        """A superset of what is held that cannot be enlarged (while the literals hold)."""
        while (found := self.more(held, *literals)) is not None:
            if isinstance(found, Unknown):
                return found
            held = found
        return held

    def beyond(self, held: frozenset[int]) -> list[int]:
        """A clause: something is in that is not held."""
        return [element + 1 for element in range(self.size) if element not in held]
