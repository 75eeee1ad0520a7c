"""Records are believed if they were signed here, or are taken over on purpose."""

import json
import os
import shutil
import stat

import pytest

from kb.memory import Memory, key_file, own_key
from kb.reading.parsed import Parsed
from tests.cli.test_commands import kb
from tests.helpers.git_repository import git, started
from tests.helpers.solar_base import files, on_disk

NO = "were not signed here; not believed"


@pytest.fixture
def user(tmp_path, monkeypatch):
    """Become another user, with a home folder and a key of their own."""

    def become(name):
        monkeypatch.delenv("KB_MEMORY_KEY", raising=False)
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "homes" / name))

    become("one")
    return become


def test_a_key_is_made_once_and_for_its_user_only(user, tmp_path):
    assert own_key(make=False) == b""
    key = own_key(make=True)
    assert (len(key), own_key(make=True), own_key(make=False)) == (32, key, key)
    assert stat.S_IMODE(key_file().stat().st_mode) == 0o600
    assert [path.name for path in key_file().parent.iterdir()] == ["memory.key"]
    assert key_file() == tmp_path / "homes/one/kb/memory.key"
    user("two")
    assert own_key(make=True) != key


def test_a_key_that_was_cut_short_is_made_again(user):
    own_key(make=True)
    key_file().write_bytes(b"short")
    assert len(own_key(make=True)) == 32


def test_the_key_is_under_the_home_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert key_file() == tmp_path / ".config" / "kb" / "memory.key"


def test_a_variable_stands_for_the_key(user, tmp_path, monkeypatch):
    monkeypatch.setenv("KB_MEMORY_KEY", "a secret of the workflow")
    Memory(tmp_path / ".kb").keep("calls", "abcd", 1)
    assert not key_file().exists()
    user("two")
    assert Memory(tmp_path / ".kb").text("calls", "abcd") is None
    monkeypatch.setenv("KB_MEMORY_KEY", "a secret of the workflow")
    assert Memory(tmp_path / ".kb").text("calls", "abcd") == 1


FORGED = {
    "another value": lambda text: text.replace('"value":1', '"value":2'),
    "another key": lambda text: text.replace("abcd", "abce"),
    "a space": lambda text: text.replace('"value":1', '"value": 1'),
    "no digest": lambda text: json.dumps({"record": json.loads(text)["record"]}),
    "a digest of nothing": lambda text: json.dumps(json.loads(text) | {"hmac": ""}),
    "two records": lambda text: text[:-1] + ',"record":{"is":["calls","abcd"],"value":2}}',
}


@pytest.mark.parametrize("how", FORGED)
def test_a_record_that_was_changed_is_none(user, tmp_path, how):
    Memory(tmp_path).keep("calls", "abcd", 1)
    path = tmp_path / "calls/ab/abcd.json"
    path.write_text(FORGED[how](path.read_text()))
    assert Memory(tmp_path).text("calls", "abcd") is None


def test_what_was_parsed_elsewhere_is_parsed_again(user, tmp_path):
    first = Parsed(Memory(tmp_path), "parser 1")
    first["a"] = {"title": "forged"}
    first.save()
    assert dict(Parsed(Memory(tmp_path), "parser 1")) == {"a": {"title": "forged"}}
    user("two")
    assert dict(Parsed(Memory(tmp_path), "parser 1")) == {}


def test_what_comes_from_elsewhere_is_measured_again_or_taken_over(user, tmp_path):
    theirs, ours = (on_disk(tmp_path / name, files()) for name in ("theirs", "ours"))
    first = kb(theirs, "verify")
    assert "measured 22 of 22" in first[2]
    user("two")
    shutil.copytree(theirs / ".kb", ours / ".kb")
    status, said, told = kb(ours, "verify", "--no-run")
    assert (status, "2 demonstrations (2 unmeasured)" in said) == (0, True)
    assert f"WARNING: 20 remembered measurements {NO}" in told
    assert "kb memory merge" in told
    why = kb(ours, "demo", "panels-last", "--why")[1]
    assert {line.rpartition(": ")[2] for line in why.splitlines()} == {
        "its record was not signed here"
    }
    shutil.rmtree(ours / ".kb")
    assert kb(ours, "memory", "merge", str(theirs))[:2] == (0, "40 records taken over\n")
    assert kb(ours, "verify") == (*first[:2], "")
    assert kb(ours, "memory", "merge", str(theirs / ".kb"))[:2] == (0, "0 records taken over\n")


def test_a_folder_can_be_taken_over_where_it_is(user, tmp_path):
    root = on_disk(tmp_path / "base", files())
    first = kb(root, "verify")
    user("two")
    assert kb(root, "memory", "merge", str(root / ".kb"))[:2] == (0, "40 records taken over\n")
    assert kb(root, "verify") == (*first[:2], "")


def test_only_measurements_are_taken_over_and_no_links(user, tmp_path):
    theirs, ours = Memory(tmp_path / "theirs"), Memory(tmp_path / "ours")
    for kind in ("calls", "figures"):
        theirs.keep(kind, "abcd", "theirs")
    theirs.keep("calls", "abce", "theirs")
    link = tmp_path / "theirs/calls/ab/abcf.json"
    link.symlink_to("abce.json")
    ours.keep("calls", "abce", "ours")
    assert ours.take_over(tmp_path / "theirs", ("calls", "last")) == 1
    assert [ours.text("calls", key) for key in ("abcd", "abce", "abcf")] == ["theirs", "ours", None]
    assert ours.text("figures", "abcd") is None


@pytest.mark.parametrize("name", [".kb/calls/ab/abcd.json", ".kb", ".KB/x"])
def test_a_memory_that_git_tracks_is_refused(user, tmp_path, name):
    root = tmp_path / "base"
    started(root)
    git(root, "add", "--force", on_disk(root, {name: b"{}"}).joinpath(name).as_posix())
    for command in (["verify"], ["explain", "panels-last"], ["memory", "merge", str(root)]):
        status, said, told = kb(root, *command)
        assert (status, said) == (2, "")
        assert ".kb is tracked by git, so a commit could forge a measurement" in told


def test_a_memory_that_cannot_be_kept_is_told_of(user, tmp_path):
    root = on_disk(tmp_path / "base", files())
    (root / ".kb").write_text("a file where a folder should be")
    status, said, told = kb(root, "verify")
    assert (status, "2 demonstrations (2 holds)" in said) == (0, True)
    assert "WARNING: what was found out is not remembered: [Errno" in told
    (root / ".kb").unlink()
    assert "WARNING" not in kb(root, "verify")[2]


def test_without_a_place_for_a_key_nothing_is_remembered_and_that_is_told(user, tmp_path):
    (tmp_path / "homes").write_text("no folder")
    root = on_disk(tmp_path / "base", files())
    for _ in range(2):
        _, _, told = kb(root, "verify", "panels-last")
        assert "measured 11 of 11" in told
        assert "WARNING: what was found out is not remembered: [Errno 20] Not a directory" in told


@pytest.mark.parametrize("where", ["calls/ab/abcd.json", "calls/ab", "calls"])
@pytest.mark.parametrize("what", ["a folder", "a file"])
def test_what_stands_in_the_way_of_a_record_is_removed(user, tmp_path, where, what):
    path = tmp_path / ".kb" / where
    path.parent.mkdir(parents=True)
    if what == "a folder":
        path.mkdir()
        (path / "something").write_text("x")
    else:
        path.write_text("x")
    memory = Memory(tmp_path / ".kb")
    assert memory.text("calls", "abcd") is None
    memory.keep("calls", "abcd", 1)
    assert (memory.broken, Memory(tmp_path / ".kb").text("calls", "abcd")) == ("", 1)


def test_a_record_without_end_is_not_read(user, tmp_path):
    Memory(tmp_path).keep("calls", "abcd", 1)
    os.truncate(tmp_path / "calls/ab/abcd.json", 2**40)
    assert Memory(tmp_path).text("calls", "abcd") is None
