"""The order of what two sides leave of a list, the same from both sides."""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

Ranks = Mapping[str, int]


def merged_order(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], kept: Collection[str]
) -> list[str] | None:
    """What is kept, in an order that both sides agree with; None, if they contradict each other.

    Where only one side moved two items, it decides.  What both add in one place stands in
    unbroken runs, by the alphabet.
    """
    ranks = [{name: n for n, name in enumerate(side)} for side in (base, ours, theirs)]
    names = sorted(kept)
    before: dict[str, set[str]] = {name: set() for name in names}
    for n, first in enumerate(names):
        for second in names[n + 1 :]:
            turn = which_first(first, second, *ranks)
            if turn is None:
                return None
            if turn:
                before[second if turn < 0 else first].add(first if turn < 0 else second)
    found: list[str] = []
    while len(found) < len(names):
        free = [name for name in names if name not in found and before[name] <= set(found)]
        if not free:
            return None
        follows = [name for name in free if found and is_next(found[-1], name, ours, theirs)]
        found.append((follows or free)[0])
    return found


def which_first(first: str, second: str, base: Ranks, ours: Ranks, theirs: Ranks) -> int | None:
    """-1 if the first, 1 if the second, 0 if nobody says; None if the sides disagree."""
    was, our, their = (
        0 if first not in side or second not in side else -1 if side[first] < side[second] else 1
        for side in (base, ours, theirs)
    )
    if not our or not their or our == their:
        return our or their
    return None if not was else our if their == was else their


def is_next(last: str, name: str, *sides: Sequence[str]) -> bool:
    """Whether one follows the other directly on some side."""
    return any((last, name) in pairwise(side) for side in sides)
