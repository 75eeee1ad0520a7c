"""Registrations as they were committed: which are gone, or were written anew after their run.

A digest shows that a file was edited, but not that file and digest were.  So what was committed
before the first run must still stand: the last version before it, or, if the digest was taken
afterwards, the first that says so.  Before a run a registration may be written anew, and is
withdrawn with its prediction.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kb.history.first_runs import Past, first_run_at
from kb.history.git_log import Touch
from kb.history.manifest import (
    SUFFIX,
    TESTS,
    Entry,
    measured_by,
    present_of,
    registered_in,
    statements_of,
)
from kb.model import Base
from kb.reading.former_names import present_names


class Amended(NamedTuple):
    """A file of registrations, the name in it, and what became of that."""

    path: str
    name: str
    how: str  # gone, anew, unsaid


def amended(base: Base, past: Past) -> Iterator[Amended]:
    """What is not as it was committed."""
    here = {id_of(path): path for path in base.files if path.endswith(SUFFIX)}
    for claim, versions in versions_of(base, past).items():
        path = here.get(claim, versions[-1].path)
        now, unreadable = registered_in(path, base.files[path]) if claim in here else ({}, "")
        if unreadable:
            continue  # another finding says so
        bound, late = bound_in(base, past, versions)
        for name, (entry, run_at) in bound.items():
            if name not in now:
                if is_predicted(base, past, claim, name, run_at):
                    yield Amended(path, name, "gone")
            elif run_at is not None and now[name] != entry:
                yield Amended(path, name, "anew")
        for name in late - bound.keys():
            if name in now and not now[name].first_run:
                yield Amended(path, name, "unsaid")


def id_of(path: str) -> str:
    """The claim whose registrations a file holds."""
    return path.rpartition("/")[2].removesuffix(SUFFIX)


def versions_of(base: Base, past: Past) -> dict[str, list[Touch]]:
    """The versions of each file of registrations, oldest first, by the claim's present name."""
    names = present_names(base.claims)
    found: dict[str, list[Touch]] = {}
    for touch in past.touched:
        if touch.path.endswith(SUFFIX) and touch.blob:
            claim = id_of(touch.path)
            found.setdefault(names.get(claim, claim), []).append(touch)
    return found


def bound_in(
    base: Base, past: Past, versions: Sequence[Touch]
) -> tuple[Mapping[str, tuple[Entry, int | None]], set[str]]:
    """What may not become another, with the commit of its run; what was late and did not say so."""
    bound: dict[str, tuple[Entry, int | None]] = {}
    late = set()
    for touch in versions:
        entries, _ = registered_in(touch.path, past.blobs.get(touch.blob, b""))
        for name, entry in entries.items():
            run_at = run_of(base, past, entry)
            if run_at is None or touch.commit < run_at or (name not in bound and entry.first_run):
                bound[name] = entry, run_at
            elif name not in bound:
                late.add(name)
    return bound, late


def run_of(base: Base, past: Past, entry: Entry) -> int | None:
    """The commit that published the first run of what an entry is about; None before that."""
    host = measured_by(base, entry)
    if host and not host.first_run:
        return None
    claim, _, name = present_of(base, entry.states).partition("/")
    return first_run_at(past, claim, name, host.first_run_in if host else "")


def is_predicted(base: Base, past: Past, claim: str, name: str, run_at: int | None) -> bool:
    """Whether a claim predicts this today, or did when the run was published."""
    if claim in base.by_id and name in statements_of(base, base.by_id[claim]):
        return True
    before = [touch for touch in past.claims.get(claim, ()) if touch.commit < (run_at or 0)]
    table = "demonstrations" if name.startswith(TESTS) else "predictions"
    said = past.tree(before[-1]).get(table) if before else None
    return isinstance(said, dict) and name.removeprefix(TESTS) in said
