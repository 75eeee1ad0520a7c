"""What may be spent on a question that can explode, and the answer when it was spent.

A step is one conflict of the SAT solver, or a question put to it (about a larger framework it
counts for more), so that the same input gives the same answer on a fast machine and a slow one.
"""

from dataclasses import dataclass
from typing import NoReturn

STEPS = 100_000


@dataclass(frozen=True)
class Unknown:
    """No answer: the budget was spent first.  Neither true nor false; ask with isinstance."""

    why: str = "the budget was spent before an answer was found"

    def __bool__(self) -> NoReturn:
        """Refuse: taken for a yes or a no, an unknown would be an error nobody sees."""
        raise TypeError("unknown is neither true nor false; ask with isinstance(answer, Unknown)")


class Budget:
    """Steps still to be spent; shared by all the questions of one call."""

    def __init__(self, steps: int = STEPS) -> None:
        self.left = steps

    def spend(self, steps: int = 1) -> bool:
        """Whether there was enough left."""
        self.left -= steps
        return self.left >= 0
