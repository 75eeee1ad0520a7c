"""Shares of the calls: together everything, apart nothing twice, about equally long."""

import shutil
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.demos.running.shards import Share, shard, share_of
from kb.model.outcomes import Call
from tests.cli.test_commands import kb
from tests.helpers.solar_base import files, on_disk

CALLS = [Call(f"{name}.py", (("n", n),), seed) for name, n, seed in product("ab", (1, 2), range(6))]
COSTS = st.lists(st.floats(0, 100), min_size=len(CALLS), max_size=len(CALLS))


def shares(costs, count):
    return [shard(CALLS, costs, index, count) for index in range(1, count + 1)]


@given(COSTS, st.integers(1, 30))
def test_each_call_is_in_one_share(costs, count):
    given_costs = dict(zip(CALLS, costs, strict=True))
    every = [call for each in shares(given_costs, count) for call in each]
    assert sorted(every, key=CALLS.index) == CALLS


@given(COSTS, st.integers(1, 6))
def test_shares_are_balanced(costs, count):
    """No share is longer than another by more than its own last call."""
    given_costs = {call: cost + 1 for call, cost in zip(CALLS, costs, strict=True)}
    loads = [[given_costs[call] for call in each] for each in shares(given_costs, count)]
    least = min(sum(each) for each in loads)
    assert all(sum(each) - each[-1] <= least + 1e-6 for each in loads)


def test_the_order_of_asking_does_not_matter():
    costs = {call: float(call.seed) for call in CALLS}
    assert shard(CALLS[::-1], dict(reversed(costs.items())), 2, 3) == shard(CALLS, costs, 2, 3)


def test_without_records_all_calls_count_the_same():
    assert [len(each) for each in shares({}, 5)] == [5, 5, 5, 5, 4]


def test_a_call_that_was_never_run_counts_as_a_usual_one():
    costs = {CALLS[0]: 9.0, CALLS[1]: 1.0}
    first, second = (shard(CALLS[:4], costs, index, 2) for index in (1, 2))
    assert (first, second) == ([CALLS[0], CALLS[1]], [CALLS[2], CALLS[3]])


@pytest.mark.parametrize("text", ["", "1", "0/2", "3/2", "-1/2", "1/2/3", "a/b", "1/0", "²/3"])
def test_what_is_no_share(text):
    with pytest.raises(ValueError, match="is no share such as 2/3"):
        share_of(text)


def test_a_share_is_written_as_people_say_it():
    assert share_of("2/3") == Share(2, 3)


def test_shares_run_apart_are_judged_together(tmp_path):
    """Two machines with the same files, and then one with what both remember."""
    roots = [on_disk(tmp_path / name, files()) for name in ("one", "two", "both")]
    ran = []
    for index, root in enumerate(roots[:2], 1):
        status, said, told = kb(root, "verify", "--shard", f"{index}/2")
        ran.append(told.splitlines()[-1].partition("(")[0])
        assert (status, said.count("2 demonstrations (2 unmeasured)")) == (0, 1)
        assert kb(root, "demo", "--all", "--shard", f"{index}/2")[0] == 0
        shutil.copytree(root / ".kb", roots[2] / ".kb", dirs_exist_ok=True)
    assert ran == ["measured 12 of 12 ", "measured 10 of 10 "]  # the first seeds lie in one share
    assert "2 demonstrations (2 holds)" in kb(roots[2], "verify", "--no-run")[1]


def test_three_machines_and_one_give_the_same_site(tmp_path):
    """What three measured is taken over on purpose, as from artifacts, and nothing is run again."""
    whole, merged = on_disk(tmp_path / "whole", files()), on_disk(tmp_path / "merged", files())
    assert kb(whole, "verify")[0] == 0
    for index in (1, 2, 3):
        part = on_disk(tmp_path / f"part-{index}", files())
        assert kb(part, "demo", "--all", "--shard", f"{index}/3")[0] == 0
        assert kb(merged, "memory", "merge", str(part))[0] == 0
    one, other = kb(whole, "verify", "--no-run"), kb(merged, "verify", "--no-run")
    assert other == one
    assert "2 demonstrations (2 holds)" in one[1]
    pages = []
    for root in (whole, merged):
        status, said, _ = kb(root, "build", "--no-run", "--today", "2026-07-20")
        made = root / "build" / "pages"
        pages.append({
            path.relative_to(made): path.read_bytes() for path in made.rglob("*") if path.is_file()
        })  # fmt: skip
        assert (status, said.split(" files of pages: ")[0]) == (0, str(len(pages[-1])))
    assert pages[0] and pages[0] == pages[1]


def test_a_share_that_is_complete_is_judged(tmp_path):
    root = on_disk(tmp_path, files())
    kb(root, "demo", "panels-last")
    _, said, told = kb(root, "demo", "--all", "--shard", "2/2")
    assert "measured 5 of 5" in told
    assert [line for line in said.splitlines() if line[0] != " "] == [
        "panels-fade-slowly/life: unmeasured",
        "panels-last/life: holds",
    ]
