"""``kb verify FILE...``: any file of the base can be named, and what hangs on it is judged."""

import os
import stat
import subprocess
import sys

import pytest

from tests.cli.test_commands import kb, process
from tests.helpers.git_repository import git
from tests.helpers.solar_base import CLAIM, MEASURE, files, on_disk

FADING = "claims/energy/panels-fade-slowly.yaml"
HELPED = MEASURE.replace('"""How', 'import wear\n"""How', 1)
MORE = {
    "claims/energy/panels-last.py": HELPED,
    "claims/energy/wear.py": "import sun\nLOSS = sun.LOSS\n",
    "claims/energy/sun.py": "LOSS = 0.02\n",
    "claims/energy/idle.py": "LOSS = 0.02\n",
    "claims/energy/data/losses.csv": "1\n2\n",
    "claims/wind/index.md": "# Wind\n",
    "claims/wind/mills-turn.yaml": "title: Mills turn\nstatement: s\nkind: opinion\n"
    "sources: [{cite: fraunhofer-2021}]\nheld_by: [{position: industry, stance: asserts}]\n",
    "literature/README.md": "What this is.\n",
}
# Each: how many claims and demonstrations are judged when the file is named.
JUDGED = {
    CLAIM: "1 claim, 1 demonstration ",
    "claims/energy/panels-last.py": "1 claim, 1 demonstration ",
    "claims/energy/wear.py": "1 claim, 1 demonstration ",
    "claims/energy/sun.py": "1 claim, 1 demonstration ",
    "claims/energy/idle.py": "2 claims, 2 demonstrations ",
    "claims/energy/data/losses.csv": "2 claims, 2 demonstrations ",
    "claims/energy/data": "2 claims, 2 demonstrations ",
    "claims/energy/index.md": "0 claims, 0 demonstrations;",
    "claims/energy": "2 claims, 2 demonstrations ",
    "claims": "3 claims, 2 demonstrations ",
    ".": "3 claims, 2 demonstrations ",
    "literature/references.bib": "2 claims, 1 demonstration ",
    "literature/positions.yaml": "3 claims, 2 demonstrations ",
    "literature/discussions/roof-talk.yaml": "1 claim, 1 demonstration ",
    "literature/README.md": "0 claims, 0 demonstrations;",
    "literature": "3 claims, 2 demonstrations ",
}


@pytest.fixture
def root(tmp_path):
    return on_disk(tmp_path / "base", files(more=MORE))


@pytest.mark.parametrize("path", JUDGED)
def test_a_file_stands_for_what_hangs_on_it(path, root, monkeypatch):
    def judged(word):
        status, said, _ = kb(root, "verify", "--no-run", word)
        assert status == 0
        return said.splitlines()[-1]

    line = judged(path)
    assert line.startswith(JUDGED[path])
    assert judged(str(root / path)) == line
    monkeypatch.chdir(root / "claims" / "energy")
    assert judged(os.path.relpath(root / path)) == line
    assert path == "." or judged(path) == line


# Each: what is broken in which file, and what is said when that file alone is named.
BROKEN = {
    "a key that claims cite": (
        "literature/references.bib", b"fraunhofer-2021", b"fraunhofer-2020",
        [
            "claims/energy/panels-last.yaml:5:3: error: no work 'fraunhofer-2021' in"
            " literature/references.bib; did you mean 'fraunhofer-2020'? [unknown-source]",
            "claims/wind/mills-turn.yaml:4:12: error: no work 'fraunhofer-2021' in"
            " literature/references.bib; did you mean 'fraunhofer-2020'? [unknown-source]",
        ],
    ),
    "a position that is held": (
        "literature/positions.yaml", b"installer:", b"fitter:",
        [
            "claims/energy/panels-fade-slowly.yaml:7:12: error: no position 'installer' [unknown-position]",
            "claims/energy/panels-fade-slowly.yaml:14:5: error: no position 'installer' [unknown-position]",
            "literature/discussions/roof-talk.yaml:7:5: error: no position 'installer' [unknown-position]",
        ],
    ),
    "a formula of an introduction": (
        "claims/energy/index.md", b"About panels.", b"About $\\frac{$.",
        ["claims/energy/index.md:3:8: warning: "],
    ),
    "a helper that does not run": (
        "claims/energy/sun.py", b"LOSS = 0.02", b"LOSS = 1 / 0",
        ["claims/energy/panels-last.yaml:"],
    ),
    "the id of what others point at": (
        FADING, b"title: Panels fade slowly\n", b"title: Panels last\nshort: s\nshort: t\n",
        [f"{FADING}:4:1: error: 'short' is written twice (first on line 3) [read]",
         f"{FADING}:5:1: error: 'short' is written twice (first on line 3) [read]"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_found_where_it_shows(name, root):
    path, before, after, expected = BROKEN[name]
    file = root / path
    assert before in file.read_bytes()
    file.write_bytes(file.read_bytes().replace(before, after))
    _, said, _ = kb(root, "verify", path)
    lines = [line for line in said.splitlines() if line.startswith(("claims/", "literature/"))]
    assert len(lines) >= len(expected)
    for line, beginning in zip(lines, expected, strict=False):
        assert line.startswith(beginning)


def test_what_another_file_says_of_the_claim_named_is_told(root):
    claim = root / CLAIM
    claim.write_text(
        claim.read_text() + "links:\n- {supports: panels-fade-slowly/lief, because: Yes.}\n"
    )
    status, said, _ = kb(root, "verify", "--no-run", FADING)
    assert status == 1
    assert said.startswith(f"{CLAIM}:") and "'panels-fade-slowly/lief'" in said
    assert kb(root, "verify", "--no-run", "claims/wind")[0] == 0


WRONG = {
    "../elsewhere.yaml": "lies outside the base, whose files are in",
    "README.md": "lies outside the base, whose files are in",
    "claims/energy/panels-lost.yaml": "is no claim, and no file or folder of the base; did you mean",
    "claims/empty": "nothing of the base is in the folder 'claims/empty'",
}


@pytest.mark.parametrize("word", WRONG)
def test_what_is_not_of_the_base_is_misuse(word, root):
    (root / "claims/empty").mkdir()
    on_disk(root, {"README.md": b"", "../elsewhere.yaml": b""})
    status, said, told = kb(root, "verify", word)
    assert (status, said) == (2, "")
    assert WRONG[word] in told


def test_a_base_that_is_reached_through_a_link_is_the_same(root, tmp_path):
    (tmp_path / "link").symlink_to(root)
    status, said, _ = kb(tmp_path / "link", "verify", "--no-run", str(root / CLAIM))
    assert (status, said.partition(",")[0]) == (0, "1 claim")


HOOK = """#!/bin/sh
git diff --cached --name-only --diff-filter=d -z -- claims literature |
  xargs -0 --no-run-if-empty {python} -m kb verify --no-run
"""


def test_a_hook_before_each_commit_refuses_what_is_broken(root):
    git(root, "init", "--quiet")
    hook = root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(HOOK.format(python=sys.executable))
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    (root / ".gitignore").write_text(".kb/\n")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "All of it")
    positions = root / "literature/positions.yaml"
    positions.write_text(positions.read_text().replace("installer", "fitter"))
    git(root, "add", "--all")
    with pytest.raises(subprocess.CalledProcessError) as refused:
        git(root, "commit", "--quiet", "--message", "Renamed")
    assert b"no position 'installer'" in refused.value.stdout + refused.value.stderr


def test_a_file_is_found_from_the_folder_where_one_stands(root):
    done = process(root, "verify", "--no-run", "panels-last.yaml", cwd=root / "claims" / "energy")
    assert done.stdout.startswith("1 claim, 1 demonstration")
