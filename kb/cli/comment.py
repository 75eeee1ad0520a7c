"""``kb comment``: a report of a stranger's run, safe to be posted."""

from pathlib import Path

import click

from kb.cli.common import Command

MOST_BYTES = 2**20


@click.command(cls=Command)
@click.argument("report", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def comment(report: Path) -> None:
    """Print REPORT, which nobody vouches for, as Markdown in which nothing is obeyed."""
    from kb.reports.comment import comment as closed

    with report.open("rb") as file:
        click.echo(closed(file.read(MOST_BYTES)), nl=False)
