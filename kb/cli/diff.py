"""``kb diff``: what a change changes, the conclusions first."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.common import Command, say, warn, warn_of_unknown_past
from kb.model.misuse import Misuse
from kb.phrasing import quantity

if TYPE_CHECKING:
    from kb.knowledge import Knowledge
    from kb.memory import Memory

FORMS = ("text", "json", "markdown")


@click.command(cls=Command)
@click.argument("base", default="", metavar="BASE")
@click.argument("head", default="", metavar="[HEAD]")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True)
@click.option("--merge-base", is_flag=True, help="Compare with where HEAD parted from BASE.")
@click.option(
    "--exit-code",
    is_flag=True,
    help="End with 1 if a conclusion changes; with --merge, if a value is not the parents'.",
)
@click.option(
    "--merge",
    "of_merge",
    is_flag=True,
    help="Compare a merge commit (else HEAD) with the item-wise merge of its parents.",
)
@click.pass_obj
def diff(
    root: Path, base: str, head: str, form: str, merge_base: bool, exit_code: bool, of_merge: bool
) -> None:
    """Say what changes between two revisions or folders: conclusions first.

    BASE and HEAD are revisions of git, or folders that hold a base; without HEAD, the files as
    they are. Nothing is run: what is not remembered is unmeasured, on either side.
    """
    from kb.cli.base import memory_of
    from kb.diff.difference import difference
    from kb.reports import difference as reports

    if of_merge:
        if head or merge_base:
            raise Misuse("--merge takes one commit, and is no --merge-base")
        sys.exit(int(say_of_merge(root, base or "HEAD", form) and exit_code))
    if not base:
        raise Misuse("what is it to be compared with? kb diff BASE, or kb diff --merge")
    memory = memory_of(root)
    start = parting(root, base, head) if merge_base else base
    with (
        knowledge_at(root, start, memory) as before,
        knowledge_at(root, head, memory) as after,
    ):
        warn_of_unknown_past(after)
        warn_of_unmeasured(before, after)
        found = difference(before, after)
    told = {"text": reports.as_text, "json": reports.as_json, "markdown": reports.as_markdown}
    say(told[form](found), nl=False)
    sys.exit(int(exit_code and bool(found.conclusions)))


def say_of_merge(root: Path, name: str, form: str) -> bool:
    """Say what of a merge commit its parents do not give; whether anything is a fault."""
    from kb.diff.merging.commit import unlike_its_parents
    from kb.programs import git_claims, git_merge_bases, git_parents, why_no_history
    from kb.reports import merge as reports

    if why := why_no_history(root):
        raise Misuse(f"the parents of a merge cannot be told: {why}")
    commit = revision(root, name)
    parents = git_parents(root, commit)
    if len(parents) != 2:
        many = f"has {quantity(len(parents), 'parent')}" if parents else "has no parent"
        raise Misuse(f"'{name}' is no merge of two branches: it {many}")
    bases = [git_claims(root, base) for base in git_merge_bases(root, *parents)]
    found = unlike_its_parents(bases, *(git_claims(root, side) for side in (*parents, commit)))
    told = {"text": reports.as_text, "json": reports.as_json, "markdown": reports.as_markdown}
    say(told[form](found, (commit, *parents)), nl=False)
    return any(value.is_fault for value in found)


def warn_of_unmeasured(before: "Knowledge", after: "Knowledge") -> None:
    """Say of how many demonstrations only one side remembers what was measured."""
    one, other = (
        {at for at, judgement in known.evidence.items() if judgement.word == "unmeasured"}
        for known in (before, after)
    )
    both = before.evidence.keys() & after.evidence.keys()
    if many := len((one ^ other) & both):
        warn(
            f"of {quantity(many, 'demonstration')} one side remembers no measurement:"
            " what hangs on them may be told as changed"
        )


def parting(root: Path, base: str, head: str) -> str:
    """The commit at which two revisions parted; without a second, of what is checked out."""
    from kb.programs import git_merge_base

    for name in filter(None, (base, head)):
        revision(root, name)
    if found := git_merge_base(root, base, head or "HEAD"):
        return found
    raise Misuse(f"'{base}' and '{head or 'HEAD'}' have no commit in common")


def revision(root: Path, name: str) -> str:
    """The commit that a word names."""
    from kb.programs import git_revision

    if found := git_revision(root, name):
        return found
    raise Misuse(f"'{name}' is neither a folder with a base nor a revision that git knows")


@contextmanager
def knowledge_at(root: Path, word: str, memory: "Memory") -> Iterator["Knowledge"]:
    """What is known of the base in a folder, at a revision, or as it is."""
    if not word:
        yield knowledge_of(root, memory)
    elif (Path(word) / "claims").is_dir():
        yield knowledge_of(Path(word), memory)
    else:
        from kb.programs import OutsideError, git_checkout, git_folder

        commit = revision(root, word)
        with tempfile.TemporaryDirectory(prefix="kb-") as folder:
            try:
                git_checkout(root, commit, Path(folder))
            except OutsideError as error:
                raise Misuse(str(error)) from None
            yield knowledge_of(Path(folder) / git_folder(root), memory)


def knowledge_of(root: Path, memory: "Memory") -> "Knowledge":
    """All that follows from the files under a folder and from what is remembered."""
    from kb import pipeline
    from kb.disk import walked

    files, unread = walked(root)
    loaded = pipeline.load(files, memory, unread)
    return pipeline.know(loaded, root, memory)
