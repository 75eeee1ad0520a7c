"""What is prepared once serves every run and demonstration that names it, while nothing changes."""

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.cli.base import open_base
from kb.demos.audit import Asked, audit_of
from kb.demos.evidence import gather
from kb.demos.plan import plan_of
from kb.demos.running.finished import DIFFERENT
from kb.demos.running.prepared import packed, unpacked
from kb.demos.running.result import Fault
from kb.demos.running.shards import shard
from kb.memory import Memory
from kb.reading.read import read
from kb.site.parts.demonstration import prepared_for
from kb.takeaway.takeaway import script_of
from tests.cli.test_commands import kb
from tests.helpers.base_on_disk import base as on
from tests.helpers.base_on_disk import call, run
from tests.helpers.solar_base import files, on_disk, said
from tests.helpers.takeaway_runs import ALONE, verdicts_in
from tests.helpers.takeaway_runs import said as printed

TRAINING = '''
"""Wear of a panel."""
import numpy as np


def prepare(seed: int, loss: float = 0.02) -> dict:
    """Shares left."""
    rng = np.random.default_rng(seed)
    return {"left": np.cumprod(1 - loss * rng.uniform(0.9, 1.1, 100)), "seed": seed}
'''
SCRIPT = '''
"""Half-life."""
from training import prepare


def measure(seed: int, prepared: dict, share: float = 0.5, loss: float = 0.02) -> dict:
    """Years until less than a share is left."""
    return {"years": int((prepared["left"] > share).sum()), "of": int(prepared["seed"])}
'''
CLAIM = """
title: {title}
statement: A panel keeps half its output for decades.
kind: empirical
sources: [{{cite: fraunhofer-2021, locator: p. 14}}]
held_by: [{{position: industry, stance: asserts}}]
demonstrations:
  life:
    script: wear.py
    prepare: training.py
    seeds: 3
    shows: How long a panel keeps half its output.
    does_not_show: That wear stays the same.
    bears: for
    runs:
      main: {{}}
      most: {{share: 0.9}}
      fast: {{loss: 0.2, breaks: [lasts], because: Wear is ten times as fast.}}
      same: {{share: 0.5, instead_of: [most], breaks: [sooner], because: The same share.}}
    expect:
      lasts: years > 10
      sooner: most.years < main.years
"""
FILES = {
    "claims/wear/half-is-kept.yaml": CLAIM.format(title="Half is kept"),
    "claims/wear/wear.py": SCRIPT,
    "claims/wear/training.py": TRAINING,
}
SECOND = {"claims/wear/much-is-kept.yaml": CLAIM.format(title="Much is kept")}


def base(folder: Path, **changes: str) -> Path:
    """A base whose demonstration is prepared for; changes by name of the file."""
    more = FILES | {f"claims/wear/{name}.py": text for name, text in changes.items()}
    return on_disk(folder, files(more=more))


def prepared(root: Path) -> list[dict]:
    """What is remembered as prepared."""
    paths = sorted(root.glob(".kb/prepared/*/*.json"))
    return [Memory(root / ".kb").text("prepared", path.stem) for path in paths]


def measured(root: Path):
    """What is remembered of the demonstration, by run."""
    opened = open_base(root)
    return gather(opened.base, opened.root, opened.memory)["half-is-kept/life"].measured


def ran(root: Path, *arguments: str) -> list[str]:
    """The calls that a command ran, as it tells them."""
    told = kb(root, "demo", "half-is-kept", *arguments)[2]
    return [line.partition("(")[2].rstrip(")") for line in told.splitlines() if "measured" in line]


def test_runs_share_what_is_prepared_for_them(tmp_path):
    root = base(tmp_path)
    status, out, told = kb(root, "demo", "half-is-kept")
    assert (status, "half-is-kept/life: holds" in out) == (0, True)
    # three seeds, two kinds of wear; the first is made and measured twice
    assert len(prepared(root)) == 6
    assert told.splitlines()[-1].startswith(f"measured {6 + 1 + 9 + 1} of 17 ")


def test_demonstrations_share_it_too(tmp_path):
    root = base(tmp_path)
    kb(root, "demo", "half-is-kept")
    on_disk(root, {name: text.encode() for name, text in SECOND.items()})
    status, _, told = kb(root, "demo", "--all")
    assert (status, len(prepared(root))) == (0, 6)
    assert "training.py" not in told  # and the calls are the same, so nothing of them is run


def test_each_measurement_gets_what_was_made_with_its_seed_and_settings(tmp_path):
    root = base(tmp_path)
    demonstration = read(files(more=FILES)).demonstrations["half-is-kept/life"]
    plan = plan_of(read(files(more=FILES)), demonstration)
    assert {run: calls[2].prepared.settings for run, calls in plan.calls.items()} == {
        "main": (("loss", 0.02),), "most": (("loss", 0.02),), "fast": (("loss", 0.2),), "same": (("loss", 0.02),),
    }  # fmt: skip
    kb(root, "demo", "--all")
    assert [found.values["of"] for found in measured(root)["main"]] == [0, 1, 2]


def test_another_script_measures_anew_what_is_remembered(tmp_path):
    root = base(tmp_path)
    ran(root)
    (root / "claims/wear/wear.py").write_text(SCRIPT.replace("> share", ">= share"))
    status, _, told = kb(root, "demo", "half-is-kept")
    assert (status, told.splitlines()[-1].partition("(")[0]) == (0, "measured 10 of 10 ")
    assert "training.py" not in told


def test_another_preparation_leaves_nothing_as_it_was(tmp_path):
    root = base(tmp_path)
    kb(root, "demo", "half-is-kept")
    before = measured(root)["main"][0].values["years"]
    (root / "claims/wear/training.py").write_text(TRAINING.replace("0.9, 1.1", "1.9, 2.1"))
    lines = kb(root, "demo", "half-is-kept", "--why")[1].splitlines()
    assert {line.rpartition(": ")[2] for line in lines} == {"training.py changed since"}
    assert "half-is-kept/life prepared with loss 0.02, seed 2: " in lines[2]
    kb(root, "demo", "half-is-kept")
    assert measured(root)["main"][0].values["years"] < 0.6 * before


def test_what_was_prepared_outlives_a_measurement_that_was_killed(tmp_path):
    slow = SCRIPT.replace('"""Years', 'import time; time.sleep(60)\n    """Years')
    root = base(tmp_path, wear=slow)
    process = subprocess.Popen(
        [sys.executable, "-m", "kb", "--root", str(root), "demo", "half-is-kept"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while len(prepared(root)) < 6 and time.monotonic() < deadline:
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert len(prepared(root)) == 6
    (root / "claims/wear/wear.py").write_text(SCRIPT)
    status, _, told = kb(root, "demo", "half-is-kept")
    # the first of them is made again, unless its second making had ended too
    assert (status, told.count("training.py") <= 2) == (0, True)


def test_a_new_run_makes_all_anew(tmp_path):
    root = base(tmp_path)
    kb(root, "demo", "half-is-kept")
    told = kb(root, "demo", "half-is-kept", "--rerun")[2]
    assert told.splitlines()[-1].startswith("measured 17 of 17 ")


def test_a_damaged_record_is_made_anew(tmp_path):
    root = base(tmp_path)
    kb(root, "demo", "half-is-kept")
    for path in root.glob(".kb/prepared/*/*.json"):
        path.write_bytes(path.read_bytes()[:-30])
    (root / "claims/wear/wear.py").write_text(SCRIPT.replace("> share", ">= share"))
    assert kb(root, "demo", "half-is-kept")[0] == 0
    assert len([record for record in prepared(root) if record]) == 6


def test_chance_in_what_is_prepared_is_found(tmp_path):
    root = base(tmp_path, training=TRAINING.replace("default_rng(seed)", "default_rng()"))
    out = kb(root, "demo", "half-is-kept")[1]
    assert f"nothing was prepared for it: {DIFFERENT.format(0)}" in out


FAULTS = {
    "1 / 0": "nothing was prepared for it: ZeroDivisionError: division by zero (line 8 of training.py)",
    "None": "nothing was prepared for it: prepare returned None, not a dict of arrays",
    "{'a b': 1}": "nothing was prepared for it: the array 'a b' needs a name of letters, digits and _ only",
    "{'a': 'text'}": "nothing was prepared for it: the array a is no array of real numbers",
    "{'a': [[1], [1, 2]]}": "nothing was prepared for it: the array a is no array of real numbers",
    "{'a': np.array([None])}": "nothing was prepared for it: the array a is no array of real numbers",
    "{'a': np.zeros(2**22 - 1)}": "nothing was prepared for it: prepare returned 32 MiB; at most 31 are allowed",
    "open(__file__ + '/../../../literature/references.bib').read()": "nothing was prepared for it: opens literature/references.bib, a file of the base; a demonstration may not read what it is to test",
}  # fmt: skip


@pytest.mark.parametrize("returned", FAULTS)
def test_what_goes_wrong_before_is_said_of_every_run(tmp_path, returned):
    text = TRAINING.partition("    rng")[0] + f"    return {returned}\n"
    root = base(tmp_path, training=text)
    status, out, _ = kb(root, "verify", "half-is-kept")
    assert status == 1
    lines = [line for line in out.splitlines() if "[demonstration-fault]" in line]
    assert len(lines) == 1
    assert "the runs 'main', 'most', 'fast', 'same' failed on every seed: " in lines[0]
    assert FAULTS[returned] in lines[0]


def test_what_is_given_cannot_be_changed_and_nothing_else_can_be_read(tmp_path):
    text = """
    from pathlib import Path

    from training import prepare

    def measure(seed, prepared):
        found = {"many": len(prepared), "seen": 0, "writable": 0}
        for array in prepared.values():
            found["writable"] += array.flags.writeable
        for folder in (Path.cwd().parent, Path.cwd().parent.parent):
            try:
                found["seen"] += len(list(folder.glob("prepared-*")))
            except OSError:
                pass
        return found
    """
    training = f"import yaml\n{TRAINING}"
    root = on(tmp_path, {"claims/x/a-b.py": text, "claims/x/training.py": training})
    first = replace(call(script="claims/x/training.py", loss=0.02), function="prepare")
    (made,) = run(root, first)
    assert not made.measurement.fault
    asked = replace(call(), prepared=first)
    (found,) = run(root, asked, prepared={first: made})
    assert (found.measurement.fault, found.measurement.values) == (
        "", {"many": 2, "seen": 0, "writable": 0},
    )  # fmt: skip
    # what was given hangs on what it was made with
    assert found.libraries["yaml"] == made.libraries["yaml"]
    assert found.libraries["yaml"] == f"PyYAML {metadata.version('PyYAML')}"


ARRAYS = st.dictionaries(
    st.from_regex("[a-z_][a-z0-9_]{0,8}", fullmatch=True),
    st.one_of(
        st.floats(),
        st.booleans(),
        st.integers(-(2**60), 2**60),
        st.lists(st.floats(width=32)).map(lambda row: np.array(row, np.float32)),
        st.integers(0, 3).map(lambda n: np.arange(6.0).reshape(3, 2)[:n].T),
        st.integers(0, 3).map(lambda n: np.arange(n, dtype=">i4")),
    ),
    max_size=4,
)


@given(ARRAYS)
def test_arrays_come_back_as_they_were(tmp_path_factory, arrays):
    content = packed(arrays)
    assert content == packed(dict(reversed(arrays.items())))
    path = tmp_path_factory.mktemp("arrays") / "prepared.npz"
    path.write_bytes(content)
    found = unpacked(path)
    assert found.keys() == arrays.keys()
    for name, array in arrays.items():
        np.testing.assert_array_equal(found[name], np.asarray(array))
        assert found[name].dtype == np.asarray(array).dtype.newbyteorder("<")
        assert found[name].shape == np.shape(array)


def test_at_most_a_thousand_arrays():
    with pytest.raises(Fault, match="returned 1,001 arrays"):
        packed({f"a{number}": 0 for number in range(1001)})


def test_a_share_prepares_what_it_measures_and_no_other_does(tmp_path):
    whole = read(files(more=FILES))
    calls = plan_of(whole, whole.demonstrations["half-is-kept/life"]).calls
    every = {call for run in calls.values() for call in run}
    owners = [shard(every, {}, index, 3) for index in (1, 2, 3)]
    assert sorted(call for owner in owners for call in map(repr, owner)) == sorted(map(repr, every))
    before = [{call.prepared for call in owner} for owner in owners]
    assert sum(map(len, before)) == len(set.union(*before)) == 6
    roots = [base(tmp_path / name) for name in ("one", "two", "both")]
    for index, root in enumerate(roots[:2], 1):
        assert kb(root, "verify", "--shard", f"{index}/2")[0] == 0
        shutil.copytree(root / ".kb", roots[2] / ".kb", dirs_exist_ok=True)
    assert len(prepared(roots[2])) == 6
    assert "0 errors" in kb(roots[2], "verify", "--no-run")[1]
    assert "unmeasured" not in kb(roots[2], "verify", "--no-run")[1]


def test_an_audit_prepares_with_its_own_seeds_and_settings():
    whole = read(files(more=FILES))
    audit = audit_of(whole, whole.demonstrations["half-is-kept/life"], Asked(range(100, 102)))
    assert [call.prepared.seed for call in audit.fresh.calls["main"]] == [100, 101]
    moved = {
        call.prepared.settings
        for variant in audit.changed
        for calls in variant.calls.values()
        for call in calls
        if "loss" in variant.what
    }
    assert all(dict(settings)["loss"] for settings in moved)
    assert len(moved) == 6


PROBLEMS = {
    ("training", "def prepare", "def make"):
        "'training.py' cannot be used: there is no function 'prepare'",
    ("training", "seed: int, loss: float = 0.02", "seed: int, loss: float"):
        "'training.py' cannot be used: the setting 'loss' of 'prepare' has no default",
    ("training", "loss: float = 0.02", "loss: float = 0.03"):
        "'prepare' has the setting 'loss', and 'measure' has another of that name",
    ("training", "seed: int, loss", "seed: int, lost: int = 1, loss"):
        "'prepare' has the setting 'lost', and 'measure' has none of that name",
    ("wear", "from training import prepare", ""):
        "the script does not import 'prepare' from 'training', so it cannot run alone",
    ("wear", "prepared: dict, ", ""): "'measure' takes nothing that is prepared",
}  # fmt: skip


@pytest.mark.parametrize("change", PROBLEMS)
def test_what_cannot_be_prepared_is_said_at_its_place(tmp_path, change):
    file, old, new = change
    more = {**FILES, f"claims/wear/{file}.py": FILES[f"claims/wear/{file}.py"].replace(old, new)}
    lines = [line for line in said(files(more=more)) if "cannot-be-prepared" in line]
    assert len(lines) == 1
    assert PROBLEMS[change] in lines[0]
    assert lines[0].startswith("claims/wear/half-is-kept.yaml:10:5: error: ")


def test_choices_that_the_helper_lists_are_the_scripts_too(tmp_path):
    training = TRAINING.replace(
        "import numpy as np",
        "from typing import Literal\nimport numpy as np\nWear = Literal['even', 'odd']",
    ).replace("loss: float = 0.02", "loss: float = 0.02, wear: Wear = 'even'")
    wear = SCRIPT.replace("import prepare", "import Wear, prepare").replace(
        "loss: float = 0.02", "loss: float = 0.02, wear: Wear = 'even'"
    )
    more = {**FILES, "claims/wear/training.py": training, "claims/wear/wear.py": wear}
    assert [line for line in said(files(more=more)) if "half-is-kept" in line] == []
    claim = FILES["claims/wear/half-is-kept.yaml"].replace("main: {}", "main: {wear: evn}")
    (line,) = [
        line
        for line in said(files(more={**more, "claims/wear/half-is-kept.yaml": claim}))
        if "half-is-kept" in line
    ]
    assert "the setting 'wear' cannot be 'evn'; did you mean 'even'? [unknown-setting]" in line


def test_nothing_prepared_for_a_script_that_takes_it(tmp_path):
    claim = CLAIM.format(title="Half is kept").replace("    prepare: training.py\n", "")
    lines = said(files(more={**FILES, "claims/wear/half-is-kept.yaml": claim}))
    (line,) = [line for line in lines if "unusable-script" in line]
    assert "'measure' takes 'prepared', and nothing is prepared" in line


def test_it_can_be_taken_away(tmp_path):
    root = base(tmp_path / "base")
    kb(root, "verify")
    whole = open_base(root).base
    text = script_of(whole, whole.demonstrations["half-is-kept/life"])
    assert verdicts_in(printed(tmp_path, ALONE, "half.py", text))[0] == {
        "lasts": "true", "sooner": "true",
    }  # fmt: skip


def test_a_page_says_how_many_preparations_stand_behind_its_numbers():
    whole = read(files(more=FILES))
    said = prepared_for(whole, whole.demonstrations["half-is-kept/life"])
    assert said == (
        "Behind these numbers stand six runs of training.py, each with a seed and settings of its own."
    )
    both = read(files(more=FILES | SECOND))
    told = prepared_for(both, both.demonstrations["half-is-kept/life"])
    assert told == f"{said[:-1]}; one other demonstration of the base measured on the same."
    assert prepared_for(whole, whole.demonstrations["panels-last/life"]) == ""
