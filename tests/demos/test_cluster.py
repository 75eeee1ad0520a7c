"""Calls handed to a cluster of worker processes on this machine, of which some are killed."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kb.demos.running.cache import Ledger, recall, store, versions
from kb.demos.running.finished import DIFFERENT, Finished, NoCluster
from kb.demos.running.snapshot import Topics
from kb.memory import Memory
from kb.model.outcomes import Call
from tests.cli.test_commands import kb
from tests.helpers.base_on_disk import SCRIPT, base, call, run
from tests.helpers.solar_base import files, on_disk

pytest.importorskip("distributed")
from kb.demos.running.cluster import measure_on

FILES = {
    SCRIPT: """
        import os
        import time
        from pathlib import Path
        import helper
        try:
            import extra
        except ImportError:
            extra = None
        data = Path(__file__).parent / "data"
        def measure(seed: int, rest: float = 0.0) -> dict:
            time.sleep(rest)
            return {
                "table": float((data / "table.csv").read_text()) + helper.k + seed,
                "files": len(os.listdir(data)),
                "curves": {"c": {"x": [0.1, 1 / 3], "y": [1, 2]}},
            }
        """,
    "claims/x/helper.py": "k = 1",
    "claims/x/data/table.csv": "3",
    "claims/x/a-b.yaml": "title: One",
    "claims/y/c-d.py": "def measure(seed): raise ValueError('no')",
}
OTHER = "claims/y/c-d.py"


def started(*arguments: str) -> subprocess.Popen[bytes]:
    """A command of Dask, with nothing of the test's own folder on its path."""
    home = str(Path(__file__).parents[2])
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": home},
    )  # fmt: skip


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """The address of a scheduler, and its three workers."""
    folder = tmp_path_factory.mktemp("cluster")
    about = folder / "scheduler.json"
    processes = [
        started("scheduler", "--host=127.0.0.1", "--port=0", "--no-dashboard", "--no-show",
                f"--scheduler-file={about}")
    ]  # fmt: skip
    try:
        for _ in range(300):
            if about.exists() and about.stat().st_size:
                break
            time.sleep(0.1)
        address = json.loads(about.read_text())["address"]
        worker = ("worker", address, "--nthreads=1", "--no-nanny", "--no-dashboard",
                  "--memory-limit=0", f"--local-directory={folder}")  # fmt: skip
        processes += [started(*worker) for _ in range(3)]
        yield address, processes[1:]
    finally:
        for each in processes:
            each.kill()
            each.wait()


def on(address: str, root: Path, calls: list[Call], told=lambda call: None, **more):
    """The results of calls on the cluster, by call."""
    found = {}

    def done(each, ran):
        found[each] = ran
        told(each)

    measure_on(address, calls, Topics(root), [], done, **more)
    return found


def test_what_was_measured_there_is_remembered_here(cluster, tmp_path: Path) -> None:
    root = base(tmp_path, FILES)
    calls = [call(seed=1), call(seed=2, rest=0.1), call(script=OTHER)]
    there = on(cluster[0], root, calls)
    here = dict(zip(calls, run(root, *calls), strict=True))
    for each in calls:
        ledger = Ledger(Memory(root / ".kb"), Topics(root), versions())
        assert recall(each, ledger) is None
        store(each, there[each], ledger)
        assert recall(each, ledger) == there[each].measurement
        assert there[each].seen == here[each].seen
        assert there[each].measurement.values == here[each].measurement.values
        assert there[each].measurement.curves == here[each].measurement.curves
        assert there[each].measurement.fault == here[each].measurement.fault
        assert there[each].confined == here[each].confined
        assert there[each].libraries == here[each].libraries


def test_a_call_is_run_twice_there(cluster, tmp_path: Path) -> None:
    script = "import os\ndef measure(seed, chance: bool = True): return {'n': seed + chance * os.urandom(8)[0] * os.urandom(8)[1]}"
    root = base(tmp_path, {SCRIPT: script})
    even, chance, once = call(seed=1, chance=False), call(), call(seed=3, chance=False)
    found: dict[Call, Finished] = {}
    calls = [even, chance, once]
    measure_on(cluster[0], calls, Topics(root), [], found.__setitem__, twice={even, chance})
    assert [found[each].repeated for each in calls] == [True, True, False]
    assert [found[each].measurement.fault for each in calls] == ["", DIFFERENT.format(0), ""]


def test_what_is_prepared_there_comes_back_and_goes_out_again(cluster, tmp_path: Path) -> None:
    training = """
        import numpy as np
        def prepare(seed: int, n: int = 3) -> dict: return {"row": np.arange(n) + seed}
        """
    script = """
        from training import prepare
        def measure(seed: int, prepared: dict, n: int = 3) -> dict:
            return {"sum": prepared["row"].sum(), "many": prepared["row"].size}
        """
    root = base(tmp_path, {SCRIPT: script, "claims/x/training.py": training})
    first = replace(call(seed=5, script="claims/x/training.py", n=4), function="prepare")
    asked = replace(call(seed=5, n=4), prepared=first)
    made = on(cluster[0], root, [first], twice={first})
    assert (made[first].repeated, made[first].measurement.fault) == (True, "")
    (here,) = run(root, first)
    assert made[first].content == here.content
    found = on(cluster[0], root, [asked], prepared=made)[asked]
    assert (found.measurement.values, found.seen.keys()) == (
        {"sum": 26, "many": 4}, {"a-b.py", "training.py"},
    )  # fmt: skip


def test_draws_that_no_seed_decides_are_told_though_processes_are_kept(cluster, tmp_path) -> None:
    """What one process forks shares its generator, so the second run is by another."""
    script = "import numpy as np\ndef measure(seed): return {'n': np.random.normal()}"
    root = base(tmp_path, {SCRIPT: script})
    calls = [call(seed=seed) for seed in range(3)]
    found: dict[Call, Finished] = {}
    measure_on(
        cluster[0], calls, Topics(root), ["numpy"], found.__setitem__, twice=frozenset(calls)
    )
    assert [found[each].measurement.fault for each in calls] == [
        DIFFERENT.format(seed) for seed in range(3)
    ]


def test_a_killed_worker_loses_nothing(cluster, tmp_path: Path) -> None:
    root = base(tmp_path, FILES)
    calls = [call(seed=seed, rest=0.4) for seed in range(8)]
    victim = cluster[1].pop()

    def told(_) -> None:
        if victim.poll() is None:
            victim.send_signal(signal.SIGKILL)
            victim.wait()

    found = on(cluster[0], root, calls, told)
    assert victim.returncode == -signal.SIGKILL
    assert [found[each].measurement.fault for each in calls] == [""] * 8
    assert [found[each].measurement.values["table"] for each in calls] == [
        4.0 + seed for seed in range(8)
    ]


def test_what_a_killed_worker_had_found_is_found_again(cluster, tmp_path: Path) -> None:
    """All calls are done, and some of the results die with the worker that holds them."""
    root = base(tmp_path, FILES)
    calls = [call(seed=seed, rest=0.1) for seed in range(8)]
    victim = cluster[1].pop()

    def told(_) -> None:
        if victim.poll() is None:
            time.sleep(2.0)
            victim.send_signal(signal.SIGKILL)
            victim.wait()
            time.sleep(1.0)  # until the client hears of it

    found = on(cluster[0], root, calls, told)
    assert [found[each].measurement.values["table"] for each in calls] == [
        4.0 + seed for seed in range(8)
    ]


def test_without_a_scheduler_it_says_so(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("kb.demos.running.cluster.CONNECTING", 0.5)
    with pytest.raises(NoCluster, match="there is no scheduler at tcp://127.0.0.1:9"):
        on("tcp://127.0.0.1:9", base(tmp_path, FILES), [call()])


def test_a_worker_of_another_version_is_refused(cluster, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("kb.demos.running.cluster.versions", lambda: "Python 2.7")
    with pytest.raises(NoCluster, match="expected Python 2.7"):
        on(cluster[0], base(tmp_path, FILES), [call()])


def test_the_command_runs_there_and_remembers_here(cluster, tmp_path: Path, monkeypatch) -> None:
    root = on_disk(tmp_path, files())
    status, said, told = kb(root, "verify", "panels-last", "--on", cluster[0])
    assert (status, "1 demonstration (1 holds)" in said) == (0, True)
    assert "measured 10 of 10" in told
    assert kb(root, "verify", "panels-last") == (status, said, "")
    monkeypatch.setattr("kb.demos.running.cluster.CONNECTING", 0.5)
    status, _, told = kb(root, "demo", "--all", "--rerun", "--on", "tcp://127.0.0.1:9")
    assert status == 2
    assert "there is no scheduler at tcp://127.0.0.1:9" in told


def test_files_are_not_sent_without_end(cluster, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("kb.demos.running.snapshot.MOST_BYTES", 2**10)
    root = base(tmp_path, FILES | {"claims/x/data/big.csv": "1" * 2**20})
    with pytest.raises(NoCluster, match="a script lies in claims/x, which has more than"):
        on(cluster[0], root, [call()])
