"""``kb verify`` and ``kb demo``: check claims, run their demonstrations."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.common import (
    date,
    jobs_option,
    measuring,
    sandbox_option,
    sharing_options,
    today_option,
)

if TYPE_CHECKING:
    from kb.demos.running.shards import Share

FORMATS = ("text", "json", "github", "junit", "markdown", "sarif")  # named so that --help is quick


@click.command()
@click.argument("what", nargs=-1, metavar="[CLAIM|PATH]...")
@click.option("--no-run", is_flag=True, help="Run nothing; judge what is remembered.")
@click.option("--rerun", is_flag=True, help="Run again even what is remembered.")
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@click.option("--disagreements", is_flag=True, help="List who is against what, by kind.")
@click.option("--suspicions", is_flag=True, help="List what looks wrong and may be right.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@sandbox_option
@sharing_options
@jobs_option
@today_option
@click.pass_obj
def verify(
    root: Path, what: tuple[str, ...], no_run: bool, rerun: bool, strict: bool,
    disagreements: bool, suspicions: bool, form: str,
    require_sandbox: bool, share: "Share", on: str, jobs: int | None, today: str | None,
) -> None:  # fmt: skip
    """Check claims and print what was found (all of them by default)."""
    from kb.cli import session, telling
    from kb.reports.formats import written

    day = date(today)
    opened = session.open_base(root)
    claims = session.named(opened.base, what)
    run = [] if no_run else session.demonstrations(opened.base, claims)
    with measuring(jobs, rerun, require_sandbox, share, on) as manner:
        knowledge = session.know(opened, run, manner)
    judged = session.judge(knowledge, day, claims if what else ())
    click.echo(written(form, judged.findings, opened.base.files, claims), nl=False)
    if form == "text":
        lines = telling.disagreements(knowledge) if disagreements else []
        lines += telling.suspicions(knowledge) if suspicions else []
        for line in (*lines, telling.summary(judged, claims)):
            click.echo(line)
    sys.exit(session.status(judged, strict))


@click.command()
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
    from kb.cli import session, telling

    if not claims and not every:
        raise click.UsageError("name a claim, or say --all")
    opened = session.open_base(root)
    named = session.named(opened.base, claims)
    if why:
        for line in telling.reasons(opened, named):
            click.echo(line)
        return
    run = session.demonstrations(opened.base, named)
    with measuring(jobs, rerun, require_sandbox, share, on) as manner:
        knowledge = session.know(opened, run, manner)
    for line in telling.results(knowledge, named):
        click.echo(line)
    sys.exit(telling.demo_status(knowledge, named, partly=share.count > 1))
