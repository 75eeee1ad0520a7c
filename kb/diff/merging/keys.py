"""What an item of a claim is known by, wherever in its list it stands.

A mapping names its items itself.  A link is known by its verb and target, a source by its work
or passage, a stance by who holds it; of two that share this, more of their fields are taken.
"""

from collections.abc import Callable, Sequence

from kb.model.verbs import VERBS
from kb.reading.strict_yaml import Tree

Address = tuple[str, ...]  # of an item: names of fields, and what items of lists are known by
Items = dict[str, Tree]
Key = Callable[[Tree], str]  # empty, if it does not fit


def by(*fields: str) -> Key:
    """Known by the texts of some fields, as far as they are there."""

    def key(item: Tree) -> str:
        said = [item.get(field) for field in fields] if isinstance(item, dict) else []
        return " ".join(text for text in said if isinstance(text, str) and text)

    return key


def link(item: Tree) -> str:
    """A link by its verb and target."""
    if not isinstance(item, dict):
        return ""
    ends = [(verb, item[verb]) for verb in VERBS if verb in item]
    return " ".join(map(str, ends[0])) if len(ends) == 1 and ends[0][1] else ""


def named_link(item: Tree) -> str:
    """Several links of one verb and target have names."""
    known = link(item)
    return f"{known} {by('name')(item)}".strip() if known else ""


def itself(item: Tree) -> str:
    """A text stands for itself."""
    return item if isinstance(item, str) else ""


SOURCES = (
    by("passage", "cite"), by("passage", "cite", "locator"),
    by("passage", "cite", "locator", "note"),
)  # fmt: skip
KEYS: dict[Address, tuple[Key, ...]] = {
    ("links",): (link, named_link),
    ("sources",): SOURCES,
    ("references",): SOURCES,
    ("held_by",): (by("position"), by("position", "in"), by("position", "in", "stance")),
    ("tension",): (by("position", "with"),),
    ("accept",): (by("check"), by("check", "because")),
    ("demonstrations", "*", "unchanged"): (by("on"), by("on", "because")),
}
# Where two sides may both begin something, and what they begin is put together.
BEGUN_TWICE: frozenset[Address] = frozenset({
    *KEYS, ("aliases",), ("tags",), ("demonstrations",), ("predictions",),
    ("demonstrations", "*", "runs"), ("demonstrations", "*", "expect"),
    ("demonstrations", "*", "measures"), ("predictions", "*", "expect"),
})  # fmt: skip


def kind_of_place(address: Address) -> Address:
    """An address without the names that authors chose."""
    return tuple("*" if n == 1 else name for n, name in enumerate(address))


def can_begin_twice(address: Address) -> bool:
    """Whether what both sides begin here is a collection of items that are known apart."""
    return kind_of_place(address) in BEGUN_TWICE


def items_of(address: Address, trees: Sequence[Tree | None]) -> list[Items] | None:
    """The items of several states of one collection; None, if they are not known apart in all.

    What is not there has no items.
    """
    there = [tree for tree in trees if tree is not None]
    if there and all(isinstance(tree, dict) for tree in there):
        return [dict(tree) if isinstance(tree, dict) else {} for tree in trees]
    if not there or not all(isinstance(tree, list) for tree in there) or address[-1:] == ("in",):
        return None  # under 'in' stand the least and the most: places count
    for key in (itself, *KEYS.get(kind_of_place(address), ())):
        found = [known_apart(tree if isinstance(tree, list) else [], key) for tree in trees]
        whole = [items for items in found if items is not None]
        if len(whole) == len(found):
            return whole
    return None


def known_apart(items: Sequence[Tree], key: Key) -> Items | None:
    """Items by a key; None, if it does not tell all of them apart."""
    found = {key(item): item for item in items}
    return None if "" in found or len(found) < len(items) else found


def plain(tree: Tree) -> Tree:
    """A tree whose texts have no outer space, which no field heeds."""
    if isinstance(tree, dict):
        return {name: plain(value) for name, value in tree.items()}
    return [plain(value) for value in tree] if isinstance(tree, list) else tree.strip()
