"""``kb audit``: do the verdicts survive fresh seeds, and what would flip them?

Slow: each demonstration runs on more seeds than its own, and again for each number it is
given.  What was measured is remembered like any other call, so a second audit is cheap.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

import click

from kb.cli.common import Command, jobs_option, measuring, sandbox_option, say
from kb.model.misuse import Misuse

if TYPE_CHECKING:
    from pathlib import Path

    from kb.cli.base import Opened
    from kb.demos.audit import Asked, Audited
    from kb.demos.evidence import Manner
    from kb.demos.flips import Flip

HEAD = ("demonstration", "own seeds", "fresh seeds", "false on fresh seeds", "what flips it")


@click.command(cls=Command)
@click.argument("claims", nargs=-1, metavar="[CLAIM]...")
@click.option("--seeds", default="100..119", show_default=True, help="The fresh seeds.")
@click.option("--quick", is_flag=True, help="Change bounds only; no run with other settings.")
@jobs_option
@click.option("--on", default="", metavar="ADDRESS", help="Run on the Dask cluster there.")
@sandbox_option
@click.pass_obj
def audit(
    root: "Path", claims: tuple[str, ...], seeds: str, quick: bool, jobs: int | None, on: str,
    require_sandbox: bool,
) -> None:  # fmt: skip
    """Judge again on fresh seeds; find what verdicts hang on."""
    from kb import pipeline
    from kb.cli.base import open_base, selection_of
    from kb.demos.audit import Asked, seeds_of

    try:
        asked = Asked(seeds_of(seeds), settings=not quick)
    except ValueError as error:
        raise Misuse(str(error)) from None
    opened = open_base(root)
    addresses = pipeline.demonstrations_of(opened.base, selection_of(opened, claims).run)
    with measuring(jobs, False, require_sandbox, on=on) as manner:
        found = audits(opened, addresses, asked, manner)
    flips = flips_on_fresh(opened, found)
    for line in (*table(found), *lines_of_flips(flips), summary(found, seeds, len(flips))):
        say(line)
    lost = any(audited is None or not audited.kept for audited in found.values())
    sys.exit(int(lost or bool(flips)))


def audits(
    opened: "Opened", addresses: Iterable[str], asked: "Asked", manner: "Manner"
) -> "dict[str, Audited | None]":
    """What came out, by demonstration; None for one that cannot be run as it is written."""
    from kb.demos.audit import audit_of, audit_result, calls_of_audits
    from kb.demos.evidence import collect

    base = opened.base
    plans = {address: audit_of(base, base.demonstrations[address], asked) for address in addresses}
    calls = calls_of_audits(plan for plan in plans.values() if plan)
    known = collect(base, opened.root, opened.memory, calls, set(calls), manner)
    return {address: audit_result(plan, known) if plan else None for address, plan in plans.items()}


def flips_on_fresh(opened: "Opened", found: "Mapping[str, Audited | None]") -> "list[Flip]":
    """What comes out otherwise on fresh seeds: demonstrations, what they expect, and cruxes."""
    from kb.demos.evidence import gather
    from kb.demos.flips import flips_between
    from kb.history.from_git import known_registrations

    base, root, memory = opened.base, opened.root, opened.memory
    known = gather(base, root, memory)
    own = {**known, **{address: audited.own for address, audited in found.items() if audited}}
    fresh = {**known, **{address: audited.fresh for address, audited in found.items() if audited}}
    return flips_between(base, own, fresh, known_registrations(root, base, memory).too_late)


def lines_of_flips(flips: "Sequence[Flip]") -> list[str]:
    """Each with its word on its own seeds and on fresh ones."""
    return [f"flips on fresh seeds: {f.what}: {f.before}, then {f.after}" for f in flips]


def table(found: "Mapping[str, Audited | None]") -> list[str]:
    """Aligned columns; a demonstration has as many lines as it has things to tell."""
    from kb.demos.audit import failures

    rows: list[Sequence[str]] = [HEAD]
    for address, audited in found.items():
        if audited is None:
            rows.append((address, "faulty", "faulty", "", ""))
            continue
        flips = [f"{what} ({word})" for what, word in audited.flips]
        lines = list(zip_longest(failures(audited.fresh), flips, fillvalue=""))
        first, *rest = lines or [("", "")]
        rows.append((address, audited.own.word, audited.fresh.word, *first))
        rows += [("", "", "", *line) for line in rest]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def summary(found: "Mapping[str, Audited | None]", seeds: str, flips: int) -> str:
    """The last line: how many verdicts are kept, how much flips, on how many something hangs."""
    from kb.phrasing import noun_for

    known = [audited for audited in found.values() if audited]
    kept = sum(audited.kept for audited in known)
    hang = sum(bool(audited.flips) for audited in known)
    mute = sum(len(audited.mute) for audited in known)
    unread = f"; {len(found) - len(known)} cannot be run" if len(found) > len(known) else ""
    return (
        f"{kept} of {len(known)} verdicts are kept on seeds {seeds}{unread};"
        f" {flips or 'no'} {noun_for(flips, 'word')} of demonstrations, expectations, predictions"
        " and cruxes flipped;"
        f" {hang} would be flipped by a small change"
        f"{f'; with {mute} changed settings nothing could be measured' if mute else ''}"
    )
