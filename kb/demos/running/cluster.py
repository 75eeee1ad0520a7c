"""Hand calls to a Dask cluster, with all that a run may read: the folder of its topic.

The worker unpacks it and runs the call like any other, confined just the same.  Whoever
can reach a scheduler rules its workers and is trusted by its clients: that is Dask's way.
"""

import json
from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kb.demos.running.cache import versions
from kb.demos.running.finished import CannotConfine, Finished, NoCluster, compare
from kb.demos.running.runner import measure_all
from kb.model.outcomes import Call, Measurement

if TYPE_CHECKING:
    from distributed import Client, Future

Topic = dict[str, bytes | str | None]  # a file's content, where a link leads, None for a folder
CONNECTING, JOINING = 10.0, 30.0  # seconds for a scheduler, and its first worker, to appear
PATIENCE = 120.0  # seconds that a call may wait for its process and its files
MOST_BYTES = 64 * 2**20


def measure_on(
    address: str,
    calls: Sequence[Call],
    root: Path,
    preload: Sequence[str],
    done: Callable[[Call, Finished], None],
    *,
    require_sandbox: bool = False,
    twice: Set[Call] = frozenset(),
) -> None:
    """Run all calls on a cluster, and give each to ``done`` in the caller's thread.

    The caller keeps them as if they were its own, so workers of other versions are refused.
    Those to be run ``twice`` are so on one worker, as machines may differ in the last bit.
    """
    try:
        from distributed import Client
    except ImportError:
        raise NoCluster("the package distributed is not installed; try '.[cluster]'") from None
    try:
        client = Client(address, timeout=CONNECTING, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoCluster(f"there is no scheduler at {address} ({error})") from None
    with client:
        futures = _submitted(client, calls, root, preload, require_sandbox, twice)
        try:
            _collect(futures, done)
        finally:
            with suppress(Exception):  # it may be gone, and there is nothing to cancel then
                client.cancel(list(futures))


def _submitted(
    client: "Client",
    calls: Sequence[Call],
    root: Path,
    preload: Sequence[str],
    require: bool,
    twice: Set[Call],
) -> "dict[Future, Call]":
    try:
        client.wait_for_workers(1, timeout=JOINING)
    except TimeoutError:
        raise NoCluster("the cluster has no worker") from None
    folders = dict.fromkeys(call.script.rpartition("/")[0] for call in calls)
    topics = {folder: topic_of(root, folder) for folder in folders}
    expected = versions()
    return {
        client.submit(
            measured_there,
            _about(call),
            topics[call.script.rpartition("/")[0]],
            list(preload),
            {"versions": expected, "require_sandbox": require, "twice": call in twice},
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
        except Empty:
            raise NoCluster(f"no worker of the cluster answered in {patience:g} s") from None
        done(futures[future], _ran(future))


def _ran(future: "Future") -> Finished:
    """What a worker found; a call that takes down worker after worker is at fault itself."""
    if future.status == "finished":
        answer = json.loads(future.result(timeout=PATIENCE))
        if answer["differs"]:
            raise NoCluster(f"a worker of the cluster is another: {answer['differs']}")
        if answer["refused"]:
            raise CannotConfine(answer["refused"])
        ran = answer["ran"]
        measurement = Measurement(**ran.pop("measurement"))
        return Finished(measurement, tuple(ran.pop("used")), **ran)
    error = future.exception(timeout=PATIENCE) if future.status == "error" else None
    if type(error).__name__ != "KilledWorker":
        raise NoCluster(f"the cluster lost the call ({future.status}: {error})")
    return Finished(
        Measurement(fault="ended every worker of the cluster that ran it"), lasting=False
    )


def _about(call: Call) -> str:
    return json.dumps([call.script, call.settings, call.seed, call.budget])


def topic_of(root: Path, folder: str) -> Topic:
    """All that is in the folder of a topic; links that lead out of it are left out."""
    home = root.resolve() / folder
    found: Topic = {}
    size = 0
    for path in sorted(home.rglob("*")) if home.resolve() == home else ():
        name = f"{folder}/{path.relative_to(home).as_posix()}"
        if path.is_symlink():
            target = path.readlink()
            if not target.is_absolute() and path.resolve().is_relative_to(home):
                found[name] = str(target)
        elif path.is_dir():
            found[f"{name}/"] = None
        elif path.is_file():
            content = path.read_bytes()
            found[name], size = content, size + len(content)
            if size > MOST_BYTES:
                raise NoCluster(f"{folder} has more than {MOST_BYTES // 2**20} MiB; run it here")
    return found


def measured_there(about: str, topic: Topic, preload: list[str], terms: dict[str, Any]) -> str:
    """On the worker: run one call in a folder of its own; the answer is JSON."""
    from distributed import get_worker

    script, settings, seed, budget = json.loads(about)
    if (here := versions()) != terms["versions"]:
        return json.dumps({"differs": f"it has {here}; expected {terms['versions']}"})
    call = Call(script, tuple((name, value) for name, value in settings), seed, budget)
    answer: dict[str, object] = {"differs": "", "refused": ""}
    found: list[Finished] = []

    def done(call: Call, ran: Finished) -> None:
        found.append(compare(found[0], ran, call.seed) if found else ran)

    where = get_worker().local_directory  # if it is killed, the next worker there tidies up
    with TemporaryDirectory(prefix="kb-", dir=where, ignore_cleanup_errors=True) as folder:
        root = Path(folder).resolve()
        unpack(topic, root)
        try:
            require = terms["require_sandbox"]
            measure_all([call], root, preload, 1, done, require_sandbox=require)
            if terms["twice"] and not found[0].measurement.fault:
                measure_all([call], root, preload, 1, done, require_sandbox=require)
            answer["ran"] = asdict(found[-1])
        except CannotConfine as error:
            answer["refused"] = str(error)
    return json.dumps(answer)


def unpack(topic: Topic, root: Path) -> None:
    """Write a topic under a folder."""
    for name, content in topic.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            path.mkdir(exist_ok=True)
        elif isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.symlink_to(content)
