"""``kb schema``: the fields of a claim, for editors."""

from pathlib import Path

import click

from kb.cli.common import Command


@click.command(cls=Command)
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write it here."
)
def schema(output: Path | None) -> None:
    """Print the JSON Schema of a claim's file, for editors."""
    import json

    from kb.reading.claim_schema import schema as schema_of_claims

    text = json.dumps(schema_of_claims(), indent=1, ensure_ascii=False) + "\n"
    if output:
        output.write_text(text, "utf-8")
    else:
        click.echo(text, nl=False)
