"""``kb solve``: the plain solver, so that anyone can check kb against any other."""

import sys
from pathlib import Path

import click

from kb.cli.common import Command

TASKS = "DC, DS, SE or EE, then -CO, -GR, -PR, -ST, -SST or -ID, such as DC-PR"
NO_ANSWER = 4


@click.command(cls=Command)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--problem", "-p", "task", required=True, metavar="TASK", help=f"What to find: {TASKS}."
)
@click.option("--argument", "-a", type=int, help="The argument that DC and DS ask about.")
@click.option(
    "--budget",
    type=click.IntRange(0),
    help="Steps of search before it ends without an answer (status 4).",
)
def solve(file: Path, task: str, argument: int | None, budget: int | None) -> None:
    """Solve an argumentation framework (ICCMA 2023 format)."""
    from kb.reasoning.budget import STEPS, Unknown
    from kb.reasoning.semantics import iccma

    try:
        steps = STEPS if budget is None else budget
        answer = iccma.solve(file.read_text("utf-8"), task, argument, steps)
    except UnicodeDecodeError:
        raise click.ClickException(f"{file}: expected text in UTF-8; found other bytes") from None
    except iccma.Misread as error:
        raise click.ClickException(f"{file}: {error}") from None
    # The competition's form knows no such answer: nothing is printed that could be read as one.
    if isinstance(answer, Unknown):
        click.echo(f"unknown: {answer.why} (a greater --budget may find one)", err=True)
        sys.exit(NO_ANSWER)
    click.echo(answer, nl=False)
