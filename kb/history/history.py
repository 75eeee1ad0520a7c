"""When claims came, changed and went, and when predictions were registered.

Pure: ``programs`` asks git, ``git_log`` reads the answer.  Where nothing is known, all is empty.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kb.history.git_log import Touch, claim_in
from kb.history.registrations import Registered, predictions_of
from kb.model import Base


@dataclass(frozen=True)
class Dates:
    """When a claim came into the base and when it last changed; "" if that is not committed."""

    added: str
    changed: str


@dataclass(frozen=True)
class Change:
    """What a day (in UTC) did to the base: claims by id."""

    date: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    at: str = field(default="", compare=False)  # the instant of the last of it


@dataclass(frozen=True)
class History:
    """All that is known of the past; nothing, where there is no repository."""

    claims: Mapping[str, Dates] = field(default_factory=dict)
    predictions: Mapping[tuple[str, str], Registered] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()  # the newest first
    missing: str = field(default="", compare=False)  # why a past that there is cannot be told

    @property
    def known(self) -> bool:
        """Whether there is a past to speak of at all."""
        return bool(self.changes)


NOTHING = History()


def history_of(
    base: Base,
    touched: Sequence[Touch],
    blobs: Mapping[str, bytes],
    pending: Iterable[str] = (),
) -> History:
    """Everything, from what git said; ``pending`` are files that differ from the last commit."""
    unsaved = {claim_in(path) for path in pending}
    present = base.by_id
    dates = {
        claim: Dates(dates.added, "" if claim in unsaved else dates.changed)
        for claim, dates in dates_of(touched).items()
        if claim in present
    }
    return History(dates, predictions_of(base, touched, blobs), changes_of(touched))


def dates_of(touched: Iterable[Touch]) -> dict[str, Dates]:
    """When each claim that is still there was first and last touched."""
    found: dict[str, Dates] = {}
    paths: dict[str, set[str]] = {}
    for touch in touched:
        before = found.get(touch.claim, Dates(touch.date, touch.date))
        # A clock that was set back may not let a claim change before it came.
        found[touch.claim] = Dates(before.added, max(before.changed, touch.date))
        _follow(paths.setdefault(touch.claim, set()), touch)
    return {claim: dates for claim, dates in found.items() if paths[claim]}


def changes_of(touched: Iterable[Touch]) -> tuple[Change, ...]:
    """Day by day, the newest first; a file moved between topics is a claim changed."""
    paths: dict[str, set[str]] = {}
    days: dict[str, dict[str, tuple[bool, bool]]] = {}
    latest: dict[str, str] = {}
    for touch in touched:
        where = paths.setdefault(touch.claim, set())
        before = bool(where)
        _follow(where, touch)
        day = days.setdefault(touch.date, {})
        day[touch.claim] = (day.get(touch.claim, (before, before))[0], bool(where))
        latest[touch.date] = max(latest.get(touch.date, ""), touch.at)
    found = [
        Change(
            date,
            added=_with_fate(day, (False, True)),
            changed=_with_fate(day, (True, True)),
            removed=_with_fate(day, (True, False)),
            at=latest[date],
        )
        for date, day in sorted(days.items(), reverse=True)
    ]
    return tuple(change for change in found if change.added or change.changed or change.removed)


def _with_fate(day: Mapping[str, tuple[bool, bool]], fate: tuple[bool, bool]) -> tuple[str, ...]:
    return tuple(sorted(claim for claim, happened in day.items() if happened == fate))


def _follow(paths: set[str], touch: Touch) -> None:
    if touch.blob:
        paths.add(touch.path)
    else:
        paths.discard(touch.path)
