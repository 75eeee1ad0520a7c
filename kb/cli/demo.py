"""``kb demo``: run demonstrations, and print measured against expected."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.common import (
    Command,
    jobs_option,
    measuring,
    sandbox_option,
    say,
    sharing_options,
    warn_of_flips,
)
from kb.model.misuse import Misuse

if TYPE_CHECKING:
    from kb.demos.running.shards import Share
    from kb.knowledge import Knowledge


@click.command(cls=Command)
@click.argument("claims", nargs=-1, metavar="[CLAIM]...")
@click.option("--all", "every", is_flag=True, help="Every demonstration of the base.")
@click.option("--rerun", is_flag=True, help="Run again even what is remembered.")
@click.option("--why", is_flag=True, help="Say why each call is or is not run again; run nothing.")
@sandbox_option
@sharing_options
@jobs_option
@click.pass_obj
def demo(
    root: Path, claims: tuple[str, ...], every: bool, rerun: bool, why: bool,
    require_sandbox: bool, share: "Share", on: str, jobs: int | None,
) -> None:  # fmt: skip
    """Run demonstrations and print measured against expected."""
    from kb import pipeline
    from kb.cli.base import open_base, selection_of
    from kb.demos.evidence import gather, reasons_of

    if not claims and not every:
        raise Misuse("name a claim, or say --all")
    opened = open_base(root)
    base = opened.base
    addresses = pipeline.demonstrations_of(base, selection_of(opened, claims).run)
    if why:
        for line in reasons_of(base, opened.root, opened.memory, addresses):
            say(line)
        return
    before = gather(base, opened.root, opened.memory) if rerun else {}
    with measuring(jobs, rerun, require_sandbox, share, on) as manner:
        knowledge = pipeline.know(base, opened.root, opened.memory, addresses, manner)
    warn_of_flips(base, before, knowledge)
    for line in results(knowledge, addresses):
        say(line)
    sys.exit(status(knowledge, addresses, partly=share.count > 1))


def results(knowledge: "Knowledge", addresses: Iterable[str]) -> list[str]:
    """Measured against expected, demonstration by demonstration."""
    from kb.explain.verdicts import lines_of_faults, lines_of_judgement

    lines = []
    for address in addresses:
        judgement = knowledge.evidence[address]
        lines.append(f"{address}: {judgement.word}")
        base = knowledge.base
        told = lines_of_judgement(judgement)
        told += lines_of_faults(judgement, base.demonstrations[address], base.scripts)
        lines += [f"  {line}" for line in told]
    return lines or ["no demonstration to run"]


def status(knowledge: "Knowledge", addresses: Iterable[str], partly: bool = False) -> int:
    """1 if one is faulty, or came out otherwise than its claim says; or unmeasured, if all ran."""
    for address in addresses:
        word = knowledge.evidence[address].word
        if partly and word == "unmeasured":
            continue
        if word not in ("holds", "fragile", knowledge.base.demonstrations[address].outcome):
            return 1
    return 0
