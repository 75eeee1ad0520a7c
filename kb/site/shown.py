"""What several pages show of one thing is put together once for each depth at which they lie."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, TypeVar

from kb.site.index import Index, View

T = TypeVar("T")
V = TypeVar("V")
Show = Callable[[View, T], V]


def shown_once(
    key_of: Callable[[Any], Hashable], thing_at: Callable[[Index, Any], object]
) -> Callable[[Show[T, V]], Show[T, V]]:
    """Keep what a function shows with the index; the thing is found there again by its key.

    Nobody may change what is shown.
    """

    def kept(show: Show[T, V]) -> Show[T, V]:
        def show_at(index: Index, place: Any) -> Any:
            root, key = place
            thing: Any = thing_at(index, key)
            return show(View(index, root), thing)

        show_at.__module__, show_at.__qualname__ = show.__module__, show.__qualname__

        @wraps(show)
        def shown(view: View, thing: T) -> V:
            key = key_of(thing)
            if thing_at(view.index, key) is not thing:
                return show(view, thing)
            found: V = view.index.kept.by(show_at)[view.root, key]
            return found

        return shown

    return kept
