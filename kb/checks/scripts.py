"""Checks of what a script says of itself: its settings, and what its seed decides."""

from collections.abc import Iterator

from kb.checks.check import check
from kb.checks.evidence import judged_demonstrations, place
from kb.knowledge import Knowledge
from kb.model import Base, Demonstration, Finding, Place, Script
from kb.model.outcomes import Judgement


def scripts_used(base: Base, path: str) -> tuple[Script, ...]:
    """A script, and the helpers beside it that it imports, directly or through others."""
    folder = path.rpartition("/")[0]
    waiting, found = [path], dict[str, Script]()
    while waiting:
        script = base.scripts.get(waiting.pop())
        if script and script.path not in found:
            found[script.path] = script
            waiting += [f"{folder}/{name.partition('.')[0]}.py" for name in script.imports]
    return tuple(found.values())


def demonstrations_by_script(knowledge: Knowledge) -> Iterator[tuple[Demonstration, Script]]:
    """Each script that demonstrations use, with the first of them in the order of addresses."""
    base = knowledge.base
    first = {base.demonstrations[at].script: at for at in sorted(base.demonstrations, reverse=True)}
    for path, address in sorted(first.items()):
        if path in base.scripts:
            yield base.demonstrations[address], base.scripts[path]


@check(severity="warning")
def setting_without_choices(knowledge: Knowledge) -> Iterator[Finding]:
    """A setting of `measure` that is text and does not list what it may be.

    Problem: a misspelt word runs as something else, and the result is shown as if it were meant.
    Fix: annotate it with its choices, `mood: Literal["calm", "loud"] = "calm"`.

    Passes:

        # def measure(seed, mood: Literal["calm", "nan"] = "calm")
        demonstrations: {life: {script: panels-last.py}}

    Fails:

        # def measure(seed, mood: str = "calm")
        demonstrations: {life: {script: hum.py}}
    """
    for demonstration, script in demonstrations_by_script(knowledge):
        for setting in script.settings:
            if setting.is_free_text:
                yield Finding(
                    place(knowledge, demonstration),
                    f"the setting '{setting.name}' of 'measure' takes any text",
                    f'list its choices: {setting.name}: Literal["{setting.default}", ...]',
                    ((Place(script.path, at=(script.line, 1)), "def measure"),),
                )


@check(severity="warning")
def unused_setting(knowledge: Knowledge) -> Iterator[Finding]:
    """A setting of `measure` that nothing in it reads.

    Problem: runs that differ in it are one run, and a control that changes it breaks nothing.
    Fix: use it, or take it out.

    Passes:

        # def measure(seed, years=20): return {"half_life": years}
        demonstrations: {life: {script: panels-last.py}}

    Fails:

        # def measure(seed, years=20, dust=0): return {"half_life": years}
        demonstrations: {life: {script: dusty.py}}
    """
    for demonstration, script in demonstrations_by_script(knowledge):
        helper = knowledge.base.scripts.get(demonstration.prepare)
        prepared = helper.prepare.settings if helper and helper.prepare else ()
        for name in script.ignored:
            if name not in {setting.name for setting in prepared}:
                yield Finding(
                    place(knowledge, demonstration),
                    f"'measure' does nothing with its setting '{name}'",
                    "use it, or take it out",
                    ((Place(script.path, at=(script.line, 1)), "def measure"),),
                )


@check(severity="error")
def unseeded_script(knowledge: Knowledge) -> Iterator[Finding]:
    """A script that draws random numbers no seed decides, or reads the clock.

    Problem: the same call gives another result each time, so what is remembered is one accident.
    Fix: make one generator from the seed, `rng = np.random.default_rng(seed)`, and draw from it.

    Passes:

        # rng = random.Random(seed)
        demonstrations: {life: {script: drawn.py}}

    Fails:

        # rng = random.Random()
        demonstrations: {life: {script: guessed.py}}
    """
    for demonstration, script in demonstrations_by_script(knowledge):
        used = scripts_used(knowledge.base, script.path)
        seeded = any(part.chance.seeds_common for part in used)
        for part in used:
            common = () if seeded else part.chance.common
            calls = sorted({*part.chance.undecided, *common})
            if calls:
                yield Finding(
                    place(knowledge, demonstration),
                    f"no seed decides what '{calls[0][1]}' gives",
                    "let everything random hang on 'seed', and take no notice of the clock",
                    tuple((Place(part.path, at=(line, 1)), name) for line, name in calls),
                )


@check(severity="warning")
def seed_never_used(knowledge: Knowledge) -> Iterator[Finding]:
    """A script that draws random numbers, and gives the same result for every seed.

    Problem: one draw is shown as if it had been made several times, with a margin called exact.
    Fix: make the generator from the seed, or draw nothing if the result is exact.

    Passes:

        # rng = random.Random(seed)
        demonstrations: {life: {script: drawn.py}}

    Fails:

        # rng = random.Random(42)
        demonstrations: {life: {script: fixed.py}}
    """
    for demonstration, judgement in judged_demonstrations(knowledge):
        used = scripts_used(knowledge.base, demonstration.script)
        draws = [(part.path, line) for part in used for line in part.chance.draws]
        if draws and seed_changes_nothing(judgement):
            yield Finding(
                place(knowledge, demonstration),
                f"random numbers are drawn, and all {demonstration.seeds} seeds give the same",
                "make the generator from 'seed'",
                tuple((Place(path, at=(line, 1)), "drawn here") for path, line in draws),
            )


def seed_changes_nothing(judgement: Judgement) -> bool:
    """Whether in every run all seeds measured the same, curves and grids too."""
    results = [
        [(found.values, found.curves, found.grids, found.fault) for found in seeds]
        for seeds in judgement.measured.values()
    ]
    several = any(len(seeds) > 1 for seeds in results)
    return several and all(found == seeds[0] for seeds in results for found in seeds)
