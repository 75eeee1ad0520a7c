"""The item-wise merge of two states of a claim that have a third in common.  Pure.

Every item stands by itself: what only one side changed is taken, what both changed alike is taken
once, and what they changed differently, or one changed and the other removed, is a conflict.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kb.diff.merging.keys import Address, can_begin_twice, items_of, plain
from kb.diff.merging.order import merged_order
from kb.reading.strict_yaml import Tree

Side = Literal["ours", "theirs"]


@dataclass(frozen=True)
class Conflict:
    """An item of which both sides made something else; None is what is not there."""

    address: Address
    base: Tree | None
    ours: Tree | None
    theirs: Tree | None


@dataclass(frozen=True)
class Merge:
    """What both sides together say; at a conflict, what our side says."""

    tree: Tree | None
    conflicts: tuple[Conflict, ...] = ()


@dataclass
class Merger:
    """The state of one merge; it never leaves this module."""

    settled: Mapping[Address, Side]
    conflicts: list[Conflict] = field(default_factory=list)

    def merge(
        self, address: Address, base: Tree | None, ours: Tree | None, theirs: Tree | None
    ) -> Tree | None:
        """One item and what it holds."""
        if side := self.settled.get(address):
            return ours if side == "ours" else theirs
        if not self.is_settled_below(address):
            if theirs in (ours, base):
                return ours
            if ours == base:
                return theirs
        if ours is None or theirs is None or (base is None and not can_begin_twice(address)):
            return self.conflict(address, base, ours, theirs)
        return self.collection(address, base, ours, theirs)

    def collection(
        self, address: Address, base: Tree | None, ours: Tree, theirs: Tree
    ) -> Tree | None:
        """Item by item, if they are known apart."""
        items = items_of(address, (base, ours, theirs))
        if items is None:
            return self.conflict(address, base, ours, theirs)
        old, our, their = items
        known = len(self.conflicts)
        found, there = {}, set()
        for name in [*old, *sorted((our.keys() | their.keys()) - old.keys())]:  # alike for both
            many = len(self.conflicts)
            now = self.merge((*address, name), old.get(name), our.get(name), their.get(name))
            if now is not None:
                found[name] = now
            if now is not None or len(self.conflicts) > many:  # their side may have it
                there.add(name)
        whole = merged_order(list(old), list(our), list(their), there)
        if whole is None:
            del self.conflicts[known:]
            return self.conflict(address, base, ours, theirs)
        order = [name for name in whole if name in found]
        if not order and ours and theirs:
            return None  # each side left what the other removed
        merged = {name: found[name] for name in order}
        return merged if isinstance(ours, dict) else list(merged.values())

    def is_settled_below(self, address: Address) -> bool:
        """Whether something in this item is decided from outside."""
        return any(known[: len(address)] == address for known in self.settled)

    def conflict(
        self, address: Address, base: Tree | None, ours: Tree | None, theirs: Tree | None
    ) -> Tree | None:
        """Note that nobody but the authors can decide."""
        self.conflicts.append(Conflict(address, base, ours, theirs))
        return ours


def three_way(
    base: Tree | None,
    ours: Tree | None,
    theirs: Tree | None,
    settled: Mapping[Address, Side] | None = None,
    address: Address = (),
) -> Merge:
    """The merge of a claim's tree, or of what stands at an address in it; where something is
    settled, one side is taken.
    """
    merger = Merger(settled or {})
    trees = (None if tree is None else plain(tree) for tree in (base, ours, theirs))
    tree = merger.merge(address, *trees)
    return Merge(tree, tuple(merger.conflicts))
