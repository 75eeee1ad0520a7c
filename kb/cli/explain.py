"""``kb explain``: a claim's case, how two claims are related, or a check's page."""

from pathlib import Path

import click


@click.command()
@click.argument("what", metavar="CLAIM|CHECK")
@click.argument("other", default="", metavar="[CLAIM]")
@click.pass_obj
def explain(root: Path, what: str, other: str) -> None:
    """Say why a claim stands or falls, or what a check means.

    With two claims: how they are related, and whether and why they clash.
    """
    from kb.cli import telling

    for line in telling.explained(root, what, other):
        click.echo(line)


@click.command()
@click.pass_obj
def camps(root: Path) -> None:
    """List the coherent camps, as a product of disputes."""
    from kb.cli import session
    from kb.explain.camps import camps_in_lines

    for line in camps_in_lines(session.know(session.open_base(root))):
        click.echo(line)
