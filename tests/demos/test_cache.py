"""When a measurement is remembered and when it is run again; records on the disk."""

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from kb.demos.running.cache import (
    Ledger,
    reason_to_run,
    recall,
    record_key,
    store,
    versions,
)
from kb.demos.running.finished import is_tidy
from kb.demos.running.result import tidy
from kb.demos.running.snapshot import Topics
from kb.memory import Memory
from kb.model.outcomes import Call
from tests.helpers.base_on_disk import SCRIPT, base, call, run

FILES = {
    SCRIPT: """
        from pathlib import Path
        import helper
        from parts import small
        try:
            import extra
        except ImportError:
            extra = None
        here = Path(__file__).parent
        def measure(seed: int, n: int = 1) -> dict:
            table = here / "data" / "table.csv"
            absent = here / "absent.csv"
            try:
                absent.read_text()
            except OSError:
                pass
            return {"n": n + helper.k + small.k, "table": float(table.read_text())}
        """,
    "claims/x/helper.py": "k = 1",
    "claims/x/parts/small.py": "k = 1",
    "claims/x/data/table.csv": "3",
    "claims/x/a-b.yaml": "title: One",
    "claims/x/c-d.py": "",
}
CHANGES = {
    "nothing": ({}, "remembered"),
    "the script": ({SCRIPT: "def measure(seed): return {}"}, "a-b.py changed since"),
    "a helper": ({"claims/x/helper.py": "k = 2"}, "helper.py changed since"),
    "a module in a folder": ({"claims/x/parts/small.py": "k = 2"}, "small.py changed since"),
    "a data file": ({"claims/x/data/table.csv": "4"}, "table.csv changed since"),
    "a file that was missing": ({"claims/x/absent.csv": "4"}, "absent.csv is new"),
    "a module that was missing": (
        {"claims/x/extra.py": ""},
        "extra.py is new",
    ),
    "a module that hides a library's": (
        {"claims/x/pathlib.py": ""},
        "pathlib.py is new",
    ),
    "a folder that becomes a package": (
        {"claims/x/parts/__init__.py": ""},
        "__init__.py is new",
    ),
    "the claim": ({"claims/x/a-b.yaml": "title: Two"}, "remembered"),
    "a new claim in the folder": (
        {"claims/x/e-f.yaml": "title: New", "claims/x/e-f.py": ""},
        "remembered",
    ),
    "another script in the folder": ({"claims/x/c-d.py": "x = 1"}, "remembered"),
    "a new data file": ({"claims/x/data/more.csv": "4"}, "more.csv is new"),
    "a helper that nobody names": ({"claims/x/other.py": "k = 1"}, "remembered"),
    "what Python and editors leave behind": (
        {"claims/x/__pycache__/helper.pyc": "x", "claims/x/.helper.py.swp": "x"},
        "remembered",
    ),
    "an introduction": ({"claims/x/index.md": "# Ex"}, "remembered"),
}


def ledger(root: Path, version: str = "") -> Ledger:
    return Ledger(Memory(root / ".kb"), Topics(root), version or versions())


def run_and_store(root: Path, each: Call, version: str = "", **limits) -> None:
    (ran,) = run(root, each, **limits)
    store(each, ran, ledger(root, version))


def judged(root: Path, each: Call, version: str = "") -> str:
    """Why the call is remembered or not, after seeing that both answers agree."""
    fresh = ledger(root, version)
    reason = reason_to_run(each, fresh)
    assert (recall(each, fresh) is not None) == (reason == "remembered")
    return reason


@pytest.mark.parametrize("name", CHANGES)
def test_what_has_changed(tmp_path: Path, name: str) -> None:
    files, reason = CHANGES[name]
    root = base(tmp_path, FILES)
    run_and_store(root, call(n=2))
    base(root, files)
    assert judged(root, call(n=2)) == reason


def test_a_remembered_measurement_is_the_measurement(tmp_path: Path) -> None:
    script = """
        def measure(seed):
            c = {"x": [1 / 3], "y": [2]}
            return {"third": 1 / 3, "curves": {"c": c}, "grids": {"g": c | {"z": [[4]]}}}
        """
    root = base(tmp_path, {SCRIPT: script})
    (ran,) = run(root, call())
    store(call(), ran, ledger(root))
    assert ran.measurement.values == {"third": 1 / 3}
    assert recall(call(), ledger(root)) == ran.measurement


def test_settings_seed_and_versions_belong_to_the_call(tmp_path: Path) -> None:
    root = base(tmp_path, FILES)
    run_and_store(root, call(seed=1, n=2), "Python 3.11; numpy 2.4.5")
    asked = {
        "same": (call(seed=1, n=2), "Python 3.11; numpy 2.4.5"),
        "budget": (call(seed=1, n=2, budget=5), "Python 3.11; numpy 2.4.5"),
        "seed": (call(seed=2, n=2), "Python 3.11; numpy 2.4.5"),
        "type": (call(seed=1, n=2.0), "Python 3.11; numpy 2.4.5"),
        "numpy": (call(seed=1, n=2), "Python 3.11; numpy 2.4.6"),
    }
    assert {name: judged(root, *each) for name, each in asked.items()} == {
        "same": "remembered",
        "budget": "remembered",
        "seed": "never run",
        "type": "never run",
        "numpy": "numpy 2.4.5 -> 2.4.6",
    }


def test_faults_of_the_script_are_remembered_and_those_of_the_machine_not(
    tmp_path: Path,
) -> None:
    script = """
        import time
        def measure(seed, rest: float = 0.0):
            time.sleep(rest)
            raise ValueError("no")
        """
    root = base(tmp_path, {SCRIPT: script})
    slow, wrong = call(rest=60.0, budget=0.1), call()
    for each in (slow, wrong):
        run_and_store(root, each, slack=0.3)
    found = recall(wrong, ledger(root))
    assert found and found.fault == "ValueError: no (line 4 of a-b.py)"
    assert judged(root, slow) == (
        "the last run did not finish in 0.5 s (asleep or waiting); another may not"
    )


def test_a_measurement_without_a_sandbox_is_not_one_with_it(tmp_path: Path) -> None:
    root = base(tmp_path, FILES)
    (ran,) = run(root, call(), confine=False)
    found = []
    for each in (ran, replace(ran, confined=True)):
        store(call(), each, ledger(root))
        for require in (False, True):
            known = recall(call(), ledger(root), require)
            said = reason_to_run(call(), ledger(root), require)
            found.append((known == ran.measurement, said))
    assert found == [
        (True, "remembered"),
        (False, "the last run was not confined"),
        (True, "remembered"),
        (True, "remembered"),
    ]


def test_an_edit_during_the_run_is_noticed(tmp_path: Path) -> None:
    root = base(tmp_path, FILES)
    (ran,) = run(root, call())
    base(root, {"claims/x/helper.py": "k = 7"})
    store(call(), ran, ledger(root))
    assert judged(root, call()) == "helper.py changed since"


@pytest.mark.parametrize(
    "damage",
    ["", "{", "[]", "null", '{"is": 1}', "[" * 100_000, "\xff", "result", "libraries", "nan"],
)
def test_a_damaged_record_is_none(tmp_path: Path, damage: str) -> None:
    root = base(tmp_path, FILES)
    run_and_store(root, call())
    name = record_key(call(), Topics(root).digests(SCRIPT), versions())
    path = root / ".kb" / "calls" / name[:2] / f"{name}.json"
    record = json.loads(path.read_bytes())
    value = record["record"]["value"]
    if damage in ("result", "libraries", "nan"):  # of a wrong form, and signed all the same
        value |= {damage: 1} if damage != "nan" else {"result": {"n": float("nan")}}
        ledger(root).memory.keep("calls", name, value)
    else:
        path.write_text(damage, "latin-1")
    assert judged(root, call()) == "the last run left no record"


def test_what_cannot_be_kept_is_lost_without_harm(tmp_path: Path) -> None:
    root = base(tmp_path, FILES | {".kb": "a file where a folder should be"})
    (ran,) = run(root, call())
    book = ledger(root)
    store(call(), ran, book)
    assert "Not a directory" in book.memory.broken or "File exists" in book.memory.broken
    assert judged(root, call()) == "never run"


CURVES = {"c": {"x": [0.0, 1.0], "y": [1.5, 2.0]}}
GRIDS = {"g": {"x": [0.0, 1.0], "y": [0.0], "z": [[1.0, 2.0]]}}


@pytest.mark.parametrize(
    ("result", "plain"),
    [
        ({}, True),
        ({"a": 1.0, "curves": CURVES, "grids": GRIDS}, True),
        ({"curves": {}, "grids": {}}, True),
        ({"grids": {"g": {"x": [], "y": [], "z": []}}}, True),
        (None, False),
        ([1.0], False),
        ({"a": 1}, False),
        ({"a": True}, False),
        ({"a": "1"}, False),
        ({"a": math.nan}, False),
        ({"a": math.inf, "b": -math.inf}, False),
        ({"a b": 1.0}, False),
        ({"curves": [1.0]}, False),
        ({"curves": {"c d": CURVES["c"]}}, False),
        ({"curves": {"c": {"x": [0.0], "y": [1.0, 2.0]}}}, False),
        ({"curves": {"c": {"x": [0.0]}}}, False),
        ({"curves": {"c": {"x": [0.0], "y": [1]}}}, False),
        ({"curves": {"c": {"x": [0.0], "y": (1.0,)}}}, False),
        ({"curves": {"c": {"x": [0.0], "y": [1.0], "z": [[1.0]]}}}, False),
        ({"grids": {"g": {"x": [0.0], "y": [0.0], "z": [[1.0, 2.0]]}}}, False),
        ({"grids": {"g": {"x": [0.0], "y": [0.0], "z": [[1.0], [2.0]]}}}, False),
        ({"grids": {"g": {"x": [0.0], "y": [0.0], "z": [1.0]}}}, False),
        ({"curves": {"c": {"x": [0.0] * 5001, "y": [0.0] * 5001}}}, False),
    ],
)
def test_what_is_taken_as_it_is_is_what_tidying_would_leave(result, plain) -> None:
    assert is_tidy(result) == plain
    if plain:
        assert tidy(result) == result
