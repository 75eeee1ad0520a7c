"""What a seed decides: one call is run twice, and draws that no seed changes are reported."""

import shutil

import pytest
from click.testing import CliRunner

from kb.cli import main
from kb.demos.running.finished import DIFFERENT
from kb.memory import Memory
from tests.helpers.solar_base import files, on_disk

LAST = """
title: Panels last
statement: A panel keeps half its output for decades.
kind: empirical
sources: [{cite: fraunhofer-2021, locator: p. 14}]
held_by: [{position: industry, stance: asserts}]
demonstrations:
  life:
    shows: How long a panel keeps half its output.
    does_not_show: That wear stays the same.
    bears: for
    runs:
      main: {}
      wearless: {years: 0, breaks: [lasts], because: No wear.}
    expect:
      lasts: half_life > 10
"""
SCRIPT = """
import os
import random
import time

import numpy as np


def measure(seed: int, years: float = 20.0) -> dict:
    return {{"half_life": years + {}}}
"""
FAULT = f"the run 'main' failed on seed 0: {DIFFERENT.format(0)} [demonstration-fault]"
UNSEEDED = "no seed decides what '{}' gives [unseeded-script]"
FIXED = "random numbers are drawn, and all 5 seeds give the same [seed-never-used]"
RANDOM = {  # what is added to the measure, and all that verify says of it
    "np.random.default_rng(seed).random()": [],
    "random.Random(seed).random()": [],
    "seed / 100": [],
    "0.5": [],  # nothing is drawn: one value for all seeds is as it should be
    "np.random.default_rng().random()": [FAULT, UNSEEDED.format("numpy.random.default_rng")],
    "np.random.random()": [FAULT, UNSEEDED.format("numpy.random.random")],
    "random.random()": [FAULT, UNSEEDED.format("random.random")],
    "os.urandom(1)[0] + os.urandom(1)[0] / 256": [FAULT, UNSEEDED.format("os.urandom")],
    "time.time_ns() * 1e-20": [FAULT, UNSEEDED.format("time.time_ns")],
    "np.random.default_rng(seed % 1).random()": [FIXED],
    "random.Random(0).random()": [FIXED],
    "(np.random.seed(42), np.random.random())[1]": [FIXED],
}


def kb(root, *arguments):
    """What kb prints."""
    return CliRunner().invoke(main, ["--root", str(root), *arguments]).stdout


def base(tmp_path, script, **more):
    given = {"claims/energy/panels-last.yaml": LAST, "claims/energy/panels-last.py": script}
    return on_disk(tmp_path, files(more=given | more))


def said(output):
    """Errors and warnings, without place and word."""
    lines = [line for line in output.splitlines() if line.startswith("claims/")]
    return [line.split(": ", 2)[2] for line in lines]


def records(root):
    """What is remembered of every call, by run and seed."""
    paths = sorted(root.glob(".kb/calls/*/*.json"))
    return [(path, Memory(root / ".kb").text("calls", path.stem)) for path in paths]


def repeated(root):
    return [record["repeated"] for _, record in records(root)]


@pytest.mark.parametrize("drawn", RANDOM)
def test_what_is_said_of_random_numbers(tmp_path, drawn):
    root = base(tmp_path, SCRIPT.format(drawn))
    assert sorted(said(kb(root, "verify", "panels-last"))) == sorted(RANDOM[drawn])
    # and it is remembered: nothing has to be run to say so again
    assert sorted(said(kb(root, "verify", "panels-last", "--no-run"))) == sorted(RANDOM[drawn])


def test_the_clock_that_is_seen_by_nobody_twice_is_seen_in_the_text(tmp_path):
    root = base(tmp_path, SCRIPT.format("np.random.default_rng(int(time.time() / 1e9)).random()"))
    found = said(kb(root, "verify", "panels-last"))
    assert sorted(found) == sorted([UNSEEDED.format("time.time"), FIXED])


def test_a_helper_that_draws_is_seen_too(tmp_path):
    script = "from lamps import glow\n\n\ndef measure(seed: int, years: float = 20.0) -> dict:\n    return {'half_life': years + glow()}\n"
    helper = "import numpy as np\n\n\ndef glow():\n    return np.random.default_rng({}).random()\n"
    root = base(tmp_path, script, **{"claims/energy/lamps.py": helper.format(7)})
    assert said(kb(root, "verify", "panels-last")) == [FIXED]
    (root / "claims/energy/lamps.py").write_text(helper.format(""))
    found = said(kb(root, "verify", "panels-last"))
    assert sorted(found) == sorted([FAULT, UNSEEDED.format("numpy.random.default_rng")])


def test_a_mended_script_is_judged_anew(tmp_path):
    root = base(tmp_path, SCRIPT.format("np.random.default_rng().random()"))
    assert FAULT in said(kb(root, "verify", "panels-last"))
    base(tmp_path, SCRIPT.format("np.random.default_rng(seed).random()"))
    assert said(kb(root, "verify", "panels-last")) == []
    assert "panels-last/life: holds" in kb(root, "demo", "panels-last")


def test_one_call_of_a_demonstration_is_run_twice_and_that_is_remembered(tmp_path):
    root = base(tmp_path, SCRIPT.format("seed"))
    kb(root, "verify", "panels-last")
    assert sorted(repeated(root)) == [False] * 9 + [True]
    before = [path.stat().st_mtime_ns for path, _ in records(root)]
    kb(root, "verify", "panels-last")
    assert [path.stat().st_mtime_ns for path, _ in records(root)] == before


def test_a_result_that_was_never_compared_is_measured_again(tmp_path):
    root = base(tmp_path, SCRIPT.format("seed"))
    kb(root, "verify", "panels-last")
    for path, record in records(root):  # as if interrupted before the second run
        Memory(root / ".kb").keep("calls", path.stem, record | {"repeated": False})
    lines = kb(root, "demo", "panels-last", "--why").splitlines()
    assert [line.rpartition(": ")[2] for line in lines] == ["was run only once"] + [
        "remembered"
    ] * 9
    assert said(kb(root, "verify", "panels-last")) == []
    assert sorted(repeated(root)) == [False] * 9 + [True]


def test_one_of_several_machines_makes_the_second_run(tmp_path):
    roots = [base(tmp_path / name, SCRIPT.format("seed")) for name in ("one", "two")]
    for number, root in enumerate(roots, start=1):
        kb(root, "demo", "panels-last", "--shard", f"{number}/2")
    each = [repeated(root) for root in roots]
    assert ([len(half) for half in each], sorted(each[0] + each[1])) == (
        [5, 5],
        [False] * 9 + [True],
    )
    shutil.copytree(roots[0] / ".kb", roots[1] / ".kb", dirs_exist_ok=True)
    assert "holds" in kb(roots[1], "demo", "panels-last", "--shard", "1/1000")
    assert said(kb(roots[1], "verify", "panels-last", "--no-run")) == []
