"""What would change a claim's standing: a smallest set of what is written to take away.

Whatever changes a label takes away some part of each reason for it (``grounds``).  So single
members of one reason are tried; and if none suffices, each with the members of a reason for the
label that is left without it.  No other pair can do, and what is tried is labelled by ``shifts``.
"""

from dataclasses import dataclass

from kb.model.outcomes import Label
from kb.reasoning.budget import Budget, Unknown
from kb.reasoning.semantics.debate import WORDS, Debate
from kb.reasoning.semantics.grounds import Grounds
from kb.reasoning.semantics.labelling import GONE
from kb.reasoning.semantics.shifts import Shift

STEPS = 50_000  # labels carried on along attacks and rules, for one claim


@dataclass(frozen=True)
class Flip:
    """Taking these away gives the claim another label."""

    without: tuple[str, ...]
    label: Label


class Spent(Exception):
    """The budget ended in the midst of a search."""


def flip_of(debate: Debate, claim: str, steps: int = STEPS) -> Flip | Unknown | None:
    """A smallest removal of one or two that changes the label; None if there is none.

    Taken away are claims with all that is written in them, links, demonstrations and denials;
    not the claim itself.  The debate is afterwards as it was before.
    """
    element = debate.number.get(claim, -1)
    if element < 0 or not debate.is_here(element):
        return None
    if debate.cut:
        return Unknown()
    mark = debate.mark()
    try:
        return Search(debate, element, Budget(steps)).smallest()
    except Spent:
        debate.undo(mark)
        return Unknown()


class Search:
    """Removals that give one element another label."""

    def __init__(self, debate: Debate, element: int, budget: Budget) -> None:
        self.debate = debate
        self.element = element
        self.budget = budget
        self.before = debate.labelling.label[element]

    def smallest(self) -> Flip | None:
        """A smallest removal; those nearest to the element are tried first."""
        near = self.grounds()
        for one in near:
            label = self.label_without(one)
            if label != self.before:
                return self.flip((one,), label)
        tried: set[int] = set()
        for one in near:
            tried.add(one)
            mark = self.debate.mark()
            self.take_away(one)
            for other in self.grounds():
                label = self.before if other in tried else self.label_without(other)
                if label != self.before:
                    self.debate.undo(mark)
                    return self.flip((one, other), label)
            self.debate.undo(mark)
        return None

    def flip(self, without: tuple[int, ...], label: int) -> Flip:
        """A removal in words."""
        word = Label.NOT_IN_DEBATE if label == GONE else WORDS[label]
        return Flip(tuple(self.debate.names[number] for number in without), word)

    def grounds(self) -> list[int]:
        """A reason for the label as it is now."""
        found = Grounds(self.debate, self.element, self.budget).found()
        if found is None:
            raise Spent
        return found

    def label_without(self, number: int) -> int:
        """The label if one thing more is taken away."""
        mark = self.debate.mark()
        self.take_away(number)
        label = self.debate.labelling.label[self.element]
        self.debate.undo(mark)
        return label

    def take_away(self, number: int) -> None:
        """As if this had never been written."""
        shift = Shift(self.debate, self.budget)
        shift.switch_off([number, *self.debate.owned[number]])
        if not shift.settle():
            raise Spent
