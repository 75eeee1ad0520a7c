"""``kb register``: bind what a claim predicts before the run, in a digest to show to others."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.common import Command, date, say, today_option
from kb.phrasing import quantity

if TYPE_CHECKING:
    from kb.history.from_git import Registrations
    from kb.history.manifest import Entry
    from kb.model import Base, Claim


@click.command(cls=Command)
@click.argument("claim")
@click.option("--prml", metavar="DIR", help="Write PRML manifests of plain bounds there, too.")
@today_option
@click.pass_obj
def register(root: Path, claim: str, prml: str | None, today: str | None) -> None:
    """Register what a claim predicts, in a digest that stands beside it."""
    from kb.cli.base import open_base, selection_of
    from kb.history.from_git import known_registrations
    from kb.history.manifest import canonical, file_of, registered_in, written
    from kb.model.misuse import Misuse

    opened = open_base(root)
    base = opened.base
    names = selection_of(opened, (claim,)).run
    if len(names) != 1:
        many = f"{quantity(len(names), 'claim')}; name one of them" if names else "no claim"
        raise Misuse(f"'{claim}' holds {many}")
    (name,) = names
    unreadable = {name, *hosts_of(base, name)} & base.broken
    if unreadable:
        raise Misuse(f"'{min(unreadable)}' cannot be read; see 'kb verify'")
    meant = base.by_id[name]
    path = file_of(meant)
    known, why = registered_in(path, base.files[path]) if path in base.files else ({}, "")
    if why:
        raise Misuse(f"{path} cannot be read: {why}; take it from git again, or remove it")
    past = known_registrations(opened.root, base, opened.memory)
    gone = withdrawn(base, meant, known)
    new, refused = new_entries(base, meant, known, past, date(today))
    entries = {**{name: known[name] for name in known if name not in gone}, **new}
    if refused and not new and not gone:
        raise Misuse("; ".join(refused))
    if not entries and not gone:
        raise Misuse(f"'{meant.id}' predicts nothing, and nobody predicts what it measures")
    for title in gone:
        say(f"'{title}' is withdrawn before its run")
    if not entries:
        (opened.root / path).unlink()
        return
    (opened.root / path).write_text(written(entries), encoding="utf-8")
    for title, entry in entries.items():
        after = f", after the run of {entry.first_run}" if entry.first_run else ""
        say(f"{title}: sha256 {entry.sha256} (written {entry.on}{after})")
        say(canonical(entry.states), nl=False)
    say(f"wrote {path}: {what_next(entries)}")
    if prml:
        write_manifests(Path(prml), entries)
    for said in refused:
        say(f"not registered: {said}", err=True)
    sys.exit(int(bool(refused)))


def hosts_of(base: "Base", name: str) -> set[str]:
    """The claims whose demonstrations a claim predicts of."""
    said = base.by_id[name].predictions if name in base.by_id else ()
    return {prediction.of.partition("/")[0] for prediction in said}


def withdrawn(base: "Base", claim: "Claim", known: "dict[str, Entry]") -> list[str]:
    """What is predicted no longer, of measurements that were not run."""
    from kb.history.manifest import measured_by, statements_of

    hosts = {name: measured_by(base, entry) for name, entry in known.items()}
    left = known.keys() - statements_of(base, claim).keys()
    return sorted(name for name in left if (host := hosts[name]) and not host.first_run)


def what_next(entries: "dict[str, Entry]") -> str:
    """What a registration is good for, before its run and after."""
    if all(entry.first_run for entry in entries.values()):
        return "changes from now on are found; what came before the run, only git can tell"
    return "commit it, and show the digests to others, before the run"


def new_entries(
    base: "Base",
    claim: "Claim",
    known: "dict[str, Entry]",
    past: "Registrations",
    on: str,
) -> "tuple[dict[str, Entry], list[str]]":
    """What is to be written anew: nothing that is already bound, nothing said after its run; and
    what is refused, with the reason.
    """
    from kb.history.manifest import differences, entry_of, statements_of

    found, refused = {}, []
    for name, states in statements_of(base, claim).items():
        host = base.demonstrations[str(states["of"])]
        if name in known and not differences(base, known[name].states, states):
            continue
        if host.first_run:
            if name in known:
                refused.append(
                    f"'{name}' was registered on {known[name].on} and is another now; its run was"
                    f" published on {host.first_run}, so it cannot be registered anew"
                )
                continue
            if not is_registered(past, claim.id, name):
                refused.append(
                    f"'{name}' cannot be registered: its run was published on {host.first_run}, and"
                    " git does not tell that every condition was committed before"
                )
                continue
        found[name] = entry_of(states, on, host.first_run)
    return found, refused


def is_registered(past: "Registrations", claim: str, name: str) -> bool:
    """Whether git tells that all conditions were committed before the first run."""
    from kb.history.first_runs import REGISTERED
    from kb.history.manifest import TESTS

    key = name.replace(TESTS, "/")
    known = past.commitments.get((claim, key), {})
    return bool(known) and all(condition.word == REGISTERED for condition in known.values())


def write_manifests(folder: Path, entries: "dict[str, Entry]") -> None:
    """One file for each plain bound."""
    from hashlib import sha256

    from kb.reports.prml import manifests_of

    folder.mkdir(parents=True, exist_ok=True)
    for name, entry in entries.items():
        for title, said in manifests_of(name, entry):
            (folder / f"{title}.prml.yaml").write_text(said, encoding="utf-8")
            say(f"wrote {title}.prml.yaml: sha256 {sha256(said.encode()).hexdigest()}")
