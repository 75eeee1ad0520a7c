"""``kb schema``: the fields of a claim, for editors; of the site's JSON, for programs."""

from pathlib import Path

import click

from kb.cli.common import Command
from kb.site.data.shapes import FILES

OF_CLAIMS = "claim"  # beside it, files of the site have a schema


@click.command(cls=Command)
@click.argument("what", type=click.Choice([OF_CLAIMS, *FILES]), default=OF_CLAIMS)
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write it here."
)
def schema(what: str, output: Path | None) -> None:
    """Print the JSON Schema of a claim's file, for editors, or of the site's JSON, for programs."""
    import json

    from kb.reading.claim_schema import schema as schema_of_claims
    from kb.site.data.json_schema import schema_of_file

    found = schema_of_claims() if what == OF_CLAIMS else schema_of_file(what)
    text = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    if output:
        output.write_text(text, "utf-8")
    else:
        click.echo(text, nl=False)
