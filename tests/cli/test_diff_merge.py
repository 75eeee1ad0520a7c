"""``kb diff --merge`` on commits that git made."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.cli import main
from tests.helpers.git_repository import commit, git
from tests.helpers.merging import (
    FIRST,
    LEFT,
    OURS,
    SECOND,
    diverged,
    links_with_an_equal_reason,
    merge,
    repository,
    taken_for_a_rename,
    with_driver,
)
from tests.helpers.solar_base import files

LASTING = "claims/energy/panels-last.yaml"


def diff(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "diff", "--merge", *words])


@pytest.fixture
def renamed(tmp_path):
    """Git takes one claim for another, without a conflict, and the edit lands in the wrong one."""
    root = taken_for_a_rename(tmp_path / "base")
    assert merge(root)[0] == 0
    assert LEFT in (root / SECOND).read_text() and not (root / FIRST).exists()
    return root


def test_an_edit_that_landed_in_another_claim_is_named(renamed):
    told = diff(renamed, "--exit-code")
    assert told.exit_code == 1
    assert told.stdout.splitlines() == [
        "1 value that the two parents do not give",
        f'  {SECOND}:6: snow-slides-off / scope has "{LEFT}", as in roofs-stay-dry / scope; the'
        ' first parent has nothing here, the second parent says "The regime in which it is meant."',
    ]
    assert diff(renamed).exit_code == 0


def test_half_a_link_that_a_union_left_is_named(tmp_path):
    root = links_with_an_equal_reason(tmp_path / "base", "claims/**/*.yaml merge=union\n")
    assert merge(root)[0] == 0
    told = diff(root, "HEAD", "--exit-code")
    assert told.exit_code == 1
    assert told.stdout.splitlines()[1:] == [
        f"  {LASTING}:9: panels-last / links / supports sand-is-mild / because is lost; the first"
        ' parent says "What is measured on roofs bears it out.", the second parent has nothing here',
    ]


def test_both_sides_of_a_conflict_kept_are_the_same_fault(tmp_path):
    root = links_with_an_equal_reason(tmp_path / "base", "")
    assert merge(root)[0] == 1
    lines = (root / LASTING).read_text().splitlines(keepends=True)
    kept = "".join(line for line in lines if line[:7] not in ("<" * 7, "=" * 7, ">" * 7))
    commit(root, "2026-03-06", {LASTING: kept.encode()})
    assert "links / supports sand-is-mild / because is lost" in diff(root).stdout


def test_a_merge_of_our_driver_is_one_line(tmp_path):
    root = with_driver(links_with_an_equal_reason(tmp_path / "base", OURS))
    assert merge(root)[0] == 0
    names = git(root, "rev-parse", "HEAD", "HEAD^1", "HEAD^2").split()
    short = (name[:7] for name in names)
    said = "the merge {} is the item-wise merge of its parents {} and {}".format(*short)
    assert diff(root, "--exit-code").output == f"{said}\n"
    assert diff(root, "--format", "markdown").output == f"### T{said[1:]}\n"


def test_an_edit_finds_its_claim_under_the_name_that_another_branch_gave_it(tmp_path):
    root = tmp_path / "base"
    root.mkdir()
    given = {**files(), ".gitattributes": OURS.encode()}
    link = b"links: [{attacks: panels-last, because: What fades does not last.}]\n"
    given["claims/energy/panels-fade-slowly.yaml"] += link
    git(root, "init", "--quiet")
    commit(root, "2026-03-01", given)
    git(root, "checkout", "--quiet", "-b", "other")
    done = CliRunner().invoke(main, ["--root", str(root), "rename", "panels-last", "modules-last"])
    assert done.exit_code == 0, done.output
    commit(root, "2026-03-02", {})
    git(root, "checkout", "--quiet", "main")
    mine = (root / LASTING).read_bytes()
    commit(root, "2026-03-03", {LASTING: mine.replace(b"for decades", b"for thirty years")})
    assert merge(with_driver(root))[0] == 0
    new = root / "claims/energy/modules-last.yaml"
    assert b"thirty years" in new.read_bytes() and not (root / LASTING).exists()
    told = diff(root, "--exit-code")
    assert told.exit_code == 0 and "is the item-wise merge" in told.stdout


def test_a_conflict_settled_by_a_third_word_is_told_and_is_no_fault(tmp_path):
    root = links_with_an_equal_reason(tmp_path / "base", OURS)
    mine = (root / LASTING).read_bytes()
    git(root, "checkout", "--quiet", "other")
    its = (root / LASTING).read_bytes().replace(b"decades", b"ages")
    commit(root, "2026-03-05", {LASTING: its})
    git(root, "checkout", "--quiet", "main")
    commit(root, "2026-03-05", {LASTING: mine.replace(b"decades", b"years")})
    with_driver(root)
    assert merge(root)[0] == 1
    head, _, rest = (root / LASTING).read_text().partition("<<<<<<< ours\n")
    tail = rest.partition(">>>>>>> theirs\n")[2]
    settled = f"{head}statement: A panel keeps half its output for long.\n{tail}"
    commit(root, "2026-03-06", {LASTING: settled.encode()})
    told = diff(root, "--exit-code")
    assert told.exit_code == 0
    assert told.stdout.splitlines() == [
        "1 conflict settled by what neither parent says",
        f'  {LASTING}:2: panels-last / statement has "A panel keeps half its output for long."; the'
        ' first parent says "A panel keeps half its output for years.", the second parent says'
        ' "A panel keeps half its output for ages."',
    ]


def test_programs_get_every_field(renamed):
    told = json.loads(diff(renamed, "--format", "json").stdout)
    assert told["version"] == 1 and told["merge"] == git(renamed, "rev-parse", "HEAD").strip()
    assert told["parents"] == git(renamed, "rev-parse", "HEAD^1", "HEAD^2").split()
    (value,) = told["values"]
    assert value.pop("is_fault") is True
    assert value == {
        "how": "from another claim", "claim": "snow-slides-off", "address": ["scope"],
        "file": SECOND, "line": 6, "merge": LEFT, "first": "", "base": "",
        "second": "The regime in which it is meant.", "origin": "roofs-stay-dry / scope",
    }  # fmt: skip


def test_a_comment_holds_authors_words_as_code(tmp_path):
    root = taken_for_a_rename(tmp_path / "base")
    hostile = "'@everyone <img src=x> [go](http://x) | --> `x`'"
    commit(root, "2026-03-05", {FIRST: (root / FIRST).read_text().replace(LEFT, hostile).encode()})
    assert merge(root)[0] == 0
    told = diff(root, "--format", "markdown").stdout
    assert told.startswith("### 1 value that the two parents do not give\n\n- `claims/energy/")
    assert (
        told.count("@everyone") == 1 and "|" not in told and "`` @everyone" in told.replace("'", "")
    )


def test_the_files_are_left_as_they_are_and_may_be_others(renamed):
    (renamed / SECOND).write_text("nonsense\n")
    assert "scope has" in diff(renamed).stdout
    assert (renamed / SECOND).read_text() == "nonsense\n"


def test_a_base_below_the_repositorys_top_is_compared_alone(tmp_path):
    root = repository(
        tmp_path / "whole",
        {f"base/{LASTING}": b"title: A\nstatement: B\n", "claims/x.yaml": b"a\n"},
    )
    top, foot = b"title: C\nstatement: B\n", b"title: A\nstatement: B\nscope: D\n"
    diverged(root, {f"base/{LASTING}": top}, {f"base/{LASTING}": foot})
    assert merge(root, "--no-commit")[0] == 0
    commit(root, "2026-03-06", {f"base/{LASTING}": b"title: C\nstatement: B\nscope: E\n"})
    assert (
        f'  {LASTING}:3: panels-last / scope has "E", which comes from nowhere'
        in diff(root / "base").stdout
    )


def test_what_is_no_merge_of_two_is_said(renamed, tmp_path):
    for words, why in (
        (("HEAD^1",), "'HEAD^1' is no merge of two branches: it has 1 parent"),
        (("HEAD~2",), "'HEAD~2' is no merge of two branches: it has no parent"),
        (("nonsense",), "'nonsense' is neither a folder with a base nor a revision that git knows"),
        (("HEAD", "HEAD"), "--merge takes one commit"),
        (("--merge-base",), "--merge takes one commit"),
    ):
        told = diff(renamed, *words)
        assert told.exit_code == 2 and why in " ".join(told.output.split())
    git(renamed, "branch", "a", "HEAD^1")
    for name in ("b", "c"):
        git(renamed, "checkout", "--quiet", "-b", name, "HEAD^1")
        commit(renamed, "2026-03-07", {f"claims/energy/{name}.md": b"x\n"})
    git(renamed, "checkout", "--quiet", "a")
    commit(renamed, "2026-03-07", {"claims/energy/a.md": b"x\n"})
    git(renamed, "merge", "--quiet", "--no-edit", "b", "c")
    told = diff(renamed)
    assert told.exit_code == 2 and "is no merge of two branches: it has 3 parents" in told.output


def test_a_shallow_clone_and_a_folder_without_git_are_said(renamed, tmp_path):
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{renamed}", "shallow")
    told = diff(tmp_path / "shallow")
    assert told.exit_code == 2 and "the clone is shallow" in told.output
    (tmp_path / "alone").mkdir()
    told = diff(tmp_path / "alone")
    assert told.exit_code == 2 and "lies in no git repository" in told.output


def test_without_a_merge_something_to_compare_with_is_needed(renamed):
    told = CliRunner().invoke(main, ["--root", str(renamed), "diff"])
    assert told.exit_code == 2 and "kb diff BASE, or kb diff --merge" in told.output
