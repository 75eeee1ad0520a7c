"""Whether two values are the same in all that can be seen of them, so that each may stand for both.

``==`` says less: that 1 is 1.0 and True, and that values are equal which differ in a field that
takes no part in comparing.
"""

from array import array
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import cast

PLAIN = (str, bytes, int, type(None))
MANY = 8


class Comparison:
    """Compares values that stay as they are meanwhile; records that it met before are known."""

    def __init__(self) -> None:
        """Nothing was compared yet."""
        self.known: dict[tuple[int, int], bool] = {}

    def same(self, one: object, other: object) -> bool:
        """Whether two values are of the same types throughout, and equal to the last bit."""
        if one is other:
            return True
        if type(one) is not type(other) or isinstance(one, Enum):
            return False
        if isinstance(one, PLAIN):
            return one == other
        if isinstance(one, float) and isinstance(other, float):
            return array("d", [one]).tobytes() == array("d", [other]).tobytes()
        if isinstance(one, dict) and isinstance(other, dict):
            names, others = [*one], [*other]
            values = [*one.values()], [*other.values()]
            return self.all_same(names, others) and self.all_same(*values)
        if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
            return self.all_same(one, other)
        if isinstance(one, (set, frozenset)):
            return one == other
        return self._same_records(one, other)

    def all_same(self, some: Sequence[object], others: Sequence[object]) -> bool:
        """Whether two sequences are the same, one by one; long ones are of numbers."""
        if len(some) != len(others) or [*map(type, some)] != [*map(type, others)]:
            return False
        if len(some) > MANY and {*map(type, some)} == {float}:
            numbers = (array("d", cast(Iterable[float], each)) for each in (some, others))
            return next(numbers).tobytes() == next(numbers).tobytes()
        return all(map(self.same, some, others))

    def _same_records(self, one: object, other: object) -> bool:
        names = getattr(one, "__dataclass_fields__", ())
        if not names:
            return False
        pair = id(one), id(other)
        if pair not in self.known:
            self.known[pair] = all(
                self.same(getattr(one, name), getattr(other, name)) for name in names
            )
        return self.known[pair]
