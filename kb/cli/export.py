"""``kb export``: the base in a format that other programs read."""

import sys
from pathlib import Path

import click

from kb.cli.common import Command, say
from kb.exchange.formats import FORMATS
from kb.model.misuse import Misuse


@click.command(cls=Command)
@click.argument("form", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write it here."
)
@click.pass_obj
def export(root: Path, form: str, output: Path | None) -> None:
    """Write the base in a format of others: FORMATS.

    Nothing is run. What the format cannot hold is said; the manual's page on exchange has all.
    """
    from kb import pipeline
    from kb.cli.base import open_base
    from kb.cli.common import warn_of_unknown_past
    from kb.exchange.formats import export as exported

    opened = open_base(root)
    knowledge = pipeline.know(opened.base, opened.root, opened.memory)
    warn_of_unknown_past(knowledge)
    found = exported(form, knowledge)
    if output:
        try:
            output.write_bytes(found.text.encode())
            for ending, text in found.beside.items():
                output.with_suffix(f".{ending}").write_bytes(text.encode())
        except OSError as error:
            raise Misuse(f"{error.filename or output}: {error.strerror}") from None
    else:
        write_out(found.text)
    without = [] if output else [f"{ending} (use -o FILE)" for ending in found.beside]
    if lost := [*found.lost, *without]:
        say(f"not in {form}: {'; '.join(lost)}", err=True)


def write_out(text: str) -> None:
    """Print the very bytes, but to a terminal nothing that it would obey."""
    if sys.stdout.isatty():
        say(text, nl=False)
    else:
        click.echo(text.encode(), nl=False)


export.help = (export.help or "").replace("FORMATS", ", ".join(FORMATS))
