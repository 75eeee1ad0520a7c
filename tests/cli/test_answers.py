"""An answer that is remembered is the one that would be given, whatever was changed since."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.demos.running.cache import CALLS
from kb.memory import Memory
from kb.reports import answers
from tests.cli.test_commands import kb
from tests.helpers.examples import EXAMPLES
from tests.helpers.git_repository import FADING, git, started
from tests.helpers.solar_base import CLAIM, SCRIPT

VERIFY = ("verify", "--no-run", "--today", "2026-11-25")


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of which everything is measured."""
    root = tmp_path_factory.mktemp("measured")
    started(root)
    assert "measured" in kb(root, "verify")[2]
    return root


@pytest.fixture
def root(measured: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(answers, "SETTLED", 0.0)
    return copied(measured, tmp_path / "base")


def copied(measured: Path, root: Path) -> Path:
    return Path(shutil.copytree(measured, root, symlinks=True))


def kept(root: Path) -> int:
    return len([*(root / ".kb" / answers.KIND).glob("*/*.json")])


def is_answered(root: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> bool:
    """Whether a command answers without opening the base; it is asked once before."""
    first = kb(root, *words)
    with monkeypatch.context() as patched:
        patched.setattr("kb.cli.verify.worked_out", None)
        try:
            assert kb(root, *words) == first
        except AssertionError as error:
            if "NoneType" not in str(error):
                raise
            return False
    return True


def anew(root: Path, *words: str) -> tuple[int, str, str]:
    """What is said where nothing was said before."""
    for kind in (answers.KIND, "judged", "commitments", "badges", "parsed.json"):
        folder = root / ".kb" / kind
        folder.unlink(missing_ok=True) if folder.is_file() else shutil.rmtree(folder, True)
    return kb(root, *words)


def write(path: str, before: str, after: str) -> Callable[[Path], None]:
    """One text for another, and back the next time."""

    def change(root: Path) -> None:
        text = (root / path).read_text()
        there = before in text
        old, new = (before, after) if there else (after, before)
        (root / path).write_text(text.replace(old, new))

    return change


def in_secret(root: Path) -> None:
    """Another text of the same length, with the time of the old one."""
    path = root / FADING
    at = path.stat()
    write(FADING, "half_life > 1}", "half_life < 1}")(root)
    os.utime(path, ns=(at.st_atime_ns, at.st_mtime_ns))


def remember_otherwise(root: Path) -> None:
    memory = Memory(root / ".kb")
    for path in sorted((root / ".kb" / CALLS).glob("*/*.json")):
        record = memory.text(CALLS, path.stem)
        if isinstance(record, dict):
            found = {
                name: value - 15.0
                for name, value in record["result"].items()
                if name == "half_life"
            }
            memory.keep(CALLS, path.stem, record | {"result": record["result"] | found})


def forget_one(root: Path) -> None:
    for path in sorted((root / ".kb" / CALLS).glob("*/*.json"))[:1]:
        path.unlink()


def overwrite_in_place(root: Path) -> None:
    """As somebody does who copies another folder over this one."""
    records = (root / ".kb" / CALLS).glob("*/*.json")
    before = {path: path.read_bytes() for path in records if path.exists()}
    remember_otherwise(root)
    after = {path: path.read_bytes() for path in before if path.exists()}
    for path, content in before.items():
        path.write_bytes(content)
    kb(root, *VERIFY)
    for path, content in after.items():
        path.write_bytes(content)


def forget_in_secret(root: Path) -> None:
    """Records are gone, and the folders have their times back."""
    folders = {path: path.stat() for path in (root / ".kb").glob("**") if path.is_dir()}
    forget_one(root)
    for path, at in folders.items():
        os.utime(path, ns=(at.st_atime_ns, at.st_mtime_ns))


def stray(root: Path) -> None:
    """Where Python puts what it compiled, kb looks for what is misplaced."""
    folder = root / "claims/energy/__pycache__/deep"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{len([*folder.iterdir()])}.yaml").write_text("a: 1\n")


def add_or_remove(path: str, content: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        if (root / path).exists():
            (root / path).unlink()
        else:
            (root / path).write_text(content)

    return change


def commit_all(root: Path) -> None:
    git(root, "add", "--all", "--", ".", ":!.kb")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "All", day="2026-05-01")


def take_back(root: Path) -> None:
    git(
        root,
        "reset",
        "--quiet",
        "--soft",
        git(root, "rev-list", "--max-parents=0", "HEAD").split()[0],
    )


CHANGES: dict[str, Callable[[Path], None]] = {
    "a word": write(CLAIM, "for decades", "for a year"),
    "a bound": write(CLAIM, "half_life > 10", "half_life > 25"),
    "in secret": in_secret,
    "a prediction": write(FADING, "half_life < 5", "half_life < 4"),
    "the script": write(SCRIPT, "0.001 *", "0.002 *"),
    "positions": write("literature/positions.yaml", "one: yes", "one: no"),
    "a work": write("literature/references.bib", "year = {2021}", "year = {2022}"),
    "a file of data": add_or_remove("claims/energy/table.csv", "1"),
    "a claim": add_or_remove("claims/energy/panels-shine.yaml", "title: Panels shine\n"),
    "a stray file": add_or_remove("literature/notes.yaml", "a: 1\n"),
    "settings": add_or_remove("kb.toml", "[site]\nname = 'Panels'\nnonsense = 1\n"),
    "measured otherwise": remember_otherwise,
    "overwritten in place": overwrite_in_place,
    "forgotten": forget_one,
    "forgotten in secret": forget_in_secret,
    "beside what is compiled": stray,
    "committed": commit_all,
    "taken back": take_back,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(CHANGES.keys() - {"committed", "taken back"}))
@pytest.mark.parametrize("in_git", [True, False])
def test_after_a_change_the_answer_is_worked_out(
    root: Path, monkeypatch, name: str, in_git: bool
) -> None:
    if not in_git:
        shutil.rmtree(root / ".git")
        (root / FADING).write_text((root / FADING).read_text().partition("predictions:")[0])
    assert is_answered(root, monkeypatch, *VERIFY)
    CHANGES[name](root)
    asked = kb(root, *VERIFY)
    assert asked == anew(root, *VERIFY)


def test_after_a_commit_the_answer_is_worked_out(root: Path, monkeypatch) -> None:
    write(CLAIM, "half_life > 10", "half_life > 25")(root)
    assert is_answered(root, monkeypatch, *VERIFY)
    before = kb(root, *VERIFY)[1]
    assert "since the last commit" in before
    commit_all(root)
    assert kb(root, *VERIFY) == anew(root, *VERIFY)
    assert "since the last commit" not in kb(root, *VERIFY)[1]
    take_back(root)
    assert kb(root, *VERIFY)[1] == before == anew(root, *VERIFY)[1]


def test_an_edit_that_turns_no_badge_does_not_wait_for_the_last_commit(root, monkeypatch) -> None:
    def write_a_word(after: str) -> None:
        write(CLAIM, "for decades", after)(root)

    from kb.cli import diff

    took_out: list[str] = []
    real = diff.knowledge_at
    monkeypatch.setattr(
        "kb.cli.diff.knowledge_at", lambda *given: took_out.append("") or real(*given)
    )
    for word in ("for a year", "for a day"):
        write_a_word(word)
        assert "since the last commit" not in kb(root, *VERIFY)[1]
    assert len(took_out) == 1
    write(CLAIM, "half_life > 10", "half_life > 25")(root)
    turned = kb(root, *VERIFY)[1]
    assert "since the last commit: panels-last" in turned
    assert turned == anew(root, *VERIFY)[1]
    commit_all(root)
    assert "since the last commit" not in kb(root, *VERIFY)[1]
    write(CLAIM, "half_life > 10", "half_life > 25")(root)
    back = kb(root, *VERIFY)[1]
    assert "since the last commit: panels-last" in back
    assert back == anew(root, *VERIFY)[1]


def test_of_two_claims_with_one_name_it_is_always_asked(root: Path) -> None:
    """Which of them is which cannot be told: what is said at first is said again."""
    other = root / "claims/roofs/panels-last.yaml"
    other.parent.mkdir()
    other.write_text("title: Roofs last\nkind: empirical\nstatement: Roofs do.\n")
    commit_all(root)
    for word in ("for a year", "for a day"):
        write(CLAIM, "for decades", word)(root)
        said = kb(root, *VERIFY)
        assert "since the last commit: " in said[1]
        assert said == anew(root, *VERIFY)
        kb(root, *VERIFY)
        write("claims/roofs/panels-last.yaml", "Roofs do.", f"Roofs last {word}.")(root)
        assert kb(root, *VERIFY) == anew(root, *VERIFY)


def test_what_is_measured_otherwise_turns_the_last_commit_too(root: Path) -> None:
    write(CLAIM, "for decades", "for a year")(root)
    assert "since the last commit" not in kb(root, *VERIFY)[1]
    remember_otherwise(root)  # less than the bound, which is lowered
    write(CLAIM, "half_life > 10", "half_life > 1")(root)
    said = kb(root, *VERIFY)[1]
    assert "since the last commit: panels-last" in said
    assert said == anew(root, *VERIFY)[1]


@settings(max_examples=EXAMPLES // 15, deadline=None)
@given(names=st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=5))
def test_after_any_changes_it_is_what_would_be_said(measured, tmp_path_factory, names) -> None:
    root = copied(measured, tmp_path_factory.mktemp("any") / "base")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(answers, "SETTLED", 0.0)
        for name in names:
            kb(root, *VERIFY)
            CHANGES[name](root)
            asked, again = kb(root, *VERIFY), kb(root, *VERIFY)
            assert asked == again == anew(root, *VERIFY)
    shutil.rmtree(root)


def test_measured_again_and_from_nothing_it_is_the_same(root: Path) -> None:
    words = ("verify", "--today", "2026-11-25")
    for name in ("a bound", "a word", "a work"):
        CHANGES[name](root)
    remembered = [kb(root, *words)[:2], kb(root, *words)[:2]]
    measured_again = kb(root, *words, "--rerun")[:2]
    shutil.rmtree(root / ".kb")
    from_nothing = [kb(root, *words)[:2], kb(root, *words)[:2]]
    assert {*remembered, measured_again, *from_nothing} == {remembered[0]}


def test_another_question_has_another_answer(root: Path, monkeypatch) -> None:
    for words in ((), ("panels-last",), ("--strict",), ("--format", "json"), ("--suspicions",)):
        assert is_answered(root, monkeypatch, *VERIFY, *words)
        assert kb(root, *VERIFY, *words) == anew(root, *VERIFY, *words)
    debt = "'accept': [{check: no-demonstration, because: Soon., until: 2026-12-01}]\n'title': "
    write(CLAIM, "'title': ", debt)(root)
    early, late = (
        kb(root, "verify", "--no-run", "--today", day) for day in ("2026-11-30", "2026-12-02")
    )
    assert "expired" in late[1]
    assert "expired" not in early[1]


def test_what_runs_is_no_answer_until_nothing_is_left_to_run(root: Path, monkeypatch) -> None:
    words = ("verify", "--today", "2026-11-25")
    write(SCRIPT, "0.001 *", "0.003 *")(root)
    assert "measured" in kb(root, *words)[2]
    assert kept(root) == 0
    assert is_answered(root, monkeypatch, *words)
    assert "measured" in kb(root, *words, "--rerun")[2]
    assert not is_answered(root, monkeypatch, *words, "--rerun")


def test_where_a_file_was_changed_just_now_nothing_is_kept(root: Path, monkeypatch) -> None:
    monkeypatch.setattr(answers, "SETTLED", 600.0)
    kb(root, *VERIFY)
    assert kept(root) == 0


def test_where_a_link_leads_elsewhere_nothing_is_kept(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("1")
    (root / "claims/energy/linked.csv").symlink_to(tmp_path / "elsewhere")
    kb(root, *VERIFY)
    assert kept(root) == 0


def test_what_is_misplaced_beside_compiled_code_is_found(root: Path) -> None:
    stray(root)
    assert kb(root, *VERIFY) == kb(root, *VERIFY)
    stray(root)
    assert kb(root, *VERIFY) == anew(root, *VERIFY)


def test_a_link_from_outside_that_leads_to_another_claim_is_asked_anew(root, tmp_path) -> None:
    link = tmp_path / "this"
    asked = (*VERIFY, str(link))
    for path in (CLAIM, FADING):
        link.unlink(missing_ok=True)
        link.symlink_to(root / path)
        assert kb(root, *asked) == kb(root, *asked) == anew(root, *asked)
    link.unlink()
    assert kb(root, *asked)[0] == 2


def test_in_a_folder_that_is_gone_it_is_worked_out(root: Path, tmp_path: Path, monkeypatch) -> None:
    said = kb(root, *VERIFY)
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert kb(root, *VERIFY) == said


def test_a_module_that_a_script_missed_may_come_without_a_version(root, monkeypatch, tmp_path):
    monkeypatch.setattr("site.getsitepackages", lambda: [str(tmp_path)])
    before = answers.state_of(root, "")
    (tmp_path / "missed.py").write_text("")
    assert before != answers.state_of(root, "")
    elsewhere = tmp_path / "path"
    elsewhere.mkdir()
    monkeypatch.syspath_prepend(str(elsewhere))
    before = answers.state_of(root, "")
    (elsewhere / "numpy-1.0.dist-info").mkdir()
    assert before != answers.state_of(root, "")


def test_links_that_lead_nowhere_hide_no_change(root: Path, monkeypatch, tmp_path) -> None:
    for folder in (root / ".kb" / CALLS).iterdir():
        (folder / "nowhere.json").symlink_to(tmp_path / "nowhere")
    assert is_answered(root, monkeypatch, *VERIFY)
    overwrite_in_place(root)
    assert kb(root, *VERIFY) == anew(root, *VERIFY)
    monkeypatch.setattr("site.getsitepackages", lambda: [str(tmp_path)])
    (tmp_path / "gone-1.dist-info").symlink_to(tmp_path / "nowhere")
    before = answers.state_of(root, "")
    (tmp_path / "other-1.dist-info").mkdir()
    assert before != answers.state_of(root, "")


def test_another_user_may_read_less(root: Path, monkeypatch) -> None:
    before = answers.state_of(root, "")
    monkeypatch.setattr("os.geteuid", lambda: 12345)
    assert before != answers.state_of(root, "")


def test_badges_of_a_commit_whose_past_is_unknown_are_not_kept(root: Path, tmp_path: Path) -> None:
    write(CLAIM, "half_life > 10", "half_life > 9")(root)
    commit_all(root)
    git(root, "config", "uploadpack.allowFilter", "true")
    part = tmp_path / "part"
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", root.as_uri(), str(part))
    write(CLAIM, "for decades", "for a year")(part)
    assert "cannot be told" in kb(part, *VERIFY)[2]
    assert not (part / ".kb/badges").exists()


def test_an_edit_while_it_is_worked_out_is_not_missed(root: Path, monkeypatch) -> None:
    from kb.cli import verify

    real = verify.worked_out

    def edited_meanwhile(*given, **more):
        found = real(*given, **more)
        CHANGES["a bound"](root)
        return found

    with monkeypatch.context() as patched:
        patched.setattr(verify, "worked_out", edited_meanwhile)
        kb(root, *VERIFY)
    assert kept(root) == 0
    assert kb(root, *VERIFY) == anew(root, *VERIFY)


def test_other_code_is_noticed(root: Path, monkeypatch) -> None:
    assert is_answered(root, monkeypatch, *VERIFY)
    monkeypatch.setattr(answers, "HERE", Path(__file__).parent)
    state = answers.state_of(root, "")
    monkeypatch.undo()
    assert state != answers.state_of(root, "")


def test_code_that_is_reached_by_links_may_change_unseen(root: Path, monkeypatch, tmp_path) -> None:
    here = tmp_path / "linked"
    here.mkdir()
    (here / "kb.py").symlink_to(Path(answers.__file__))
    monkeypatch.setattr(answers, "HERE", here)
    assert answers.state_of(root, "") is None
    assert not answers.state_of_commit(root).settled
    assert kb(root, *VERIFY) == anew(root, *VERIFY)


def test_a_memory_that_git_tracks_is_refused_all_the_same(root: Path, monkeypatch) -> None:
    assert is_answered(root, monkeypatch, *VERIFY)
    git(root, "add", "--force", ".kb")
    status, _, said = kb(root, *VERIFY)
    assert (status, ".kb is tracked by git" in said) == (2, True)


def test_an_answer_that_others_signed_is_not_believed(root: Path, monkeypatch) -> None:
    assert is_answered(root, monkeypatch, *VERIFY)
    (path,) = (root / ".kb" / answers.KIND).glob("*/*.json")
    path.write_bytes(path.read_bytes().replace(b"claims", b"clains"))
    assert "clains" not in kb(root, *VERIFY)[1]


def test_where_the_past_is_unknown_it_is_said_each_time(root: Path, monkeypatch) -> None:
    shutil.rmtree(root / ".git")
    first, second = kb(root, *VERIFY), kb(root, *VERIFY)
    assert first == second
    assert "cannot be told" in second[2]
