"""Judgements that are remembered: one record for a demonstration, in place of those of its calls.

A judgement hangs on the demonstration as written, on what its calls measured and on the code that
judges.  The first and the last are in the record's key, with all that the scripts may read, from
which the calls' own names follow; of the calls' records, size, time and place on the disk are
kept.  If any is another, the records themselves are read again.
"""

import hashlib
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import Any

from kb.demos.plan import Plan, calls_of, plan_of
from kb.demos.running.cache import CALLS, Ledger, record_of
from kb.demos.running.finished import result_of
from kb.demos.running.libraries import changed
from kb.memory import code_digest
from kb.model import Base, Demonstration
from kb.model.outcomes import Call, ControlVerdict, Judgement, Measurement, Verdict

KIND = "judged"
HERE = Path(__file__).parent
ROOMS = (
    HERE, HERE / "expectations", HERE / "running", HERE.parent / "model", HERE.parent / "reading",
)  # fmt: skip
ABOUT = ("key", "records", "libraries", "confined", "repeated")
State = list[list[object]]  # of the records of some calls: name, size, times, place


def keys_of(base: Base, ledger: Ledger) -> dict[str, str]:
    """Of each demonstration, a digest of all that its judgement hangs on but for the records."""
    code = code_digest(files_that_judge())
    return {address: key_of(test, ledger, code) for address, test in base.demonstrations.items()}


def files_that_judge() -> list[Path]:
    """The code on which it depends what is said of what was measured."""
    return [*(path for room in ROOMS for path in room.glob("*.py")), HERE.parent / "phrasing.py"]


def key_of(demonstration: Demonstration, ledger: Ledger, code: str) -> str:
    """A digest of a demonstration, of what its scripts may read, of libraries and of the code."""
    scripts = [name for name in (demonstration.script, demonstration.prepare) if name]
    seen = [sorted(ledger.topics.digests(script).items()) for script in scripts]
    said = (code, ledger.versions, seen, demonstration)
    return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()


def recalled(
    base: Base,
    keys: Mapping[str, str],
    ledger: Ledger,
    asked: Set[str],
    rerun: bool,
    confined: bool,
) -> dict[str, Judgement]:
    """Judgements that hang on nothing that has changed, and share no call that is to be run."""
    known: dict[str, Judgement] = {}
    for address, test in base.demonstrations.items():
        if rerun and address in asked:
            continue
        if found := remembered_judgement(test, keys[address], ledger, confined, address in asked):
            known[address] = found
    if again := asked - known.keys():
        tests = base.demonstrations
        wanted = {*calls_of(plan_of(base, tests[address]) for address in again)}
        shared = [name for name in known if wanted & {*calls_of([plan_of(base, tests[name])])}]
        for address in shared:
            del known[address]
    return known


def remembered_judgement(
    demonstration: Demonstration,
    key: str,
    ledger: Ledger,
    require_sandbox: bool = False,
    twice: bool = False,
) -> Judgement | None:
    """What was said of a demonstration, if nothing that it hangs on has changed since.

    Where its first call must be run ``twice``, it must have been; where a sandbox is required,
    every call must have been confined.
    """
    at = (KIND, name_of(demonstration.address))
    record = ledger.memory.checked.get(at) or ledger.memory.text(*at)
    try:
        if not isinstance(record, dict) or record["key"] != key:
            return None
        if (require_sandbox and not record["confined"]) or (twice and not record["repeated"]):
            return None
        if record["records"] != state_of((name for name, *_ in record["records"]), ledger):
            return None
        if changed(record["libraries"], ledger.libraries):
            return None
        if "is" not in record:
            about = {name: record[name] for name in ABOUT}
            record = about | {"is": judgement_in(demonstration.address, record)}
            ledger.memory.checked[at] = record
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    found: Judgement = record["is"]
    return found


def keep_judgement(
    judgement: Judgement, key: str, plan: Plan, known: Mapping[Call, Measurement], ledger: Ledger
) -> None:
    """Remember a judgement, if each of its calls has a record that says what was judged."""
    calls = calls_of([plan])
    if not known.keys() >= {*calls}:
        return
    libraries: dict[str, str] = {}
    state: State = []
    confined, repeated = True, True
    for call in calls:
        name, record = record_of(call, ledger)
        if record is None or record["fault"] or known.get(call) != result_of(record):
            return
        used = record["libraries"]
        if any(libraries.get(library, version) != version for library, version in used.items()):
            return  # one of them is not as it is today
        libraries |= used
        confined &= record["confined"]
        repeated &= record["repeated"] or call != calls[0]
        state.append([name, *record["state"]])
    if state:
        about = dict(zip(ABOUT, (key, state, libraries, confined, repeated), strict=True))
        ledger.memory.keep(KIND, name_of(judgement.address), about | as_record(judgement))


def name_of(address: str) -> str:
    """Under which name the judgement of a demonstration lies: the last only."""
    return hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()


def state_of(names: Iterable[str], ledger: Ledger) -> State:
    """Size, time and place of the records of some calls; of none, if one is not there."""
    found: State = []
    for name in names:
        state = ledger.memory.state(CALLS, name)
        if not state:
            return []
        found.append([name, *state])
    return found


def as_record(judgement: Judgement) -> dict[str, object]:
    """A judgement as JSON holds it; of its measurements what was measured, each run in order."""
    return {
        "word": judgement.word,
        "verdicts": [list(vars(verdict).values()) for verdict in judgement.verdicts],
        "controls": [
            [control.run, control.expectation, control.broke, list(vars(control.verdict).values()),
             control.why]
            for control in judgement.controls
        ],
        "measured": {
            run: [[one.values, one.curves, one.grids, one.seconds] for one in seeds]
            for run, seeds in judgement.measured.items()
        },
    }  # fmt: skip


def judgement_in(address: str, record: Mapping[str, Any]) -> Judgement:
    """The judgement that ``as_record`` has written."""
    return Judgement(
        address,
        record["word"],
        tuple(verdict_in(row) for row in record["verdicts"]),
        tuple(
            ControlVerdict(run, expectation, broke, verdict_in(row), why)
            for run, expectation, broke, row, why in record["controls"]
        ),
        {
            run: tuple(
                Measurement(values, curves, grids, seconds=seconds)
                for values, curves, grids, seconds in seeds
            )
            for run, seeds in record["measured"].items()
        },
    )


def verdict_in(row: list[Any]) -> Verdict:
    """A verdict from its fields, in their order."""
    name, text, holds, fault, margin, chance, measured, *rest = row
    found = tuple((operand, tuple(values)) for operand, values in measured)
    return Verdict(name, text, tuple(holds), fault, margin, chance, found, *rest)
