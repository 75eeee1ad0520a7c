"""``kb fmt``: claims' files in one form, without a change of what they say."""

import sys
from pathlib import Path

import click

from kb.cli.common import Command, say


@click.command(cls=Command)
@click.argument("what", nargs=-1, metavar="[CLAIM|FILE|FOLDER]...")
@click.option("--check", is_flag=True, help="Write nothing; status 1 if a file has another form.")
@click.pass_obj
def fmt(root: Path, what: tuple[str, ...], check: bool) -> None:
    """Put the fields of claims in their order, and break lines and quote in one way.

    Values, comments and the order of lists stay: each file is read again before it is written.
    """
    from kb.authoring.canonical import CannotFormat, formatted
    from kb.authoring.whole_file import write_whole
    from kb.cli.base import open_base, selection_of
    from kb.phrasing import quantity
    from kb.reading.dependants import id_of, is_claim

    opened = open_base(root)
    files = opened.base.files
    claims = set(selection_of(opened, what).claims)
    changed, left = [], 0
    for path in filter(is_claim, files):
        if id_of(path) not in claims:
            continue
        try:
            result = formatted(path, files[path])
        except CannotFormat as error:
            left += 1
            say(f"{path}: left as it is: {error}", err=True)
            continue
        if result == files[path]:
            continue
        try:
            if not check:
                write_whole(root / path, result)
        except OSError as error:
            left += 1
            say(f"{path}: left as it is: {error.strerror}", err=True)
            continue
        changed.append(path)
        say(f"{'would change' if check else 'wrote'} {path}")
    if what and not claims:
        say("nothing there is a claim's file, so there is nothing to format", err=True)
    many = quantity(len(changed), "file")
    say(f"{many} {'would change' if check else 'changed'} of {len(claims)}")
    sys.exit(int(bool(left or (check and changed))))
