"""Checks of what was registered: that nothing of it became another since."""

from collections.abc import Iterator

from kb.checks.check import check
from kb.history.first_runs import measures_named, note_for
from kb.history.manifest import (
    SUFFIX,
    Entry,
    Statement,
    differences,
    digest,
    file_of,
    registered_in,
    statements_of,
)
from kb.knowledge import Knowledge
from kb.model import Base, Claim, Finding, Place

RUN_AGAIN = "`kb register` writes it anew as long as nothing was run; after that it stays as it was"


@check(severity="error")
def registration_changed(knowledge: Knowledge) -> Iterator[Finding]:
    """A registered prediction, or what it is measured by, that is no longer as it was registered.

    Problem: what is shown as said before the run is not what was said.
    Fix: put back what was registered, or register it anew before the first run; a change of the
    script that left the measures as they were gets a dated note under `unchanged:`.

    Passes:

        # registered as half_life > 5
        predictions: {fast: {of: panels-last/life, expect: {long: half_life > 5}}}

    Fails:

        # registered as half_life > 5
        predictions: {fast: {of: panels-last/life, expect: {long: half_life > 1}}}
    """
    base = knowledge.base
    owners = {file_of(claim): claim for claim in base.claims}
    for path in sorted(base.files):
        if not path.endswith(SUFFIX):
            continue
        entries, why = registered_in(path, base.files[path])
        claim = owners.get(path)
        if why:
            yield Finding(
                Place(path), f"the registration cannot be read: {why}", "take it from git"
            )
        elif claim is None:
            if path.rpartition("/")[2].removesuffix(SUFFIX) not in base.broken:
                message = "a registration of a claim that is not there"
                yield Finding(Place(path), message, "it stands beside its claim, under its id")
        else:
            yield from changes(base, claim, path, entries)
    for path in knowledge.registrations.lost:
        yield Finding(Place(path), "a registration that was committed is gone", "take it from git")


def changes(base: Base, claim: Claim, path: str, entries: dict[str, Entry]) -> Iterator[Finding]:
    """What of a claim's registrations became another."""
    now = statements_of(base, claim)
    for name, entry in entries.items():
        place = Place(path, (name,))
        if digest(entry.states) != entry.sha256:
            message = f"'{name}' is not what its digest {entry.sha256[:12]} was taken of"
            yield Finding(place, message, "the file was edited; take it from git")
        elif name not in now:
            yield Finding(place, f"'{name}' was registered on {entry.on} and is gone", RUN_AGAIN)
        else:
            for change in differences(entry.states, now[name]):
                if not is_noted(base, entry, now[name], change):
                    message = f"'{name}' was registered on {entry.on}, and {change}"
                    yield Finding(Place(claim.file), message, RUN_AGAIN, ((place, "registered"),))


def is_noted(base: Base, entry: Entry, now: Statement, change: str) -> bool:
    """Whether a dated note says that a change of the code left the measures as they were."""
    host = base.demonstrations.get(str(now["of"]))
    conditions = now["conditions"]
    if host is None or not change.startswith("the code") or not isinstance(conditions, dict):
        return False
    measures = {name for text in conditions.values() for name in measures_named(str(text))}
    return bool(note_for(host.unchanged, measures, entry.on))
