"""``kb import``: claims from what other programs wrote, with blanks where it says nothing."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date as calendar
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.authoring.whole_file import write_whole
from kb.cli.common import Command, date, say, today_option
from kb.importing.formats import BESIDE, FORMATS
from kb.model.misuse import Misuse
from kb.model.names import did_you_mean
from kb.phrasing import one_line, quantity
from kb.reading.claim_schema import KINDS

if TYPE_CHECKING:
    from kb.importing.naming import Names
    from kb.importing.taken import Given, Taken
    from kb.model import Base, Claim

MOST = 8 * 2**20  # bytes of a file that is read
DAYS = 90  # for which what an import could not know is let off
UNKNOWN_KIND = "opinion"  # the kind that promises least


@click.command("import", cls=Command)
@click.argument("form", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--topic", default="", help="The topic of all claims [as said of each, or the file's name]."
)
@click.option(
    "--kind", type=click.Choice(KINDS), help="The kind of those that have none [opinion]."
)
@click.option(
    "--cite", default="", metavar="KEY", help="The work that those without a source are from."
)
@today_option
@click.pass_obj
def import_(
    root: Path, form: str, file: Path, topic: str, kind: str | None, cite: str, today: str | None
) -> None:
    """Take claims in from a file of others: FORMATS.

    Nothing is invented: what the file does not say is left blank, and kb verify asks for it.
    """
    from kb.cli.new import base_under, check_topic
    from kb.importing.files import placed, refuse_clashes
    from kb.importing.formats import take
    from kb.importing.taken import MOST_CLAIMS

    if topic:
        check_topic(topic)
    until = (calendar.fromisoformat(date(today)) + timedelta(days=DAYS)).isoformat()
    base = base_under(root)
    check_work(base, cite)
    given = given_from(file, BESIDE.get(form, ()))
    names = names_in(base)
    taken = take(form, given, names)
    if len(taken.claims) > MOST_CLAIMS:
        raise Misuse(f"{given.name}: more than {MOST_CLAIMS} claims; nothing was written")
    if not taken.claims:
        raise Misuse(f"{given.name}: there is no claim in it; nothing was written")
    claims = placed(taken, topic, topic_of(file), kind or UNKNOWN_KIND, cite)
    refuse_clashes(base, claims, names.clashes)
    files = with_debts(base, claims, taken, given.name, until)
    write_all(root, base, files)
    for line in told(taken, files, bool(kind)):
        say(line, err=True)
    links = sum(len(claim.links) for claim in claims)
    topics = list(dict.fromkeys(f"claims/{claim.topic}" for claim in claims))
    where = topics[0] if len(topics) == 1 else f"{len(topics)} topics below claims"
    say(f"wrote {quantity(len(claims), 'claim')} with {quantity(links, 'link')} in {where}")
    say("what is still to write: kb verify --no-run")


def names_in(base: "Base") -> "Names":
    """What names imported claims: past those of the base's claims and of the checks."""
    from kb.checks.all import manuals
    from kb.importing.naming import Names

    theirs = {name for claim in base.claims for name in (claim.id, *claim.aliases)}
    titles = [claim.title for claim in base.claims]
    names = Names({page.name for page in manuals()}, theirs | base.broken, titles)
    names.shorts |= {claim.short.casefold() for claim in base.claims if claim.short}
    return names


def check_work(base: "Base", cite: str) -> None:
    """Refuse a work that the base does not have."""
    if cite and cite not in base.references:
        close = did_you_mean(cite, list(base.references))
        raise Misuse(f"--cite: no work '{cite}' in literature/references.bib{close}")


def topic_of(file: Path) -> str:
    """A topic from the name of a file."""
    from kb.importing.naming import kebab

    found = kebab(file.name.partition(".")[0])
    return "imported" if found in ("", "index") else found


def given_from(file: Path, endings: tuple[str, ...]) -> "Given":
    """The text of a file, and of those beside it; none is opened that is too large."""
    from kb.importing.naming import clean
    from kb.importing.taken import Given

    beside = {ending: file.with_suffix(f".{ending}") for ending in endings}
    texts = {ending: text_of(path) for ending, path in beside.items() if path.is_file()}
    return Given(one_line(clean(file.name)), text_of(file), texts)


def text_of(path: Path) -> str:
    """The text of a file of strangers, if it is one and not too large."""
    if not path.is_file():
        raise Misuse(f"there is no file {path}" if not path.exists() else f"{path} is no file")
    with path.open("rb") as opened:
        content = opened.read(MOST + 1)
    if len(content) > MOST:
        raise Misuse(f"{path.name} has more than {MOST // 2**20} MiB, and is not read")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        said = f"{path.name}:{line}: the text is not UTF-8; save it as UTF-8; nothing was written"
        raise Misuse(said) from None


def with_debts(
    base: "Base", claims: "Sequence[Claim]", taken: "Taken", name: str, until: str
) -> dict[str, bytes]:
    """The files, in which each claim names what the checks find missing in it."""
    from kb.checks.all import findings_of
    from kb.importing.files import accepting, files_of
    from kb.pipeline import derive
    from kb.reading.read import read

    files = files_of(base, claims, taken, name)
    found = findings_of(derive(read({**base.files, **files}), {}), "")
    return files_of(base, accepting(claims, found, name, until), taken, name)


def write_all(root: Path, base: "Base", files: Mapping[str, bytes]) -> None:
    """Write all files or none; none that is there but the positions, which only grow."""
    from kb.disk import leads_out

    new = {root / path: content for path, content in files.items() if path not in base.files}
    for path in (root / path for path in files):
        if leads_out(root, path):
            raise Misuse(f"{path} leads out of the base; nothing was written")
        if path in new and os.path.lexists(path):
            raise Misuse(f"{path} is there already; nothing was written")
    made: list[Path] = []
    folders = [path for path in dict.fromkeys(path.parent for path in new) if not path.exists()]
    try:
        for path, content in new.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as opened:
                made.append(path)
                opened.write(content)
        for name in files.keys() & base.files.keys():
            write_whole(root / name, files[name])
    except BaseException as error:  # also Ctrl-C
        for made_path in made:
            made_path.unlink(missing_ok=True)
        for folder in folders:
            with suppress(OSError):
                folder.rmdir()
        if not isinstance(error, OSError):
            raise
        where = error.filename or made[-1]  # a full disk does not say where
        raise Misuse(f"{where}: {error.strerror}; nothing was written") from None


def told(taken: "Taken", files: Mapping[str, bytes], is_kind_given: bool) -> list[str]:
    """What is lost, and what was filled in, a line each."""
    from kb.reading.literature import POSITIONS

    lines = [f"lost: {line}" for line in taken.lost]
    unsaid = sum(not claim.kind for claim in taken.claims)
    if unsaid and not is_kind_given:
        lines.append(
            f"no kind is said of {quantity(unsaid, 'claim')}: written as {UNKNOWN_KIND} (--kind)"
        )
    if POSITIONS in files:
        lines.append(f"who is named there and was not known is in {POSITIONS}: say who that is")
    return lines


import_.help = (import_.help or "").replace("FORMATS", ", ".join(FORMATS))
