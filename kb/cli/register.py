"""``kb register``: bind what a claim predicts before the run, in a digest to show to others."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.common import Command, date, today_option

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
    from kb.cli.base import claims_meant, open_base
    from kb.history.from_git import known_registrations
    from kb.history.manifest import canonical, file_of, registered_in, written
    from kb.model.misuse import Misuse

    opened = open_base(root)
    base = opened.base
    (name,) = claims_meant(base, (claim,))
    meant = base.by_id[name]
    path = file_of(meant)
    known, why = registered_in(path, base.files[path]) if path in base.files else ({}, "")
    if why:
        raise Misuse(f"{path} cannot be read: {why}; take it from git again, or remove it")
    past = known_registrations(opened.root, base, opened.memory)
    entries = {**known, **new_entries(base, meant, known, past, date(today))}
    (opened.root / path).write_text(written(entries), encoding="utf-8")
    for title, entry in entries.items():
        after = f", after the run of {entry.first_run}" if entry.first_run else ""
        click.echo(f"{title}: sha256 {entry.sha256} (written {entry.on}{after})")
        click.echo(canonical(entry.states), nl=False)
    click.echo(f"wrote {path}: {what_next(entries)}")
    if prml:
        write_manifests(Path(prml), entries)


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
) -> "dict[str, Entry]":
    """What is to be written anew: nothing that is already bound, nothing said after its run."""
    from kb.history.manifest import differences, entry_of, statements_of
    from kb.model.misuse import Misuse

    found = {}
    statements = statements_of(base, claim)
    if not statements:
        raise Misuse(f"'{claim.id}' predicts nothing, and nobody predicts what it measures")
    for name, states in statements.items():
        host = base.demonstrations[str(states["of"])]
        if name in known and not differences(known[name].states, states):
            continue
        if host.first_run:
            if name in known:
                raise Misuse(
                    f"'{name}' was registered on {known[name].on} and is another now; its run was"
                    f" published on {host.first_run}, so it cannot be registered anew"
                )
            if not is_registered(past, claim.id, name):
                raise Misuse(
                    f"'{name}' cannot be registered: its run was published on {host.first_run}, and"
                    " git does not tell that every condition was committed before"
                )
        found[name] = entry_of(states, on, host.first_run)
    return found


def is_registered(past: "Registrations", claim: str, name: str) -> bool:
    """Whether git tells that all conditions were committed before the first run."""
    from kb.history.first_runs import REGISTERED

    key = name.replace("tests of ", "/")
    known = past.commitments.get((claim, key), {})
    return bool(known) and all(condition.word == REGISTERED for condition in known.values())


def write_manifests(folder: Path, entries: "dict[str, Entry]") -> None:
    """One file for each plain bound."""
    from kb.reports.prml import manifests_of

    folder.mkdir(parents=True, exist_ok=True)
    for name, entry in entries.items():
        for title, said in manifests_of(name, entry):
            (folder / f"{title}.prml.yaml").write_text(said, encoding="utf-8")
            click.echo(f"wrote {title}.prml.yaml")
