"""``kb fmt``: what is written, what is only told, and that registrations keep their word."""

import re
import resource

from kb.disk import files_under
from kb.reading.read import read
from tests.cli.test_commands import kb, process, root
from tests.helpers.git_repository import git
from tests.history.test_registering import registered

__all__ = ["root"]  # a fixture
FADING = "claims/energy/panels-fade-slowly.yaml"


def test_check_tells_and_the_command_writes(root):
    before = files_under(root)
    status, said, err = kb(root, "fmt", "--check")
    assert (status, err) == (1, "")
    assert f"would change {FADING}" in said and said.endswith("2 files would change of 2\n")
    assert files_under(root) == before
    status, said, _ = kb(root, "fmt", "panels-fade-slowly")
    assert (status, said) == (0, f"wrote {FADING}\n1 file changed of 1\n")
    after = files_under(root)
    assert {path for path in after if after[path] != before[path]} == {FADING}
    assert read(after).claims == read(before).claims
    assert kb(root, "fmt")[0] == 0
    assert kb(root, "fmt", "--check")[:2] == (0, "0 files would change of 2\n")


def test_what_cannot_be_read_is_told_and_left(root):
    (root / FADING).write_text("title: [")
    status, said, err = kb(root, "fmt", FADING)
    assert status == 1 and said == "0 files changed of 1\n"
    assert err == f"{FADING}: left as it is: it cannot be read: kb verify says why\n"
    assert (root / FADING).read_text() == "title: ["


def test_what_was_registered_stays_so(tmp_path):
    registered(tmp_path)
    git(tmp_path, "add", "-A", "--", ".", ":!.kb")
    git(tmp_path, "commit", "-qm", "Registered", day="2026-03-02")
    before = kb(tmp_path, "verify")
    assert kb(tmp_path, "fmt")[0] == 0
    assert git(tmp_path, "status", "--porcelain", "--", "claims")
    git(tmp_path, "commit", "-qam", "In one form", day="2026-03-03")
    after = kb(tmp_path, "verify", "--no-run")
    for told in (r"\[[a-z-]+\]$", r"^\d+ claims.*"):
        found = [re.findall(told, said, re.MULTILINE) for said in (after[1], before[1])]
        assert found[0] == found[1] != []


def test_a_file_that_cannot_be_written_stays_whole_and_is_told(root):
    before = files_under(root)
    done = process(root, "fmt", preexec_fn=full_after(64))
    assert done.returncode == 1, done.stderr
    assert f"{FADING}: left as it is: File too large\n" in done.stderr
    assert done.stdout == "0 files changed of 2\n"
    assert files_under(root) == before
    assert not list(root.glob("claims/*/.*"))


def full_after(size):
    """A disk on which no file has more bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_link_stays_one_and_rights_stay(root):
    link = root / "claims/energy/panels-again.yaml"
    link.symlink_to("panels-fade-slowly.yaml")
    (root / FADING).chmod(0o640)
    assert kb(root, "fmt")[0] == 0
    assert link.is_symlink() and kb(root, "fmt", "--check")[0] == 0
    assert (root / FADING).stat().st_mode & 0o777 == 0o640


def test_a_file_that_is_no_claim_is_told(root):
    status, said, told = kb(root, "fmt", "claims/energy/index.md")
    assert (status, said) == (0, "0 files changed of 0\n")
    assert told == "nothing there is a claim's file, so there is nothing to format\n"
