"""``kb new``, ``kb schema`` and ``kb sources``: what authors start from."""

import sys
from pathlib import Path

import click


@click.command()
@click.argument("topic")
@click.argument("claim")
@click.pass_obj
def new(root: Path, topic: str, claim: str) -> None:
    """Write a claim to fill in, with a script that runs."""
    from kb.cli import authoring

    for line in authoring.new_claim(root, topic, claim):
        click.echo(line)


@click.command()
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write it here."
)
def schema(output: Path | None) -> None:
    """Print the JSON Schema of a claim's file, for editors."""
    import json

    from kb.reading.claim_schema import schema as schema_of

    written = json.dumps(schema_of(), indent=1, ensure_ascii=False) + "\n"
    if output:
        output.write_text(written, "utf-8")
    else:
        click.echo(written, nl=False)


@click.group()
def sources() -> None:
    """Discussions, kept as hashes of their passages."""


@sources.command("add")
@click.argument("text", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", "ident", required=True, help="The discussion's id.")
@click.option("--title", help="Its title [as recorded before].")
@click.option("--where", default="not public", show_default=True, help="Where the text is.")
@click.pass_obj
def sources_add(root: Path, text: Path, ident: str, title: str | None, where: str) -> None:
    """Record the passages of TEXT as hashes; what was recorded by hand is kept.

    Each passage begins on a line of its own with its number and a bar, such as `12| It begins`.
    """
    from kb.cli import authoring

    for line in authoring.add_source(root, text, ident, title, where):
        click.echo(line)


@sources.command("check")
@click.argument("text", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", "ident", required=True, help="The discussion's id.")
@click.pass_obj
def sources_check(root: Path, text: Path, ident: str) -> None:
    """Compare TEXT with the hashes recorded for a discussion."""
    from kb.cli import authoring

    differences = authoring.check_source(root, text, ident)
    for line in differences or ["every passage is as recorded"]:
        click.echo(line)
    sys.exit(1 if differences else 0)
