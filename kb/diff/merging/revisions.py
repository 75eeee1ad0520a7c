"""The claims of one commit as trees of texts, named as they are named now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kb.diff.merging.driver import id_of
from kb.diff.merging.keys import Address, items_of, plain
from kb.model import FieldPath
from kb.phrasing import one_line
from kb.reading.conflict_markers import unmerged
from kb.reading.former_names import present_address
from kb.reading.strict_yaml import Tree, locate, parse

Names = Mapping[str, str]  # former names of claims, to present ones


@lru_cache(maxsize=4096)
def tree_of(content: bytes) -> Tree | None:
    """What a claim's file says; None, if it cannot be read."""
    tree = None if unmerged({"": content}) else parse("", content).tree
    return plain(tree) if isinstance(tree, dict) else None


@dataclass(frozen=True)
class Revision:
    """The files of a base's claims at one commit."""

    files: Mapping[str, bytes]

    @cached_property
    def paths(self) -> dict[str, list[str]]:
        """The files of each claim by its own name; more than one is a fault."""
        found: dict[str, list[str]] = {}
        for path in sorted(self.files):
            if name := id_of(path):
                found.setdefault(name, []).append(path)
        return found

    @cached_property
    def read(self) -> dict[str, Tree]:
        """What each claim's file says; without those that cannot be read."""
        found: dict[str, Tree] = {}
        for name, paths in self.paths.items():
            tree = tree_of(self.files[paths[0]])
            if isinstance(tree, dict):
                found[name] = {**tree, "topic": paths[0].split("/")[-2]}
        return found

    @cached_property
    def former(self) -> dict[str, str]:
        """Names that claims had before and nobody has now."""
        found: dict[str, str] = {}
        for name, tree in self.read.items():
            aliases = tree.get("aliases", []) if isinstance(tree, dict) else []
            for alias in aliases:
                if isinstance(alias, str) and alias not in self.paths:
                    found.setdefault(alias, name)
        return found

    def unread(self, name: str) -> tuple[str, int]:
        """Why a claim's file cannot be read, and the line."""
        path = self.paths[name][0]
        content = self.files[path]
        for finding in (*unmerged({path: content}).values(), *parse(path, content).findings):
            return finding.message, (finding.place.at or (1, 1))[0]
        return "this is no claim", 1

    def line(self, name: str, place: FieldPath) -> int:
        """The line of a place in a claim's file, or of what it stands in."""
        return locate(self.files[self.paths[name][0]], {place})[place][0]


def present(states: Iterable[Revision]) -> dict[str, str]:
    """Former names in any of several states, to the names that these claims have in the last."""
    found: dict[str, str] = {}
    for state in states:
        found |= state.former
    for old in found:
        seen = {old}
        while (new := found[old]) in found and new not in seen:
            seen.add(new)
            found[old] = found[new]
    return {old: new for old, new in found.items() if old != new}


def named_now(state: Revision, names: Names) -> dict[str, str]:
    """Claims of a state by their present names, to their own ones."""
    return {names.get(own, own) if names.get(own) not in state.paths else own: own
            for own in state.paths}  # fmt: skip


def with_names_now(tree: Tree, names: Names) -> Tree:
    """A tree in which claims are called by their present names."""
    if isinstance(tree, dict):
        return {key: with_names_now(value, names) for key, value in tree.items()}
    if isinstance(tree, list):
        return [with_names_now(value, names) for value in tree]
    return present_address(tree, names)


def said(tree: Tree | None) -> str:
    """A value on one line; nothing of what is not there."""
    if isinstance(tree, dict):
        return ", ".join(f"{name}: {said(value)}" for name, value in tree.items())
    if isinstance(tree, list):
        return "; ".join(map(said, tree))
    return one_line(tree or "")


def values_in(tree: Tree, address: Address = ()) -> Iterator[tuple[Address, Tree]]:
    """All that a tree holds, with the address of each."""
    yield address, tree
    for name, value in ((items_of(address, [tree]) or [{}])[0]).items():
        yield from values_in(value, (*address, name))
