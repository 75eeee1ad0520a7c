"""Shapes made of shapes: lists, tables of named entries, and mappings of known fields."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.model import FieldPath
from kb.model.names import IDENTIFIER, did_you_mean, nearest, respelt
from kb.reading.schema import (
    Json,
    Number,
    Reading,
    Shape,
    Word,
    Yes,
    in_order,
    kind_of,
    name_of,
    nothing_written,
)
from kb.reading.strict_yaml import Tree


@dataclass(frozen=True)
class Many:
    """A list of one shape."""

    item: Shape

    def read(self, tree: Tree, path: FieldPath, reading: Reading) -> Json:
        """The items that could be read."""
        if nothing_written(tree, path, reading):
            return []
        if not isinstance(tree, list):
            hint = f"write [{tree}]" if isinstance(tree, str) else "write [one, two]"
            if isinstance(self.item, Record) and self.item.example:
                hint = f"write [{self.item.example}]"
            reading.complain(path, f"{name_of(path)} should be a list and is {kind_of(tree)}", hint)
            return []
        items = [
            self.item.read(subtree, (*path, index), reading) for index, subtree in enumerate(tree)
        ]
        for index, subtree in enumerate(tree if len(tree) > 1 else ()):
            if subtree in tree[:index] and not isinstance(self.item, Number):
                said = f"{name_of((*path, index))} stands there twice"
                reading.complain((*path, index), said, "keep one of the two")
        return items

    def schema(self) -> dict[str, Json]:
        """An array."""
        return {"type": "array", "items": self.item.schema()}


@dataclass(frozen=True)
class Table:
    """A mapping whose keys are names of the author's choice."""

    item: Shape
    key: str = IDENTIFIER
    key_says: str = "a name of small letters, digits and _"
    example: str = "name: ..."  # one entry, as an author would write it

    def read(self, tree: Tree, path: FieldPath, reading: Reading) -> Json:
        """The entries, in the order written."""
        if nothing_written(tree, path, reading):
            return {}
        if not isinstance(tree, dict):
            said = f"{name_of(path)} should be a mapping and is {kind_of(tree)}"
            reading.complain(path, said, f"write each as '{self.example}', without a hyphen")
            return {}
        tree = self.without_what_slipped_out(tree, path, reading)
        for name in tree:
            if not re.fullmatch(self.key, name):
                right = respelt(name, self.key)
                said = f"'{name[:60]}' should be {self.key_says}"
                reading.complain((*path, name), said, f"write {right}" if right else "")
        return {
            name: self.item.read(subtree, (*path, name), reading) for name, subtree in tree.items()
        }

    def without_what_slipped_out(
        self, tree: dict[str, Tree], path: FieldPath, reading: Reading
    ) -> dict[str, Tree]:
        """The entries, without fields of one that stand beside it: an empty entry, or the first
        such field, is told, and what follows from that is not.
        """
        if isinstance(self.item, Either):
            known = self.item.record.fields
            alien = [n for n, s in tree.items() if isinstance(s, dict) and not known.keys() & s]
            if len(alien) > 1:
                said = f"{', '.join(map(repr, alien))} are no entries of {name_of(path)}"
                reading.complain((*path, alien[0]), said, "is the heading above them lost?")
                return {name: subtree for name, subtree in tree.items() if name not in alien}
        if not isinstance(self.item, Record):
            return tree
        own = [name for name, subtree in tree.items() if self.item.is_field(name, subtree)]
        empty = [name for name in tree if tree[name] == "" and name not in own]
        for name in empty:
            below = list(tree)[list(tree).index(name) + 1 :][:1]
            hint = "write its fields below it" if self.item.needs else f"write '{name}: {{}}'"
            if below and (below[0] in own or is_text(tree[below[0]])):
                hint += f", or indent '{below[0]}' below it"
            reading.complain((*path, name), f"'{name}' is empty", hint)
        if own and not empty:
            entries = [name for name in tree if name not in own]
            said = f"'{own[0]}' stands in {name_of(path)} where the name of an entry should"
            hint = "write a name above it, and indent all fields below that"
            hint = f"indent it below '{entries[-1]}'" if entries else hint
            reading.complain((*path, own[0]), said, hint)
        left = {name: subtree for name, subtree in tree.items() if name not in own}
        return {n: subtree for n, subtree in left.items() if not empty or isinstance(subtree, dict)}

    def schema(self) -> dict[str, Json]:
        """An object with patterned names."""
        return {
            "type": "object",
            "patternProperties": {f"^({self.key})$": self.item.schema()},
            "additionalProperties": False,
        }


def is_text(tree: Tree) -> bool:
    """Whether something was written, and is text."""
    return isinstance(tree, str) and tree != ""


@dataclass(frozen=True)
class Either:
    """Text, or a mapping that says more."""

    text: Shape
    record: "Record"

    def read(self, tree: Tree, path: FieldPath, reading: Reading) -> Json:
        """Whichever was written."""
        return (self.record if isinstance(tree, dict) else self.text).read(tree, path, reading)

    def schema(self) -> dict[str, Json]:
        """Both."""
        return {"anyOf": [self.text.schema(), self.record.schema()]}


@dataclass(frozen=True)
class Record:
    """A mapping of known fields; ``others`` reads the names that are not known."""

    fields: Mapping[str, Shape]
    needs: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()  # exactly one of these must be there
    others: Shape | None = None
    together: tuple[str, ...] = ()  # all of these, or none
    about: Mapping[str, str] = field(default_factory=dict)
    example: str = ""  # as an author would write one
    instead: Mapping[str, str] = field(default_factory=dict)  # of names that others use: a hint

    def read(self, tree: Tree, path: FieldPath, reading: Reading) -> Json:
        """The fields that could be read."""
        if not isinstance(tree, dict):
            hint = f"write {self.example}" if self.example else ""
            said = f"{name_of(path)} should be a mapping and is {kind_of(tree)}"
            reading.complain(path, said, hint or "write lines such as 'name: value'")
            return {}
        if in_order(tree.keys(), self.fields.keys(), self.needs, self.one_of, self.together):
            fields = self.fields
            return {name: fields[name].read(tree[name], (*path, name), reading) for name in tree}
        strange = [name for name in tree if self.is_strange(name)]
        if len(strange) > 1:
            listed = ", ".join(f"'{name}'" for name in strange)
            said = f"{name_of(path)} has no fields {listed}"
            reading.complain((*path, strange[0]), said, f"known: {', '.join(self.fields)}")
            if 2 * len(strange) >= len(tree):
                return {}  # it is something else, and stands in the wrong place
            tree = {name: subtree for name, subtree in tree.items() if name not in strange}
        self.missing(tree, path, reading)
        found = {}
        for name, subtree in tree.items():
            shape = self.fields.get(name, self.others)
            if shape is None:
                reading.complain((*path, name), *self.unknown(name, subtree))
            else:
                found[name] = shape.read(subtree, (*path, name), reading)
        return found

    def is_field(self, name: str, subtree: Tree) -> bool:
        """Whether this is a field, and no entry that has the name of one."""
        entry = isinstance(subtree, dict) and set(self.needs) & subtree.keys()
        return bool(self.needs) and name in self.fields and not entry

    def is_strange(self, name: str) -> bool:
        """Whether this is no field, and like none."""
        known = self.others or name in self.fields or name in self.instead
        return not (known or " " in name or ":" in name or nearest(name, tuple(self.fields)))

    def unknown(self, name: str, subtree: Tree) -> tuple[str, str]:
        """What is wrong with a name that is not known, and what to do."""
        if subtree == "" and " " in name:
            said = f"a comma ends the value before '{name}'"
            return said, "put the whole text in single quotes"
        before, colon, after = name.partition(":")
        if colon and before in self.fields:
            return f"no space stands after the colon in '{name}'", f"write '{before}: {after}'"
        if name in self.instead:
            return f"unknown field '{name}'", self.instead[name]
        message = f"unknown field '{name}'{did_you_mean(name, tuple(self.fields))}"
        return message, f"known: {', '.join(self.fields)}"

    def missing(self, tree: dict[str, Tree], path: FieldPath, reading: Reading) -> None:
        """Complain of fields that must be there, but not of one that is there and misspelt."""
        strangers = () if self.others else tuple(name for name in tree if name not in self.fields)
        misspelt = {nearest(name, tuple(self.fields)) for name in strangers}
        for name in self.needs:
            if name not in tree and name not in misspelt:
                reading.complain(path, f"the field '{name}' is missing", self.wanted(name))
        lacking = [name for name in self.together if name not in tree]
        if lacking and len(lacking) < len(self.together):
            there = next(name for name in self.together if name in tree)
            said = f"'{there}' says nothing without '{lacking[0]}'"
            reading.complain((*path, there), said, f"add '{lacking[0]}:'")
        given = [name for name in tree if name in self.one_of]
        meant = misspelt & set(self.one_of) or self.instead.keys() & set(strangers)
        if self.one_of and not given and not meant:
            words = ", ".join(self.one_of)
            reading.complain(path, "one field is missing", f"one of: {words}")
        elif len(given) > 1:
            said = f"both '{given[0]}' and '{given[1]}'"
            reading.complain((*path, given[1]), said, "keep one; the other is an item of its own")

    def wanted(self, name: str) -> str:
        """What a field that is missing would say."""
        shape = self.fields[name]
        words = ", ".join(shape.words) if isinstance(shape, Word) else ""
        words = "yes, no" if isinstance(shape, Yes) else words
        about = f"{name}: {self.about[name]}" if name in self.about else ""
        return "; ".join(filter(None, (about, f"one of: {words}" if words else "")))

    def schema(self) -> dict[str, Json]:
        """An object."""
        described = {
            name: {
                **shape.schema(),
                **({"description": self.about[name]} if name in self.about else {}),
            }
            for name, shape in self.fields.items()
        }
        wanted: dict[str, Json] = {"required": list(self.needs)} if self.needs else {}
        if self.one_of:
            wanted["oneOf"] = [{"required": [name]} for name in self.one_of]
        rest = self.others.schema() if self.others else False
        return {"type": "object", "properties": described, "additionalProperties": rest, **wanted}
