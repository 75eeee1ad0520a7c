"""Which calls need not be run again, because nothing that they could have used has changed.

The name of a record holds the call, the versions and all that the script may read; in the
record stand the versions of the other libraries that it imported, which only a run can tell.
"""

import base64
import hashlib
import json
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.demos.running.environment import kept
from kb.demos.running.finished import Finished, is_tidy, result_of
from kb.demos.running.libraries import IN_VERSIONS, changed, version
from kb.demos.running.result import Fault, tidy
from kb.demos.running.snapshot import Topics
from kb.memory import MEASURED, Memory, code_digest
from kb.model.outcomes import Call, Measurement

NOT_RUN = {"cache.py", "shards.py", "cluster.py", "finished.py"}  # around a run, not in it
# kinds of records: by everything in the key, of calls that measure and that prepare; by call only
CALLS, PREPARED, LAST = MEASURED


def versions() -> str:
    """What a measurement depends on besides the base: Python, its libraries, the runner."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    libraries = [f"{name} {version(name)}" for name in sorted(IN_VERSIONS)]
    variables = [f"{name} {value}" for name, value in sorted(kept().items())]
    runner = f"runner {code_digest(files_that_run())[:12]}"
    return "; ".join([python, *libraries, *variables, runner])


def files_that_run() -> list[Path]:
    """The code that a run passes through."""
    return [path for path in Path(__file__).parent.glob("*.py") if path.name not in NOT_RUN]


def record_key(call: Call, seen: Mapping[str, str], versions: str) -> str:
    """The name of the call's record; the budget is not part of it."""
    return _key(_surroundings(seen, versions), call)


def _surroundings(seen: Mapping[str, str], versions: str) -> str:
    return json.dumps([dict(sorted(seen.items())), versions])[:-1]


def _key(surroundings: str, call: Call) -> str:
    return _sha(f"{surroundings}, {json.dumps(_about(call))}]".encode())


def recall(
    call: Call, ledger: "Ledger", require_sandbox: bool = False, twice: bool = False
) -> Measurement | None:
    """The remembered measurement, if nothing that it could have used has changed since.

    Where a call must be run ``twice``, a result that no second run was compared with is none.
    """
    record = _record(call, ledger)
    if not record or _changed(record, ledger) or (twice and _was_run_once(record)):
        return None
    return result_of(record) if record["confined"] or not require_sandbox else None


def recall_prepared(
    call: Call, ledger: "Ledger", require_sandbox: bool = False, twice: bool = False
) -> Finished | None:
    """What a call of ``prepare`` made, if it is remembered and would be made again."""
    record = _record(call, ledger)
    if not record or _changed(record, ledger) or (twice and _was_run_once(record)):
        return None
    if require_sandbox and not record["confined"]:
        return None
    return Finished(
        result_of(record),
        ledger.topics.digests_for(call),
        record["libraries"],
        confined=record["confined"],
        repeated=record["repeated"],
        content=record["content"],
    )


def record_of(call: Call, ledger: "Ledger") -> tuple[str, dict[str, Any] | None]:
    """The name of a call's record, and the record if nothing that it hangs on has changed.

    In the record stands its state on the disk, before it was read.
    """
    record = _record(call, ledger)
    return _name(call, ledger), None if not record or _changed(record, ledger) else record


def store(call: Call, ran: Finished, ledger: "Ledger") -> None:
    """Keep what a run found, unless another run could find otherwise."""
    last = {"seen": dict(ran.seen), "versions": ledger.versions}
    told = {"fault": ran.measurement.fault, "seconds": ran.measurement.seconds}
    ledger.memory.keep(LAST, _last(call), last | told)
    if not ran.lasting:
        return
    found = ran.measurement
    result = {**found.values, "curves": found.curves, "grids": found.grids}
    record = {"result": result, "fault": found.fault, "seconds": found.seconds}
    record |= {"confined": ran.confined, "repeated": ran.repeated}
    record |= {"content": base64.b64encode(ran.content).decode()} if ran.content else {}
    name = record_key(call, ran.seen, ledger.versions)
    ledger.memory.keep(_kind(call), name, record | {"libraries": dict(ran.libraries)})


def reason_to_run(
    call: Call, ledger: "Ledger", require_sandbox: bool = False, twice: bool = False
) -> str:
    """One phrase on why the call is remembered, or why it must be run."""
    if record := _record(call, ledger):
        if said := _changed(record, ledger):
            return said
        if require_sandbox and not record["confined"]:
            return "the last run was not confined"
        return "was run only once" if twice and _was_run_once(record) else "remembered"
    if (_kind(call), _name(call, ledger)) in ledger.memory.foreign:
        return "its record was not signed here"
    last = ledger.memory.text(LAST, _last(call))
    if not isinstance(last, dict):
        return "never run"
    before, now = last.get("seen"), ledger.topics.digests_for(call)
    if isinstance(before, dict) and before != now:
        return _difference(before, now)
    if last.get("versions") != ledger.versions:
        return _newer(str(last.get("versions")), ledger.versions)
    if last.get("fault"):
        return f"the last run {last['fault']}; another may not"
    return "the last run left no record"


def cost(call: Call, ledger: "Ledger") -> float:
    """CPU seconds that the call took when it was last run; 0 if it never was."""
    last = ledger.memory.text(LAST, _last(call))
    seconds = last.get("seconds") if isinstance(last, dict) else None
    return float(seconds) if isinstance(seconds, int | float) else 0.0


def _about(call: Call) -> list[object]:
    # as JSON, 1, 1.0, true and "1" differ
    about = [call.script, [list(setting) for setting in call.settings], call.seed, call.function]
    return [*about, _about(call.prepared)] if call.prepared else about


def _kind(call: Call) -> str:
    return PREPARED if call.function == "prepare" else CALLS


def _last(call: Call) -> str:
    return _sha(json.dumps(_about(call)).encode())


def _name(call: Call, ledger: "Ledger") -> str:
    scripts = (call.script, call.prepared.script if call.prepared else "")
    if scripts not in ledger.surroundings:  # all seeds and runs have them in common
        seen = ledger.topics.digests_for(call)
        ledger.surroundings[scripts] = _surroundings(seen, ledger.versions)
    return _key(ledger.surroundings[scripts], call)


def _record(call: Call, ledger: "Ledger") -> dict[str, Any] | None:
    """A record of the right form; a damaged one is none.

    What was looked at is kept while the process lasts, which may judge several states of a base,
    and as long as no other process has written another.
    """
    at = (_kind(call), _name(call, ledger))
    state, known = ledger.memory.state(*at), ledger.memory.checked.get(at)
    if known and known["state"] == state:
        return known
    found = _checked(call, ledger.memory.text(*at)) if state else None
    if found is None or call.function == "prepare":  # arrays are large
        return found
    ledger.memory.checked[at] = found | {"state": state}
    return ledger.memory.checked[at]


def _checked(call: Call, found: object) -> dict[str, Any] | None:
    try:
        if not isinstance(found, dict):
            return None
        result, libraries = found["result"], found["libraries"]
        result = result if is_tidy(result) else tidy(result)
        fault, seconds = found["fault"], float(found["seconds"])
        confined, repeated = found["confined"] is True, found.get("repeated") is True
        content = base64.b64decode(found.get("content", ""), validate=True)
    except (Fault, KeyError, TypeError, ValueError):
        return None
    if call.function == "prepare" and not content and not fault:
        return None
    if not isinstance(fault, str) or not isinstance(libraries, dict):
        return None
    if not all(isinstance(version, str) for version in libraries.values()):
        return None
    about = {"fault": fault, "seconds": seconds, "confined": confined, "repeated": repeated}
    return about | {"result": result, "libraries": libraries, "content": content}


def _was_run_once(record: Mapping[str, Any]) -> bool:
    # a fault is no result that a second run could put in doubt
    return not record["repeated"] and not record["fault"]


def _changed(record: Mapping[str, Any], ledger: "Ledger") -> str:
    """The first library that is another today; empty if none is."""
    return changed(record["libraries"], ledger.libraries)


def _difference(before: Mapping[str, str], now: Mapping[str, str]) -> str:
    name = min(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
    word = "is new" if name not in before else "changed since" if name in now else "is gone"
    return f"{Path(name).name} {word}"


def _newer(before: str, now: str) -> str:
    old, new = (dict(part.split(" ", 1) for part in text.split("; ")) for text in (before, now))
    changes = [
        f"{name} {old.get(name, 'unset')} -> {new.get(name, 'unset')}"
        for name in {**old, **new}
        if old.get(name) != new.get(name)
    ]
    return ", ".join(changes)


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class Ledger:
    """Where to look things up; made anew for each run, since it keeps what it saw."""

    memory: Memory
    topics: Topics
    versions: str
    libraries: dict[str, str] = field(default_factory=dict, repr=False)
    surroundings: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)
