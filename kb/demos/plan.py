"""The calls a demonstration asks for, and what in its description cannot work.

Nothing is run here: settings get the type of their default, and names are looked up.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kb.demos.expectations.expression import Unreadable, read_expression
from kb.demos.expectations.slips import why_unreadable
from kb.model import Base, Demonstration, Expectation, FieldPath, Run, Scalar, Script
from kb.model.names import did_you_mean
from kb.model.outcomes import Call
from kb.reading.claim_schema import DEMONSTRATION, RUN_WORDS
from kb.reading.scripts import NotAChoice, setting_value


@dataclass(frozen=True)
class Problem:
    """A field of a demonstration that cannot work, relative to the demonstration."""

    about: str  # script | prepare | setting | expectation | run
    path: FieldPath
    message: str
    hint: str = ""
    rest: str = ""  # of the value, from the letter on that is meant


@dataclass(frozen=True)
class Plan:
    """The calls of each run, or the problems that leave it without any."""

    calls: Mapping[str, tuple[Call, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def plan_of(base: Base, demonstration: Demonstration) -> Plan:
    """All calls of a demonstration; with any problem there are none."""
    script = base.scripts.get(demonstration.script)
    problems = [*script_problems(base, demonstration, script)]
    problems += preparation_problems(base, demonstration)
    if script:
        for run in demonstration.runs.values():
            problems += setting_problems(run, script)
    problems += expectation_problems(demonstration)
    problems += run_problems(demonstration)
    if problems or not script:
        return Plan(problems=tuple(problems))
    return Plan(
        {
            name: tuple(
                call_of(base, demonstration, settings_of(run, script), seed)
                for seed in range(demonstration.seeds)
            )
            for name, run in demonstration.runs.items()
        }
    )


def calls_of(plans: Iterable[Plan]) -> list[Call]:
    """All calls, each once, however many demonstrations share it."""
    return list(dict.fromkeys(c for plan in plans for calls in plan.calls.values() for c in calls))


def first_calls(plans: Iterable[Plan]) -> frozenset[Call]:
    """The first seed of the first run of each demonstration."""
    runs = (next(iter(plan.calls.values()), ()) for plan in plans)
    return frozenset(calls[0] for calls in runs if calls)


def call_of(
    base: Base, demonstration: Demonstration, settings: tuple[tuple[str, Scalar], ...], seed: int
) -> Call:
    """One call of a demonstration that can be planned, with what is prepared for it.

    ``prepare`` gets the settings that it has a parameter for, so runs that differ in others
    share what it makes.
    """
    first = None
    if demonstration.prepare and (prepare := base.scripts[demonstration.prepare].prepare):
        names = {setting.name for setting in prepare.settings}
        taken = tuple((name, value) for name, value in settings if name in names)
        first = Call(demonstration.prepare, taken, seed, demonstration.budget, "prepare")
    return Call(demonstration.script, settings, seed, demonstration.budget, prepared=first)


def settings_of(run: Run, script: Script) -> tuple[tuple[str, Scalar], ...]:
    """Every setting of ``measure``, defaults included, sorted by name.

    So a run that repeats a default is the same call as one that leaves it out.
    """
    values = {
        setting.name: setting_value(setting, run.settings[setting.name])
        if setting.name in run.settings
        else setting.default
        for setting in script.settings
    }
    return tuple(sorted(values.items()))


def script_problems(
    base: Base, demonstration: Demonstration, script: Script | None
) -> Iterator[Problem]:
    """No script, or one that cannot be called."""
    if script is None:
        close = did_you_mean_file(base, demonstration.script)
        name = demonstration.script.rpartition("/")[2]
        said = f"there is no script '{name}' beside the claim{close}"
        yield Problem("script", (), said, "put it there, or name another under 'script:'")
    elif script.problem:
        place = f"{script.path}:{script.line}"
        yield Problem("script", (), f"the script cannot be used: {script.problem}", f"see {place}")


def preparation_problems(base: Base, demonstration: Demonstration) -> Iterator[Problem]:
    """Nothing prepared for a script that takes it, or something that cannot be prepared."""
    script = base.scripts.get(demonstration.script)
    if not script or script.problem:
        return
    if bool(demonstration.prepare) != script.takes_prepared:
        if demonstration.prepare:
            said = "'measure' takes nothing that is prepared"
            hint = "its second parameter must be 'prepared'"
        else:
            said = "'measure' takes 'prepared', and nothing is prepared"
            hint = "name the helper that makes it: 'prepare: training.py'"
        about = "prepare" if demonstration.prepare else "script"
        yield Problem(about, (about,) if demonstration.prepare else (), said, hint)
        return
    if not demonstration.prepare:
        return
    helper = base.scripts.get(demonstration.prepare)
    name = demonstration.prepare.rpartition("/")[2]
    if helper is None:
        said = f"there is no helper '{name}' beside the claim"
        close = did_you_mean_file(base, demonstration.prepare)
        yield Problem("prepare", ("prepare",), f"{said}{close}", "put it there, or mend the name")
        return
    if helper.prepare is None or helper.prepare.problem:
        why = helper.prepare.problem if helper.prepare else "there is no function 'prepare'"
        place = f"{helper.path}:{helper.prepare.line if helper.prepare else 1}"
        yield Problem("prepare", ("prepare",), f"'{name}' cannot be used: {why}", f"see {place}")
        return
    module = name.removesuffix(".py")
    if f"{module}.prepare" not in script.imports:
        said = f"the script does not import 'prepare' from '{module}', so it cannot run alone"
        yield Problem("prepare", ("prepare",), said, f"write: from {module} import prepare")
    known = {setting.name: setting for setting in script.settings}
    for setting in helper.prepare.settings:
        if known.get(setting.name) != setting:
            other = "another of that name" if setting.name in known else "none of that name"
            said = f"'prepare' has the setting '{setting.name}', and 'measure' has {other}"
            hint = "give both the same name, type, choices and default"
            yield Problem("prepare", ("prepare",), said, hint)


def did_you_mean_file(base: Base, path: str) -> str:
    """Which script of the same folder is probably meant, or nothing."""
    folder, _, name = path.rpartition("/")
    beside = [other.rpartition("/") for other in base.scripts]
    return did_you_mean(name, [own for place, _, own in beside if place == folder])


def setting_problems(run: Run, script: Script) -> Iterator[Problem]:
    """Settings that ``measure`` does not take, of another type, or not among the choices."""
    known = {setting.name: setting for setting in script.settings}
    if script.problem:
        return
    for name, text in run.settings.items():
        path = ("runs", run.name, name)
        if name not in known:
            close = did_you_mean(name, (*known, *RUN_WORDS))
            hint = f"known: {', '.join(known) or 'none'}"
            if name in DEMONSTRATION.fields:
                hint = f"'{name}:' is a field of the demonstration, beside 'runs:'"
            yield Problem("setting", path, f"'measure' has no setting '{name}'{close}", hint)
            continue
        try:
            setting_value(known[name], text)
        except NotAChoice:
            choices = [str(choice) for choice in known[name].choices]
            close = did_you_mean(text, tuple(choices))
            said = f"the setting '{name}' cannot be '{text}'{close}"
            yield Problem("setting", path, said, f"choices: {', '.join(choices)}")
        except ValueError as error:
            said = f"the setting '{name}' should be {error}, and is '{text}'"
            unit = re.fullmatch(r"([-+]?[\d.]+(?:e[-+]?\d+)?)\s*[^\W\d].*", text)
            yield Problem("setting", path, said, f"write {unit[1]} alone" if unit else "")


def expectation_problems(demonstration: Demonstration) -> Iterator[Problem]:
    """Expectations that cannot be read, or that name a run that is not there."""
    for name, expectation in demonstration.expect.items():
        path = ("expect", name)
        if why := why_unreadable(expectation.text):
            said, hint, rest = why
            yield Problem("expectation", path, f"'{name}' cannot be read: {said}", hint, rest)
            continue
        for run, measure in sorted(read_expression(expectation.text).names):
            if run not in demonstration.runs:
                said = f"'{run}.{measure}'" if run != "main" else f"'{measure}' (of the run 'main')"
                close = did_you_mean(run, tuple(demonstration.runs))
                said += f" names a run that is not there{close}"
                yield Problem("run", path, said, f"runs: {', '.join(demonstration.runs)}")


def run_problems(demonstration: Demonstration) -> Iterator[Problem]:
    """Controls that name what is not there."""
    for run in demonstration.runs.values():
        for index, name in enumerate(run.breaks):
            if name not in demonstration.expect:
                close = did_you_mean(name, tuple(demonstration.expect))
                path = ("runs", run.name, "breaks", index)
                hint = f"expectations: {', '.join(demonstration.expect)}"
                yield Problem(
                    "run", path, f"there is no expectation '{name}' to break{close}", hint
                )
        if not run.is_control:
            continue
        for index, name in enumerate(run.instead_of):
            path = ("runs", run.name, "instead_of", index)
            if name not in demonstration.runs:
                close = did_you_mean(name, tuple(demonstration.runs))
                hint = f"runs: {', '.join(demonstration.runs)}"
                yield Problem("run", path, f"there is no run '{name}' to stand in for{close}", hint)
            elif name == run.name:
                yield Problem(
                    "run", path, "a control cannot stand in for itself", "name another run"
                )


def changes_nothing(plan: Plan, run: Run) -> bool:
    """Whether a control makes the same calls as every run whose place it takes."""
    replaced = [plan.calls[name] for name in run.instead_of if name in plan.calls]
    return run.is_control and bool(replaced) and all(c == plan.calls[run.name] for c in replaced)


def names_itself(run: Run, expectation: Expectation) -> bool:
    """Whether an expectation names the control that is to break it."""
    try:
        names = read_expression(expectation.text).names
    except Unreadable:
        return False
    return any(name == run.name for name, _ in names)
