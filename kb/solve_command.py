"""``kb solve``: the plain solver, so that anyone can check kb against any other."""

from pathlib import Path

import click

from kb.reasoning.af import TASKS, Misread, solve
from kb.reasoning.budget import STEPS


@click.command("solve")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--problem", "-p", "task", required=True, metavar="TASK",
    help=f"What to find: {', '.join(TASKS)}.",
)  # fmt: skip
@click.option("--argument", "-a", type=int, help="The argument that DC and DS ask about.")
@click.option(
    "--budget", default=STEPS, show_default=True, type=click.IntRange(0),
    help="Steps of search before the answer is UNKNOWN.",
)  # fmt: skip
def solve_command(file: Path, task: str, argument: int | None, budget: int) -> None:
    """Solve an abstract argumentation framework in the format of ICCMA 2023."""
    try:
        text = file.read_text("utf-8")
        click.echo(solve(text, task, argument, budget), nl=False)
    except UnicodeDecodeError:
        raise click.ClickException(f"{file}: expected text in UTF-8; found other bytes") from None
    except Misread as error:
        raise click.ClickException(f"{file}: {error}") from None
