"""Long lists on several pages: no page of the site grows with the base.

The first page shows the beginning and says where the rest is; a page holds so many entries that
it weighs less than 80 kB.
"""

from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from kb.site.index import Context, View

T = TypeVar("T")


class Shelf(NamedTuple, Generic[T]):
    """Some entries of a list, and the page that shows them, as a path below the site's root."""

    path: str
    number: int
    entries: Sequence[T]


def shelves(path: str, entries: Sequence[T], most: int) -> Iterator[Shelf[T]]:
    """The entries on as many pages as it takes: ``path``, ``path-2``, and so on."""
    for number, start in enumerate(range(0, len(entries), most), start=1):
        tail = "" if number == 1 else f"-{number}"
        yield Shelf(f"{path}{tail}", number, entries[start : start + most])


def neighbours(view: View, every: Sequence[Shelf[T]], here: Shelf[T]) -> list[Context]:
    """The pages of a list, this one without an address; none if there is only one."""
    return [
        {"said": str(shelf.number), "href": view.to(f"{shelf.path}/"), "here": shelf is here}
        for shelf in every
        if len(every) > 1
    ]
