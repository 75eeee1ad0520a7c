"""``kb camps``: the coherent ways to take sides."""

from pathlib import Path

import click

from kb.cli.common import Command, say


@click.command(cls=Command)
@click.pass_obj
def camps(root: Path) -> None:
    """List the coherent camps, as a product of disputes."""
    from kb import pipeline
    from kb.cli.base import open_base
    from kb.explain.camps import lines_of_camps

    opened = open_base(root)
    for line in lines_of_camps(pipeline.know(opened.base, opened.root, opened.memory)):
        say(line)
