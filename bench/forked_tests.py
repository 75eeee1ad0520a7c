"""Runs of pytest, forked from one process that has imported what is not ours."""

import importlib
import json
import os
import resource
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Collection, Sequence
from contextlib import suppress
from cProfile import Profile
from pathlib import Path
from types import CodeType

import pytest

MEMORY = 6 << 30  # bytes that a mutant may ask for: an endless list ends


class Recorder:
    """Which functions of a room each test calls, and how much work each test is.

    Of what a program does that a test starts, nothing is known but that it was started; workers
    call functions of their own room only.  What a shared fixture calls, all its tests call.
    """

    def __init__(self, room: Path) -> None:
        self.room = str(room) + os.sep
        self.calls: dict[str, set[str]] = defaultdict(set)  # "file:function": its tests
        self.starting: set[str] = set()  # tests that start programs
        self.seconds: dict[str, float] = {}
        self._profile = Profile()
        self._by_fixture: dict[str, set[str]] = defaultdict(set)
        self._test = ""

    def pytest_sessionstart(self) -> None:
        sys.addaudithook(self._started)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Function):  # type: ignore[no-untyped-def]
        self._profile, self._test = Profile(), item.nodeid
        began = _work()
        self._profile.enable()
        yield
        self._profile.disable()
        self.seconds[item.nodeid] = _work() - began
        shared = (self._by_fixture[name] for name in item.fixturenames)
        for function in set(self._called()).union(*shared):
            self.calls[function].add(item.nodeid)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_fixture_setup(self, fixturedef):  # type: ignore[no-untyped-def]
        before = self._called()
        yield
        if fixturedef.scope != "function":
            fresh = {name for name, count in self._called().items() if count != before.get(name)}
            self._by_fixture[fixturedef.argname] |= fresh

    def _called(self) -> dict[str, int]:
        """The functions of the room that were called until now, and how often."""
        found: dict[str, int] = defaultdict(int)
        for entry in self._profile.getstats():
            code = entry.code
            if isinstance(code, CodeType) and code.co_filename.startswith(self.room):
                name = code.co_qualname.partition(".<locals>")[0]
                found[f"{code.co_filename}:{name}"] += entry.callcount
        return found

    def _started(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "subprocess.Popen":
            said = str(arguments[1])
            worker = "running/worker.py" in said and not self.room.endswith("/demos/")
            if "python" in said and not worker:
                self.starting.add(self._test)


class Order:
    """Some tests of those that were collected, in an order."""

    def __init__(self, names: Sequence[str]) -> None:
        self.place = {name: place for place, name in enumerate(names)}
        self.failed = ""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self.place),
            key=lambda item: self.place[item.nodeid],
        )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed = report.nodeid


def record(copied: Path, tests: Collection[str], room: Path, out: Path) -> dict[str, object] | None:
    """What a room's tests call, and the modules they import; nothing if one of them fails."""

    def run() -> bool:
        recorder = Recorder(room)
        failed = pytest.main([*_OPTIONS, *tests], plugins=[recorder])
        ours = ("kb", "tests", "bench", "__main__")
        modules = sorted(name for name in sys.modules if name.split(".")[0] not in ours)
        calls = {name: sorted(called) for name, called in recorder.calls.items()}
        found = {
            "modules": modules,
            "starting": sorted(recorder.starting),
            "calls": calls,
            "seconds": recorder.seconds,
        }
        out.write_text(json.dumps(found))
        return not failed

    passed = _forked(copied, run, 3600, out.with_suffix(".log"))
    return json.loads(out.read_text()) if passed else None


def preload(modules: Sequence[str]) -> None:
    """Import what is not ours, so that no run has to."""
    for name in modules:
        with suppress(Exception):
            importlib.import_module(name)


def failing(copied: Path, tests: Sequence[str], seconds: float, out: Path) -> str:
    """The first of these tests that fails; a run that does not end is named too."""

    def run() -> bool:
        sys.dont_write_bytecode, os.environ["PYTHONDONTWRITEBYTECODE"] = True, "1"
        files = dict.fromkeys(name.partition("::")[0] for name in tests)
        order = Order(tests)
        status = pytest.main([*_OPTIONS, *files], plugins=[order])
        out.write_text(order.failed or ("" if status == 0 else f"pytest: {status!r}"))
        return True

    out.write_text("did not end")
    _forked(copied, run, seconds, out.with_suffix(".log"))
    return out.read_text()


_OPTIONS = ("-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-seed=0")


def _forked(copied: Path, run, seconds: float, log: Path) -> bool:  # type: ignore[no-untyped-def]
    """Call in a process of its own, in a copy of the repository, and say whether it went well."""
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.setsid()
            os.chdir(copied)
            sys.path[0] = str(copied)
            os.environ["PYTHONPATH"] = str(copied)  # for the programs that tests start
            limit = int(seconds) + 1
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(file, 1)
            os.dup2(file, 2)
            status = 0 if run() else 1
        finally:
            os._exit(status)
    ends = time.monotonic() + 10 * seconds + 60  # a busy machine, or a process that sleeps
    while time.monotonic() < ends:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            break
        time.sleep(0.02)
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    if not ended:
        os.waitpid(pid, 0)
    return bool(ended) and status == 0


def _work() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
