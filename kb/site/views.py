"""Values as they are handed out to what makes pages: each look at them is noted."""

import inspect
from collections.abc import Callable, Hashable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from dataclasses import fields
from functools import partial
from types import FunctionType, MethodType
from typing import Any, TypeVar, cast

from kb.model.tables import Table, Tables, by_key
from kb.site.noted import NAMES, WHOLE, Notes

V = TypeVar("V")


def view_of(notes: Notes, viewed: tuple[type, ...], place: str, value: object) -> Any:
    """A value whose parts are looked at by themselves, if it is of such a class; else as it is."""
    if isinstance(value, viewed):
        return Viewed(notes, viewed, place, value)
    return Entries(notes, place, value) if isinstance(value, Mapping) else value


class Viewed:
    """An object as it is handed out: its methods see views too."""

    def __init__(self, notes: Notes, viewed: tuple[type, ...], place: str, value: object) -> None:
        """A view of the value that stands in a place."""
        vars(self).update(_notes=notes, _viewed=viewed, _place=place, _value=value)
        self._fields = {field.name for field in fields(cast(Any, value))}

    def __getattr__(self, name: str) -> Any:
        notes, place = self._notes, f"{self._place}.{name}"
        found = None if name in self._fields else inspect.getattr_static(type(self._value), name)
        if isinstance(found, property):
            return cast(Any, found.fget)(self)
        if isinstance(found, by_key):
            vars(self)[name] = TracedTable(notes, self._place, place, self, found.make)
        elif isinstance(found, FunctionType):
            vars(self)[name] = MethodType(found, self)
        else:
            if place not in notes.values:
                notes.values[place] = getattr(self._value, name)
            value = notes.values[place]
            if isinstance(value, Tables):
                vars(self)[name] = TracedTables(notes, self._place, self)
            elif (view := view_of(notes, self._viewed, place, value)) is not value:
                vars(self)[name] = view
            else:
                notes.note(place, WHOLE)
                return value
        return vars(self)[name]


class Entries(Mapping[Any, Any]):
    """A mapping as it is handed out."""

    def __init__(self, notes: Notes, place: str, value: Mapping[Any, Any]) -> None:
        """A view of the mapping that stands in a place."""
        self.note, self.value = partial(notes.note, place), value
        notes.values[place] = value

    def __getitem__(self, key: Hashable) -> Any:
        self.note(key)
        return self.value[key]

    def get(self, key: Hashable, default: Any = None) -> Any:
        """An entry, if there is one."""
        self.note(key)
        return self.value.get(key, default)

    def __contains__(self, key: object) -> bool:
        self.note(key)
        return key in self.value

    def __iter__(self) -> Iterator[Any]:
        self.note(NAMES)
        return iter(self.value)

    def __len__(self) -> int:
        self.note(NAMES)
        return len(self.value)

    def keys(self) -> KeysView[Any]:
        """The names of all entries."""
        self.note(NAMES)
        return self.value.keys()

    def items(self) -> ItemsView[Any, Any]:
        """All entries with their names."""
        self.note(WHOLE)
        return self.value.items()

    def values(self) -> ValuesView[Any]:
        """All entries."""
        self.note(WHOLE)
        return self.value.values()


class TracedTable(Table[Any]):
    """A table whose entries are kept with what was read for them."""

    def __init__(
        self, notes: Notes, owner: str, place: str, of: object, make: Callable[[Any, Any], object]
    ) -> None:
        """The table that a function makes of a viewed object."""
        super().__init__(partial(make, of))
        self.notes, self.place = notes, place
        notes.makers[place] = (owner, make)

    def __getitem__(self, key: Any) -> Any:
        return self.notes.of(self.place, key, partial(self.make, key))


class TracedTables(Tables):
    """Such tables by the functions that make them."""

    def __init__(self, notes: Notes, owner: str, of: object) -> None:
        """Tables of what functions say of a viewed object."""
        super().__init__(of)
        self.notes, self.owner = notes, owner

    def by(self, make: Callable[[Any, Any], V]) -> Table[V]:
        """The table that a function makes."""
        if make not in self.known:
            place = f"{self.owner}: {make.__module__}.{make.__qualname__}"
            self.known[make] = TracedTable(self.notes, self.owner, place, self.of, make)
        return self.known[make]
