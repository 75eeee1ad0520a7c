"""The past of a base as git tells it: dates, registered predictions, what changed."""

import os
from pathlib import Path

import pytest

from kb.history.from_git import known_history
from kb.history.git_log import touches
from kb.history.history import NOTHING, Change, Dates, History
from kb.history.registrations import Registered, Terms
from kb.reading.read import read
from tests.helpers.git_repository import FADING, SOON, commit, git, started
from tests.helpers.solar_base import files, on_disk

LASTING = "claims/energy/panels-last.yaml"
KEY = ("panels-fade-slowly", "soon")
OWN = ("panels-last", "/life")
FIRST = Terms("panels-last/life", ("half_life < 5",))


def past(root: Path) -> History:
    given = {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*")
             if p.is_file() and ".git" not in p.parts}  # fmt: skip
    return known_history(root, read(given))


def test_a_claim_is_dated_by_its_first_and_last_commit(tmp_path):
    given = started(tmp_path)
    commit(tmp_path, "2026-03-05", {LASTING: given[LASTING] + b"# later\n"})
    found = past(tmp_path)
    assert found.claims == {
        "panels-fade-slowly": Dates("2026-03-01", "2026-03-01"),
        "panels-last": Dates("2026-03-01", "2026-03-05"),
    }
    assert found.changes == (
        Change("2026-03-05", changed=("panels-last",)),
        Change("2026-03-01", added=("panels-fade-slowly", "panels-last")),
    )


def test_a_claim_keeps_its_dates_when_it_moves_between_topics(tmp_path):
    given = started(tmp_path)
    moved = FADING.replace("energy", "a-roof")
    commit(tmp_path, "2026-03-05", {FADING: None, moved: given[FADING]})
    found = past(tmp_path)
    assert found.claims["panels-fade-slowly"] == Dates("2026-03-01", "2026-03-05")
    assert found.changes[0] == Change("2026-03-05", changed=("panels-fade-slowly",))
    assert found.predictions == {KEY: Registered("2026-03-01"), OWN: Registered("2026-03-01")}


def test_a_claim_keeps_its_past_under_a_new_name_that_lists_the_former(tmp_path):
    given = started(tmp_path)
    new = FADING.replace("fade-slowly", "wear")
    content = given[FADING] + b"aliases: [panels-fade-slowly]\n"
    commit(tmp_path, "2026-03-05", {FADING: None, new: content})
    found = past(tmp_path)
    assert found.claims["panels-wear"] == Dates("2026-03-01", "2026-03-05")
    assert found.changes[0] == Change("2026-03-05", changed=("panels-wear",))
    assert found.predictions["panels-wear", "soon"] == Registered("2026-03-01")


def test_a_claim_that_took_another_in_keeps_its_own_past(tmp_path):
    given = started(tmp_path)
    content = given[LASTING] + b"aliases: [panels-fade-slowly]\n"
    commit(tmp_path, "2026-03-05", {FADING: None, LASTING: content})
    assert past(tmp_path).changes == (
        Change("2026-03-05", changed=("panels-last",), removed=("panels-fade-slowly",)),
        Change("2026-03-01", added=("panels-fade-slowly", "panels-last")),
    )


def test_a_day_says_what_it_did_in_all(tmp_path):
    given = started(tmp_path)
    brief = "claims/energy/panels-brief.yaml"
    commit(tmp_path, "2026-03-05", {brief: given[FADING], FADING: given[FADING] + b"#\n"})
    commit(tmp_path, "2026-03-05", {brief: None, FADING: None})
    assert past(tmp_path).changes[0] == Change("2026-03-05", removed=("panels-fade-slowly",))


def test_what_a_merge_brings_is_dated_by_the_merge(tmp_path):
    given = started(tmp_path, prediction="")
    git(tmp_path, "checkout", "--quiet", "-b", "side")
    commit(tmp_path, "2026-03-02", {FADING: given[FADING] + SOON.encode()})
    git(tmp_path, "checkout", "--quiet", "main")
    commit(tmp_path, "2026-03-04", {LASTING: given[LASTING] + b"# main\n"})
    git(tmp_path, "merge", "--quiet", "--no-ff", "--message", "m", "side", day="2026-03-06")
    found = past(tmp_path)
    assert found.claims["panels-fade-slowly"] == Dates("2026-03-01", "2026-03-06")
    assert found.predictions[KEY] == Registered("2026-03-06")


REWORDED = SOON.replace("Wear.", "Sun.").replace("half_life < 5", "half_life  <  5")
LAXER = SOON.replace("< 5", "< 50")
LAX = Terms("panels-last/life", ("half_life < 50",))


@pytest.mark.parametrize(
    ("versions", "expected"),
    [
        ([SOON, REWORDED], Registered("2026-03-01")),
        ([SOON, LAXER], Registered("2026-03-01", "2026-03-02", (FIRST,))),
        ([SOON, LAXER, SOON], Registered("2026-03-01", "2026-03-03", (LAX,))),
        ([SOON, "", LAXER], Registered("2026-03-01", "2026-03-03", (FIRST,))),
        ([SOON, "predictions: {broken\n", SOON + "#\n"], Registered("2026-03-01")),
        (["", "", SOON], Registered("2026-03-03")),
    ],
    ids=["reworded", "changed", "changed back", "taken out and back", "unreadable", "late"],
)  # fmt: skip
def test_a_prediction_is_registered_once_and_a_change_shows(tmp_path, versions, expected):
    started(tmp_path, versions[0])
    base = files()[FADING]
    for day, version in enumerate(versions[1:], 2):
        changes = {FADING: base + version.encode(), "note.txt": str(day).encode()}
        commit(tmp_path, f"2026-03-0{day}", changes)
    found = past(tmp_path).predictions
    assert found == {KEY: expected, OWN: Registered("2026-03-01")}


def test_what_a_claim_expects_of_its_own_demonstration_is_dated_where_another_predicts(tmp_path):
    given = started(tmp_path)
    lax = given[LASTING].replace(b"half_life > 10", b"half_life > 1")
    assert lax != given[LASTING]
    commit(tmp_path, "2026-03-04", {LASTING: lax})
    before = (Terms("panels-last/life", ("half_life > 10",)),)
    assert past(tmp_path).predictions[OWN] == Registered("2026-03-01", "2026-03-04", before)
    silent = given[FADING].partition(b"predictions:")[0]
    commit(tmp_path, "2026-03-05", {FADING: silent})
    assert past(tmp_path).predictions == {}


def test_what_is_not_committed_has_no_date(tmp_path):
    given = started(tmp_path)
    on_disk(tmp_path, {
        FADING: given[FADING].replace(b"< 5", b"< 50").replace(b"{soon:", b"{late: {of: "
            b"panels-last/life, expect: {a: half_life < 9}}, soon:"),
        "claims/energy/panels-new.yaml": files()[FADING],
    })  # fmt: skip
    found = past(tmp_path)
    assert found.claims == {
        "panels-fade-slowly": Dates("2026-03-01", ""),
        "panels-last": Dates("2026-03-01", "2026-03-01"),
    }
    assert found.predictions[KEY] == Registered("2026-03-01", "", (FIRST,), True)


def test_without_a_repository_nothing_is_known(tmp_path):
    on_disk(tmp_path, files())
    assert past(tmp_path) == NOTHING


def test_without_git_nothing_is_known(tmp_path, monkeypatch):
    started(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    assert past(tmp_path) == NOTHING


def test_a_repository_without_a_commit_is_no_past(tmp_path):
    git(on_disk(tmp_path, files()), "init", "--quiet")
    assert past(tmp_path) == NOTHING


def test_a_shallow_clone_shows_no_wrong_dates(tmp_path):
    given = started(tmp_path / "full")
    commit(tmp_path / "full", "2026-03-05", {LASTING: given[LASTING] + b"# later\n"})
    source = (tmp_path / "full").as_uri()
    git(tmp_path, "clone", "--quiet", "--depth", "1", source, "shallow")
    git(tmp_path, "clone", "--quiet", source, "deep")
    assert past(tmp_path / "shallow") == NOTHING
    assert past(tmp_path / "deep").claims["panels-last"] == Dates("2026-03-01", "2026-03-05")


def test_a_base_unpacked_inside_another_repository_has_no_past(tmp_path):
    started(tmp_path)
    assert past(on_disk(tmp_path / "unpacked", files())) == NOTHING


def test_a_base_in_a_folder_of_a_repository_is_dated(tmp_path):
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, "2026-03-01", {f"base/{path}": each for path, each in files().items()})
    assert past(tmp_path / "base").claims["panels-last"] == Dates("2026-03-01", "2026-03-01")


def test_missing_versions_leave_the_date_of_a_prediction_out(tmp_path):
    given = started(tmp_path)
    commit(tmp_path, "2026-03-05", {FADING: given[FADING] + b"# later\n"})
    first = git(tmp_path, "rev-parse", f"HEAD~1:{FADING}").strip()
    (tmp_path / ".git/objects" / first[:2] / first[2:]).unlink()
    assert past(tmp_path).predictions == {KEY: Registered(""), OWN: Registered("2026-03-01")}


def test_hostile_names_and_settings_change_nothing(tmp_path):
    given = started(tmp_path)
    calm = past(tmp_path)
    for setting in ("log.showRoot=false", "color.ui=always", "log.showSignature=true",
                    "diff.renames=copies", "log.follow=true", "core.quotePath=true",
                    "log.decorate=full", "diff.noprefix=true", "format.pretty=fuller"):  # fmt: skip
        git(tmp_path, "config", *setting.split("="))
    hostile = ["a\nclaims/energy/panels-x.yaml", ":100644 100644 a b M.yaml", "2019-01-01",
               "<script>-x.yaml", "\x01-\x1b[31m.yaml", "-o.yaml", "panels-$(id).yaml",
               "panels-é.yaml", "panels-x.yaml\n"]  # fmt: skip
    commit(tmp_path, "2026-03-07", {f"claims/energy/{name}": given[FADING] for name in hostile})
    commit(tmp_path, "2026-03-08", {os.fsdecode(b"claims/\xff-topic/b.yaml"): b"a"})
    assert known_history(tmp_path, read(given)) == calm


def test_settings_of_the_user_leave_a_merge_in_its_place(tmp_path):
    given = started(tmp_path)
    git(tmp_path, "switch", "--quiet", "--create", "aside")
    commit(tmp_path, "2026-03-04", {LASTING: given[LASTING] + b"# later\n"})
    git(tmp_path, "switch", "--quiet", "main")
    commit(tmp_path, "2026-03-05", {FADING: given[FADING] + b"# later\n"})
    git(tmp_path, "merge", "--quiet", "--no-edit", "aside", day="2026-03-06")
    calm = past(tmp_path)
    assert calm.claims["panels-last"] == Dates("2026-03-01", "2026-03-06")
    for setting in ("log.diffMerges=off", "log.diffMerges=combined", "diff.orderFile=/none"):
        git(tmp_path, "config", *setting.split("="))
        assert past(tmp_path) == calm
    (tmp_path / ".git/info").mkdir(exist_ok=True)
    (tmp_path / ".git/info/grafts").write_text(git(tmp_path, "rev-parse", "HEAD"))
    assert past(tmp_path) == calm


def test_days_are_those_of_utc_wherever_somebody_committed(tmp_path):
    given = started(tmp_path, day="2026-03-01T20:00:00-0800")
    commit(tmp_path, "2026-03-03T01:00:00+1000", {LASTING: given[LASTING] + b"# one\n"})
    commit(tmp_path, "2026-03-02T09:30:00-0800", {LASTING: given[LASTING] + b"# two\n"})
    found = past(tmp_path)
    assert found.claims["panels-last"] == Dates("2026-03-02", "2026-03-02")
    assert [(change.date, change.at) for change in found.changes] == [
        ("2026-03-02", "2026-03-02T17:30:00Z")
    ]


def test_a_second_change_on_a_day_is_later(tmp_path):
    given = started(tmp_path, day="2026-03-01T09:00:00+0000")
    (first,) = past(tmp_path).changes
    commit(tmp_path, "2026-03-01T20:00:00+0000", {LASTING: given[LASTING] + b"# one\n"})
    (second,) = past(tmp_path).changes
    assert (first.at, second.at) == ("2026-03-01T09:00:00Z", "2026-03-01T20:00:00Z")


def test_a_clock_that_was_set_back_changes_no_claim_before_it_came(tmp_path):
    given = started(tmp_path, day="2026-03-05")
    commit(tmp_path, "2026-03-01", {LASTING: given[LASTING] + b"# one\n"})
    assert past(tmp_path).claims["panels-last"] == Dates("2026-03-05", "2026-03-05")


def test_a_commit_at_the_end_of_time_is_dated(tmp_path):
    log = f"{10**15} {'a' * 40}\n\0:000000 100644 {'0' * 40} {'b' * 40} A\0{LASTING}\0"
    (touch,) = touches(log.encode(), read(files()))
    assert touch.at == "9999-12-31T23:59:59Z"
