"""Gather evidence: recall what was measured, run what was not, judge it all.

The caller says what may be run and is told of every call as it ends; what is finished
is kept even if the rest is interrupted.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from kb.demos.judge import judge
from kb.demos.plan import Plan, plan_of
from kb.demos.recall import Ledger, cost, remembered, store, versions, why
from kb.demos.runner import Ran, measure_all
from kb.model import Base
from kb.outcomes import Call, Judgement, Measurement
from kb.remember import Memory

Told = Callable[[int, int, Call], None]  # done, of how many, which
Warned = Callable[[str], None]  # why nothing is confined


def quiet(done: int, total: int, call: Call) -> None:
    """Tell nobody."""


def silent(unconfined: str) -> None:
    """Warn nobody."""


def gather(
    base: Base,
    root: Path,
    memory: Memory,
    run: Iterable[str] = (),
    jobs: int = 2,
    told: Told = quiet,
    rerun: bool = False,
    *,
    require_sandbox: bool = False,
    warn: Warned = silent,
) -> dict[str, Judgement]:
    """Judgements of every demonstration; those named in ``run`` are measured if need be.

    If runs cannot be confined, ``warn`` is told why, once; if they must be, CannotConfine
    is raised.
    """
    plans = {address: plan_of(base, each) for address, each in base.demonstrations.items()}
    ledger = Ledger(memory, root, versions())
    known: dict[Call, Measurement] = {}
    wanted = set(calls_of(plans[address] for address in run if address in plans))
    for call in calls_of(plans.values()):
        if rerun and call in wanted:
            continue
        found = remembered(call, text(base, call), ledger, require_sandbox)
        if found is not None:
            known[call] = found
    todo = longest_first([call for call in wanted if call not in known], ledger)
    if todo:
        measure(base, todo, ledger, known, jobs, told, require_sandbox, warn)
    return {address: judged(base, address, plan, known) for address, plan in plans.items()}


def judged(base: Base, address: str, plan: Plan, known: Mapping[Call, Measurement]) -> Judgement:
    """The judgement of one demonstration; one that cannot be planned is faulty."""
    if plan.problems:
        return Judgement(address, "faulty")
    measured = {run: [known.get(call) for call in calls] for run, calls in plan.calls.items()}
    return judge(base.demonstrations[address], measured)


def calls_of(plans: Iterable[Plan]) -> list[Call]:
    """All calls, each once, however many demonstrations share it."""
    return list(dict.fromkeys(c for plan in plans for calls in plan.calls.values() for c in calls))


def text(base: Base, call: Call) -> bytes:
    """The script of a call, as it is in the base."""
    return base.files.get(call.script, b"")


def longest_first(calls: Sequence[Call], ledger: Ledger) -> list[Call]:
    """Calls that took long before go first, so that no core is idle at the end."""
    return sorted(calls, key=lambda call: (-cost(call, ledger), call.script, call.seed))


def measure(
    base: Base,
    todo: Sequence[Call],
    ledger: Ledger,
    known: dict[Call, Measurement],
    jobs: int,
    told: Told,
    require_sandbox: bool = False,
    warn: Warned = silent,
) -> None:
    """Run calls, keeping each as it ends."""
    finished, warned = 0, False

    def done(call: Call, ran: Ran) -> None:
        nonlocal finished, warned
        finished += 1
        if ran.unconfined and ran.answered and not warned:
            warned = True
            warn(ran.unconfined)
        known[call] = ran.measurement
        store(call, text(base, call), ran, ledger)
        told(finished, len(todo), call)

    modules = preload(base, todo)
    measure_all(todo, ledger.root, modules, jobs, done, require_sandbox=require_sandbox)


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
    ledger = Ledger(memory, root, versions())
    lines = []
    for address in addresses:
        plan = plan_of(base, base.demonstrations[address])
        for run, calls in plan.calls.items():
            for call in calls:
                said = why(call, text(base, call), ledger)
                lines.append(f"{address} {run} seed {call.seed}: {said}")
        lines += [f"{address}: {problem.message}" for problem in plan.problems]
    return lines
