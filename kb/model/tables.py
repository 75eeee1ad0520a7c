"""Tables whose entries are made when they are first asked for, each from its key alone."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Generic, TypeVar, cast, overload

K = TypeVar("K")
S = TypeVar("S")
V = TypeVar("V")


class Table(dict[Any, V]):
    """Values by key; that of a missing key is made.  It holds no more than what was asked for."""

    def __init__(self, make: Callable[[Any], V]) -> None:
        """Values are made by ``make``."""
        super().__init__()
        self.make = make

    def __missing__(self, key: Any) -> V:
        value = self[key] = self.make(key)
        return value


class Tables:
    """Tables of what functions say of one object, by the function."""

    def __init__(self, of: object) -> None:
        """Each function is handed the object and a key."""
        self.of = of
        self.known: dict[Callable[..., object], Table[Any]] = {}

    def by(self, make: Callable[[Any, Any], V]) -> Table[V]:
        """The table that a function makes."""
        if make not in self.known:
            self.known[make] = Table(partial(make, self.of))
        return cast(Table[V], self.known[make])


class by_key(Generic[S, V]):
    """A method of one key, as a table that is kept with the object."""

    def __init__(self, make: Callable[[S, str], V]) -> None:
        """``make`` may read the object it belongs to, and nothing that changes."""
        self.make, self.name, self.__doc__ = make, make.__name__, make.__doc__

    @overload
    def __get__(self, instance: None, owner: Any) -> "by_key[S, V]": ...
    @overload
    def __get__(self, instance: S, owner: Any) -> Table[V]: ...
    def __get__(self, instance: S | None, owner: Any) -> "by_key[S, V] | Table[V]":
        if instance is None:
            return self
        kept = vars(instance)
        if self.name not in kept:
            kept[self.name] = Table(partial(self.make, instance))
        return cast(Table[V], kept[self.name])


def group_by_key(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """Values by key, in the order they came; a value once under each key."""
    found: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        if value not in found[key]:
            found[key].append(value)
    return dict(found)
