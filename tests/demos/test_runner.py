"""Processes that run demonstrations: results, limits, and nothing left behind."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.demos.running.child import Ready, become
from kb.demos.running.finished import CannotConfine, Finished
from kb.demos.running.libraries import Missed
from kb.demos.running.runner import measure_all
from kb.demos.running.sandbox import Rules, why_unconfined
from kb.demos.running.snapshot import Topics
from kb.model.outcomes import Call, Measurement
from tests.helpers.base_on_disk import SCRIPT, base, call, run, script_run


def test_what_was_measured(tmp_path: Path) -> None:
    text = """
        import numpy as np
        def measure(seed: int, n: int = 2, kind: str = "plain") -> dict:
            x = np.arange(n) / 3
            assert kind == "odd" and __name__ != "__main__"
            print("a word on standard output")
            return {
                "third": np.float64(seed) / 3, "whole": np.int64(n),
                "curves": {"c": {"x": x, "y": tuple(x)}},
                "grids": {"g": {"x": x, "y": [0], "z": np.zeros((1, n))}},
            }
        """
    (ran,) = run(base(tmp_path, {SCRIPT: text}), call(seed=1, n=3, kind="odd"))
    curve = [0.0, 0.333333, 0.666667]
    assert ran.measurement == Measurement(
        {"third": 1 / 3, "whole": 3.0},
        {"c": {"x": curve, "y": curve}},
        {"g": {"x": curve, "y": [0.0], "z": [[0.0, 0.0, 0.0]]}},
        "",
        ran.measurement.seconds,
    )
    assert (list(ran.seen), set(ran.libraries.values()) - {"none"}, ran.lasting) == (
        ["a-b.py"],
        set(),
        True,
    )
    assert [path.name for path in (tmp_path / "claims/x").iterdir()] == ["a-b.py"]


BETWEEN_TWO_LOOKS = """
import os, time
from kb.demos.running import worker
end, pipe = os.pipe()
hold, go = os.pipe()
child = os.fork()
if not child:
    os.read(hold, 1)
    os.write(pipe, b"{}\\n")
    os._exit(0)
os.close(pipe)
looks = []
def full(folder):
    if not looks:
        os.write(go, b"x")
        os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    looks.append(folder)
    return False
worker._full = full
print(worker._listen(end, child, "", time.monotonic() + 60), len(looks))
"""


def test_what_is_said_between_two_looks_is_heard() -> None:
    """A child may speak and end after the pipe was looked at, and before its end is."""
    program = [sys.executable, "-c", BETWEEN_TWO_LOOKS]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        said = parent.stdout.read().decode()
    assert said.startswith(r"('said', b'{}\n', (0, "), said
    assert said.endswith(") 2\n"), said


def test_what_goes_wrong_before_the_script_is_told() -> None:
    """Not an end without a word: here the folder that the run is to work in is gone."""
    end, pipe = os.pipe()
    me, pid = os.getpid(), os.fork()
    if not pid:
        become({"root": "/"}, Ready(Rules(), frozenset(), Missed()), "/gone/scratch", pipe, me)
    os.close(pipe)
    with os.fdopen(end) as report:
        said = json.load(report)
    os.waitpid(pid, 0)
    assert (said["result"], said["lasting"]) == ({}, False)
    assert said["fault"].startswith("could not be run: FileNotFoundError")


def test_limits(tmp_path: Path) -> None:
    asleep = "import time\ndef measure(seed): time.sleep(60)"
    busy = "def measure(seed):\n    while True: pass"
    stubborn = "import signal\nsignal.signal(24, 1)\nsignal.signal(15, 1)\n" + busy
    bomb = "def measure(seed): return {'a': len(bytearray(2**29))}"
    found = [
        script_run(tmp_path, asleep, budget=0.1, slack=0.1),
        script_run(tmp_path, busy, budget=1),
        script_run(tmp_path, stubborn, budget=1),
        script_run(tmp_path, bomb, memory_bytes=2**28),
    ]
    assert [(each.measurement.fault, each.lasting) for each in found] == [
        ("did not finish in 0.3 s (asleep or waiting)", False),
        ("did not finish within 1 CPU seconds", False),
        ("did not finish within 1 CPU seconds", False),
        ("used more than 0.25 GiB of memory", False),
    ]


@pytest.mark.parametrize("flight", ["pass", "os.setsid()"])
def test_what_is_left_running_is_swept_up(tmp_path: Path, flight: str) -> None:
    text = f"""
        import os, time
        def measure(seed):
            pid = os.fork()
            if not pid:
                {flight}
                time.sleep(60)
            time.sleep(0.2)
            return {{"pid": pid}}
        """
    ran = script_run(tmp_path, text, confine=False)
    assert (ran.measurement.fault, ran.lasting) == ("", False)
    with pytest.raises(ProcessLookupError):
        os.kill(int(ran.measurement.values["pid"]), 0)


def test_a_worker_that_dies_is_a_fault_of_one_call(tmp_path: Path) -> None:
    text = """
        import os
        def measure(seed):
            if seed == 1: os.kill(os.getppid(), 9)
            return {"seed": seed}
        """
    root, calls = base(tmp_path, {SCRIPT: text}), [call(seed) for seed in range(3)]
    found = run(root, *calls, confine=False)
    assert [(each.measurement.values, each.measurement.fault) for each in found] == [
        ({"seed": 0.0}, ""),
        ({}, "the process that ran it died (killed, or out of memory)"),
        ({"seed": 2.0}, ""),
    ]


def test_runs_leave_nothing_for_the_next_and_jobs_make_no_difference(tmp_path: Path) -> None:
    text = """
        import random, os, sys
        def measure(seed):
            random.seed(seed)
            fresh = not hasattr(os, "mark") and not os.listdir(".") and "kb" not in sys.modules
            os.mark = open("mark", "w").write("x")
            return {"fresh": int(fresh), "r": random.random(), "h": hash("text")}
        """
    calls = [call(seed) for seed in range(6)]
    root = base(tmp_path, {SCRIPT: text})
    one, two = ([each.measurement.values for each in run(root, *calls, jobs=n)] for n in (1, 2))
    assert one == two
    assert [each["fresh"] for each in one] == [1] * 6


def test_only_scientific_packages_are_imported_beforehand(tmp_path: Path) -> None:
    text = """
        import sys
        def measure(seed):
            names = ("numpy.random", "scipy.special", "wave")
            return {name.replace(".", "_"): int(name in sys.modules) for name in names}
        """
    found: list[Finished] = []
    root, preload = base(tmp_path, {SCRIPT: text}), ["numpy", "scipy.special", "wave", "scipy.no"]
    measure_all([call()], Topics(root), preload, 1, lambda _, ran: found.append(ran))
    assert [each.measurement.values for each in found] == [
        {"numpy_random": 1.0, "scipy_special": 1.0, "wave": 0.0}
    ]


def test_what_is_imported_beforehand_is_not_for_scripts_to_choose(tmp_path: Path) -> None:
    text = """
        import sys
        def measure(seed):
            names = {"plugin": "numpy.typing.mypy_plugin", "fft": "scipy.fft"}
            return {short: int(name in sys.modules) for short, name in names.items()}
        """
    found: list[Finished] = []
    root, preload = base(tmp_path, {SCRIPT: text}), ["numpy.typing.mypy_plugin", "scipy.fft"]
    measure_all([call()], Topics(root), preload, 1, lambda _, ran: found.append(ran))
    assert [each.measurement.values for each in found] == [{"plugin": 0.0, "fft": 1.0}]


def test_a_worker_that_dies_of_what_it_imports_beforehand_goes_on_without(
    tmp_path: Path, monkeypatch
) -> None:
    python = tmp_path / "python"
    python.write_text(
        f'#!/bin/sh\ncase "$*" in *numpy*) exit 1;; esac\nexec {sys.executable} "$@"\n'
    )
    python.chmod(0o755)
    monkeypatch.setattr("kb.demos.running.runner.sys.executable", str(python))
    found: list[Finished] = []
    root = base(tmp_path / "base", {SCRIPT: "def measure(seed): return {'seed': seed}"})
    calls = [call(seed) for seed in range(3)]
    measure_all(calls, Topics(root), ["numpy"], 1, lambda _, ran: found.append(ran))
    assert [(ran.measurement.values, ran.measurement.fault) for ran in found] == [
        ({"seed": float(seed)}, "") for seed in range(3)
    ]


def test_an_interruption_keeps_what_is_done_and_ends_the_rest(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    text = f"""
        import os, time
        def measure(seed):
            if seed:
                open("{note}", "w").write(str(os.getpid()))
                time.sleep(60)
            return {{"seed": seed}}
        """
    kept: list[Call] = []

    def done(each: Call, ran: Finished) -> None:
        kept.append(each)
        _wait_for(lambda: note.exists() and note.read_text())
        raise KeyboardInterrupt

    calls = [call(seed) for seed in range(5)]
    with pytest.raises(KeyboardInterrupt):
        root = base(tmp_path / "base", {SCRIPT: text})
        measure_all(calls, Topics(root), [], 2, done, confine=False)
    assert kept == [call(0)]
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)


def test_runs_end_when_kb_is_killed(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    text = f"""
        import os, time
        def measure(seed):
            open("{note}", "w").write(str(os.getpid()))
            time.sleep(60)
        """
    root = base(tmp_path / "base", {SCRIPT: text})
    program = f"""
from pathlib import Path
from tests.helpers.base_on_disk import call, run
run(Path({str(root)!r}), call(), confine=False)
"""
    kb = subprocess.Popen([sys.executable, "-c", program])
    pid = _wait_for(lambda: note.exists() and note.read_text())
    kb.kill()
    kb.wait()
    assert _wait_for(lambda: not Path(f"/proc/{pid}").exists())


@pytest.mark.parametrize("confine", [True, False])
def test_a_required_sandbox(tmp_path: Path, confine: bool) -> None:
    root = base(tmp_path, {SCRIPT: "def measure(seed): return {'one': 1}"})
    ran = run(root, call(), confine=confine)[0]
    why = why_unconfined() if confine else "it was asked not to be"
    assert (ran.measurement.values, ran.confined, ran.unconfined) == ({"one": 1}, not why, why)
    if not why:
        assert run(root, call(), require_sandbox=True)[0].confined
        return
    with pytest.raises(CannotConfine, match=why):
        run(root, call(), confine=confine, require_sandbox=True)


def _wait_for(answer: Callable[[], object]) -> object:
    until = time.monotonic() + 20
    while not answer() and time.monotonic() < until:
        time.sleep(0.01)
    return answer()
