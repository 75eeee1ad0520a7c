"""Where a script draws random numbers, as far as its text shows, and which no seed can decide.

Only calls are seen, under the names that imports gave them; what a generator is asked for
afterwards is not, since whoever has one was given it by such a call.
"""

import ast
from collections.abc import Iterator

from kb.model import Chance

MODULES = ("numpy.random", "autograd.numpy.random", "random", "scipy.stats.qmc", "secrets")
# Without an argument these take their seed from the system.
GENERATORS = {
    "default_rng", "RandomState", "SeedSequence", "Generator", "Random", "SystemRandom",
    "PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64",
}  # fmt: skip
UNDECIDED = {
    "os.urandom", "os.getrandom", "os.getpid", "uuid.uuid1", "uuid.uuid4", "random.SystemRandom",
    "time.time", "time.time_ns", "time.monotonic", "time.monotonic_ns", "time.perf_counter",
    "time.perf_counter_ns", "time.process_time", "time.process_time_ns", "time.thread_time",
    "datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today",
    "datetime.date.today",
}  # fmt: skip


def chance_of(tree: ast.Module) -> Chance:
    """The random draws in a module, and its looks at the clock."""
    names = imported(tree)
    draws, undecided, common, seeds_common = [], [], [], False
    for call, name in calls(tree, names):
        module, _, function = name.rpartition(".")
        blank = not any(not is_none(part) for part in (*call.args, *values(call)))
        if name in UNDECIDED or module == "secrets":
            undecided.append((call.lineno, name))
        if module in MODULES:
            draws.append(call.lineno)
            if function in GENERATORS:
                undecided += [(call.lineno, name)] if blank and name not in UNDECIDED else []
            elif function == "seed":
                seeds_common = seeds_common or not blank
            elif function.islower() and module in MODULES[:3]:
                common.append((call.lineno, name))
        elif function == "rvs":
            draws.append(call.lineno)
            if all(keyword.arg != "random_state" for keyword in call.keywords):
                common.append((call.lineno, name))
    return Chance(tuple(draws), tuple(undecided), tuple(common), seeds_common)


def imported(tree: ast.Module) -> dict[str, str]:
    """What each imported name means, written out."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                whole, first = alias.name, alias.name.partition(".")[0]
                found |= {alias.asname: whole} if alias.asname else {first: first}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {n.asname or n.name: f"{node.module}.{n.name}" for n in node.names}
    return found


def calls(tree: ast.Module, names: dict[str, str]) -> Iterator[tuple[ast.Call, str]]:
    """Every call of something imported, in the order of lines, with its name written out."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in sorted(found, key=lambda node: (node.lineno, node.col_offset)):
        first, *rest = dotted(call.func)
        if first in names:
            yield call, ".".join([names[first], *rest])


def dotted(node: ast.expr) -> list[str]:
    """The parts of ``a.b.c``; what is no such name has none."""
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return [*before, node.attr] if before != [""] else [""]
    return [node.id] if isinstance(node, ast.Name) else [""]


def values(call: ast.Call) -> list[ast.expr]:
    """What is given by name."""
    return [keyword.value for keyword in call.keywords]


def is_none(node: ast.expr) -> bool:
    """Whether this is the word None, which generators take for no seed."""
    return isinstance(node, ast.Constant) and node.value is None
