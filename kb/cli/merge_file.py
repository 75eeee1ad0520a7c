"""``kb merge-file``: a claim's file merged item by item, as git asks of a merge driver."""

import sys
from pathlib import Path

import click

from kb.cli.common import Command, say

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("merge-file", cls=Command)
@click.argument("base", type=FILE)
@click.argument("ours", type=FILE)
@click.argument("theirs", type=FILE)
@click.option("--path", default="", metavar="PATH", help="Where the file stands (git's %P).")
@click.pass_obj
def merge_file(root: Path, base: Path, ours: Path, theirs: Path, path: str) -> None:
    """Merge THEIRS into OURS item by item; BASE is what both began from.

    What nobody but you can decide stays between marks, and the status is 1. As git's merge driver:
    git config merge.kb.driver 'kb merge-file %O %A %B --path %P'
    """
    from kb.diff.merging.driver import both_sides, fields_of, id_of, merged_file

    states = tuple(file.read_bytes() for file in (base, ours, theirs))
    if path and not id_of(path):
        sys.exit(line_by_line(root, base, ours, theirs))
    if other := taken_for(root, path, *states):
        say(
            f"{path}: git took this for a rename of '{other}', and no alias says so: nothing that"
            f" was meant for '{other}' is put here; choose between the two claims",
            err=True,
        )
        ours.write_bytes(both_sides(*states[1:]))
        sys.exit(1)
    merged = merged_file(*states)
    if merged:
        ours.write_text(merged.text, encoding="utf-8", newline="")
        sys.exit(int(bool(merged.choices)))
    if all(map(fields_of, states)) or not line_by_line(root, base, ours, theirs):
        ours.write_bytes(both_sides(*states[1:]))  # nothing that git makes of it is certain
    sys.exit(1)


def line_by_line(root: Path, base: Path, ours: Path, theirs: Path) -> int:
    """Leave what git would leave without us; its status."""
    from kb.programs import git_merge_file

    found = git_merge_file(root, base, ours, theirs)
    if found is None:
        return 1  # as of files that are no text: ours stays, and git tells of a conflict
    ours.write_bytes(found[0])
    return int(bool(found[1]))


def taken_for(root: Path, path: str, base: bytes, ours: bytes, theirs: bytes) -> str:
    """The claim whose edit git is about to put into another one; empty, if it is not."""
    from kb.diff.merging.driver import carried_over
    from kb.programs import git_paths_of

    if not path:
        return ""
    paths = [git_paths_of(root, content, path) for content in (base, ours, theirs)]
    return carried_over(paths, path, (ours, theirs))
