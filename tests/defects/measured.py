"""What the small scripts of the corpus measure: run here, since nobody else wrote them.

Nothing is confined and no process begins, so that a case takes milliseconds; that a run which
hangs or reads what it may not becomes such a fault is shown in ``tests/demos``.
"""

import sys
from collections.abc import Iterable
from pathlib import PurePath
from types import ModuleType
from typing import Any

from kb.demos.judge import judge
from kb.demos.plan import plan_of
from kb.demos.running.result import Fault, tidy
from kb.model import Base
from kb.model.outcomes import Call, Judgement, Measurement


def evidence_of(base: Base, fails: Iterable[str]) -> dict[str, Judgement]:
    """What each demonstration shows; ``fails`` says which runs went wrong, and how."""
    planted = [line.split(" ", 2) for line in fails]
    found = {}
    for address, demonstration in base.demonstrations.items():
        plan = plan_of(base, demonstration)
        if plan.problems:
            found[address] = Judgement(address, "faulty")
            continue
        measured = {}
        for run, calls in plan.calls.items():
            faults = [rest for of, name, rest in planted if (of, name) == (address, run)]
            measured[run] = [with_fault(base, call, faults) for call in calls]
        found[address] = judge(demonstration, measured)
    return found


def with_fault(base: Base, call: Call, faults: list[str]) -> Measurement:
    """The fault that is planted for a call; else what it measures."""
    for fault in faults:
        seed, _, said = fault.partition(" ")
        if not seed.isdigit() or int(seed) == call.seed:
            return Measurement(fault=said if seed.isdigit() else fault)
    return measured(base, call)


def measured(base: Base, call: Call) -> Measurement:
    """What a script returns, or why it is no result."""
    helpers: list[str] = []
    try:
        given = []
        if first := call.prepared:
            module = loaded(base, first.script, helpers)
            given = [module["prepare"](first.seed, **dict(first.settings))]
        script = loaded(base, call.script, helpers)
        values: dict[str, Any] = tidy(script["measure"](call.seed, *given, **dict(call.settings)))
    except Fault as fault:
        return Measurement(fault=str(fault))
    except Exception as error:
        return Measurement(fault=f"{type(error).__name__}: {error} ({line_of(error)})")
    finally:
        for name in helpers:
            sys.modules.pop(name, None)
    curves, grids = (values.pop(name, {}) for name in ("curves", "grids"))
    return Measurement(values, curves, grids)


def loaded(base: Base, path: str, helpers: list[str]) -> dict[str, Any]:
    """What a script defines; a helper can be imported by those that come after."""
    script = base.scripts[path]
    module = ModuleType(PurePath(path).stem)
    for name in script.imports:
        helper = f"{PurePath(path).parent}/{name}.py"
        if helper in base.scripts and name not in helpers:
            loaded(base, helper, helpers)
    exec(compile(script.text, PurePath(path).name, "exec"), module.__dict__)
    sys.modules[module.__name__] = module
    helpers.append(module.__name__)
    return module.__dict__


def line_of(error: Exception) -> str:
    """The last line of a script that was come to."""
    trace, at = error.__traceback__, ""
    while trace:
        file = trace.tb_frame.f_code.co_filename
        at = f"line {trace.tb_lineno} of {file}" if "/" not in file else at
        trace = trace.tb_next
    return at
