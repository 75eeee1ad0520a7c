"""Run a demonstration's settings, and judge what they measured.

Every stand-alone copy of a demonstration carries this text, so it imports nothing of kb.
"""

import inspect
import math
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Results = Mapping[str, Sequence[Mapping[str, Any]]]  # run -> what each seed returned
mean, median, std, log = statistics.fmean, statistics.median, statistics.stdev, math.log


def share(truths: Sequence[bool]) -> float:
    """How many of the seeds it is true of, from 0 to 1."""
    return sum(truths) / len(truths)


class Run:
    """What one run measured on one seed, as attributes: ``main.exponent``."""

    def __init__(self, measures: Mapping[str, float], every_seed: list["Run"]) -> None:
        vars(self).update(measures)
        vars(self)["every seed"] = every_seed  # a name that no measure can have

    def __getattr__(self, name: str) -> float:
        raise AttributeError(f"there is no measure '{name}'")


def every(run: Run) -> list[Run]:
    """The same run on every seed."""
    found: list[Run] = vars(run)["every seed"]
    return found


@dataclass(frozen=True)
class Expectation:
    """What must hold of the runs, on every seed; a control must be able to break it."""

    name: str
    text: str
    runs: tuple[str, ...]
    holds: Callable[..., bool]
    measured: Mapping[str, Callable[..., float]]
    identity: bool = False  # holds by algebra, so nothing can break it


@dataclass(frozen=True)
class Control:
    """A run that must break expectations, in the place of the runs they speak of."""

    run: str
    instead_of: tuple[str, ...]
    breaks: tuple[str, ...]
    because: str


@dataclass(frozen=True)
class Verdict:
    """true, false or mixed (true on some seeds only) on these seeds, or faulty; the numbers."""

    word: str
    found: Mapping[str, list[float]] = field(default_factory=dict)
    why: str = ""


def measured(
    measure: Callable[..., dict[str, Any]],
    runs: Mapping[str, Mapping[str, Any]],
    seeds: Iterable[int],
    prepare: Callable[..., object] | None = None,
) -> Results:
    """Call ``measure`` with the settings of every run, on every seed.

    With ``prepare``, what it makes is given to ``measure``; runs with equal settings share it.
    """
    numbered, made = list(seeds), dict[str, object]()

    def before(seed: int, settings: Mapping[str, Any]) -> tuple[object, ...]:
        if prepare is None:
            return ()
        names = set(inspect.signature(prepare).parameters) & set(settings)
        taken = {name: settings[name] for name in sorted(names)}
        about = repr((seed, taken))
        if about not in made:
            made[about] = prepare(seed, **taken)
        return (made[about],)

    return {
        name: [measure(seed, *before(seed, settings), **settings) for seed in numbered]
        for name, settings in runs.items()
    }


def sound(value: Any) -> float:
    """A finite number; anything else cannot be judged."""
    number = float(value)
    if not math.isfinite(number):
        raise ValueError("a value is not finite")
    return number


def measures(result: Mapping[str, Any]) -> dict[str, float]:
    """The plain numbers among what ``measure`` returned."""
    return {name: sound(value) for name, value in result.items() if name not in ("curves", "grids")}


def runs_of(results: Results) -> dict[str, list[Run]]:
    """The measures of every run, one ``Run`` a seed."""
    found: dict[str, list[Run]] = {}
    for name, each in results.items():
        seeds = found[name] = []
        seeds += [Run(measures(result), seeds) for result in each]
    return found


def verdict(
    expectation: Expectation, runs: Mapping[str, list[Run]], control: Control | None = None
) -> Verdict:
    """One expectation on the runs, or with a control in the place of some of them."""
    stand_in = dict.fromkeys(control.instead_of, control.run) if control else {}
    chosen = [runs[stand_in.get(name, name)] for name in expectation.runs]
    seeds = list(zip(*chosen, strict=True))
    try:
        found = {
            what: [sound(of(*each)) for each in seeds] for what, of in expectation.measured.items()
        }
        holds = [expectation.holds(*each) for each in seeds]
    except (ArithmeticError, AttributeError, TypeError, ValueError) as fault:
        return Verdict("faulty", why=f"cannot be judged: {fault}")
    word = "true" if all(holds) else "mixed" if any(holds) else "false"
    return Verdict(word, found)


def broken(
    expectation: Expectation, runs: Mapping[str, list[Run]], control: Control
) -> tuple[bool, Verdict]:
    """Whether a control makes the expectation false on every seed, as it must."""
    found = verdict(expectation, runs, control)
    stands_in = any(name in control.instead_of for name in expectation.runs)
    itself = control.run in expectation.runs
    return found.word == "false" and stands_in and not itself, found


def report(
    expectations: Sequence[Expectation], controls: Sequence[Control], results: Results
) -> str:
    """Measured against expected, what the controls broke, and one word for it all."""
    runs = runs_of(results)
    judged = {each.name: verdict(each, runs) for each in expectations}
    expected = {each.name: each for each in expectations}
    rows: list[tuple[str, ...]] = [("verdict", "expectation", "expected", "measured")]
    for each in expectations:
        found = judged[each.name]
        rows += spread_out((found.word, each.name, each.text), found)
    tried: list[tuple[str, ...]] = [("outcome", "control", "must break", "measured")]
    broke = {each.name for each in expectations if each.identity}
    unbroken = False
    for control in controls:
        for name in control.breaks:
            done, found = broken(expected[name], runs, control)
            broke |= {name} if done else set()
            unbroken |= not done
            tried += spread_out(("breaks" if done else "DOES NOT BREAK", control.run, name), found)
    word = overall([each.word for each in judged.values()], unbroken or broke != set(expected))
    reasons = [f"{each.run}: {each.because}" for each in controls if each.because]
    parts = (table(rows), table(tried), "\n".join(reasons), f"All in all, on these seeds: {word}.")
    return "\n\n".join(part for part in parts if part)


def overall(words: Sequence[str], unbroken: bool) -> str:
    """The worst of the verdicts; what no control could break shows nothing."""
    if unbroken or "faulty" in words:
        return "faulty"
    return "false" if "false" in words else "mixed" if "mixed" in words else "true"


def spread_out(head: tuple[str, str, str], found: Verdict) -> list[tuple[str, ...]]:
    """A row for each thing measured, the head on the first only."""
    said = [f"{what} = {short(values)}" for what, values in found.found.items()] or [found.why]
    return [(*(head if index == 0 else ("", "", "")), each) for index, each in enumerate(said)]


def overview(runs: Mapping[str, Mapping[str, Any]], results: Results) -> str:
    """Every run with its settings and measures."""
    rows = [("run", "settings", "measure", "mean (least to greatest)")]
    for name, settings in runs.items():
        said = ", ".join(f"{key}={value}" for key, value in settings.items()) or "(defaults)"
        for index, what in enumerate(measures(results[name][0])):
            head = (name, said) if index == 0 else ("", "")
            rows.append((*head, what, short([measures(each)[what] for each in results[name]])))
    return table(rows)


def short(values: Sequence[float]) -> str:
    """The mean to four digits, and the range if there is one."""
    least, greatest = f"{min(values):.4g}", f"{max(values):.4g}"
    middle = f"{mean(values):.4g}"
    return middle if least == greatest else f"{middle} ({least} to {greatest})"


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows of text under a head, in columns."""
    if len(rows) < 2:
        return ""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    ruled = [rows[0], tuple("-" * width for width in widths), *rows[1:]]
    lines = ("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in ruled)
    return "\n".join(line.rstrip() for line in lines)
