"""Semi-stable extensions: admissible sets that leave the fewest undecided (Caminada 2006).

The range of a set is what it holds and what it attacks.  A set with a largest range is preferred:
whatever could be joined to it would be in its range, so attacked by it.  So ranges are grown one
after the other, each from an admissible set to one that covers it and more.
"""

from collections.abc import Iterator

from kb.reasoning.budget import Unknown
from kb.reasoning.semantics.defence import beaten_by
from kb.reasoning.semantics.sat import Oracle
from kb.reasoning.semantics.setaf import Framework


class Ranges:
    """Largest ranges of a framework, asked of an oracle of its admissible sets."""

    def __init__(self, framework: Framework, oracle: Oracle) -> None:
        self.framework, self.oracle = framework, oracle
        self.covered = [next(oracle.fresh) for _ in range(framework.size)]
        for element, literal in enumerate(self.covered):
            oracle.add([-literal, element + 1, oracle.beaten(element)])

    def range_of(self, held: frozenset[int]) -> frozenset[int]:
        """What a set holds, and what it attacks."""
        return held | beaten_by(self.framework, held).keys()

    def largest(self) -> frozenset[int] | None | Unknown:
        """A range that is part of no other; None if no admissible set is left."""
        found = self.oracle.ask()
        while found is not None and not isinstance(found, Unknown):
            covered = self.range_of(found)
            larger = self.beyond(covered)
            if not larger:
                return covered
            chosen = next(self.oracle.fresh)
            self.oracle.add([-chosen, *larger])
            found = self.oracle.ask(chosen, *self.whole(covered))
            self.oracle.add([-chosen])
            if found is None:
                return covered
        return found

    def whole(self, covered: frozenset[int]) -> list[int]:
        """Literals: all of this is covered."""
        return [self.covered[element] for element in sorted(covered)]

    def beyond(self, covered: frozenset[int]) -> list[int]:
        """A clause: something more is covered."""
        return [lit for element, lit in enumerate(self.covered) if element not in covered]


def semi_stable(
    framework: Framework, oracle: Oracle, *wanted: int
) -> Iterator[frozenset[int] | Unknown]:
    """Semi-stable extensions, one after the other, in which some literals hold.

    The oracle must be fresh and of admissible sets; once Unknown came, nothing comes after.
    """
    ranges = Ranges(framework, oracle)
    while (covered := ranges.largest()) is not None:
        if isinstance(covered, Unknown):
            yield covered
            return
        while (found := oracle.ask(*ranges.whole(covered), *wanted)) is not None:
            yield found
            if isinstance(found, Unknown) or not oracle.beyond(found):
                return
            # No two are part of one another, so none is lost with the parts of this one.
            oracle.add(oracle.beyond(found))
        further = ranges.beyond(covered)
        if not further:
            return
        oracle.add(further)
