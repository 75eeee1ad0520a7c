"""Run calls of demonstrations in worker processes, and hand over each result at once.

A run that hangs, crashes or kills its worker is a fault of that call only.  A
worker that hears nothing more on its standard input ends what it runs and itself.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from threading import Lock, Thread, Timer

from kb.demos.running.finished import CannotConfine, Finished, finished_of
from kb.model.outcomes import Call, Measurement

KEPT = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")  # some processors crash without them
FIXED = {
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "LC_ALL": "C.UTF-8",
}


def measure_all(
    calls: Sequence[Call],
    root: Path,
    preload: Sequence[str],
    jobs: int,
    done: Callable[[Call, Finished], None],
    *,
    memory_bytes: int = 2 * 2**30,
    slack: float = 10.0,
    confine: bool = True,
    require_sandbox: bool = False,
) -> None:
    """Run all calls, ``jobs`` at a time, and give each to ``done`` in the caller's thread.

    A call may take twice its budget of CPU seconds, and ``slack``, by the clock.  It is
    confined where the kernel can do that; if it must be and cannot, CannotConfine is raised.
    """
    waiting: SimpleQueue[Call] = SimpleQueue()
    finished: SimpleQueue[tuple[Call, Finished] | Exception] = SimpleQueue()
    for call in calls:
        waiting.put(call)
    with TemporaryDirectory(prefix="kb-", ignore_cleanup_errors=True) as scratch:
        start = (scratch, *preload)
        limits = {
            "root": str(root.resolve()),
            "memory": memory_bytes,
            "slack": slack,
            "confine": confine,
            "require_sandbox": require_sandbox,
        }
        workers = [Worker(start, limits) for _ in range(min(max(jobs, 1), len(calls)))]
        threads = [Thread(target=_serve, args=(worker, waiting, finished)) for worker in workers]
        try:
            for thread in threads:
                thread.start()
            for _ in calls:
                result = finished.get()
                if isinstance(result, Exception):
                    raise result
                done(*result)
        finally:
            for worker in workers:
                worker.stop()
            for thread in threads:
                if thread.ident:
                    thread.join()


def _serve(
    worker: "Worker",
    waiting: SimpleQueue[Call],
    finished: SimpleQueue["tuple[Call, Finished] | Exception"],
) -> None:
    try:
        while not worker.stopped:
            call = waiting.get_nowait()
            finished.put((call, worker.ask(call)))
    except Empty:
        pass
    except Exception as error:
        finished.put(error)


class Worker:
    """A worker process, started when first needed and again after it has died."""

    def __init__(self, start: Sequence[str], limits: Mapping[str, object]) -> None:
        """``start`` are the program's arguments, ``limits`` go with every request."""
        self.stopped = False
        self._start, self._limits = start, limits
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def ask(self, call: Call) -> Finished:
        """Run one call."""
        request = {
            "script": call.script,
            "settings": dict(call.settings),
            "seed": call.seed,
            "budget": call.budget,
            **self._limits,
        }
        line = self._say(json.dumps(request).encode() + b"\n", 2 * call.budget + 60)
        try:
            answer = json.loads(line)
            if refused := answer.get("refused"):
                raise CannotConfine(refused)
            return finished_of(answer)
        except ValueError:
            self._end()
            fault = "the process that ran it died (killed, or out of memory)"
            return Finished(Measurement(fault=fault), lasting=False)

    def stop(self) -> None:
        """End the worker and what it runs, for good."""
        with self._lock:
            self.stopped = True
        self._end()

    def _say(self, line: bytes, patience: float) -> bytes:
        process = self._running()
        if not process or not process.stdin or not process.stdout:
            return b""
        # a worker that a script has stopped would never answer
        timer = Timer(patience + float(str(self._limits["slack"])), process.kill)
        timer.daemon = True
        timer.start()
        try:
            process.stdin.write(line)
            process.stdin.flush()
            return process.stdout.readline()
        except (OSError, ValueError):  # it died, or was stopped meanwhile
            return b""
        finally:
            timer.cancel()

    def _running(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self.stopped or self._process:
                return None if self.stopped else self._process
            # -I would do, were it not deaf to PYTHONHASHSEED; the rest of the
            # environment is clean anyhow
            self._process = subprocess.Popen(
                [sys.executable, "-s", "-P", Path(__file__).with_name("worker.py"), *self._start],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=self._start[0],
                env=FIXED | {name: os.environ[name] for name in KEPT if name in os.environ},
                start_new_session=True,  # Ctrl-C is for us; we tell the workers
            )
            return self._process

    def _end(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if not process:
            return
        with suppress(OSError):
            if process.stdin:
                process.stdin.close()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
