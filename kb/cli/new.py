"""``kb new``: a claim to fill in, and with ``--demo`` a script that runs."""

import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.common import Command, say
from kb.model.misuse import Misuse
from kb.model.names import CLAIM_ID, KEBAB, did_you_mean

if TYPE_CHECKING:
    from kb.authoring.claim import Begun
    from kb.model import Base

NEAR, MOST = 55, 3  # of a hundred, and how many near claims are shown


@click.command(cls=Command)
@click.argument("topic", default="")
@click.argument("claim", default="")
@click.option("--title", default="", help="A sentence that can be true or false.")
@click.option("--statement", default="", help="What is said, in your own words.")
@click.option("--kind", default="empirical", show_default=True)
@click.option("--scope", default="", help="The regime in which it is meant.")
@click.option("--cite", default="", metavar="KEY", help="The work that it is taken from.")
@click.option("--passage", default="", metavar="DISCUSSION/N", help="Or the passage.")
@click.option("--locator", default="", help="Up to six words that find the place.")
@click.option("--held-by", "position", default="curator", show_default=True, metavar="POSITION")
@click.option("--stance", default="asserts", show_default=True)
@click.option("--confidence", default="likely", show_default=True)
@click.option("--demo", "demonstrated", is_flag=True, help="With a demonstration and a control.")
@click.pass_obj
def new(root: Path, /, topic: str, claim: str, **given: str | bool) -> None:
    """Write a claim to fill in; what is not given is asked for on a terminal.

    Without CLAIM its id is made from the title.  Claims that are near it are shown first.
    """
    from kb.authoring.claim import Begun

    begun = Begun(claim, **given)  # type: ignore[arg-type]
    topic = topic or asked("Topic", "name a topic: kb new TOPIC [CLAIM]")
    if not begun.id and not begun.title:
        begun = replace(begun, title=asked("Title", "name a claim, or give it a --title"))
    for line in write_claim(root, topic, begun):
        say(line)


def asked(what: str, otherwise: str, default: str | None = None) -> str:
    """What is answered on a terminal; where nobody can answer, what is missing is a misuse."""
    if not sys.stdin.isatty():
        raise Misuse(otherwise)
    return str(click.prompt(what, default=default)).strip()


def write_claim(root: Path, topic: str, begun: "Begun") -> list[str]:
    """Write a claim, unless something is there; what was done, in lines."""
    from kb.authoring.claim import SCRIPT, claim_text, positions_text

    begun = replace(begun, id=begun.id or proposed(begun.title))
    check_words(topic, begun)
    base = base_under(root)
    if any(path.rpartition("/")[2] == f"{begun.id}.yaml" for path in base.files):
        raise Misuse(f"there is a claim '{begun.id}' already; nothing was changed")
    folder = root / "claims" / topic
    lines = near_claims(base, begun)
    if not folder.is_dir():
        lines.append(f"a new topic, '{topic}'{did_you_mean(topic, list(base.topics))}")
    files = {folder / f"{begun.id}.yaml": claim_text(begun)}
    if begun.demonstrated:
        files[folder / f"{begun.id}.py"] = SCRIPT
    if not base.files and begun.position:
        files[root / "literature" / "positions.yaml"] = positions_text(begun.position)
    if there := next(filter(Path.exists, files), None):
        raise Misuse(f"{there} is there already; nothing was changed")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        lines.append(f"wrote {path.relative_to(root).as_posix()}")
    return [*lines, f"fill it in, then: kb verify {begun.id}"]


def proposed(title: str) -> str:
    """An id for a claim of which only the title is known; on a terminal it can be changed."""
    from kb.authoring.claim import id_for

    found = id_for(title)
    if sys.stdin.isatty():
        return asked("Id", "", found or None)
    if not found:
        raise Misuse(f"no id can be made of '{title}'; name the claim: kb new TOPIC CLAIM")
    return found


def check_topic(topic: str) -> None:
    """Refuse a topic that could not be one, or whose page would be that of all topics."""
    if not re.fullmatch(KEBAB, topic):
        raise Misuse(f"'{topic}' is no topic: small words joined by -")
    if topic == "index":
        raise Misuse("'index' is no topic: its page would take the place of the list of topics")


def check_words(topic: str, begun: "Begun") -> None:
    """Refuse what could not be read again."""
    from kb.reading.claim_schema import CONFIDENCES, KINDS, STANCES

    if not re.fullmatch(CLAIM_ID, begun.id):
        raise Misuse(f"'{begun.id}' is no id: at least two small words joined by -")
    check_topic(topic)
    if not re.fullmatch(KEBAB, begun.position):
        raise Misuse(f"'{begun.position}' is no position: small words joined by -")
    for name, words in (("kind", KINDS), ("stance", STANCES), ("confidence", CONFIDENCES)):
        said = getattr(begun, name)
        if said not in words:
            close = did_you_mean(said, list(words))
            raise Misuse(f"--{name}: there is no '{said}'{close}: one of {', '.join(words)}")
    for name in ("title", "statement", "scope", "cite", "passage", "locator"):
        if not getattr(begun, name).replace("\n", " ").isprintable():
            raise Misuse(f"--{name}: a character in it cannot be shown")


def base_under(root: Path) -> "Base":
    """The base under a folder, which may be empty; other files tell that it is no base's."""
    from kb.disk import files_under
    from kb.reading.read import read

    there = root.is_dir() and any(not path.name.startswith(".") for path in root.iterdir())
    if there and not (root / "claims").is_dir():
        raise Misuse(
            f"there is no folder {root / 'claims'}; is this the base's folder?"
            " kb init DIR begins a base"
        )
    return read(files_under(root))


def near_claims(base: "Base", begun: "Begun") -> list[str]:
    """The claims whose titles are nearest, if any is near: it may be there already."""
    from rapidfuzz import fuzz, process

    from kb.authoring.claim import title_of

    titles = {claim.id: claim.title for claim in base.claims}
    said = begun.title or title_of(begun.id)
    found = process.extract(
        said,
        titles,
        scorer=fuzz.token_set_ratio,
        processor=str.lower,
        score_cutoff=NEAR,
        limit=MOST,
    )
    return [f"near it: {name}: {title}" for title, _, name in found]
