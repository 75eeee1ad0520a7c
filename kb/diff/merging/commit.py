"""A merge commit against the item-wise merge of its two parents: what no parent gave it.

Git merges lines.  What it puts into another claim, or leaves half of, is no conflict to it; here
every value of every claim is compared with what the two sides together say.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kb.diff.merging.keys import Address, Items, items_of
from kb.diff.merging.revisions import (
    Names,
    Revision,
    named_now,
    present,
    said,
    values_in,
    with_names_now,
)
from kb.diff.merging.three_way import three_way
from kb.model import FieldPath
from kb.reading.strict_yaml import Tree

WORDS = 4  # so many are not the same in two claims by chance
Trees = tuple[Tree | None, Tree | None, Tree | None, Tree | None]  # base, ours, theirs, merge


@dataclass(frozen=True)
class Value:
    """Something in a merge that the two sides do not give; texts are empty where nothing is."""

    how: str  # from another claim | from nowhere | lost | undone | settled | not read | twice
    claim: str
    address: Address
    file: str
    line: int
    merge: str = ""
    first: str = ""  # as the first parent has it
    second: str = ""
    base: str = ""
    origin: str = ""  # the claim that has this value, and where in it

    @property
    def is_fault(self) -> bool:
        """Whether nobody can have meant it; both sides' conflict may be settled by a third word."""
        return self.how != "settled"


@dataclass
class Comparison:
    """The four states of a merge; it never leaves this module."""

    states: tuple[Revision, Revision, Revision, Revision]
    names: Names = field(default_factory=dict)
    own: list[dict[str, str]] = field(default_factory=list)  # present names, to those of a state

    def __post_init__(self) -> None:
        self.names = present(self.states)
        self.own = [named_now(state, self.names) for state in self.states]

    def tree(self, number: int, claim: str) -> Tree | None:
        """What a claim says in one of the states."""
        tree = self.states[number].read.get(self.own[number].get(claim, ""))
        return None if tree is None else with_names_now(tree, self.names)

    def values(self) -> Iterator[Value]:
        """All of all claims, in their order."""
        for claim in sorted(set().union(*self.own)):
            yield from self.of_claim(claim)

    def of_claim(self, claim: str) -> Iterator[Value]:
        """What one claim's file has that it should not, or lacks."""
        contents = [self.content(number, claim) for number in range(4)]
        if contents[3] == contents[1] == contents[2]:
            return
        merge, own = self.states[3], self.own[3].get(claim, "")
        if own and len(paths := merge.paths[own]) > 1:
            yield Value("twice", claim, (), paths[1], 1, paths[1], paths[0])
        if own and own not in merge.read:
            if contents[3] not in contents[1:3]:
                why, line = merge.unread(own)
                yield Value("not read", claim, (), merge.paths[own][0], line, why)
            return
        if any(
            content is not None and self.tree(number, claim) is None
            for number, content in enumerate(contents)
        ):
            return  # a side that could not be read before cannot be compared
        base, ours, theirs = (self.tree(number, claim) for number in range(3))
        yield from self.compared(claim, (), (base, ours, theirs, self.tree(3, claim)), ((),) * 4)

    def content(self, number: int, claim: str) -> bytes | None:
        """The bytes of a claim's file in one of the states."""
        state, own = self.states[number], self.own[number].get(claim, "")
        return state.files[state.paths[own][0]] if own else None

    def compared(
        self, claim: str, address: Address, trees: Trees, places: tuple[FieldPath, ...]
    ) -> Iterator[Value]:
        """One item and what it holds; the places are those of the item in the four files."""
        base, ours, theirs, merge = trees
        expected = three_way(base, ours, theirs, address=address)
        if merge == expected.tree and not expected.conflicts:
            return
        split = any(conflict.address == address for conflict in expected.conflicts)
        if split and merge in (ours, theirs):
            return
        parts = None
        if not split and merge is not None and expected.tree is not None:
            parts = items_of(address, trees)
        if parts is None:
            yield self.value(claim, address, trees, places, split)
            return
        for name in dict.fromkeys(name for items in parts for name in items):
            first, second, third, last = (items.get(name) for items in parts)
            below = tuple(
                place_in(place, tree, items, name)
                for place, tree, items in zip(places, trees, parts, strict=True)
            )
            inside = (first, second, third, last)
            yield from self.compared(claim, (*address, name), inside, below)

    def value(
        self, claim: str, address: Address, trees: Trees,
        places: tuple[FieldPath, ...], split: bool,
    ) -> Value:  # fmt: skip
        """What is wrong with an item."""
        merge, origin = trees[3], ""
        if merge is None:
            how = "lost"
        elif merge in trees[:3] and not split:
            how = "undone"
        else:
            origin = self.origin(claim, address, merge)
            how = "from another claim" if origin else "settled" if split else "from nowhere"
        number = next(
            (n for n in (3, 1, 2, 0) if claim in self.own[n]), 3
        )  # a claim that the merge lacks stands where a parent has it
        state, own = self.states[number], self.own[number][claim]
        line = state.line(own, places[number])
        base, first, second, last = map(said, trees)
        file = state.paths[own][0]
        return Value(how, claim, address, file, line, last, first, second, base, origin)

    def origin(self, claim: str, address: Address, value: Tree) -> str:
        """The other claim in which a side has this value, where it is new or says much."""
        text = said(value)
        much = len(text.split()) >= WORDS
        for number in (1, 2, 0):
            for other in sorted(self.own[number].keys() - {claim}):
                tree, was = self.tree(number, other), self.tree(0, other)
                old = [said(known) for _, known in values_in(was)] if was is not None else []
                for place, known in values_in(tree) if tree is not None else ():
                    if said(known) != text or not text:
                        continue
                    if much or (place == address and number and text not in old):
                        return " / ".join((other, *place))
        return ""


def place_in(place: FieldPath, tree: Tree | None, items: Items, name: str) -> FieldPath:
    """The place of an item in a file; of one that is not there, of what it should stand in."""
    if name not in items:
        return place
    return (*place, list(items).index(name)) if isinstance(tree, list) else (*place, name)


def unlike_its_parents(
    bases: Sequence[Mapping[str, bytes]],
    ours: Mapping[str, bytes],
    theirs: Mapping[str, bytes],
    merge: Mapping[str, bytes],
) -> list[Value]:
    """Values of a merge that its parents do not give, whichever of their bases they parted from."""
    found: list[list[Value]] = [
        list(
            Comparison((Revision(base), Revision(ours), Revision(theirs), Revision(merge))).values()
        )
        for base in bases or ({},)
    ]
    common = [{(value.claim, value.address) for value in values} for values in found]
    known = set.intersection(*common)
    return [value for value in found[0] if (value.claim, value.address) in known]
