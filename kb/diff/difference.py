"""All that a change of the base changes, from two states of what is known.  Pure."""

from dataclasses import dataclass

from kb.diff.conclusions import Change, conclusions
from kb.diff.content import Edit, edits
from kb.diff.measurements import Moved, moved
from kb.diff.reread import Suspect, to_read_again
from kb.diff.sides import Sides
from kb.knowledge import Knowledge


@dataclass(frozen=True)
class Difference:
    """Conclusions first; then what to read again, what was edited, what was measured anew."""

    conclusions: tuple[Change, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    edits: tuple[Edit, ...] = ()
    moved: tuple[Moved, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.conclusions or self.suspects or self.edits or self.moved)


def difference(before: Knowledge, after: Knowledge) -> Difference:
    """What changes from one to the other."""
    sides = Sides(before, after)
    found = edits(sides)
    return Difference(
        tuple(conclusions(sides)), tuple(to_read_again(sides, found)), tuple(found),
        tuple(moved(sides)),
    )  # fmt: skip
