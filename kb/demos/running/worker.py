"""The trusted parent of all runs: imports the scientific packages once, forks per call.

A program of its own, started by its path; it takes one request per line and gives
one answer per line.  A fork costs milliseconds where an import costs a second, and
nothing that one run does is left for the next.
"""

import gc
import importlib
import json
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
from kb.demos.running.child import Ready, become, prctl
from kb.demos.running.libraries import Missed, versions_of
from kb.demos.running.prepared import FILE, taken
from kb.demos.running.result import Fault, one_line, tidy
from kb.demos.running.sandbox import Rules, rules

End = tuple[int, float]  # of a child: status and CPU seconds
MOST_BYTES = 4 * 2**20
MOST_FILES, MOST_IN_FILES = 1000, 64 * 2**20
MOST_MODULES = 10_000
# These only, whatever a script imports: they run here, where nothing is confined.
PRELOADED = """
    numpy numpy.fft numpy.linalg numpy.polynomial numpy.random
    scipy scipy.fft scipy.integrate scipy.interpolate scipy.linalg scipy.ndimage scipy.optimize
    scipy.signal scipy.sparse scipy.sparse.linalg scipy.spatial scipy.special scipy.stats
    autograd autograd.numpy autograd.numpy.linalg autograd.numpy.random
    autograd.scipy autograd.scipy.special autograd.scipy.stats
    """
KEEP_MEMORY_PRIVATE, ADOPT_ORPHANS = (4, 0), (36, 1)  # prctl


def main(scratch: str, preload: list[str]) -> None:
    """Answer requests until standard input ends."""
    del sys.path[0]
    kb = os.getppid()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)  # what an import prints is no answer
    prctl(*ADOPT_ORPHANS)
    prctl(*KEEP_MEMORY_PRIVATE)
    ready = Ready(rules(), frozenset(sys.modules), Missed())
    sys.meta_path.append(ready.missed)
    # numpy puts off loading its random part, which costs 10 ms a call
    wanted = {*preload, "numpy.random"} if "numpy" in preload else set(preload)
    for name in sorted(wanted.intersection(PRELOADED.split())):
        with suppress(BaseException):  # the script that needs it will say what is wrong
            importlib.import_module(name)
    # a script must find neither these modules nor this program
    for name in [name for name in sys.modules if name.partition(".")[0] == "kb"]:
        del sys.modules[name]
    gc.freeze()
    with suppress(BrokenPipeError):
        for line in sys.stdin.buffer:
            answer = _allowed(json.loads(line), ready, scratch)
            answers.write(json.dumps(answer).encode() + b"\n")
            answers.flush()
    if os.getppid() != kb:  # it was killed, and cannot tidy up
        shutil.rmtree(scratch, ignore_errors=True)


def _allowed(request: dict[str, Any], ready: Ready, scratch: str) -> dict[str, object]:
    """The answer, with the reason if it was not given by a confined process."""
    if not request["confine"]:
        ready = replace(ready, rules=Rules("it was asked not to be"))
    if ready.rules.why_not and request["require_sandbox"]:
        return {"refused": ready.rules.why_not}
    return _answer(request, ready, scratch) | {"unconfined": ready.rules.why_not}


def _answer(request: dict[str, Any], ready: Ready, scratch: str) -> dict[str, object]:
    folder = tempfile.mkdtemp(dir=scratch)
    if request["function"] == "measure" and request["prepared"]:
        shutil.copyfile(request["prepared"], Path(folder, FILE))
    end, pipe = os.pipe()
    me, pid = os.getpid(), os.fork()
    if not pid:
        become(request, ready, folder, pipe, me)
    os.close(pipe)
    wall = 2 * request["budget"] + request["slack"]
    how, data, end_of_child = _listen(end, pid, folder, time.monotonic() + wall)
    if how == "ended":
        end_of_child = end_of_child or _ended(pid, patience=1.0)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    if not end_of_child:
        os.kill(pid, signal.SIGKILL)
    status, seconds = end_of_child or _ended(pid, patience=60.0) or (0, 0.0)
    _sweep()
    how = "full" if _full(folder) else how
    os.close(end)
    said = _read(data) if how == "said" else {}
    if said and not said["fault"] and request["function"] == "prepare":
        said |= _kept(folder, request["prepared"])
    shutil.rmtree(folder, ignore_errors=True)
    if said:
        return said | {"seconds": seconds}
    fault = _fault(how, status, seconds, request)
    return {"result": {}, "fault": fault, "lasting": False, "libraries": {}, "seconds": seconds}


def _kept(folder: str, where: str) -> dict[str, object]:
    """Put what was prepared where it is asked for; the fault, if there is nothing of the kind."""
    try:
        Path(where).write_bytes(taken(folder))
    except Fault as wrong:
        return {"fault": str(wrong), "lasting": False}
    return {}


def _listen(end: int, pid: int, folder: str, deadline: float) -> tuple[str, bytes, End | None]:
    """How it went (said, ended, late, full, much), what was said, the child's end if seen."""
    data, found = bytearray(), None
    while len(data) <= MOST_BYTES:
        left = deadline - time.monotonic()
        patience = 0.0 if found else max(0.0, min(0.05, left))
        ready, _, _ = select.select([end, 0], [], [], patience)
        if _full(folder):
            return "full", b"", found
        if 0 in ready:  # nobody waits for the answer any more
            return "late", b"", found
        if end in ready:
            chunk = os.read(end, 2**16)
            data += chunk
            if chunk.endswith(b"\n"):
                return "said", bytes(data), found
            if not chunk:
                return "ended", b"", found
        elif found:  # and a process it left behind holds the pipe
            return "ended", b"", found
        else:  # it may have spoken and ended since the pipe was looked at: look once more
            found = _ended(pid)
        if left <= 0:
            return "late", b"", found
    return "much", b"", found


def _full(folder: str) -> bool:
    """Whether too much was written; one that is confined cannot make folders to hide it in."""
    size = 0
    with suppress(OSError), os.scandir(folder) as entries:
        for many, entry in enumerate(entries, 1):
            with suppress(FileNotFoundError):
                size += entry.stat(follow_symlinks=False).st_size
            if many > MOST_FILES or size > MOST_IN_FILES:
                return True
    return False


def _ended(pid: int, patience: float = 0.0) -> End | None:
    until = time.monotonic() + patience
    while True:
        found, status, usage = os.wait4(pid, os.WNOHANG)
        if found:
            return status, usage.ru_utime + usage.ru_stime
        if time.monotonic() >= until:
            return None
        time.sleep(0.001)


def _sweep() -> None:
    """End the processes that left the child's group; as orphans they became ours."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    for _ in range(1000):
        try:
            if os.waitpid(-1, os.WNOHANG)[0]:
                continue
            found = children.read_text("ascii").split()
        except OSError:  # none left, or not Linux
            return
        for process in found:
            os.kill(int(process), signal.SIGKILL)
        time.sleep(0.001)


def _fault(how: str, status: int, seconds: float, request: dict[str, Any]) -> str:
    budget = request["budget"]
    killer = os.WTERMSIG(status) if os.WIFSIGNALED(status) and how == "ended" else 0
    slow = seconds >= budget and (how == "late" or killer == signal.SIGKILL)
    if killer == signal.SIGXCPU or slow:
        return f"did not finish within {budget:g} CPU seconds"
    if how == "full":
        return f"wrote more than {MOST_FILES:,} files or {MOST_IN_FILES // 2**20} MiB"
    if how == "late":
        return f"did not finish in {2 * budget + request['slack']:g} s (asleep or waiting)"
    if how == "much":
        return f"returned more than {MOST_BYTES // 2**20} MiB"
    if killer:
        return f"was killed by signal {killer} ({signal.strsignal(killer)})"
    return f"ended without a result (exit status {os.WEXITSTATUS(status)})"


def _read(data: bytes) -> dict[str, object]:
    """The child's report, rebuilt from what has the right form."""
    forged = {"result": {}, "fault": "gave no proper result", "lasting": False, "libraries": {}}
    try:
        report = json.loads(data)
        fault, lasting = report["fault"], report["lasting"]
        if not isinstance(fault, str) or not isinstance(lasting, bool):
            return forged
        libraries, known = versions_of(_names(report["imported"]), _names(report["missed"]))
        result = {} if fault else tidy(report["result"])
    except Fault as wrong:
        return forged | {"fault": str(wrong)}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return forged
    about = {"lasting": lasting and known, "libraries": libraries}
    return {"result": result, "fault": one_line(fault, 600)} | about


def _names(found: object) -> set[str]:
    if not isinstance(found, list) or len(found) > MOST_MODULES:
        raise ValueError
    # one of another form cannot be installed, so nothing hangs on it
    return {name for name in found if isinstance(name, str) and name.isidentifier()}


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
