"""The table of what people wait for: what is worked out, made and taken away around the timing."""

import subprocess
import sys

import pytest

from bench import building, floors, solving, waiting
from bench.bases import edit, write_base
from bench.children import ROOT, Failed, Spent, in_turn, middle, python, ratio, spent, tree_of
from bench.serving import served
from bench.table import TODAY, beside_peers, growth, lines
from kb.reading.read import read


def took(*seconds, megabytes=10.0, ended=True):
    return [Spent(each, megabytes, ended=ended) for each in seconds]


def test_growth_is_the_power_that_fits():
    sizes = [100, 200, 400, 800, 1600]
    assert growth(sizes, [0.1 * size**1.5 for size in sizes]) == pytest.approx(1.5)
    assert growth(sizes, [3.0] * 5) == pytest.approx(0)


def test_a_ratio_is_of_rounds_and_not_of_medians():
    """A round in which the machine was slow was slow for both."""
    assert ratio(took(1, 10, 3), took(2, 20, 1)) == 0.5
    assert middle(took(1, 10, 3)).seconds == 3


def test_the_own_part_is_what_the_frame_leaves():
    (whole,), (frame,) = took(5, megabytes=90), took(3, megabytes=70)
    assert building.without(whole, frame) == Spent(2, 90)


def test_each_work_has_its_turn_in_each_round():
    order = []
    works = {name: lambda name=name: order.append(name) or Spent(1, 1) for name in "ab"}
    assert {name: len(runs) for name, runs in in_turn(works, 3).items()} == {"a": 3, "b": 3}
    assert "".join(order) == "ababab"


def test_the_table_tells_seconds_growth_memory_and_times_beside_today():
    sizes = [100, 200, 400]
    old = {100: took(1.0), 200: took(2.0), 400: took(4.0, megabytes=300)}
    new = {100: took(0.5), 200: took(0.5), 400: took(0.5, megabytes=50)}
    peer = {100: took(0.1), 200: took(60.0, ended=False)}
    found = lines(sizes, {"verify": {"kb of old": old, TODAY: new, "peer": peer}})
    assert [line.split() for line in found] == [
        ["CPU", "seconds", "100", "200", "400", "growth", "MB", "x", "today"],
        ["verify"],
        ["kb", "of", "old", "1.00", "2.00", "4.00", "n^1.00", "300", "8.00"],
        ["kb", "today", "0.50", "0.50", "0.50", "n^0.00", "50", "1.00"],
        ["peer", "0.10", ">60", "-", "10", "120.00"],
    ]
    (head, row) = beside_peers(
        {"SE-ST": {"then": took(3), TODAY: took(2), "a": took(4), "b": took(1)}}, ["then", TODAY]
    )
    assert head.split()[-3:] == ["peer", "x", "today"]
    assert row.split() == ["SE-ST", "3.00", "2.00", "4.00", "1.00", "0.50"]


def test_a_base_is_sound_as_it_is_read_and_an_edit_makes_another_text_of_it_each_time(tmp_path):
    write_base(60, 3, tmp_path)
    (path,) = tmp_path.glob("claims/*/claim-7.yaml")
    texts = {path.read_bytes()}
    for number in (1, 2, 3):
        edit(tmp_path, 7, number)
        texts.add(path.read_bytes())
    assert len(texts) == 4
    assert texts.pop().count(b"edited") <= 1
    files = {
        str(file.relative_to(tmp_path)): file.read_bytes()
        for file in tmp_path.rglob("*")
        if file.is_file()
    }
    base = read(files)
    assert (len(base.claims), base.findings) == (60, ())


def test_what_is_looked_up_by_hash_has_all_links_of_the_base(tmp_path):
    write_base(30, 3, tmp_path)
    spent(python("-c", floors.REMEMBER), tmp_path)
    found = spent(python("-c", floors.RECALL), tmp_path)
    assert int(found.said) == 2 * 3 * 30  # from either end
    assert found.seconds > 0
    assert found.megabytes > 1


def test_what_fails_is_told_and_what_takes_too_long_is_stopped(tmp_path):
    with pytest.raises(Failed, match="no such thing"):
        spent([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)
    assert not spent(python("-c", "while True: pass"), tmp_path, limit=1).ended


def test_the_tree_of_a_revision_is_there_and_then_removed(tmp_path):
    def git(*words):
        told = ["-c", "user.name=a", "-c", "user.email=a@kb.example"]
        done = subprocess.run(
            ["git", "-C", tmp_path, *told, *words], check=True, capture_output=True, text=True
        )
        return done.stdout

    git("init", "--quiet")
    for text in ("then", "now"):
        (tmp_path / "file").write_text(text)
        git("add", ".")
        git("commit", "--quiet", "--message", text)
    with pytest.raises(KeyError), tree_of("HEAD~1", tmp_path) as tree:
        assert (tree / "file").read_text() == "then"
        raise KeyError
    assert not tree.exists()
    assert len(git("worktree", "list").splitlines()) == 1


def test_a_saved_claim_is_timed_while_the_site_is_served(tmp_path):
    write_base(12, 2, tmp_path)
    (tmp_path / "kb.toml").write_text('frame = "none"\n')
    found = served(tmp_path, ROOT)
    assert len(found) == 3
    assert all(run.seconds > 0 and run.megabytes > 10 for run in found)
    assert "edited3" in (tmp_path / "site/claims/claim-7/index.html").read_text()


def test_solvers_that_differ_end_the_measurement():
    solving.agree({"kb": "YES\nw 1\n", "clingo": "YES\n", "pygarg": "w 1 2\n"}, "debate", 0)
    with pytest.raises(SystemExit, match="not all agree on debate"):
        solving.agree({"kb": "NO\n", "clingo": "YES\n"}, "debate", 0)


def test_what_is_not_installed_is_named(monkeypatch):
    monkeypatch.setattr(solving, "find_spec", lambda name: None if name == "z3" else name)
    monkeypatch.setattr(building, "find_spec", lambda name: None if name == "zensical" else name)
    monkeypatch.setattr(waiting.shutil, "which", lambda name: None)
    assert solving.absent() == ["formal-argumentation (no module z3)"]
    assert building.absent() == ["zensical"]
    assert not waiting.argdown_is_there()
