"""Core-guided MaxSAT (RC2 of python-sat), stopped by a bound on the cost or by a budget.

RC2 grows a lower bound core by core until a model fits it (Ignatiev, Morgado and Marques-Silva
2019).  That the bound has reached what is known already is often seen long before that.
"""

from pysat.examples.rc2 import RC2
from pysat.formula import WCNF

from kb.reasoning.budget import Budget

PROPAGATIONS = 8  # of the solver, for the price of one step


class Minimiser(RC2):  # type: ignore[misc]
    """Models with the fewest broken soft clauses, all of weight 1; close it when done.

    ``compute`` gives None where there is none below the bound, and where the budget was spent.
    """

    def __init__(self, formula: WCNF, bound: int, purse: Budget) -> None:
        self.bound, self.purse = bound, purse
        self.propagations = 0
        self.proven = False  # that there is no model below the bound
        super().__init__(formula, solver="g3")

    def compute_(self) -> bool:
        """Whether there is a model below the bound, as the base class asks for it."""
        while self.cost < self.bound:
            if not self.purse.spend(1 + len(self.sums)):
                return False
            self.oracle.prop_budget(PROPAGATIONS * (1 + self.purse.left))
            found = self.oracle.solve_limited(assumptions=self.sels + self.sums)
            spent = self.oracle.accum_stats()["propagations"] - self.propagations
            self.propagations += spent
            if not self.purse.spend(spent // PROPAGATIONS) or found is None:
                return False
            if found:
                return True
            self.get_core()
            if not self.core:
                break
            self.purse.spend(len(self.core) * len(self.core).bit_length())
            self.process_core()
        self.proven = True
        return False
