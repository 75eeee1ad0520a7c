"""``kb build`` and ``kb serve``: the static site."""

from pathlib import Path

import click

from kb.cli.common import date, jobs_option, measuring, today_option


@click.command()
@click.option("--no-run", is_flag=True, help="Run nothing; show what is remembered.")
@jobs_option
@today_option
@click.pass_obj
def build(root: Path, no_run: bool, jobs: int | None, today: str | None) -> None:
    """Build the static site into site/."""
    from kb import session

    opened = session.open_base(root)
    every = [claim.id for claim in opened.base.claims]
    run = [] if no_run else session.demonstrations(opened.base, every)
    with measuring(jobs) as manner:
        knowledge = session.know(opened, run, manner)
    for line in session.build(root, knowledge, date(today)):
        click.echo(line)


@click.command()
@click.option("--port", default=8000, show_default=True)
@click.pass_obj
def serve(root: Path, port: int) -> None:
    """Build the site and show it on this machine, until Ctrl-C."""
    from kb import outside, session

    opened = session.open_base(root)
    run = session.demonstrations(opened.base, [claim.id for claim in opened.base.claims])
    with measuring() as manner:
        knowledge = session.know(opened, run, manner)
    for line in session.build(root, knowledge, date(None)):
        click.echo(line)
    click.echo(f"http://127.0.0.1:{port}/ (Ctrl-C ends it)")
    outside.show_site(root / "site", port)
