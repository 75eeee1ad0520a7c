"""Other programs: MkDocs or Zensical, for the frame around the pages, and git, for dates.

Each gets a clean environment.  A complaint about the frame is passed on in full; one of git is not,
since the base may well lie in no repository, and then only has no dates.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "SOURCE_DATE_EPOCH", "TMPDIR", "VIRTUAL_ENV")


class OutsideError(Exception):
    """Another program failed; the message is what it said."""


def clean_environment() -> dict[str, str]:
    """Only what a program needs to find itself."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    # The theme prints a notice about its successor on every build, which is not ours to pass on.
    return {**kept, "PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "1"}


def frame_pages(config: Path, site: Path, only_changed: bool = False) -> None:
    """Build the site with MkDocs; any warning of its is an error of ours.

    With ``only_changed``, pages younger than what is in the site, which MkDocs warns of always.
    """
    manner = ["--dirty"] if only_changed else ["--strict", "--clean"]
    build_with("mkdocs", config, "--quiet", "build", *manner, "--site-dir", str(site.resolve()))


def build_with(program: str, config: Path, *words: str) -> None:
    """Build a site with a module that is a program; its complaint is passed on in full."""
    done = subprocess.run(
        [sys.executable, "-m", program, *words, "--config-file", str(config)],
        capture_output=True, text=True, check=False, env=clean_environment(), cwd=config.parent,
    )  # fmt: skip
    if done.returncode:
        raise OutsideError(
            f"{program} could not build the site:\n{done.stdout}{done.stderr}".strip()
        )


# Settings of the user's that would change what git prints, and what it could fetch or write; and
# files of others that would pass for a repository, its past and its settings.
GIT = ("git", "--no-pager", "--no-replace-objects", "-c", "safe.bareRepository=explicit",
       "-c", "log.showRoot=true", "-c", "log.showSignature=false", "-c", "log.follow=false",
       "-c", "log.diffMerges=separate", "-c", "diff.orderFile=/dev/null")  # fmt: skip
GIT_ENVIRONMENT = {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0",
                   "GIT_GRAFT_FILE": os.devnull}  # fmt: skip
LOG = ("log", "--first-parent", "-m", "--reverse", "--format=%ct %H", "--raw", "--no-abbrev", "-z",
       "--no-renames", "--no-color", "--relative")  # fmt: skip
PENDING = ("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv",
           "--ignore-submodules", "--relative", "HEAD")  # fmt: skip
PATIENCE = 60.0  # seconds


NO_REPOSITORY = "this folder lies in no git repository"
PARTIAL = "the clone is partial, and old versions are not in it; clone anew without --filter"


def why_no_history(root: Path) -> str:
    """Why the past of a folder cannot be told, and what helps; empty if it can."""
    try:
        done = subprocess.run(
            [*GIT, "rev-parse", "--is-shallow-repository"],
            capture_output=True, text=True, check=False,
            env={**clean_environment(), **GIT_ENVIRONMENT, "LC_ALL": "C"}, cwd=root,
            timeout=PATIENCE,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return "git cannot be started"
    if "dubious ownership" in done.stderr:
        named = re.search(r"repository at '(.+)'", done.stderr)
        folder = named[1] if named else str(root.resolve())
        return (
            "git refuses this repository, which belongs to somebody else;"
            f" to trust it: git config --global --add safe.directory {shlex.quote(folder)}"
        )
    if "safe.bareRepository" in done.stderr:
        return "files of the base (HEAD, objects, refs) pass for a repository of git's"
    if done.returncode:
        return NO_REPOSITORY
    if done.stdout.strip() != "false":
        return (
            "the clone is shallow; to get the whole history: git fetch --unshallow"
            " (in a workflow, actions/checkout with fetch-depth: 0)"
        )
    return ""


def git_head(root: Path) -> bytes:
    """The hash of the last commit; nothing, if there is none."""
    return git(root, "rev-parse", "HEAD").strip()


def git_folder(root: Path) -> str:
    """Where a folder lies in its repository: '' at its top or in none, else a path and '/'."""
    return git(root, "rev-parse", "--show-prefix").decode("utf-8", "replace").strip("\n")


def git_revision(root: Path, name: str) -> str:
    """The hash of the commit that a name stands for; empty, if it stands for none."""
    if name.startswith("-"):
        return ""
    found = git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    return found.decode("ascii", "replace").strip()


def git_merge_base(root: Path, one: str, other: str) -> str:
    """The commit from which two parted; empty, if there is none."""
    return git(root, "merge-base", one, other).decode("ascii", "replace").strip()


def git_checkout(root: Path, commit: str, folder: Path) -> None:
    """The files of a commit in a folder of their own, with the past that it has.

    The clone borrows what it can from the repository, in which nothing changes, and runs no hook.
    """
    top = git(root, "rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").strip("\n")
    quiet = ("-c", "core.hooksPath=/dev/null", "-c", "advice.detachedHead=false")
    steps = (
        (root, "clone", "--quiet", "--shared", "--no-checkout", "--template=", top, str(folder)),
        (folder, "checkout", "--quiet", "--detach", commit),
    )
    for where, *step in steps:
        if answer_of_git(where, *quiet, *step) is None:
            raise OutsideError(f"git could not take out {commit[:12]}")


def git_tracks(root: Path, name: str) -> bool:
    """Whether a file or folder, in whatever case it is written, is part of the repository."""
    return bool(git(root, "ls-files", "-z", "--", f":(icase){name}"))


def git_log(root: Path) -> bytes:
    """Times and files of every commit to the claims, oldest first; nothing, if not all is there."""
    if git(root, "rev-parse", "--is-shallow-repository").strip() != b"false":
        return b""
    return git(root, *LOG, "--", "claims")


def why_no_log(root: Path) -> str:
    """Why the past cannot be listed, though it should be there; empty if there is none yet."""
    listed = answer_of_git(root, *LOG, "--", "claims") is not None
    return "" if listed or not git_head(root) else PARTIAL


def git_pending(root: Path) -> list[str]:
    """Committed claims' files that were changed since."""
    found = git(root, *PENDING, "--", "claims").split(b"\0")
    return [path.decode("utf-8", "replace") for path in found if path]


def git_is_changed(root: Path) -> bool:
    """Whether claims or literature differ from the last commit; not, where there is none."""
    status = ("status", "--porcelain", "-z", "--no-renames", "--ignore-submodules")
    return bool(git_head(root)) and bool(git(root, *status, "--", "claims", "literature"))


def git_blobs(root: Path, wanted: Iterable[str]) -> dict[str, bytes]:
    """Contents by name; those that are not there are left out."""
    asked = "".join(f"{name}\n" for name in wanted).encode()
    rest = git(root, "cat-file", "--batch", given=asked) if asked else b""
    found = {}
    while rest:
        head, _, rest = rest.partition(b"\n")
        name, kind, *size = head.decode("utf-8", "replace").split(" ")
        if size:  # otherwise the kind is "missing", and nothing follows
            length = int(size[0])
            if kind == "blob":
                found[name] = rest[:length]
            rest = rest[length + 1 :]
    return found


def git_parents(root: Path, commit: str) -> list[str]:
    """The hashes of a commit's parents."""
    return git(root, "rev-parse", f"{commit}^@").decode("ascii", "replace").split()


def git_merge_bases(root: Path, one: str, other: str) -> list[str]:
    """The commits from which two parted: several, if they were merged with each other before."""
    return git(root, "merge-base", "--all", one, other).decode("ascii", "replace").split()


def git_claims(root: Path, commit: str) -> dict[str, bytes]:
    """The claims' files of a commit, by path."""
    listed = git(root, "ls-tree", "-r", "-z", commit, "--", "claims/").split(b"\0")
    entries = [entry.decode("utf-8", "replace").partition("\t") for entry in listed if entry]
    blobs = {path: about.split()[2] for about, _, path in entries if path.endswith(".yaml")}
    contents = git_blobs(root, sorted(set(blobs.values())))
    return {path: contents[blob] for path, blob in blobs.items() if blob in contents}


def git_paths_of(root: Path, content: bytes, path: str) -> list[str]:
    """The paths, from the repository's top, at which this content ever stood in any branch; only
    this one, if it is among them, since that is found sooner.
    """
    name = git(root, "hash-object", "--stdin", given=content).decode("ascii", "replace").strip()
    listing = ("log", "--all", "HEAD", f"--find-object={name}", "-m", "--format=", "--name-only",
               "-z", "--no-renames", "--no-relative")  # fmt: skip
    here = git(root, *listing, "-1", "--", f":(top,literal){path}")
    found = (here or git(root, *listing)).split(b"\0") if name else []
    return sorted({path.decode("utf-8", "replace").strip("\n") for path in found if path})


def git_merge_file(root: Path, base: Path, ours: Path, theirs: Path) -> tuple[bytes, int] | None:
    """What git makes of three files line by line, and its status; None, if it makes nothing."""
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    files = (str(path.resolve()) for path in (ours, base, theirs))
    done = run_git(root, "merge-file", "-p", *labels, *files)
    return (done.stdout, done.returncode) if done and done.returncode <= 127 else None


def git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git says in a folder; nothing, if there is no git or it fails."""
    return answer_of_git(root, *arguments, given=given) or b""


def answer_of_git(root: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """What git says in a folder; None, if there is no git or it fails."""
    done = run_git(root, *arguments, given=given)
    return None if done is None or done.returncode else done.stdout


def run_git(
    root: Path, *arguments: str, given: bytes = b""
) -> subprocess.CompletedProcess[bytes] | None:
    """What git says and its status; None, if there is no git or it takes too long."""
    try:
        return subprocess.run(
            [*GIT, *arguments],
            input=given,
            capture_output=True,
            check=False,
            env={**clean_environment(), **GIT_ENVIRONMENT},
            cwd=root,
            timeout=PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
