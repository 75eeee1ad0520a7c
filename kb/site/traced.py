"""What was made of values, kept with all that was read for it; made again where that is another.

While the site is served, most pages are what they were.  ``Traced`` hands out the values that
pages are made of as views that note each look: at a whole field, at one entry of a mapping, at the
names of its entries.  When the values come anew, all that was looked at is compared, and only what
saw a difference is made again; what then comes out as before changes nothing further.

So nothing has to declare what it depends on: all that it can reach is a view.  It must look at
neither clock nor disk, and change nothing that it reads.
"""

from collections.abc import Hashable, Mapping
from typing import Any

from kb.site.noted import NAMES, WHOLE, Notes
from kb.site.sameness import Comparison
from kb.site.views import view_of


class Traced(Notes):
    """What was made so far.  ``begin`` takes new values, ``finish`` keeps what was made of them.

    If something goes wrong on the way, what comes next is compared with what was there before.
    """

    def __init__(self, *viewed: type) -> None:
        """Of these classes each field is looked at by itself."""
        super().__init__()
        self.viewed = viewed
        self.seen: dict[str, object] = {}  # what was made was made of this

    def begin(self, **roots: object) -> dict[str, Any]:
        """Views of new values, which are called as they were before."""
        self.start()
        for name, value in roots.items():
            self.views[name] = view_of(self, self.viewed, name, value)
        comparison = Comparison()
        for place, before in self.seen.items():
            name, *rest = place.split(".")
            now = roots[name]
            for part in rest:
                now = getattr(now, part)
            self.values[place] = now
            self.changed |= {
                (place, key)
                for key in self.asked.get(place, ())
                if not _is_as_before(comparison, before, now, key)
            }
        return self.views

    def finish(self) -> None:
        """Keep what was made, and forget what nobody asked for any more."""
        self.made, self.seen = self.now, self.values
        self.start()


def _is_as_before(comparison: Comparison, before: Any, now: Any, key: Hashable) -> bool:
    if key is WHOLE and not isinstance(before, Mapping):
        return comparison.same(before, now)
    if key is WHOLE:
        return [*before] == [*now] and all(comparison.same(before[name], now[name]) for name in now)
    if key is NAMES:
        return [*before] == [*now]
    return (
        key in now and comparison.same(before[key], now[key]) if key in before else key not in now
    )
