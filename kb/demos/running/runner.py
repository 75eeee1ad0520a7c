"""Run calls of demonstrations in worker processes, and hand over each result at once.

A run that hangs, crashes or kills its worker is a fault of that call only.  A
worker that hears nothing more on its standard input ends what it runs and itself.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from threading import Lock, Thread, Timer
from typing import Any

from kb.demos.running.environment import FIXED, kept
from kb.demos.running.finished import CannotConfine, Finished, after, finished_of, in_vain
from kb.demos.running.snapshot import NoSnapshot, Topics, unpack
from kb.model.outcomes import Call, Measurement

NOTHING: Mapping[Call, Finished] = {}


def measure_all(
    calls: Sequence[Call],
    topics: Topics,
    preload: Sequence[str],
    jobs: int,
    done: Callable[[Call, Finished], None],
    *,
    prepared: Mapping[Call, Finished] = NOTHING,
    memory_bytes: int = 2 * 2**30,
    slack: float = 10.0,
    confine: bool = True,
    require_sandbox: bool = False,
) -> None:
    """Run all calls, ``jobs`` at a time, and give each to ``done`` in the caller's thread.

    A call may take twice its budget of CPU seconds, and ``slack``, by the clock.  It is
    confined where the kernel can do that; if it must be and cannot, CannotConfine is raised.
    Of every call that is named as coming before one of them, ``prepared`` has what it made.
    """
    waiting: SimpleQueue[Call] = SimpleQueue()
    finished: SimpleQueue[tuple[Call, Finished] | Exception] = SimpleQueue()
    for call in calls:
        waiting.put(call)
    with TemporaryDirectory(prefix="kb-", ignore_cleanup_errors=True) as scratch:
        start = (scratch, *preload)
        copies = Copies(topics, Path(scratch).resolve(), prepared)
        limits = {
            "base": str(topics.root),
            "memory": memory_bytes,
            "slack": slack,
            "confine": confine,
            "require_sandbox": require_sandbox,
        }
        workers = [Worker(start, limits, copies) for _ in range(min(max(jobs, 1), len(calls)))]
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


class Copies:
    """Copies of what scripts may read, each written when it is first asked for."""

    def __init__(self, topics: Topics, folder: Path, prepared: Mapping[Call, Finished]) -> None:
        """To be written below ``folder``."""
        self._topics, self._folder, self._prepared = topics, folder, prepared
        self._roots: dict[str, Path] = {}
        self._files: dict[Call, Path] = {}
        self._lock = Lock()

    def root_of(self, script: str) -> Path:
        """The folder below which a script and all that it may read lie as in the base."""
        with self._lock:
            if script not in self._roots:
                snapshot = self._topics.snapshot(script)
                root = self._folder / f"copy-{len(self._roots)}"
                try:
                    unpack(snapshot, root / script.rpartition("/")[0])
                except OSError as error:
                    raise NoSnapshot(f"could not be copied ({error.strerror})") from None
                self._roots[script] = root
            return self._roots[script]

    def before(self, call: Call) -> Finished | None:
        """The call that comes before another and prepared something for it; None if none does."""
        return self._prepared[call.prepared] if call.prepared else None

    def file_of(self, call: Call) -> Path | None:
        """The file of what was prepared for a call, or of what is to be prepared by it."""
        with self._lock:
            about = call if call.function == "prepare" else call.prepared
            if not about:
                return None
            if about not in self._files:
                self._files[about] = self._folder / f"prepared-{len(self._files)}"
                if about in self._prepared:
                    self._files[about].write_bytes(self._prepared[about].content)
            return self._files[about]

    def digests(self, call: Call) -> dict[str, str]:
        """Digests of what the copy holds, and of what the call before it could read."""
        with self._lock:
            return self._topics.digests_for(call)


class Worker:
    """A worker process, started when first needed and again after it has died."""

    def __init__(
        self, start: Sequence[str], limits: Mapping[str, object], copies: "Copies"
    ) -> None:
        """``start`` are the program's arguments, ``limits`` go with every request."""
        self.stopped = False
        self._start, self._limits, self._copies = start, limits, copies
        self._answered = False
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def ask(self, call: Call) -> Finished:
        """Run one call, on a copy of what it may read."""
        first = self._copies.before(call)
        if first and first.measurement.fault:
            return replace(in_vain(first), seen=self._copies.digests(call))
        try:
            root = self._copies.root_of(call.script)
        except NoSnapshot as why_not:
            return Finished(Measurement(fault=str(why_not)), lasting=False)
        file = self._copies.file_of(call)
        request = {
            "script": call.script,
            "settings": dict(call.settings),
            "seed": call.seed,
            "budget": call.budget,
            "root": str(root),
            "function": call.function,
            "prepared": str(file or ""),
            **self._limits,
        }
        line = json.dumps(request).encode() + b"\n"
        answer = self._answer(line, call.budget)
        if answer is None and not self._answered and len(self._start) > 1:
            self._start = self._start[:1]  # it may have died of what it imported beforehand
            answer = self._answer(line, call.budget)
        if answer is None:
            fault = "the process that ran it died (killed, or out of memory)"
            return Finished(Measurement(fault=fault), lasting=False)
        self._answered = True
        if refused := answer.get("refused"):
            raise CannotConfine(refused)
        ran = replace(finished_of(answer), seen=self._copies.digests(call))
        if file and call.function == "prepare" and not ran.measurement.fault:
            ran = replace(ran, content=file.read_bytes())
        return after(first, ran) if first else ran

    def _answer(self, line: bytes, budget: float) -> dict[str, Any] | None:
        """The worker's answer; None if it has died instead."""
        try:
            answer: dict[str, Any] = json.loads(self._say(line, 2 * budget + 60))
        except ValueError:
            self._end()
            return None
        return answer

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
                env=FIXED | kept(),
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
