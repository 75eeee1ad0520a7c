"""Judge a demonstration: its expectations, and whether its controls break them.

Judging runs nothing.  A new bound is judged at once on what was measured before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from kb.demos.expectations.chance import chance_of_other_side
from kb.demos.expectations.evaluate import CannotJudge, Series, Values, number_of, truth_of
from kb.demos.expectations.expression import Expression, Name, Unreadable, read_expression
from kb.demos.expectations.margin import atoms, margin
from kb.model import Demonstration, Expectation, Run
from kb.model.outcomes import ControlVerdict, Judgement, Measurement, Verdict
from kb.phrasing import short

Measured = Mapping[str, Sequence[Measurement | None]]


def judge(demonstration: Demonstration, measured: Measured) -> Judgement:
    """What the measurements say of a demonstration; None is a call not yet made."""
    known = {run: tuple(m for m in seeds if m) for run, seeds in measured.items()}
    faults = tuple(
        (run, seed, m.fault)
        for run, seeds in measured.items()
        for seed, m in enumerate(seeds)
        if m and m.fault
    )
    if faults or any(m is None for seeds in measured.values() for m in seeds):
        word = "faulty" if faults else "unmeasured"
        return Judgement(demonstration.address, word, measured=known, faults=faults)
    values = {
        run: {name: tuple(m.values[name] for m in seeds) for name in shared_measures(seeds)}
        for run, seeds in known.items()
    }
    verdicts = tuple(verdict(expectation, values) for expectation in demonstration.expect.values())
    controls = tuple(
        control_verdict(run, demonstration.expect[name], values)
        for run in demonstration.runs.values()
        for name in run.breaks
        if name in demonstration.expect
    )
    return Judgement(demonstration.address, word_for(verdicts, controls), verdicts, controls, known)


def shared_measures(measurements: Sequence[Measurement]) -> list[str]:
    """Measures that every seed returned."""
    names = [set(measurement.values) for measurement in measurements]
    return sorted(set.intersection(*names)) if names else []


def word_for(verdicts: Sequence[Verdict], controls: Sequence[ControlVerdict]) -> str:
    """One word for the whole demonstration; a fault comes before any result."""
    words = {verdict.word for verdict in verdicts if not verdict.check}
    unsound = {verdict.word for verdict in verdicts if verdict.check} - {"holds", "fragile"}
    broken = {control.expectation for control in controls if control.broke}
    unbroken = any(verdict.name not in broken and not verdict.identity for verdict in verdicts)
    if "faulty" in words or unsound or unbroken or not all(control.broke for control in controls):
        return "faulty"
    return next((word for word in ("refuted", "unclear", "fragile") if word in words), "holds")


def verdict(
    expectation: Expectation,
    values: Mapping[str, Mapping[str, Series]],
    stand_in: Run | None = None,
) -> Verdict:
    """One expectation on the measures, or with a control in the place of other runs."""
    blank = Verdict(expectation.name, expectation.text, identity=expectation.identity)
    try:
        expression = read_expression(expectation.text)
        found = {name: looked_up(name, values, stand_in) for name in expression.names}
        told = came_out(expectation.text, tuple(found.items()), repr(found), not stand_in)
    except (Unreadable, CannotJudge) as error:
        return Verdict(blank.name, blank.text, fault=str(error), identity=blank.identity)
    return replace(
        told, name=expectation.name, identity=expectation.identity, check=expectation.check
    )


@lru_cache(maxsize=2**14)  # a page asks what another page and the checks have asked
def came_out(
    text: str, series: tuple[tuple[Name, Series], ...], exactly: str, with_chance: bool
) -> Verdict:
    """A readable expectation on series of its measures, as yet without a name.

    ``exactly`` has them in letters: 0.0 and -0.0 are equal, and told otherwise.
    """
    expression, found = read_expression(text), dict(series)
    truth = truth_of(expression.tree, found)
    holds = (truth,) if isinstance(truth, bool) else truth
    return Verdict(
        name="",
        text=expression.text,
        holds=holds,
        margin=margin(expression, found),
        chance=chance_of_other_side(expression, found) if with_chance else None,
        measured=operands(expression, found),
        difference="" if all(holds) else difference(expression, found),
    )


def looked_up(
    name: Name, values: Mapping[str, Mapping[str, Series]], stand_in: Run | None
) -> Series:
    """The series of a measure; a control answers for the runs it stands in for."""
    run, measure = name
    if stand_in and run in stand_in.instead_of:
        run = stand_in.name
    if run not in values:
        raise CannotJudge(f"there is no run '{run}'")
    if measure not in values[run]:
        known = ", ".join(values[run]) or "nothing"
        raise CannotJudge(f"the run '{run}' returns no measure '{measure}' (it returns: {known})")
    return values[run][measure]


def control_verdict(
    run: Run, expectation: Expectation, values: Mapping[str, Mapping[str, Series]]
) -> ControlVerdict:
    """Whether a control breaks an expectation: false on every seed, and nothing missing."""
    found = verdict(expectation, values, stand_in=run)
    why = ""
    try:
        named = read_expression(expectation.text).names
    except Unreadable:
        named = frozenset()
    if any(name == run.name for name, _ in named):
        why = "the expectation names the control itself; another control must break it"
    elif found.fault:
        why = f"cannot be judged: {found.fault}"
    elif not any(name in run.instead_of for name, _ in named):
        why = (
            f"the expectation names none of the runs it stands in for ({', '.join(run.instead_of)})"
        )
    elif any(found.holds):
        seeds = [str(seed) for seed, held in enumerate(found.holds) if held]
        where = f" on seed {', '.join(seeds)}" if len(found.holds) > 1 else ""
        why = f"the expectation still holds{where}"
    return ControlVerdict(run.name, expectation.name, not why, found, why)


def operands(expression: Expression, values: Values) -> tuple[tuple[str, Series], ...]:
    """Every side of a comparison that is not a plain number, with its value(s)."""
    import ast

    found: dict[str, Series] = {}
    for node in ast.walk(expression.tree):
        if isinstance(node, ast.Compare):
            for side in (node.left, *node.comparators):
                names = any(isinstance(part, ast.Name | ast.Attribute) for part in ast.walk(side))
                if names:
                    value = number_of(side, values)
                    found[ast.unparse(side)] = (value,) if isinstance(value, float) else value
    return tuple(found.items())


def difference(expression: Expression, values: Values) -> str:
    """Where and by how much the first false comparison fails, in words."""
    import ast

    for node in ast.walk(expression.tree):
        if not isinstance(node, ast.Compare):
            continue
        for atom in atoms(node):
            truth = truth_of(atom, values)
            held = (truth,) if isinstance(truth, bool) else truth
            if all(held):
                continue
            seed = held.index(False)
            left, right = (
                side if isinstance(side, float) else side[seed]
                for side in (number_of(atom.left, values), number_of(atom.comparators[0], values))
            )
            where = f" on seed {seed}" if len(held) > 1 else ""
            sides = [(atom.left, left), (atom.comparators[0], right)]
            named = [(side, value) for side, value in sides if not isinstance(side, ast.Constant)]
            said = " and ".join(f"{ast.unparse(side)} is {short(value)}" for side, value in named)
            bound = f" against {short(left + right - named[0][1])}" if len(named) == 1 else ""
            return f"{said}{bound}{where}: off by {short(abs(left - right))}"
    return "the parts hold, and the whole does not"
