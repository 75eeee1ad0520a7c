"""What commands write for authors: a claim to fill in, a discussion kept as hashes."""

import re
import secrets
from pathlib import Path

import click

from kb import pipeline
from kb.authoring import claim as scaffold
from kb.reading.passages import compare, fingerprint, numbered
from kb.reading.read import read
from kb.reading.schema import CLAIM_ID, KEBAB, did_you_mean


def new_claim(root: Path, topic: str, ident: str) -> list[str]:
    """Write a claim and its script, unless something is there."""
    if not re.fullmatch(CLAIM_ID, ident):
        raise click.UsageError(f"'{ident}' is no id: at least two small words joined by -")
    if not re.fullmatch(KEBAB, topic):
        raise click.UsageError(f"'{topic}' is no topic: small words joined by -")
    if not (root / "claims").is_dir():
        raise click.UsageError(f"there is no folder {root / 'claims'}; is this the base's folder?")
    folder = root / "claims" / topic
    written = []
    if not folder.is_dir():
        topics = [path.name for path in (root / "claims").iterdir() if path.is_dir()]
        written.append(f"a new topic, '{topic}'{did_you_mean(topic, topics)}")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (
        (f"{ident}.yaml", scaffold.claim_text(ident)),
        (f"{ident}.py", scaffold.SCRIPT),
    ):
        path = folder / name
        if path.exists():
            raise click.UsageError(f"{path} is there already; nothing was changed")
        path.write_text(text, "utf-8")
        written.append(f"wrote {path.relative_to(root)}")
    return [*written, f"fill it in, then: kb verify {ident}"]


def add_source(root: Path, text: Path, ident: str, title: str | None, where: str) -> list[str]:
    """Write the hashes of a text's passages."""
    files = pipeline.files_under(root)
    known = read(files).discussions.get(ident)
    passages = numbered(text.read_text("utf-8"))
    if not passages:
        raise click.UsageError(f"{text} has no passage; each begins with its number and '|'")
    salt = known.salt if known else secrets.token_hex(8)
    name = title or (known.title if known else ident.replace("-", " ").capitalize())
    found = [fingerprint(number, each, salt) for number, each in passages.items()]
    path = root / "literature" / "discussions" / f"{ident}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(scaffold.discussion_text(name, where, salt, found, known), "utf-8")
    return [f"wrote {path.relative_to(root)}: {len(found)} passages, no text"]


def check_source(root: Path, text: Path, ident: str) -> list[str]:
    """Differences between a text and what is recorded."""
    known = read(pipeline.files_under(root)).discussions.get(ident)
    if known is None:
        raise click.UsageError(f"there is no discussion '{ident}'")
    return compare(known, numbered(text.read_text("utf-8")))
