"""A measurement is remembered only while all that it could have read is as it was."""

import os
import sqlite3
from importlib import metadata
from pathlib import Path

import pytest

from kb.demos.running import libraries
from kb.demos.running.cache import Ledger, reason_to_run, recall, store, versions
from kb.demos.running.snapshot import LEFT_OUT, NoSnapshot, Topics, part_of, unpack
from kb.disk import KINDS
from kb.memory import Memory
from tests.cli.test_commands import kb
from tests.helpers.base_on_disk import SCRIPT, base, call, run
from tests.helpers.solar_base import MEASURE, files, on_disk

START = """
    import os
    from pathlib import Path
    here = Path(__file__).parent
    table = here / "table.csv"
    """
ROUTES = {
    "opened": "float(table.read_text())",
    "opened in its folder": """
        float(os.read(os.open("table.csv", os.O_RDONLY, dir_fd=os.open(here, os.O_RDONLY)), 9))
        """,
    "walked": "sum(len(names) for _, _, names, _ in os.fwalk(here))",
    "listed": "len(os.listdir(os.open(here, os.O_RDONLY)))",
    "its size": "os.stat(table).st_size",
    "its rights": "os.access(table, os.X_OK) + os.stat(table).st_mode",
    "looked for": "table.exists()",
    "by the C library": "len(ctypes.CDLL(None).strchr and numpy.fromfile(table, numpy.uint8))",
}
CHANGES = {
    "another content": (lambda table: table.write_text("4444\n"), "table.csv changed since"),
    "gone": (lambda table: table.unlink(), "table.csv is gone"),
    "a link": (
        lambda table: (table.rename(table.with_name("b.csv")), table.symlink_to("b.csv")),
        "b.csv is new",
    ),
    "another file": (lambda table: table.with_name("a.csv").write_text(""), "a.csv is new"),
}


def ledger(root: Path) -> Ledger:
    return Ledger(Memory(root / ".kb"), Topics(root), versions())


def reason(root: Path) -> str:
    """Why the call is remembered or not, after seeing that both answers agree."""
    said = reason_to_run(call(), ledger(root))
    assert (recall(call(), ledger(root)) is not None) == (said == "remembered")
    return said


def measured(root: Path) -> dict[str, float]:
    (ran,) = run(root, call())
    store(call(), ran, ledger(root))
    assert reason(root) == "remembered"
    return dict(ran.measurement.values)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("route", ROUTES)
def test_whatever_the_route_a_change_is_noticed(tmp_path: Path, route: str, change: str) -> None:
    text = f"{START}\n    import ctypes, numpy\n    def measure(seed): return {{'n': int({ROUTES[route].strip()})}}"
    root = base(tmp_path, {SCRIPT: text, "claims/x/table.csv": "3"})
    assert measured(root)
    do, said = CHANGES[change]
    do(root / "claims/x/table.csv")
    assert reason(root) == said


def test_a_data_base_that_is_read_in_c_is_noticed(tmp_path: Path) -> None:
    text = f"""{START}
    import sqlite3
    def measure(seed):
        found = sqlite3.connect(f"file:{{here / 'd.db'}}?immutable=1", uri=True)
        return {{"n": found.execute("select n from t").fetchone()[0]}}
    """
    root = base(tmp_path, {SCRIPT: text})

    def write(number: int) -> None:
        path = root / "claims/x/d.db"
        path.unlink(missing_ok=True)
        with sqlite3.connect(path) as made:
            made.execute("create table t (n)")
            made.execute("insert into t values (?)", [number])
        made.close()

    write(1)
    assert measured(root) == {"n": 1.0}
    write(2)
    assert reason(root) == "d.db changed since"
    assert measured(root) == {"n": 2.0}


def test_times_and_rights_of_files_say_nothing(tmp_path: Path) -> None:
    text = f"""{START}
    def measure(seed):
        found = [os.stat(path) for path in (table, here, Path(__file__))]
        return {{f"{{name}}_{{n}}": getattr(one, f"st_{{name}}")
                for n, one in enumerate(found) for name in ("mtime", "mode")}}
    """
    root = base(tmp_path, {SCRIPT: text, "claims/x/table.csv": "3"})
    before = measured(root)
    for path in (root / "claims/x", root / "claims/x/table.csv", root / SCRIPT):
        path.chmod(0o700)
        os.utime(path, (1, 1))
    assert reason(root) == "remembered"
    assert run(root, call())[0].measurement.values == before


def test_what_the_pages_are_made_of_is_out_of_reach():
    assert KINDS - {".py"} == set(LEFT_OUT)


def test_a_helper_is_within_reach_if_it_is_named(tmp_path: Path) -> None:
    root = base(tmp_path / "base", {
        SCRIPT: "import one", "claims/x/one.py": "import two", "claims/x/two.py": "",
        "claims/x/three.py": "", "claims/x/four.py": "", "claims/x/parts/deep.py": "import four",
        "claims/x/data/table.csv": "3", "claims/x/c-d.py": "", "claims/x/one.pyc": "",
        "claims/x/two.cpython-311-x86_64-linux-gnu.so": "", "claims/x/NOTES.MD": "",
    })  # fmt: skip
    (root / "claims/x/data/again.csv").symlink_to("table.csv")
    (root / "claims/x/data/away.csv").symlink_to("../../../secret")
    (root / "claims/x/data/claim.csv").symlink_to("../a-b.yaml")
    (root / "claims/x/whole").symlink_to("data")
    (root / "claims/x/above").symlink_to("..")
    (root / "claims/x/round").symlink_to("round")
    os.mkfifo(root / "claims/x/pipe")
    found = Topics(root).snapshot(SCRIPT)
    assert list(found) == [
        "a-b.py", "data/again.csv", "data/table.csv", "four.py", "one.py", "parts/deep.py",
        "two.py", "whole",
    ]  # fmt: skip
    unpack(found, tmp_path / "copy")
    assert (tmp_path / "copy/whole/again.csv").read_text() == "3\n"


NAMED = {
    "import": "import one",
    "import as": "import numpy as np, one as n",
    "from": "from one import x",
    "a part of it": "import one.x",
    "inside": "def f():\n    try: import one\n    except ImportError: pass",
    "after code": "x = 1; import one",
    "over two lines": "import numpy, \\\n    one",
    "by its name": "import importlib\nimportlib.import_module('one')",
    "by its file": "open(here / 'one.py')",
}
NOT_NAMED = {
    "in words": '"""One fits all, from one to ten; see one.py."""\none = 1',
    "in a comment": "import numpy  # not one",
}


@pytest.mark.parametrize("how", NAMED | NOT_NAMED)
def test_how_a_helper_is_named(how: str) -> None:
    folder = {"a-b.py": (NAMED | NOT_NAMED)[how].encode(), "one.py": b""}
    assert ("one.py" in part_of("a-b.py", folder)) == (how in NAMED)


def test_scripts_run_as_they_were_read(tmp_path: Path) -> None:
    root = base(tmp_path, {SCRIPT: "new", "claims/x/late.py": "", "claims/x/table.csv": "3"})
    found = Topics(root, {SCRIPT: b"import late", "claims/y/c-d.py": b""}).snapshot(SCRIPT)
    assert found == {"a-b.py": b"import late", "table.csv": b"3\n"}


def test_a_folder_without_end_is_a_fault_and_not_read(tmp_path: Path) -> None:
    root = base(tmp_path, {SCRIPT: "def measure(seed): return {}"})
    with (root / "claims/x/large.bin").open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(NoSnapshot):
        Topics(root).snapshot(SCRIPT)
    (ran,) = run(root, call())
    assert (ran.measurement.fault, ran.lasting) == (
        "lies in claims/x, which has more than 64 MiB",
        False,
    )


def test_too_many_files_are_a_fault(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("kb.demos.running.snapshot.MOST_FILES", 2)
    names = ["claims/x/1.csv", "claims/x/2.csv"]
    root = base(tmp_path, {SCRIPT: "def measure(seed): return {}"} | dict.fromkeys(names, ""))
    (ran,) = run(root, call())
    assert ran.measurement.fault == "lies in claims/x, which has more than 2 files"


def test_a_copy_that_cannot_be_made_is_a_fault(tmp_path: Path, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kb.demos.running.runner.unpack", full)
    (ran,) = run(base(tmp_path, {SCRIPT: "def measure(seed): return {}"}), call())
    assert (ran.measurement.fault, ran.lasting) == (
        "could not be copied (No space left on device)",
        False,
    )


LIBRARY = """
    try:
        import no_such_library
    except ImportError:
        pass
    def measure(seed):
        import networkx
        return {"n": 1}
    """


def test_every_library_that_was_imported_counts(tmp_path: Path, monkeypatch) -> None:
    root = base(tmp_path, {SCRIPT: LIBRARY})
    measured(root)
    known = metadata.version("networkx")
    monkeypatch.setattr(
        "kb.demos.running.libraries.version",
        lambda name: "9.9" if name == "networkx" else metadata.version(name),
    )
    assert reason(root) == f"networkx {known} -> 9.9"


def test_a_library_whose_parts_name_themselves_is_remembered(tmp_path: Path) -> None:
    script = """
    def measure(seed):
        import scipy.optimize, scipy.sparse, scipy.stats
        return {"n": 1}
    """
    root = base(tmp_path, {SCRIPT: script})
    measured(root)
    assert reason(root) == "remembered"


def test_a_library_that_was_missing_counts(tmp_path: Path, monkeypatch) -> None:
    root = base(tmp_path, {SCRIPT: LIBRARY})
    measured(root)
    installed = libraries._installed
    monkeypatch.setattr(
        "kb.demos.running.libraries._installed",
        lambda name: name == "no_such_library" or installed(name),
    )
    assert reason(root) == "no_such_library none -> installed"


def test_variables_that_decide_the_last_digits_count(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.delenv("OPENBLAS_CORETYPE", raising=False)
    root = base(tmp_path, {SCRIPT: "def measure(seed): return {'n': 1}"})
    measured(root)
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Haswell")
    assert reason(root) == "OPENBLAS_CORETYPE unset -> Haswell"


def test_a_fault_about_missing_data_ends_when_they_come(tmp_path: Path) -> None:
    script = MEASURE.replace(
        '    if mood == "nan":',
        '    import pathlib, numpy\n'
        '    numpy.loadtxt(pathlib.Path(__file__).with_name("d.csv"))\n'
        '    if mood == "nan":',
    )  # fmt: skip
    root = on_disk(tmp_path, files(more={"claims/energy/panels-last.py": script}))
    status, said, _ = kb(root, "verify", "panels-last")
    assert (status, "d.csv not found" in said) == (1, True)
    (root / "claims/energy/d.csv").write_text("0.9\n")
    status, said, told = kb(root, "verify", "panels-last")
    assert (status, "1 demonstration (1 holds)" in said) == (0, True)
    assert "measured 11 of 11" in told
