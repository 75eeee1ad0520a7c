"""``kb rename``: another id for a claim, everywhere."""

from pathlib import Path

import click

from kb.cli.common import Command, say


@click.command(cls=Command)
@click.argument("old")
@click.argument("new")
@click.pass_obj
def rename(root: Path, old: str, new: str) -> None:
    """Give a claim another id: files, links, pages; the old id leads on to it."""
    from kb.authoring.rename import renamed_files
    from kb.disk import files_under
    from kb.reading.read import read

    base = read(files_under(root))
    docs = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "docs").glob("*.md"))
        if path.is_file() and not path.is_symlink()
    }
    changed = renamed_files(base, old, new, docs)
    for path, content in changed.items():
        if content is not None:
            (root / path).write_bytes(content)
            say(f"wrote {path}")
    for path, content in changed.items():
        if content is None:
            (root / path).unlink()
            say(f"removed {path}")
    say(f"'{old}' is '{new}' now; its old name leads to it: kb verify {new}")
