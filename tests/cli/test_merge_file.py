"""The merge driver, as git calls it and by hand."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.cli import main
from tests.helpers.git_repository import commit, git
from tests.helpers.merging import (
    LEFT,
    OURS,
    SAME_REASON,
    SECOND,
    TWO_LINKS,
    diverged,
    links_with_an_equal_reason,
    merge,
    repository,
    taken_for_a_rename,
    with_driver,
)

LASTING = "claims/energy/panels-last.yaml"
CLAIM = TWO_LINKS + SAME_REASON.format("roofs-are-hot")


def unmerged(root: Path) -> str:
    return git(root, "diff", "--name-only", "--diff-filter=U")


def test_links_with_an_equal_reason_keep_it_both(tmp_path):
    root = with_driver(links_with_an_equal_reason(tmp_path / "base", OURS))
    assert merge(root)[0] == 0
    names = ("roofs-are-hot", "sand-is-mild", "wind-is-weak")
    assert (root / LASTING).read_text() == TWO_LINKS + "".join(map(SAME_REASON.format, names))


def test_an_edit_is_not_put_into_another_claim(tmp_path):
    root = with_driver(taken_for_a_rename(tmp_path / "base", OURS))
    status, said = merge(root)
    assert status == 1 and "took this for a rename of 'roofs-stay-dry'" in said
    assert unmerged(root) == f"{SECOND}\n"
    text = (root / SECOND).read_text()
    (before, after) = text.split("=======\n")
    assert LEFT in before and LEFT not in after
    assert "title: Roofs stay dry" in before and "title: Snow slides off" in after


def test_nor_where_the_edit_is_the_other_branchs(tmp_path):
    root = with_driver(taken_for_a_rename(tmp_path / "base", OURS))
    git(root, "branch", "--move", "other", "mine")
    git(root, "branch", "--move", "main", "other")
    git(root, "checkout", "--quiet", "mine")
    assert merge(root)[0] == 1
    assert unmerged(root) == f"{SECOND}\n" and "<<<<<<<" in (root / SECOND).read_text()


def test_git_itself_tells_of_a_claim_that_one_side_removed_and_the_other_edited(tmp_path):
    root = repository(
        tmp_path / "base", {LASTING: CLAIM.encode(), "claims/energy/a.md": b"x\n"}, OURS
    )
    edited = CLAIM.replace("decades", "years").encode()
    with_driver(diverged(root, {LASTING: edited}, {LASTING: None}))
    status, said = merge(root)
    assert status == 1 and f"CONFLICT (modify/delete): {LASTING}" in said
    assert (root / LASTING).read_bytes() == edited


def test_a_claim_that_was_renamed_with_an_alias_takes_the_edit(tmp_path):
    new = "claims/energy/modules-last.yaml"
    root = repository(tmp_path / "base", {LASTING: CLAIM.encode()}, OURS)
    renamed = f"{CLAIM}aliases: [panels-last]\n"
    edited = CLAIM.replace("decades", "years")
    with_driver(diverged(root, {LASTING: edited.encode()}, {LASTING: None, new: renamed.encode()}))
    assert merge(root)[0] == 0
    assert (root / new).read_text() == renamed.replace("decades", "years")
    assert not (root / LASTING).exists()


def test_a_claim_that_moved_to_another_topic_takes_the_edit(tmp_path):
    new = "claims/roofs/panels-last.yaml"
    root = repository(tmp_path / "base", {LASTING: CLAIM.encode()}, OURS)
    edited, other = CLAIM.replace("decades", "years"), f"{CLAIM}tags: [sun]\n"
    with_driver(diverged(root, {LASTING: edited.encode()}, {LASTING: None, new: other.encode()}))
    assert merge(root)[0] == 0
    assert (root / new).read_text() == f"{edited}tags: [sun]\n"


def test_a_rebase_and_a_cherry_pick_go_through_it_too(tmp_path):
    root = with_driver(links_with_an_equal_reason(tmp_path / "base", OURS))
    git(root, "cherry-pick", "other")
    assert (root / LASTING).read_text().count("because") == 3
    git(root, "reset", "--hard", "--quiet", "HEAD~1")
    git(root, "rebase", "--quiet", "main", "other")
    assert (root / LASTING).read_text().count("because") == 3


def test_without_the_setting_git_merges_as_it_always_does(tmp_path):
    root = links_with_an_equal_reason(tmp_path / "base", OURS)
    status, said = merge(root)
    assert status == 1 and f"CONFLICT (content): Merge conflict in {LASTING}" in said
    text = (root / LASTING).read_text()
    assert "<<<<<<< HEAD\n" in text and ">>>>>>> other\n" in text
    root = repository(tmp_path / "other", {LASTING: CLAIM.encode()}, OURS)
    top, foot = CLAIM.replace("title: Panels", "title: Modules"), f"{CLAIM}tags: [sun]\n"
    diverged(root, {LASTING: top.encode()}, {LASTING: foot.encode()})
    assert merge(root)[0] == 0
    assert (root / LASTING).read_text() == f"{top}tags: [sun]\n"


def test_where_the_driver_cannot_be_started_git_tells_of_a_conflict(tmp_path):
    root = links_with_an_equal_reason(tmp_path / "base", OURS)
    git(root, "config", "merge.kb.driver", ".venv/bin/kb merge-file %O %A %B --path %P")
    mine = (root / LASTING).read_text()
    status, said = merge(root)
    assert status == 1 and f"CONFLICT (content): Merge conflict in {LASTING}" in said
    assert (root / LASTING).read_text() == mine and unmerged(root) == f"{LASTING}\n"


def test_two_branches_that_began_the_same_claim_are_a_conflict(tmp_path):
    root = repository(tmp_path / "base", {"claims/energy/a.md": b"x\n"}, OURS)
    other = CLAIM.replace("decades", "years").encode()
    with_driver(diverged(root, {LASTING: CLAIM.encode()}, {LASTING: other}))
    assert merge(root)[0] == 1
    text = (root / LASTING).read_text()
    assert text.count("<<<<<<<") == 1 and text.count("title:") == 1 and "years" in text


def test_after_a_criss_cross_nothing_is_lost(tmp_path):
    root = with_driver(links_with_an_equal_reason(tmp_path / "base", OURS))
    git(root, "branch", "ours")
    assert merge(root)[0] == 0
    git(root, "checkout", "--quiet", "other")
    git(root, "merge", "--quiet", "--no-edit", "ours")
    mine = (root / LASTING).read_text()
    commit(root, "2026-03-05", {LASTING: mine.replace("decades", "years").encode()})
    git(root, "checkout", "--quiet", "main")
    commit(root, "2026-03-05", {LASTING: mine.replace("Panels last", "Modules last").encode()})
    assert len(git(root, "merge-base", "--all", "main", "other").split()) == 2
    assert merge(root)[0] == 0
    both = mine.replace("decades", "years").replace("Panels last", "Modules last")
    assert (root / LASTING).read_text() == both


def by_hand(
    folder: Path, base: bytes, ours: bytes, theirs: bytes, *words: str
) -> tuple[Result, bytes]:
    for name, content in (("base", base), ("ours", ours), ("theirs", theirs)):
        (folder / name).write_bytes(content)
    files = (str(folder / name) for name in ("base", "ours", "theirs"))
    done = CliRunner().invoke(main, ["--root", str(folder), "merge-file", *files, *words])
    assert (folder / "theirs").read_bytes() == theirs and (folder / "base").read_bytes() == base
    return done, (folder / "ours").read_bytes()


def test_by_hand_a_conflict_stands_where_it_is(tmp_path):
    ours, theirs = (
        CLAIM.replace("decades", word).replace("Panels", noun).encode()
        for word, noun in (("years", "Panels"), ("ages", "Modules"))
    )
    done, text = by_hand(tmp_path, CLAIM.encode(), ours, theirs)
    assert done.exit_code == 1
    assert text.decode().startswith("""title: Modules last
<<<<<<< ours
statement: A panel keeps half its output for years.
=======
statement: A panel keeps half its output for ages.
>>>>>>> theirs
kind: empirical
""")


UNREADABLE = {
    "our side is no YAML": (CLAIM, CLAIM + "a: b: c\n", CLAIM.replace("decades", "years")),
    "a key twice": (CLAIM, CLAIM + "title: again\n", CLAIM.replace("decades", "years")),
    "marks are left": (f"<<<<<<< a\n{CLAIM}", CLAIM, CLAIM.replace("decades", "years")),
    "an anchor": (CLAIM, CLAIM.replace("decades", "years"), CLAIM + "tags: &a [b]\n"),
    "no mapping": (CLAIM, "- a\n- b\n", CLAIM.replace("decades", "years")),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_left_to_its_authors(tmp_path, name):
    base, ours, theirs = UNREADABLE[name]
    done, text = by_hand(tmp_path, base.encode(), ours.encode(), theirs.encode(), "--path", LASTING)
    assert done.exit_code == 1
    said = text.decode()
    assert said.count("<<<<<<< ") >= 1 and said.count(">>>>>>> theirs\n") == 1
    lines = said.splitlines()
    assert all(line in lines for side in (ours, theirs) for line in side.splitlines())


def test_what_is_read_and_not_certain_is_left_whole(tmp_path):
    ours = CLAIM.replace("title: Panels last", "title: >-\n  Modules last")
    theirs = CLAIM.replace("title: Panels last", "title: Panels last   # a name")
    theirs = theirs.replace("Heat", "Wear") + SAME_REASON.format("wind-is-weak")
    ours += SAME_REASON.format("sand-is-mild")
    done, text = by_hand(
        tmp_path, CLAIM.encode(), ours.encode(), theirs.encode(), "--path", LASTING
    )
    first, second = text.decode().removeprefix("<<<<<<< ours\n").split("=======\n")
    assert done.exit_code == 1
    assert (first, second) == (ours, f"{theirs}>>>>>>> theirs\n")


def test_other_files_are_merged_as_git_does(tmp_path):
    base, ours, theirs = b"a: b: 1\n2\n3\n4\n", b"a: b: 0\n2\n3\n4\n", b"a: b: 1\n2\n3\n5\n"
    done, text = by_hand(tmp_path, base, ours, theirs, "--path", "docs/notes.yaml")
    assert (done.exit_code, text) == (0, b"a: b: 0\n2\n3\n5\n")
    done, text = by_hand(tmp_path, base, ours, b"a: b: 7\n2\n3\n4\n", "--path", "docs/notes.yaml")
    assert done.exit_code == 1 and text.startswith(b"<<<<<<< ours\na: b: 0\n=======\n")
    done, text = by_hand(tmp_path, b"a\0b", b"a\0c", b"a\0d", "--path", "docs/notes.yaml")
    assert (done.exit_code, text) == (1, b"a\0c")
    done, text = by_hand(tmp_path, b"a\0b", b"a\0c", b"a\0d", "--path", LASTING)
    assert (done.exit_code, b"a\0c" in text) == (1, True)


def test_a_file_that_is_not_there_is_misuse(tmp_path):
    done = CliRunner().invoke(main, ["merge-file", "a", "b", "c"])
    assert done.exit_code == 2
