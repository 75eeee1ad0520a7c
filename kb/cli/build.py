"""``kb build``: the static site."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.common import (
    Command,
    date,
    jobs_option,
    measuring,
    today_option,
    warn_of_unknown_past,
)

if TYPE_CHECKING:
    from kb.site.build import Built


@click.command(cls=Command)
@click.option("--no-run", is_flag=True, help="Run nothing; show what is remembered.")
@jobs_option
@today_option
@click.pass_obj
def build(root: Path, no_run: bool, jobs: int | None, today: str | None) -> None:
    """Build the static site into site/, with what is wrong shown on it."""
    built = built_site(root, no_run, jobs, today)
    for line in built.lines:
        click.echo(line)
    sys.exit(bool(built.errors))


def built_site(
    root: Path,
    no_run: bool = False,
    jobs: int | None = None,
    today: str | None = None,
    only_changed: bool = False,
) -> "Built":
    """Read, judge and build; print the errors that there are."""
    from kb import pipeline
    from kb.cli.base import open_base
    from kb.site.build import build_site

    opened = open_base(root)
    every = [claim.id for claim in opened.base.claims]
    run = [] if no_run else pipeline.demonstrations_of(opened.base, every)
    with measuring(jobs) as manner:
        knowledge = pipeline.know(opened.base, opened.root, opened.memory, run, manner)
    warn_of_unknown_past(knowledge)
    judged = pipeline.judge(knowledge, date(today))
    built = build_site(root, judged, date(today), only_changed)
    click.echo(built.errors, nl=False)
    return built
