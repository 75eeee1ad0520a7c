"""Does a verdict hang on a tuned seed, setting or bound?  Plans the calls and judges them.

A setting moves in all runs that give it the same value: it would prove nothing that runs
which should differ in one thing come out otherwise once they differ in two.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from kb.demos.expectations.moved_bounds import moved_bounds
from kb.demos.flips import same_verdict
from kb.demos.judge import judge
from kb.demos.plan import plan_of
from kb.model import Base, Demonstration, Scalar
from kb.model.outcomes import Call, Judgement, Measurement

Calls = Mapping[str, tuple[Call, ...]]
Known = Mapping[Call, Measurement]
SEEDS = range(100, 120)
MOST_SEEDS = 1000
STEP = 0.05


@dataclass(frozen=True)
class Variant:
    """A demonstration with one thing changed, and its calls."""

    what: str
    demonstration: Demonstration
    calls: Calls


@dataclass(frozen=True)
class Audit:
    """All that is to be judged of one demonstration."""

    own: Variant
    fresh: Variant
    changed: tuple[Variant, ...] = ()


@dataclass(frozen=True)
class Audited:
    """What came out: on its own seeds, on fresh ones, and what flips the verdict."""

    own: Judgement
    fresh: Judgement
    flips: tuple[tuple[str, str], ...] = ()  # what was changed, the word then
    mute: tuple[str, ...] = ()  # changes with which nothing could be measured

    @property
    def kept(self) -> bool:
        """Fresh seeds say the same, and what they say is a result."""
        return self.own.word != "faulty" and same_verdict(self.own.word, self.fresh.word)


@dataclass(frozen=True)
class Asked:
    """What an audit looks at: fresh seeds, and whether to change settings too."""

    seeds: Sequence[int] = field(default=SEEDS)
    settings: bool = True


def seeds_of(text: str) -> range:
    """The seeds that a text such as 100..119 means; ValueError says what it should be."""
    found = re.fullmatch(r"(\d{1,9})\.\.(\d{1,9})", text)
    seeds = range(int(found[1]), int(found[2]) + 1) if found else range(0)
    if not 2 <= len(seeds) <= MOST_SEEDS:
        raise ValueError(f"'{text}' is no span of 2 to {MOST_SEEDS} seeds such as 100..119")
    return seeds


def audit_of(base: Base, demonstration: Demonstration, asked: Asked) -> Audit | None:
    """What to judge of a demonstration; None if it cannot be planned."""
    calls = plan_of(base, demonstration).calls
    if not calls:
        return None
    fresh = {
        run: tuple(with_seed(run_calls[0], seed) for seed in asked.seeds)
        for run, run_calls in calls.items()
    }
    changed = [
        Variant(what, other, calls)
        for name in demonstration.expect
        for what, other in moved_bounds(demonstration, name, STEP)
    ]
    if asked.settings:
        script = base.scripts[demonstration.script]
        listed = {setting.name for setting in script.settings if setting.choices}
        changed += moved_settings(demonstration, calls, listed)
    return Audit(
        Variant("", demonstration, calls), Variant("", demonstration, fresh), tuple(changed)
    )


def moved_settings(
    demonstration: Demonstration, calls: Calls, listed: Set[str] = frozenset()
) -> Iterator[Variant]:
    """Each number a setting has, a little more and a little less in all runs that have it.

    What may only be one of those ``listed`` stays as it is.
    """
    values = dict.fromkeys(
        (name, type(value), value)
        for run_calls in calls.values()
        for name, value in run_calls[0].settings
        if isinstance(value, int | float) and not isinstance(value, bool) and name not in listed
    )
    for name, _, value in values:
        runs = [
            run for run, run_calls in calls.items() if dict(run_calls[0].settings)[name] == value
        ]
        for other in moved_values(value):
            changed = {
                run: tuple(with_setting(call, name, other) for call in run_calls)
                if run in runs
                else run_calls
                for run, run_calls in calls.items()
            }
            where = f" in {', '.join(runs)}" if len(runs) < len(calls) else ""
            yield Variant(f"{name} {value} -> {other}{where}", demonstration, changed)


def moved_values(value: float) -> list[float]:
    """A number 5 per cent more and less, a whole one by 1 at least; of zero there is no part."""
    if isinstance(value, int):
        step = max(1, round(abs(value) * STEP))
        return [value + step, value - step]
    found = (float(f"{value * factor:.12g}") for factor in (1 + STEP, 1 - STEP))
    return [number for number in found if number != value]


def with_setting(call: Call, name: str, value: Scalar) -> Call:
    """The call with one setting changed, also in what is prepared for it."""
    settings = tuple((setting, value if setting == name else old) for setting, old in call.settings)
    before = with_setting(call.prepared, name, value) if call.prepared else None
    return replace(call, settings=settings, prepared=before)


def with_seed(call: Call, seed: int) -> Call:
    """The call with another seed, also of what is prepared for it."""
    before = with_seed(call.prepared, seed) if call.prepared else None
    return replace(call, seed=seed, prepared=before)


def calls_of_audits(audits: Iterable[Audit]) -> list[Call]:
    """All calls, each once."""
    return list(
        dict.fromkeys(
            call
            for audit in audits
            for variant in (audit.own, audit.fresh, *audit.changed)
            for calls in variant.calls.values()
            for call in calls
        )
    )


def audit_result(audit: Audit, known: Known) -> Audited:
    """Judge a demonstration and its variants on what was measured."""
    own, fresh = judgement_of(audit.own, known), judgement_of(audit.fresh, known)
    flips, mute = [], []
    for variant in audit.changed:
        found = judgement_of(variant, known)
        if found.faults and not own.faults:
            mute.append(variant.what)
        elif not same_verdict(found.word, own.word):
            flips.append((variant.what, flip_reason(found, own)))
    return Audited(own, fresh, tuple(flips), tuple(mute))


def judgement_of(variant: Variant, known: Known) -> Judgement:
    """The judgement of one variant."""
    measured = {run: [known.get(call) for call in calls] for run, calls in variant.calls.items()}
    return judge(variant.demonstration, measured)


def flip_reason(found: Judgement, own: Judgement) -> str:
    """The word a change leads to; if a control no longer does its work, which."""
    idle = [control.run for control in found.controls if not control.broke]
    before = {control.run for control in own.controls if not control.broke}
    new = [run for run in dict.fromkeys(idle) if run not in before]
    return f"{found.word}: {', '.join(new)} breaks nothing" if new else found.word


def failures(judgement: Judgement) -> list[str]:
    """Each expectation that is not true on every seed, and on how many it is not."""
    found = [f"{run}: {fault}" for run, _, fault in judgement.faults]
    for verdict in judgement.verdicts:
        if verdict.fault:
            found.append(f"{verdict.name} cannot be judged")
        elif not all(verdict.holds):
            many = f"{verdict.holds.count(False)}/{len(verdict.holds)}"
            found.append(f"{verdict.name} {many if len(verdict.holds) > 1 else 'over seeds'}")
    found += [f"{c.run} does not break {c.expectation}" for c in judgement.controls if not c.broke]
    return list(dict.fromkeys(found))
