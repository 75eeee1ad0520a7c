"""Which calls need not be run again, because nothing they used has changed.

A record counts only if every file that the run opened or looked for, every folder
it listed, and whatever could shadow an import are as they were when it used them.
"""

import hashlib
import json
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.demos.running.finished import Finished, result_of
from kb.demos.running.result import Fault, tidy
from kb.demos.running.trace import state
from kb.memory import Memory, code_digest
from kb.model.outcomes import Call, Measurement

NOT_RUN = {"cache.py", "shards.py", "cluster.py", "finished.py"}  # around a run, not in it
CALLS, LAST = "calls", "last"  # kinds of records: by everything in the key; by call only


def versions() -> str:
    """What a measurement depends on besides the base: Python, its libraries, the runner."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    libraries = [f"{name} {_version(name)}" for name in ("numpy", "scipy", "autograd")]
    return "; ".join([python, *libraries, f"runner {code_digest(files_that_run())[:12]}"])


def files_that_run() -> list[Path]:
    """The code that a run passes through."""
    return [path for path in Path(__file__).parent.glob("*.py") if path.name not in NOT_RUN]


def record_key(call: Call, script_text: bytes, versions: str) -> str:
    """The name of the call's record; the budget is not part of it."""
    return _sha(json.dumps([_sha(script_text), versions, _about(call)]).encode())


def recall(
    call: Call,
    script_text: bytes,
    ledger: "Ledger",
    require_sandbox: bool = False,
    twice: bool = False,
) -> Measurement | None:
    """The remembered measurement, if nothing it used has changed since.

    Where a call must be run ``twice``, a result that no second run was compared with is none.
    """
    record = _record(ledger.memory, record_key(call, script_text, ledger.versions))
    if not record or _changed(record["seen"], ledger) or (twice and _was_run_once(record)):
        return None
    return result_of(record) if record["confined"] or not require_sandbox else None


def store(call: Call, script_text: bytes, ran: Finished, ledger: "Ledger") -> None:
    """Keep what a run found, unless another run could find otherwise."""
    last = {"script": _sha(script_text), "versions": ledger.versions}
    told = {"fault": ran.measurement.fault, "seconds": ran.measurement.seconds}
    ledger.memory.keep(LAST, _last(call), last | told)
    if not ran.lasting:
        return
    found = ran.measurement
    result = {**found.values, "curves": found.curves, "grids": found.grids}
    record = {"result": result, "fault": found.fault, "seconds": found.seconds}
    record |= {"confined": ran.confined, "repeated": ran.repeated}
    name = record_key(call, script_text, ledger.versions)
    ledger.memory.keep(CALLS, name, record | {"seen": dict(ran.seen)})


def reason_to_run(
    call: Call,
    script_text: bytes,
    ledger: "Ledger",
    require_sandbox: bool = False,
    twice: bool = False,
) -> str:
    """One phrase on why the call is remembered, or why it must be run."""
    record = _record(ledger.memory, record_key(call, script_text, ledger.versions))
    if record:
        changed = _changed(record["seen"], ledger)
        if require_sandbox and not changed and not record["confined"]:
            return "the last run was not confined"
        if twice and not changed and _was_run_once(record):
            return "was run only once"
        return _words(changed) if changed else "remembered"
    last = ledger.memory.text(LAST, _last(call))
    if not isinstance(last, dict):
        return "never run"
    if last.get("script") != _sha(script_text):
        return f"{Path(call.script).name} changed since"
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
    return [call.script, [list(setting) for setting in call.settings], call.seed]


def _last(call: Call) -> str:
    return _sha(json.dumps(_about(call)).encode())


def _record(memory: Memory, name: str) -> dict[str, Any] | None:
    """A record of the right form; a damaged one is none."""
    found = memory.text(CALLS, name)
    try:
        if not isinstance(found, dict):
            return None
        result, seen = tidy(found["result"]), found["seen"]
        fault, seconds = found["fault"], float(found["seconds"])
        confined, repeated = found["confined"] is True, found.get("repeated") is True
    except (Fault, KeyError, TypeError, ValueError):
        return None
    if not isinstance(fault, str) or not isinstance(seen, dict) or not seen:
        return None
    about = {"fault": fault, "seconds": seconds, "confined": confined, "repeated": repeated}
    return about | {"result": result, "seen": seen}


def _was_run_once(record: Mapping[str, Any]) -> bool:
    # a fault is no result that a second run could put in doubt
    return not record["repeated"] and not record["fault"]


def _changed(seen: Mapping[str, str], ledger: "Ledger") -> str:
    """The first thing used that is no longer as it was; empty if all is."""
    for used in sorted(seen):
        if used not in ledger.cache:
            ledger.cache[used] = state(str(ledger.root), used)
        if ledger.cache[used] != seen[used]:
            return used
    return ""


def _words(changed: str) -> str:
    if changed.endswith("/*"):
        return f"the files in {changed[:-2]} changed since"
    if changed.endswith("/"):
        return f"what can be imported from {changed[:-1]} changed since"
    return f"{Path(changed).name} changed since"


def _newer(before: str, now: str) -> str:
    pairs = zip(before.split("; "), now.split("; "), strict=False)
    changes = [f"{old} -> {new.rpartition(' ')[2]}" for old, new in pairs if old != new]
    return ", ".join(changes) or "the versions changed"


def _version(name: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class Ledger:
    """Where to look things up; made anew for each run, since it keeps digests of files."""

    memory: Memory
    root: Path
    versions: str
    cache: dict[str, str] = field(default_factory=dict, repr=False)
