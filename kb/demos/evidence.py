"""Gather evidence: recall what was measured, run what was not, judge it all.

The caller says what may be run and is told of every call as it ends; what is finished
is kept even if the rest is interrupted.  The first call of each demonstration is run twice,
by two processes: a result that differs by a bit hangs on more than the seed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from kb.demos.judge import judge
from kb.demos.judged import keep_judgement, keys_of, recalled
from kb.demos.plan import Plan, calls_of, first_calls, plan_of
from kb.demos.running.cache import (
    Ledger,
    cost,
    reason_to_run,
    recall,
    recall_prepared,
    store,
    versions,
)
from kb.demos.running.finished import Finished, compare
from kb.demos.running.shards import Share, shard
from kb.demos.running.snapshot import Topics
from kb.memory import Memory
from kb.model import Base
from kb.model.outcomes import Call, Judgement, Measurement

Told = Callable[[int, int, Call], None]  # done, of how many, which
Warned = Callable[[str], None]  # why nothing is confined


def quiet(done: int, total: int, call: Call) -> None:
    """Tell nobody."""


def silent(unconfined: str) -> None:
    """Warn nobody."""


@dataclass(frozen=True)
class Manner:
    """How to run what is not remembered, and whom to tell."""

    jobs: int = 2
    rerun: bool = False  # even what is remembered
    require_sandbox: bool = False  # CannotConfine is raised where nothing can be confined
    told: Told = quiet
    warn: Warned = silent  # told once why nothing is confined
    share: Share = field(default_factory=Share)  # this machine's part of the runs
    on: str = ""  # address of a cluster's scheduler; empty: this machine


def gather(
    base: Base,
    root: Path,
    memory: Memory,
    run: Iterable[str] = (),
    manner: Manner = Manner(),
) -> dict[str, Judgement]:
    """Judgements of every demonstration; those named in ``run`` are measured if need be."""
    ledger = ledger_of(base, root, memory)
    tests, keys = base.demonstrations, keys_of(base, ledger)
    asked = {*run} & tests.keys()
    known = recalled(base, keys, ledger, asked, manner.rerun, manner.require_sandbox)
    plans = {
        address: plan_of(base, test) for address, test in tests.items() if address not in known
    }
    to_run = [plans[address] for address in tests if address in asked and address in plans]
    wanted, twice = set(calls_of(to_run)), first_calls(to_run)
    measured = collect_from(base, ledger, calls_of(plans.values()), wanted, manner, twice)
    for address, plan in plans.items():
        known[address] = judgement_of(base, address, plan, measured)
        if plan.calls:
            keep_judgement(known[address], keys[address], plan, measured, ledger)
    return {address: known[address] for address in tests}


def collect(
    base: Base,
    root: Path,
    memory: Memory,
    calls: Iterable[Call],
    wanted: Set[Call],
    manner: Manner,
    twice: Set[Call] = frozenset(),
) -> dict[Call, Measurement]:
    """What is known of calls: those wanted are run if need be, if they are in the share.

    Of those ``twice`` names only a result counts that a second run has confirmed.
    """
    return collect_from(base, ledger_of(base, root, memory), calls, wanted, manner, twice)


def collect_from(
    base: Base,
    ledger: Ledger,
    calls: Iterable[Call],
    wanted: Set[Call],
    manner: Manner,
    twice: Set[Call],
) -> dict[Call, Measurement]:
    """As ``collect``, from a ledger that is open."""
    known: dict[Call, Measurement] = {}
    for call in calls:
        if manner.rerun and call in wanted:
            continue
        found = recall(call, ledger, manner.require_sandbox, call in twice)
        if found is not None:
            known[call] = found
    missing = {
        call: cost(call, ledger) * (2 if call in twice else 1)
        for call in wanted
        if call not in known
    }
    todo = shard(missing, missing, manner.share.index, manner.share.count)
    if todo:
        measure(base, todo, ledger, known, manner, twice)
    return known


def judgement_of(
    base: Base, address: str, plan: Plan, known: Mapping[Call, Measurement]
) -> Judgement:
    """The judgement of one demonstration; one that cannot be planned is faulty."""
    if plan.problems:
        return Judgement(address, "faulty")
    measured = {run: [known.get(call) for call in calls] for run, calls in plan.calls.items()}
    return judge(base.demonstrations[address], measured)


def ledger_of(base: Base, root: Path, memory: Memory) -> Ledger:
    """What is remembered, for scripts as they are in the base and data as it is on the disk."""
    return Ledger(memory, Topics(root, base.files), versions())


def measure(
    base: Base,
    todo: Sequence[Call],
    ledger: Ledger,
    known: dict[Call, Measurement],
    manner: Manner,
    twice: Set[Call],
) -> None:
    """Run calls, keeping each as it ends, and run some of them again to compare."""
    before = {call.prepared: call for call in todo if call.prepared}
    twice |= {call.prepared for call in todo if call.prepared and call in twice}
    prepared = {} if manner.rerun else remembered(before, ledger, manner, twice)
    making = [call for call in before if call not in prepared]
    first: dict[Call, Finished] = {}
    finished, warned = 0, False
    total = len(todo) + len(making)
    total += 0 if manner.on else len(twice & {*todo, *making})

    def done(call: Call, ran: Finished) -> None:
        nonlocal finished, warned
        finished += 1
        if ran.unconfined and not warned:
            warned = True
            manner.warn(ran.unconfined)
        if call in first:
            ran = compare(first[call], ran, call.seed)
        elif call in twice:
            first[call] = ran
        if call.function == "prepare":
            prepared[call] = ran
        else:
            known[call] = ran.measurement
        store(call, ran, ledger)
        manner.told(finished, total, call)

    modules, require = preload(base, todo), manner.require_sandbox
    for calls in filter(None, (making, todo)):
        if manner.on:
            from kb.demos.running.cluster import measure_on

            measure_on(
                manner.on, calls, ledger.topics, modules, done,
                prepared=prepared, require_sandbox=require, twice=twice,
            )  # fmt: skip
            continue
        from kb.demos.running.runner import measure_all  # starts processes; a warm run needs none

        # the second time by fresh workers: those forked by one share its unseeded generator,
        # and would agree
        for again in (False, True):
            now = [call for call in calls if not again or is_to_repeat(first.get(call))]
            if now:
                measure_all(
                    now, ledger.topics, modules, manner.jobs, done,
                    prepared=prepared, require_sandbox=require,
                )  # fmt: skip


def is_to_repeat(ran: Finished | None) -> bool:
    """Whether a call was to be run twice, and gave something to compare."""
    return ran is not None and not ran.measurement.fault


def remembered(
    calls: Iterable[Call], ledger: Ledger, manner: Manner, twice: Set[Call]
) -> dict[Call, Finished]:
    """What was prepared before, of those calls of which it is remembered."""
    found = {
        call: recall_prepared(call, ledger, manner.require_sandbox, call in twice) for call in calls
    }
    return {call: ran for call, ran in found.items() if ran is not None}


def preload(base: Base, calls: Iterable[Call]) -> list[str]:
    """Scientific modules that the scripts of these topics import."""
    folders = {call.script.rpartition("/")[0] for call in calls}
    names = {
        name
        for path, script in base.scripts.items()
        if path.rpartition("/")[0] in folders
        for name in script.imports
        if name.partition(".")[0] in ("numpy", "scipy", "autograd")
    }
    return sorted(names)


def reasons_of(base: Base, root: Path, memory: Memory, addresses: Iterable[str]) -> list[str]:
    """For each call, why it is remembered or must be run."""
    ledger = ledger_of(base, root, memory)
    lines = []
    for address in addresses:
        plan = plan_of(base, base.demonstrations[address])
        twice = first_calls([plan])
        before = dict.fromkeys(call.prepared for call in calls_of([plan]) if call.prepared)
        for call in before:
            said = reason_to_run(call, ledger, twice=any(each.prepared == call for each in twice))
            settings = ", ".join(f"{name} {value}" for name, value in call.settings)
            about = f"prepared with {settings}" if settings else "prepared"
            lines.append(f"{address} {about}, seed {call.seed}: {said}")
        for run, calls in plan.calls.items():
            for call in calls:
                said = reason_to_run(call, ledger, twice=call in twice)
                lines.append(f"{address} {run} seed {call.seed}: {said}")
        lines += [f"{address}: {problem.message}" for problem in plan.problems]
    return lines
