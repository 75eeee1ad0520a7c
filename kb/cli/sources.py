"""``kb sources``: discussions, kept as hashes of their passages."""

import sys
from pathlib import Path

import click

from kb.cli.common import Command, say


@click.group()
def sources() -> None:
    """Discussions, kept as hashes of their passages."""


@sources.command("add", cls=Command)
@click.argument("text", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", "ident", required=True, help="The discussion's id.")
@click.option("--title", help="Its title [as recorded before].")
@click.option("--where", default="not public", show_default=True, help="Where the text is.")
@click.pass_obj
def sources_add(root: Path, text: Path, ident: str, title: str | None, where: str) -> None:
    """Record the passages of TEXT as hashes; what was recorded by hand is kept.

    Each passage begins on a line of its own with its number and a bar, such as `12| It begins`.
    """
    say(record_discussion(root, text, ident, title, where))


@sources.command("check", cls=Command)
@click.argument("text", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", "ident", required=True, help="The discussion's id.")
@click.pass_obj
def sources_check(root: Path, text: Path, ident: str) -> None:
    """Compare TEXT with the hashes recorded for a discussion."""
    differences = differences_from(root, text, ident)
    for line in differences or ["every passage is as recorded"]:
        say(line)
    sys.exit(1 if differences else 0)


def record_discussion(root: Path, text: Path, ident: str, title: str | None, where: str) -> str:
    """Write the hashes of a text's passages; what was done, in a line."""
    import secrets

    from kb import pipeline
    from kb.authoring.discussion import discussion_text
    from kb.model.misuse import Misuse
    from kb.reading.passages import fingerprint, passages_in
    from kb.reading.read import read

    known = read(pipeline.files_under(root)).discussions.get(ident)
    passages = passages_in(text.read_text("utf-8"))
    if not passages:
        raise Misuse(f"{text} has no passage; each begins with its number and '|'")
    salt = known.salt if known else secrets.token_hex(8)
    name = title or (known.title if known else ident.replace("-", " ").capitalize())
    prints = [fingerprint(number, passage, salt) for number, passage in passages.items()]
    path = root / "literature" / "discussions" / f"{ident}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(discussion_text(name, where, salt, prints, known), "utf-8")
    return f"wrote {path.relative_to(root)}: {len(prints)} passages, no text"


def differences_from(root: Path, text: Path, ident: str) -> list[str]:
    """Differences between a text and what is recorded."""
    from kb import pipeline
    from kb.model.misuse import Misuse
    from kb.reading.passages import compare, passages_in
    from kb.reading.read import read

    known = read(pipeline.files_under(root)).discussions.get(ident)
    if known is None:
        raise Misuse(f"there is no discussion '{ident}'")
    return compare(known, passages_in(text.read_text("utf-8")))
