"""``kb rename``: whatever named the claim names it still, its past stays its own, nothing else moves."""

import pytest

from kb.disk import files_under
from kb.reading.read import read
from tests.cli.test_commands import kb, root
from tests.helpers.git_repository import FADING, commit, git, started
from tests.history.test_registering import registered

__all__ = ["root"]  # a fixture
OLD, NEW = "panels-last", "panels-endure"
LINKED = """
links:
  - supports: panels-last
    because: As panels-last has it.
  - undercuts: panels-fade-slowly/supports/panels-last
    because: A link on a link.
"""


def renamed(root, old=OLD, new=NEW):
    status, said, err = kb(root, "rename", old, new)
    assert status == 0, err
    return said


def test_links_predictions_and_files_follow(tmp_path):
    given = started(tmp_path)
    commit(tmp_path, "2026-03-02", {FADING: given[FADING] + LINKED.encode()})
    kb(tmp_path, "verify")
    before = kb(tmp_path, "verify", "--no-run")
    said = renamed(tmp_path)
    assert "panels-endure.py" not in said and (tmp_path / "claims/energy/panels-last.py").is_file()
    assert "removed claims/energy/panels-last.yaml" in said
    base = read(files_under(tmp_path))
    assert not base.findings and OLD not in base.by_id
    assert base.by_id[NEW].aliases == (OLD,)
    links = base.by_id["panels-fade-slowly"].links
    assert [link.target for link in links] == [NEW, f"panels-fade-slowly/supports/{NEW}"]
    assert base.by_id["panels-fade-slowly"].predictions[0].of == f"{NEW}/life"
    after = kb(tmp_path, "verify", "--no-run")
    assert after[1].splitlines()[-1] == before[1].splitlines()[-1]
    _, told, _ = kb(tmp_path, "diff", "HEAD")
    assert told.startswith("To read again") and "renamed: claim panels-endure" in told


def test_nothing_is_measured_again(root):
    kb(root, "verify")
    renamed(root)
    assert "measured" not in kb(root, "verify")[2]


def test_what_was_registered_stays_so(tmp_path):
    registered(tmp_path)
    git(tmp_path, "add", "-A", "--", ".", ":!.kb")
    git(tmp_path, "commit", "-qm", "Registered", day="2026-03-02")
    for old, new in ((OLD, NEW), ("panels-fade-slowly", "panels-fade-soon")):
        renamed(tmp_path, old, new)
    git(tmp_path, "add", "-A", "--", ".", ":!.kb")
    git(tmp_path, "commit", "-qm", "Renamed", day="2026-03-03")
    _, said, _ = kb(tmp_path, "verify", "--today", "2026-04-01")
    assert "registration" not in said, said


def test_there_and_back_leaves_what_was_there_but_for_the_names(root):
    renamed(root)
    renamed(root, NEW, OLD)
    base = read(files_under(root))
    assert base.by_id[OLD].aliases == (NEW,) and not base.findings


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("panels-lost", NEW, "there is no claim 'panels-lost' that can be read"),
        (OLD, "panels", "'panels' is no id"),
        (OLD, "panels-fade-slowly", "there is a claim 'panels-fade-slowly' already"),
        (OLD, "a-b/../c-d", "is no id"),
    ],
)
def test_what_cannot_be_renamed_changes_nothing(old, new, message, root):
    before = files_under(root)
    status, _, said = kb(root, "rename", old, new)
    assert status == 2 and message in said
    assert files_under(root) == before


def test_a_name_that_something_else_has_too_is_refused(root):
    claim = root / FADING
    claim.write_text(claim.read_text("utf-8") + "tags: [panels-last]\n", "utf-8")
    status, _, said = kb(root, "rename", OLD, NEW)
    assert status == 2 and "'panels-last' is also the name of a tag" in said
