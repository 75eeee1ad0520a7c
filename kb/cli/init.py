"""``kb init``: a base of one's own, which passes from the beginning."""

from pathlib import Path

import click

from kb.cli.common import Command, say
from kb.model.misuse import Misuse


@click.command(cls=Command)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option("--title", default="", help="What the base is called [the folder's name].")
def init(folder: Path, title: str) -> None:
    """Begin a base in DIR: an example of each kind, a page about it, and what CI needs."""
    from kb import __version__
    from kb._data import packed
    from kb.authoring.base import base_files, title_of

    title = title or title_of(folder.resolve().name)
    if not title.isprintable() or not set('"\\').isdisjoint(title):
        raise Misuse(f"the title {title!r} cannot stand between double quotes on one line")
    files = base_files(packed("init"), title, __version__)
    there = [name for name in files if (folder / name).exists() or (folder / name).is_symlink()]
    if there or (folder / "claims").exists():
        raise Misuse(f"{folder / (there or ['claims'])[0]} is there already; nothing was written")
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    say(f"wrote a base, '{title}', in {len(files)} files")
    say(
        f"next: cd {folder}; git init -b main; git add -A; git commit -m Begun; kb verify; kb build"
    )
    say("without a commit nobody can tell what was predicted before a run; README.md goes on")
