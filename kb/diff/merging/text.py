"""The item-wise merge of the texts of a claim's file, block by block.

What only one side changed is taken as it stands there.  Where nobody but the authors can decide,
both sides' lines stand between marks, as git leaves them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.diff.merging.blocks import Block, Part, Undecided
from kb.diff.merging.keys import Address, can_begin_twice, items_of
from kb.diff.merging.order import merged_order
from kb.diff.merging.three_way import Side
from kb.reading.strict_yaml import Tree

OURS, BETWEEN, THEIRS = "<" * 7, "=" * 7, ">" * 7


@dataclass(frozen=True)
class Choice:
    """Lines that the sides have in two states."""

    address: Address
    ours: str
    theirs: str


@dataclass(frozen=True)
class State:
    """One state of a value: how it is written, and what that says."""

    block: Block
    tree: Tree


@dataclass(frozen=True)
class Item:
    """One state of a field or an item."""

    part: Part
    tree: Tree

    @property
    def state(self) -> State:
        """Its value."""
        return State(self.part.value, self.tree)

    def says_no_more_than(self, base: "Item") -> bool:
        """Whether it can go where the other side removed it: no text or comment is new in it."""
        comments = (item.part.lead.split() for item in (self, base))
        return self.part.text == base.part.text and len({tuple(words) for words in comments}) == 1


Pieces = list[str | Choice]
Row = tuple[str, Pieces | Choice]  # what leads to an item, and the item


def merged_text(base: State, ours: State, theirs: State) -> Pieces:
    """A file's text in pieces; Undecided, if nothing in it can be told apart."""
    return merged_value((), base, ours, theirs)


def rendered(pieces: Pieces, side: Side | None = None) -> str:
    """The text, with marks around what is to be chosen, or as one side has it."""
    return "".join(piece if isinstance(piece, str) else chosen(piece, side) for piece in pieces)


def chosen(choice: Choice, side: Side | None) -> str:
    """The lines of a choice."""
    if side:
        return choice.ours if side == "ours" else choice.theirs
    return marked(choice.ours, choice.theirs)


def marked(ours: str, theirs: str) -> str:
    """Both states of some lines between marks."""
    return f"{OURS} ours\n{ours}{BETWEEN}\n{theirs}{THEIRS} theirs\n"


def merged_value(address: Address, base: State | None, ours: State, theirs: State) -> Pieces:
    """What both sides make of one value."""
    known = base.block.text if base else None
    try:
        return [three(known, ours.block.text, theirs.block.text)]
    except Undecided:
        pass
    if ours.tree == theirs.tree and same_comments(ours.block, theirs.block):
        # they say the same in another order or with other quotes: one of both, and always that one
        return [min(ours.block.text, theirs.block.text)]
    if base and base.tree == ours.tree and words(base) == words(ours):
        return [theirs.block.text]  # our side only broke its lines elsewhere
    if base and base.tree == theirs.tree and words(base) == words(theirs):
        return [ours.block.text]
    if base is None and not can_begin_twice(address):
        raise Undecided
    others = [theirs, base] if base else [theirs]
    if not all(ours.block.is_alike(state.block) for state in others):
        raise Undecided
    return merged_parts(address, base, ours, theirs)


def same_comments(one: Block, other: Block) -> bool:
    """Whether neither has a comment that the other lacks."""
    return Counter(one.comments()) == Counter(other.comments())


def words(state: State) -> list[str]:
    """The words of a block, however its lines break."""
    return state.block.text.split()


def three(base: str | None, ours: str, theirs: str) -> str:
    """Of three texts, the one that a single side changed to, or both did."""
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    raise Undecided


def merged_parts(address: Address, base: State | None, ours: State, theirs: State) -> Pieces:
    """The parts of both sides, each merged, in an order that both agree with."""
    trees = [base.tree if base else None, ours.tree, theirs.tree]
    known = items_of(address, trees)
    if known is None:
        raise Undecided
    old, our, their = (
        dict(zip(names, map(Item, state.block.parts, names.values()), strict=True)) if state else {}
        for names, state in zip(known, (base, ours, theirs), strict=True)
    )
    indent = " " * ours.block.column if ours.block.style == "lines" else None
    found: dict[str, Row] = {}
    for name in dict.fromkeys([*our, *their, *old]):
        states = (old.get(name), our.get(name), their.get(name))
        if row := merged_item((*address, name), *states, indent):
            found[name] = row
    order = merged_order(list(old), list(our), list(their), found)
    if not order:  # they contradict each other, or each side removed what the other kept
        raise Undecided
    rows = [found[name] for name in order]
    block, other, first = ours.block, theirs.block, base.block if base else None
    before = three(first.before if first else None, block.before, other.before)
    after = three(first.after if first else None, block.after, other.after)
    return [before, *(in_brackets(rows, block) if indent is None else in_lines(rows, block)), after]


def in_lines(rows: Sequence[Row], block: Block) -> Iterator[str | Choice]:
    """Rows on lines of their own; only the first may go on with a line that began before."""
    indent = " " * block.column
    for place, (lead, item) in enumerate(rows):
        goes_on = block.inline and not place
        if goes_on and (isinstance(item, Choice) or lead.strip()):
            raise Undecided
        yield "" if goes_on or (not place and not lead.strip()) else lead
        if isinstance(item, Choice):
            yield item
        else:
            yield "" if goes_on else indent
            yield from item


def in_brackets(rows: Sequence[Row], block: Block) -> Iterator[str | Choice]:
    """Rows with commas between them; what is to be chosen has no place in a line."""
    opens = block.parts[0].lead if block.parts else ""
    for place, (lead, item) in enumerate(rows):
        if isinstance(item, Choice):
            raise Undecided
        if place:
            yield f",{lead or ' '}"
        else:
            yield lead if "#" in lead else opens
        yield from item


def merged_item(
    address: Address, base: Item | None, ours: Item | None, theirs: Item | None, indent: str | None
) -> Row | None:
    """What leads to an item and the item itself; None, if it is gone.

    With an indent, it stands on lines of its own, between which one can choose.
    """
    if ours and theirs:
        lead: str | None = None
        try:
            lead = lead_of(base, ours, theirs)
            return lead, merged_inside(address, base, ours, theirs)
        except Undecided:
            if indent is None:
                raise
        sides = (
            f"{side.part.lead if lead is None else ''}{indent}{side.part.text}"
            for side in (ours, theirs)
        )
        return lead or "", Choice(address, *sides)
    left = ours or theirs
    if left is None or (base and left.says_no_more_than(base)):
        return None
    if base is None:
        return left.part.lead, [left.part.text]
    if indent is None:
        raise Undecided
    text = f"{left.part.lead}{indent}{left.part.text}"
    return "", Choice(address, text if ours else "", text if theirs else "")


def lead_of(base: Item | None, ours: Item, theirs: Item) -> str:
    """What leads to an item that both sides have."""
    leads = ours.part.lead, theirs.part.lead
    try:
        return three(base.part.lead if base else None, *leads)
    except Undecided:
        if any(lead.strip() for lead in leads):
            raise  # comments
        return min(leads)


def merged_inside(address: Address, base: Item | None, ours: Item, theirs: Item) -> Pieces:
    """The field's name, its value, and the rest of its line."""
    was, our, their = base.part if base else None, ours.part, theirs.part
    try:
        return [three(was.text if was else None, our.text, their.text)]
    except Undecided:
        value = merged_value(address, base.state if base else None, ours.state, theirs.state)
    opening = three(was.opening if was else None, our.opening, their.opening)
    closing = three(was.closing if was else None, our.closing, their.closing)
    return [opening, *value, closing]
