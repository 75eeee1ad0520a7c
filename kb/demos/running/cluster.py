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
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kb.demos.running.cache import versions
from kb.demos.running.finished import CannotConfine, Finished, NoCluster, compare
from kb.demos.running.runner import NOTHING, measure_all
from kb.demos.running.snapshot import NoSnapshot, Snapshot, Topics, unpack
from kb.model.outcomes import Call, Measurement

if TYPE_CHECKING:
    from distributed import Client, Future

CONNECTING, JOINING = 10.0, 30.0  # seconds for a scheduler, and its first worker, to appear
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
    found: list[Finished] = []

    def done(call: Call, ran: Finished) -> None:
        found.append(compare(found[0], ran, call.seed) if found else ran)

    where = get_worker().local_directory  # if it is killed, the next worker there tidies up
    with TemporaryDirectory(prefix="kb-", dir=where, ignore_cleanup_errors=True) as folder:
        root = Path(folder).resolve()
        unpack(copy, root / call.script.rpartition("/")[0])
        run = partial(
            measure_all, [call], Topics(root), preload, 1, done,
            prepared=prepared, require_sandbox=terms["require_sandbox"],
        )  # fmt: skip
        try:
            run()
            if terms["twice"] and not found[0].measurement.fault:
                run()
            answer["ran"] = _written(found[-1])
        except CannotConfine as error:
            answer["refused"] = str(error)
    return json.dumps(answer)
