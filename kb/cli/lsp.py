"""``kb lsp``: what is wrong as it is written, for an editor that speaks the protocol."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.common import Command, date, say
from kb.model.misuse import Misuse

if TYPE_CHECKING:
    from kb.editor.desk import Desk


@click.command(cls=Command)
@click.option("--stdio", is_flag=True, hidden=True, help="What some editors say; it is so anyway.")
@click.pass_context
def lsp(context: click.Context, stdio: bool) -> None:
    """Be a language server at standard input and output, for editors.

    The base is the one that the editor has opened, unless --root names another.
    """
    from kb.editor.service import serve

    root: Path = context.obj
    parent = context.parent
    is_said = parent and parent.get_parameter_source("root") is not (
        click.core.ParameterSource.DEFAULT
    )

    def opens(folders: Sequence[Path]) -> "Desk":
        return desk_in([root] if is_said else [*folders, root])

    if sys.stdin.isatty():
        say("an editor starts this and speaks to it; Ctrl-C ends it", err=True)
    serve(opens)


def desk_in(folders: Sequence[Path]) -> "Desk":
    """The base in the first folder that has claims."""
    from kb.cli.base import memory_of
    from kb.editor.desk import Desk

    for folder in folders:
        if (folder / "claims").is_dir():
            memory_of(folder)  # refused, if git tracks it
            return Desk(folder, lambda: date(None))
    named = folders[0] / "claims"
    raise Misuse(f"there is no folder {named}; open the folder that holds claims/ and literature/")
