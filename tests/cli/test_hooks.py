"""The hooks that other bases take from here, run as pre-commit runs them."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from kb.disk import files_under
from tests.cli.test_commands import process, root

__all__ = ["root"]  # a fixture
FILE = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"
HOOKS = {hook["id"]: hook for hook in yaml.safe_load(FILE.read_text())}
FADING = "claims/energy/panels-fade-slowly.yaml"


def hooked(root, name, staged):
    """A hook on the files of a commit: pre-commit gives it those that its pattern finds."""
    hook = HOOKS[name]
    program, *words = shlex.split(hook["entry"])
    assert program == "kb" and hook["language"] == "python" and hook["require_serial"]
    given = [path for path in staged if re.search(hook["files"], path)]
    return given, process(root, *words, *given, cwd=root)


@pytest.mark.parametrize("name", ["kb-verify", "kb-fmt"])
def test_a_hook_takes_whatever_of_the_base_is_in_a_commit(root, name):
    assert set(HOOKS) == {"kb-verify", "kb-verify-and-run", "kb-fmt"}
    staged = [*files_under(root), "README.md", "kb.toml", "docs/about.md", "site/claims/x.yaml"]
    (root / "kb.toml").write_text("")
    given, done = hooked(root, name, staged)
    assert done.returncode == 0, done.stderr
    assert FADING in given and not {"README.md", "docs/about.md"} & {*given}


def test_what_the_hook_put_in_form_is_seen_by_pre_commit_and_passes_then(root):
    before = (root / FADING).read_bytes()
    _, done = hooked(root, "kb-fmt", [FADING])
    assert (done.returncode, done.stdout) == (0, f"wrote {FADING}\n1 file changed of 1\n")
    changed = (root / FADING).read_bytes()
    assert changed != before  # pre-commit refuses a commit whose files a hook changed
    _, done = hooked(root, "kb-fmt", [FADING])
    assert (done.returncode, done.stdout) == (0, "0 files changed of 1\n")
    assert (root / FADING).read_bytes() == changed


def test_the_hook_refuses_what_cannot_be_put_in_form(root):
    (root / FADING).write_text("<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> x\n")
    _, done = hooked(root, "kb-fmt", [FADING])
    assert done.returncode == 1 and f"{FADING}: left as it is" in done.stderr
    assert (root / FADING).read_text().startswith("<<<<<<< HEAD")
