"""Checks of what was registered: that nothing of it became another since."""

from collections.abc import Iterator
from dataclasses import replace

from kb.checks.check import check
from kb.demos.plan import plan_of
from kb.history.bare_code import bare_tree
from kb.history.first_runs import measures_named, note_for
from kb.history.manifest import (
    SUFFIX,
    Change,
    Entry,
    Statement,
    differences,
    digest,
    file_of,
    present_of,
    registered_in,
    statements_of,
)
from kb.knowledge import Knowledge
from kb.model import Base, Claim, Finding, Place

NOTE = (
    "put it back; if all measures stayed the same, say so with a day and a reason: 'unchanged:'"
    " in the demonstration"
)
RUN_AGAIN = "`kb register` writes it anew as long as nothing was run; after that it stays as it was"
AMENDED = {
    "gone": ("the registration of '{}' was committed and is gone", "take it from git"),
    "anew": ("'{}' was written anew after its run was published", "take it from git"),
    "unsaid": (
        "'{}' was first committed after its run, and does not say so",
        "take it out of the file; `kb register` writes it with the day of its run",
    ),
}


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
        if not path.endswith(SUFFIX) or path in base.unread:
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
    for path, name, how in knowledge.registrations.amended:
        message, hint = AMENDED[how]
        yield Finding(Place(path, (name,)), message.format(name), hint)


def changes(base: Base, claim: Claim, path: str, entries: dict[str, Entry]) -> Iterator[Finding]:
    """What of a claim's registrations became another."""
    now = statements_of(base, claim)
    for name, entry in entries.items():
        place = Place(path, (name,))
        if digest(entry.states) != entry.sha256:
            message = f"'{name}' is not what its digest {entry.sha256[:12]} was taken of"
            yield Finding(place, message, "the file was edited; take it from git")
        elif name not in now:
            if present_of(base, entry.states).partition("/")[0] in base.broken:
                continue
            if any(prediction.name == name for prediction in claim.predictions):
                continue  # what it is of is not there, as another check says
            yield Finding(place, f"'{name}' was {bound(entry)} and is gone", RUN_AGAIN)
        else:
            for change in differences(base, entry.states, now[name]):
                if is_known(base, now[name], change) and not is_noted(
                    base, entry, now[name], change
                ):
                    message = f"'{name}' was {bound(entry)}, and {change.said}"
                    where = place_of(base, claim, name, now[name], change)
                    hint = NOTE if change.field == "code" else RUN_AGAIN
                    yield Finding(where, message, hint, ((place, "as it was"),))


def is_known(base: Base, now: Statement, change: Change) -> bool:
    """Whether what became another is something that can be run; if not, another check says so."""
    host = base.demonstrations[str(now["of"])]
    if change.field == "runs":
        wrong = {problem.path[:2] for problem in plan_of(base, host).problems}
        return ("runs", change.name) not in wrong
    if change.field != "code":
        return True
    script, folder = base.scripts.get(host.script), host.script.rpartition("/")[0]
    if script is None:
        return False
    used = [host.script, *(f"{folder}/{name}.py" for name in script.imports)]
    return all(bare_tree(base.files[path])[0] for path in used if path in base.files)


def bound(entry: Entry) -> str:
    """Since when a statement is bound; a digest that was taken after the run registers nothing."""
    if entry.first_run:
        return f"bound on {entry.on}, after the run of {entry.first_run}"
    return f"registered on {entry.on}"


def place_of(base: Base, claim: Claim, name: str, now: Statement, change: Change) -> Place:
    """Where that stands which became another."""
    host = base.demonstrations[str(now["of"])]
    measured = Place(base.by_id[host.claim].file, ("demonstrations", host.name))
    predicted = Place(claim.file, ("predictions", name))
    if name not in {prediction.name for prediction in claim.predictions}:
        predicted = measured  # tests of its own
    match change.field:
        case "conditions":
            return replace(predicted, path=(*predicted.path, "expect", change.name))
        case "of":
            return replace(predicted, path=(*predicted.path, "of"))
        case "runs":
            return replace(measured, path=(*measured.path, "runs", change.name))
        case "seeds":
            return replace(measured, path=(*measured.path, "seeds"))
    file = f"{host.script.rpartition('/')[0]}/{change.name}"
    return Place(file if file in base.files else host.script)


def is_noted(base: Base, entry: Entry, now: Statement, change: Change) -> bool:
    """Whether a dated note says that a change of the code left the measures as they were."""
    host = base.demonstrations.get(str(now["of"]))
    conditions = now["conditions"]
    if host is None or change.field != "code" or not isinstance(conditions, dict):
        return False
    measures = {name for text in conditions.values() for name in measures_named(str(text))}
    return bool(note_for(host.unchanged, measures, entry.on))
