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
@click.option("--id", "ident", default="", help="The discussion's id [the file's name].")
@click.option("--speaker", default="unknown", help="Who speaks where nothing else is recorded.")
@click.option("--title", help="Its title [as recorded before].")
@click.option("--where", default="not public", show_default=True, help="Where the text is.")
@click.pass_obj
def sources_add(
    root: Path, text: Path, ident: str, speaker: str, title: str | None, where: str
) -> None:
    """Record the passages of TEXT as hashes; what was recorded by hand is kept.

    Each passage begins on a line of its own with its number and a bar, such as `12| It begins`.
    """
    for line in record_discussion(root, text, ident or text.stem, speaker, title, where):
        say(line)


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


def record_discussion(
    root: Path, text: Path, ident: str, speaker: str, title: str | None, where: str
) -> list[str]:
    """Write the hashes of a text's passages; what was done, and what comes next, in lines."""
    import re
    import secrets

    from kb.authoring.discussion import discussion_text
    from kb.disk import files_under
    from kb.model.misuse import Misuse
    from kb.model.names import KEBAB, did_you_mean
    from kb.reading.passages import fingerprint, passages_in
    from kb.reading.read import read

    if not re.fullmatch(KEBAB, ident):
        raise Misuse(f"'{ident}' is no id of a discussion: small words joined by -; say --id")
    base = read(files_under(root))
    if speaker != "unknown" and speaker not in base.positions:
        close = did_you_mean(speaker, list(base.positions))
        raise Misuse(f"no position '{speaker}' in literature/positions.yaml{close}")
    known = base.discussions.get(ident)
    passages = passages_in(text.read_text("utf-8"))
    if not passages:
        raise Misuse(
            f"{text} has no passage; begin each on a line of its own with its number and '|',"
            " such as '1| It begins'"
        )
    salt = known.salt if known else secrets.token_hex(8)
    name = title or (known.title if known else ident.replace("-", " ").capitalize())
    prints = [fingerprint(number, passage, salt) for number, passage in passages.items()]
    path = root / "literature" / "discussions" / f"{ident}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(discussion_text(name, where, salt, prints, known, speaker), "utf-8")
    first = next(iter(passages))
    return [
        f"wrote {path.relative_to(root).as_posix()}: {len(prints)} passages, no text",
        f"next, for each passage: its 'speaker:', a position of literature/positions.yaml; then a"
        f" claim (kb new TOPIC --passage {ident}/{first} --locator 'three to six words'),",
        "or why it carries none (silent: thanks, and because:); and take 'pending: yes' out",
        f"later: kb sources check {text.name} --id {ident}",
    ]


def differences_from(root: Path, text: Path, ident: str) -> list[str]:
    """Differences between a text and what is recorded."""
    from kb.disk import files_under
    from kb.model.misuse import Misuse
    from kb.reading.passages import compare, passages_in
    from kb.reading.read import read

    known = read(files_under(root)).discussions.get(ident)
    if known is None:
        raise Misuse(f"there is no discussion '{ident}'")
    return compare(known, passages_in(text.read_text("utf-8")))
