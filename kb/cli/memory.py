"""``kb memory``: what was measured elsewhere, taken over on purpose."""

from pathlib import Path

import click

from kb.cli.common import Command


@click.group()
def memory() -> None:
    """What was measured and is remembered, under .kb/."""


@memory.command("merge", cls=Command)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.pass_obj
def merge(root: Path, folder: Path) -> None:
    """Believe the measurements in FOLDER, a .kb folder or one that has it: whoever wrote it.

    What was measured here stays as it is.
    """
    from kb.cli.base import memory_of
    from kb.demos.running.cache import CALLS, LAST, PREPARED

    inside = folder / ".kb"
    known = memory_of(root)
    many = known.take_over(inside if inside.is_dir() else folder, (CALLS, PREPARED, LAST))
    click.echo(f"{many:,} record{'' if many == 1 else 's'} taken over")
