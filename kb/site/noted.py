"""What was made, kept with notes of all that was read for it, and made again where they tell so."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar, cast

from kb.site.sameness import Comparison

V = TypeVar("V")
Note = tuple[str, Hashable]  # where a value stands, and the entry of it that was looked at
WHOLE, NAMES = object(), object()  # instead of an entry: all of it; which entries there are


@dataclass(frozen=True)
class Made:
    """A value, all that was read for it, and what of that was made itself."""

    value: object
    notes: frozenset[Note]
    below: tuple[Note, ...]


class Notes:
    """What was made before, what is made now, and the notes of what is being made."""

    def __init__(self) -> None:
        """Nothing was made yet."""
        self.made: dict[Note, Made] = {}
        self.asked: dict[str, set[Hashable]] = {}
        self.makers: dict[str, tuple[str, Callable[[Any, Any], object]]] = {}
        self.start()

    def start(self) -> None:
        """Begin to make everything again."""
        self.views: dict[str, Any] = {}
        self.values: dict[str, object] = {}  # by where they stand
        self.now: dict[Note, Made] = {}
        self.changed: set[Note] = set()
        self.reading: list[tuple[set[Note], list[Note]]] = []

    def note(self, place: str, key: Hashable) -> None:
        """Say that what is being made looks at something."""
        self.asked.setdefault(place, set()).add(key)
        if self.reading:
            self.reading[-1][0].add((place, key))

    def of(self, place: str, key: Hashable, make: Callable[[], V]) -> V:
        """What is made, or was made of the same."""
        note = (place, key)
        if self.reading:
            notes, below = self.reading[-1]
            if note not in notes:
                notes.add(note)
                below.append(note)
        if note not in self.now and not self._holds(note):
            self._make(note, make)
        return cast(V, self.now[note].value)

    def _holds(self, note: Note) -> bool:
        """Whether all that was read for something is as before; it is then what it was."""
        made = self.made.get(note)
        if made is None or not made.notes.isdisjoint(self.changed):
            return False
        for part in made.below:
            if part not in self.now and not self._holds(part):
                self._make_part(part)
        if not made.notes.isdisjoint(self.changed):
            return False
        self.now[note] = made
        return True

    def _make_part(self, note: Note) -> None:
        """Make an entry of a table again, to see whether it is another."""
        place, make = self.makers[note[0]]
        name, *rest = place.split(".")
        owner = self.views[name]
        for part in rest:
            owner = getattr(owner, part)
        try:
            self._make(note, partial(make, owner, note[1]))
        except Exception:  # whoever asks for it will hear
            self.changed.add(note)

    def _make(self, note: Note, make: Callable[[], object]) -> None:
        notes, below = set[Note](), list[Note]()
        self.reading.append((notes, below))
        try:
            value = make()
        finally:
            self.reading.pop()
        before = self.made.get(note)
        if before is not None and Comparison().same(before.value, value):
            value = before.value
        else:
            self.changed.add(note)
        self.now[note] = Made(value, frozenset(notes), tuple(below))
