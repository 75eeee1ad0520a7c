"""``kb solve``: the plain solver, so that anyone can check kb against any other."""

from pathlib import Path

import click

from kb.cli.common import Command

TASKS = "DC, DS, SE or EE, then -CO, -GR, -PR or -ST, such as DC-PR"


@click.command(cls=Command)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--problem", "-p", "task", required=True, metavar="TASK", help=f"What to find: {TASKS}."
)
@click.option("--argument", "-a", type=int, help="The argument that DC and DS ask about.")
@click.option(
    "--budget", type=click.IntRange(0), help="Steps of search before the answer is UNKNOWN."
)
def solve(file: Path, task: str, argument: int | None, budget: int | None) -> None:
    """Solve an argumentation framework (ICCMA 2023 format)."""
    from kb.reasoning.budget import STEPS
    from kb.reasoning.semantics import iccma

    try:
        steps = STEPS if budget is None else budget
        click.echo(iccma.solve(file.read_text("utf-8"), task, argument, steps), nl=False)
    except UnicodeDecodeError:
        raise click.ClickException(f"{file}: expected text in UTF-8; found other bytes") from None
    except iccma.Misread as error:
        raise click.ClickException(f"{file}: {error}") from None
