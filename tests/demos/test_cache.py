"""When a measurement is remembered and when it is run again; records on the disk."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kb.demos.running.cache import Ledger, reason_to_run, recall, record_key, store, versions
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
    "a file that was missing": ({"claims/x/absent.csv": "4"}, "absent.csv changed since"),
    "a module that was missing": (
        {"claims/x/extra.py": ""},
        "what can be imported from claims/x changed since",
    ),
    "a module that hides a library's": (
        {"claims/x/pathlib.py": ""},
        "what can be imported from claims/x changed since",
    ),
    "a folder that becomes a package": (
        {"claims/x/parts/__init__.py": ""},
        "what can be imported from claims/x changed since",
    ),
    "the claim": ({"claims/x/a-b.yaml": "title: Two"}, "remembered"),
    "a new claim in the folder": (
        {"claims/x/e-f.yaml": "title: New", "claims/x/e-f.py": ""},
        "remembered",
    ),
    "another script in the folder": ({"claims/x/c-d.py": "x = 1"}, "remembered"),
    "a new data file": ({"claims/x/data/more.csv": "4"}, "remembered"),
}


def ledger(root: Path, version: str = "") -> Ledger:
    return Ledger(Memory(root / ".kb"), root, version or versions())


def text(root: Path) -> bytes:
    return (root / SCRIPT).read_bytes()


def run_and_store(root: Path, each: Call, version: str = "", **limits) -> None:
    (ran,) = run(root, each, **limits)
    store(each, text(root), ran, ledger(root, version))


def judged(root: Path, each: Call, version: str = "") -> str:
    """Why the call is remembered or not, after seeing that both answers agree."""
    fresh = ledger(root, version)
    reason = reason_to_run(each, text(root), fresh)
    assert (recall(each, text(root), fresh) is not None) == (reason == "remembered")
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
    store(call(), text(root), ran, ledger(root))
    assert ran.measurement.values == {"third": 1 / 3}
    assert recall(call(), text(root), ledger(root)) == ran.measurement


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


def test_listing_a_folder_makes_all_its_names_count(tmp_path: Path) -> None:
    script = """
        import os
        def measure(seed):
            return {"files": len(os.listdir(os.path.dirname(__file__) + "/data"))}
        """
    root = base(tmp_path, {SCRIPT: script, "claims/x/data/one.csv": ""})
    (ran,) = run(root, call())
    assert ran.listed
    store(call(), text(root), ran, ledger(root))
    assert judged(root, call()) == "remembered"
    base(root, {"claims/x/data/two.csv": ""})
    assert judged(root, call()) == "the files in claims/x/data changed since"


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
    found = recall(wrong, text(root), ledger(root))
    assert found and found.fault == "ValueError: no (line 4 of a-b.py)"
    assert judged(root, slow) == (
        "the last run did not finish in 0.5 s (asleep or waiting); another may not"
    )


def test_a_measurement_without_a_sandbox_is_not_one_with_it(tmp_path: Path) -> None:
    root = base(tmp_path, FILES)
    (ran,) = run(root, call(), confine=False)
    found = []
    for each in (ran, replace(ran, confined=True)):
        store(call(), text(root), each, ledger(root))
        for require in (False, True):
            known = recall(call(), text(root), ledger(root), require)
            said = reason_to_run(call(), text(root), ledger(root), require)
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
    store(call(), text(root), ran, ledger(root))
    assert judged(root, call()) == "helper.py changed since"


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", "null", '{"is": 1}', "[" * 100_000, "\xff", "result", "seen", "nan"]
)
def test_a_damaged_record_is_none(tmp_path: Path, damage: str) -> None:
    root = base(tmp_path, FILES)
    run_and_store(root, call())
    name = record_key(call(), text(root), versions())
    path = root / ".kb" / "calls" / name[:2] / f"{name}.json"
    record = json.loads(path.read_bytes())
    if damage in record["value"]:
        record["value"][damage] = 1
        damage = json.dumps(record)
    elif damage == "nan":
        record["value"]["result"]["n"] = float("nan")
        damage = json.dumps(record)
    path.write_text(damage, "latin-1")
    assert judged(root, call()) == "the last run left no record"


def test_what_cannot_be_kept_is_lost_without_harm(tmp_path: Path) -> None:
    root = base(tmp_path, FILES | {".kb": "a file where a folder should be"})
    (ran,) = run(root, call())
    book = ledger(root)
    store(call(), text(root), ran, book)
    assert (book.memory.broken, judged(root, call())) == (True, "never run")
