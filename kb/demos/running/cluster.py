"""Hand calls to a Dask cluster, with all that a run may read: its copy of its topic's folder.

The worker unpacks it and runs the call like any other, confined just the same.  Whoever
can reach a scheduler rules its workers and is trusted by its clients: that is Dask's way.
"""

import base64
import json
from asyncio import CancelledError
from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from threading import get_ident
from typing import TYPE_CHECKING, Any

from kb.demos.running.cache import versions
from kb.demos.running.finished import CannotConfine, Finished, NoCluster, compare
from kb.demos.running.runner import NOTHING, Copies, Worker
from kb.demos.running.snapshot import NoSnapshot, Snapshot, Topics, unpack
from kb.model.outcomes import Call, Measurement

if TYPE_CHECKING:
    from distributed import Client, Future

CONNECTING, JOINING = 10.0, 30.0  # seconds for a scheduler, and its first worker, to appear
MEMORY_BYTES, SLACK = 2 * 2**30, 10.0  # as on this machine
PATIENCE = 120.0  # seconds that a call may wait for its process and its files


def measure_on(
    address: str,
    calls: Sequence[Call],
    topics: Topics,
    preload: Sequence[str],
    done: Callable[[Call, Finished], None],
    *,
    prepared: Mapping[Call, Finished] = NOTHING,
    require_sandbox: bool = False,
    twice: Set[Call] = frozenset(),
) -> None:
    """Run all calls on a cluster, and give each to ``done`` in the caller's thread.

    The caller keeps them as if they were its own, so workers of other versions are refused.
    Those to be run ``twice`` are so on one worker, as machines may differ in the last bit.
    What was ``prepared`` for a call goes with it.
    """
    try:
        from distributed import Client
    except ImportError:
        raise NoCluster(
            "the package distributed is not installed: pip install 'argument-kb[cluster]'"
        ) from None
    try:
        client = Client(address, timeout=CONNECTING, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoCluster(f"there is no scheduler at {address} ({error})") from None
    with client:
        terms = {"versions": versions(), "require_sandbox": require_sandbox}
        futures = _submitted(client, calls, topics, preload, terms, twice, prepared)
        try:
            _collect(futures, done)
        finally:
            with suppress(Exception):  # it may be gone, and there is nothing to cancel then
                client.cancel(list(futures))


def _submitted(
    client: "Client",
    calls: Sequence[Call],
    topics: Topics,
    preload: Sequence[str],
    terms: Mapping[str, object],
    twice: Set[Call],
    prepared: Mapping[Call, Finished],
) -> "dict[Future, Call]":
    try:
        client.wait_for_workers(1, timeout=JOINING)
    except TimeoutError:
        raise NoCluster("the cluster has no worker") from None
    try:
        copies = {call.script: topics.snapshot(call.script) for call in calls}
    except NoSnapshot as why_not:
        raise NoCluster(f"a script {why_not}") from None
    return {
        client.submit(
            measured_there,
            json.dumps(asdict(call)),
            copies[call.script],
            list(preload),
            {**terms, "twice": call in twice},
            _written(prepared[call.prepared]) if call.prepared else None,
            pure=False,  # what another client measured is not what is asked for
        ): call
        for call in calls
    }


def _collect(futures: "Mapping[Future, Call]", done: Callable[[Call, Finished], None]) -> None:
    finished: SimpleQueue[Future] = SimpleQueue()
    for future in futures:
        future.add_done_callback(finished.put)
    # the longest that a call may take, which may be one that is run twice
    patience = PATIENCE + 2 * max((2 * call.budget + 70 for call in futures.values()), default=0.0)
    for _ in futures:
        try:
            future = finished.get(timeout=patience)
            ran = _ran(future, patience)
        except (Empty, TimeoutError):
            raise NoCluster(f"no worker of the cluster answered in {patience:g} s") from None
        done(futures[future], ran)


def _ran(future: "Future", patience: float) -> Finished:
    """What a worker found; a call that takes down worker after worker is at fault itself.

    One whose worker dies before it has handed over what it found is lost, and is run again by
    another: to ask for the result is to wait for that.
    """
    try:
        answer = json.loads(future.result(timeout=patience))
    except TimeoutError:
        raise
    except (Exception, CancelledError) as error:
        if type(error).__name__ != "KilledWorker":
            raise NoCluster(f"the cluster lost the call ({future.status}: {error})") from None
        fault = "ended every worker of the cluster that ran it"
        return Finished(Measurement(fault=fault), lasting=False)
    if answer["differs"]:
        raise NoCluster(f"a worker of the cluster is another: {answer['differs']}")
    if answer["refused"]:
        raise CannotConfine(answer["refused"])
    return _finished(answer["ran"])


def _written(ran: Finished) -> dict[str, Any]:
    """A finished call as values of JSON."""
    return asdict(ran) | {"content": base64.b64encode(ran.content).decode()}


def _finished(said: Mapping[str, Any]) -> Finished:
    """The finished call that such values are of."""
    measurement, content = Measurement(**said["measurement"]), base64.b64decode(said["content"])
    return Finished(**{**said, "measurement": measurement, "content": content})


def _call(said: Mapping[str, Any]) -> Call:
    """The call that was turned into values of JSON."""
    settings = tuple((name, value) for name, value in said["settings"])
    before = _call(said["prepared"]) if said["prepared"] else None
    return Call(**{**said, "settings": settings, "prepared": before})


def measured_there(
    about: str,
    copy: Snapshot,
    preload: list[str],
    terms: dict[str, Any],
    given: dict[str, Any] | None,
) -> str:
    """On the worker: run one call in a folder of its own; the answer is JSON."""
    from distributed import get_worker

    call = _call(json.loads(about))
    if (here := versions()) != terms["versions"]:
        return json.dumps({"differs": f"it has {here}; expected {terms['versions']}"})
    prepared = {call.prepared: _finished(given)} if call.prepared and given else {}
    answer: dict[str, object] = {"differs": "", "refused": ""}
    where = get_worker().local_directory  # if it is killed, the next worker there tidies up
    require = terms["require_sandbox"]
    with TemporaryDirectory(prefix="kb-", dir=where, ignore_cleanup_errors=True) as folder:
        home = Path(folder).resolve()
        topics = Topics(home / "base")
        unpack(copy, topics.root / call.script.rpartition("/")[0])
        try:
            copies = Copies(topics, home, prepared)
            ran = process_of(where, tuple(preload), require).measure(call, copies, topics.root)
            if terms["twice"] and not ran.measurement.fault:
                # by another: what one process forked shares its unseeded generator
                other = process_of(where, tuple(preload), require, which=2)
                ran = compare(ran, other.measure(call, copies, topics.root), call.seed)
            answer["ran"] = _written(ran)
        except CannotConfine as error:
            answer["refused"] = str(error)
    return json.dumps(answer)


class Current(Copies):
    """The copies of one call after another, for a process that outlives them."""

    def __init__(self, first: Copies) -> None:
        """Those of the first call."""
        self.copies = first

    def root_of(self, script: str) -> Path:
        """See Copies."""
        return self.copies.root_of(script)

    def before(self, call: Call) -> Finished | None:
        """See Copies."""
        return self.copies.before(call)

    def file_of(self, call: Call) -> Path | None:
        """See Copies."""
        return self.copies.file_of(call)

    def digests(self, call: Call) -> dict[str, str]:
        """See Copies."""
        return self.copies.digests(call)


class Process:
    """What runs calls on a worker of the cluster; to start one takes longer than most calls."""

    def __init__(self, where: str, preload: Sequence[str], require_sandbox: bool) -> None:
        """It works in a folder of its own below ``where``."""
        self._folder = TemporaryDirectory(prefix="kb-", dir=where, ignore_cleanup_errors=True)
        self._limits: dict[str, object] = {
            "memory": MEMORY_BYTES, "slack": SLACK, "confine": True,
            "require_sandbox": require_sandbox,
        }  # fmt: skip
        self._start = (str(Path(self._folder.name).resolve()), *preload)
        self._worker: Worker | None = None

    def measure(self, call: Call, copies: Copies, base: Path) -> Finished:
        """Run one call on its copies of what lies in ``base``."""
        self._limits["base"] = str(base)
        if self._worker is None:
            self._copies = Current(copies)
            self._worker = Worker(self._start, self._limits, self._copies)
        self._copies.copies = copies
        return self._worker.ask(call)


def process_of(
    where: str, preload: tuple[str, ...], require_sandbox: bool, which: int = 1
) -> Process:
    """A process that this thread keeps for calls of this kind, the first or another."""
    return _process((get_ident(), which), where, preload, require_sandbox)


@cache
def _process(thread: tuple[int, int], *about: Any) -> Process:
    return Process(*about)
