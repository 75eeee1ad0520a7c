"""A demonstration to take away: one file that runs alone, as a script and as a notebook.

Both are made of the same cells.  The author's script stands in its own cell, unchanged; what
kb adds lives inside one function, so that no name of the one can disturb the other.
"""

import textwrap
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kb.demos.plan import plan_of
from kb.model import Base, Claim, Demonstration, Run, Script
from kb.reading.scripts import setting_value
from kb.reports.locate import printable
from kb.takeaway.cells import Cell, code, names_beside, note, percent, together, without_future
from kb.takeaway.contents import figure_code, helpers_of, packages_of
from kb.takeaway.python_code import expectation_code, literal, tuple_literal

HERE = Path(__file__).parent
MODULE = '''\
import sys
import types


def module(name, source):
    """Make a module of source text, so that the script can import it as it always does."""
    made = sys.modules[name] = types.ModuleType(name)
    exec(compile(source, name + ".py", "exec"), vars(made))
    return made
'''
DRAW = """\
try:
    {picture} = {bench}.draw({figure}, {results})
except ImportError:
    print("matplotlib is not installed, so no figure is drawn")"""
SAVE = """
else:
    {picture}.savefig({file})
    print("the figure is in", {file})"""
BEARS = {
    "for": "tests the claim.",
    "against": "is evidence against the claim.",
    "scopes": "bears on the scope of the claim.",
    "illustrates": "illustrates the claim, and carries no weight.",
}
NAMES = ("SEEDS", "RUNS", "CONTROLS", "EXPECTED", "FIGURE", "RESULTS", "bench", "picture")


def takeaways(base: Base) -> Iterator[tuple[str, bytes]]:
    """Path and content of every download: both forms of each demonstration that can be run."""
    for address in base.demonstrations:
        yield from takeaway_of(base, address)


def takeaway_of(base: Base, address: str) -> Iterator[tuple[str, bytes]]:
    """Both forms of one demonstration, if it can be run."""
    demonstration = base.demonstrations[address]
    if not plan_of(base, demonstration).problems:
        path = f"takeaway/{demonstration.claim}/{demonstration.name}"
        yield f"{path}.py", script_of(base, demonstration).encode()
        yield f"{path}.ipynb", notebook_of(base, demonstration)


def script_of(knowledge_base: Base, demonstration: Demonstration) -> str:
    """The demonstration as a script; ValueError if its description cannot be run."""
    return script(tuple(cells_of(knowledge_base, demonstration, save=True)))


@lru_cache(maxsize=4096)
def script(written: tuple[Cell, ...]) -> str:
    """A script of cells."""
    return percent(written)


def notebook_of(knowledge_base: Base, demonstration: Demonstration) -> bytes:
    """The demonstration as a notebook: the same input gives the same bytes."""
    return notebook(tuple(cells_of(knowledge_base, demonstration, save=False)))


@lru_cache(maxsize=4096)  # while the site is served, most are as they were
def notebook(written: tuple[Cell, ...]) -> bytes:
    """A notebook of cells, looked at by its own library."""
    import nbformat

    whole: Any = nbformat  # it has no types
    cells = []
    for number, cell in enumerate(written, start=1):
        make = whole.v4.new_markdown_cell if cell.is_note else whole.v4.new_code_cell
        cells.append(make(cell.text.strip(), id=f"cell-{number}"))
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    made = whole.v4.new_notebook(cells=cells, metadata=metadata)
    whole.validate(made)
    return f"{whole.writes(made).rstrip()}\n".encode()


def cells_of(base: Base, demonstration: Demonstration, save: bool) -> list[Cell]:
    """Everything, in the order it is read and run; ``save`` writes the figure to a file."""
    problems = plan_of(base, demonstration).problems
    if problems:
        raise ValueError(f"{demonstration.address} cannot be run: {problems[0].message}")
    script = base.scripts[demonstration.script]
    names = names_beside(script.text, NAMES)
    helpers = helpers_of(base, script)
    # the script imports ``prepare``, so it has the name here
    prepare = ", prepare" if demonstration.prepare else ""
    needs = packages_of(script, helpers, demonstration.figure is not None)
    return [
        introduction(base.by_id[demonstration.claim], demonstration, needs),
        code(f"{names['SEEDS']} = range({demonstration.seeds})  # for a quick look: [0]"),
        *([note("## Helper modules of the script"), code(MODULE)] if helpers else []),
        *(code(module_code(name, source)) for name, source in helpers),
        together(note("## What is measured"), note("The script, unchanged: ", script.path)),
        code(without_future(script.text)),
        together(note("## How it is judged"), note("This is the same for every demonstration.")),
        code(bench_code(names["bench"], demonstration.figure is not None)),
        note("## The runs, and what must hold of them"),
        code(f"{names['RUNS']} = {{\n{settings_code(demonstration, script)}\n}}"),
        code(controls_code(demonstration, names)),
        code(expected_code(demonstration, names)),
        note("## What came out"),
        code(
            f"{{RESULTS}} = {{bench}}.measured(measure, {{RUNS}}, {{SEEDS}}{prepare})\n"
            "print({bench}.overview({RUNS}, {RESULTS}))".format_map(names)
        ),
        code("print({bench}.report({EXPECTED}, {CONTROLS}, {RESULTS}))".format_map(names)),
        *figure_cells(demonstration, names, save),
    ]


def introduction(claim: Claim, demonstration: Demonstration, needs: str) -> Cell:
    """The claim, and what this demonstration says of it and does not."""
    return together(
        note("# ", claim.title),
        note("", claim.statement),
        *([note("**Scope.** ", claim.scope)] if claim.scope else []),
        note("**The program below** ", BEARS[demonstration.bears]),
        note("**It shows:** ", demonstration.shows),
        note("**It does not show:** ", demonstration.does_not_show),
        note(needs),
        note("Made from ", claim.file),
    )


def module_code(name: str, source: str) -> str:
    """A helper as readable text if that can be, else as one literal."""
    readable = "'''" not in source and "\r" not in source and source.endswith("\n")
    text = f"r'''{source}'''" if readable else repr(source)
    return f"module({literal(name)}, {text})"


@cache
def bench_code(bench: str, draws: bool) -> str:
    """What runs, judges and draws, in one function with all its names."""
    texts = ["runtime.py", *(["runtime_figure.py"] if draws else [])]
    body = "\n\n".join((HERE / name).read_text("utf-8").strip() for name in texts)
    inside = textwrap.indent(body, "    ")
    return (
        f"def {bench}():\n{inside}\n\n    from types import SimpleNamespace\n\n"
        f"    return SimpleNamespace(**locals())\n\n\n{bench} = {bench}()"
    )


def settings_code(demonstration: Demonstration, script: Script) -> str:
    """Every run with the settings that differ from the defaults."""
    known = {setting.name: setting for setting in script.settings}
    lines = []
    for run in demonstration.runs.values():
        pairs = (
            f"{literal(name)}: {literal(setting_value(known[name], text))}"
            for name, text in run.settings.items()
        )
        about = f"  # {printable(run.label)}" if run.label else ""
        lines.append(f"    {literal(run.name)}: {{{', '.join(pairs)}}},{about}")
    return "\n".join(lines)


def controls_code(demonstration: Demonstration, names: dict[str, str]) -> str:
    """The runs that exist to break expectations."""
    controls = [control(run, names["bench"]) for run in demonstration.runs.values() if run.breaks]
    return f"{names['CONTROLS']} = [\n{textwrap.indent(''.join(controls), '    ')}]"


def control(run: Run, bench: str) -> str:
    """One control."""
    return (
        f"{bench}.Control(\n"
        f"    run={literal(run.name)},\n"
        f"    instead_of={tuple_literal(run.instead_of)},\n"
        f"    breaks={tuple_literal(run.breaks)},\n"
        f"    because={literal(' '.join(run.because.split()))},\n"
        "),\n"
    )


def expected_code(demonstration: Demonstration, names: dict[str, str]) -> str:
    """The expectations, each as Python."""
    every = [
        expectation_code(expectation, names["bench"])
        for expectation in demonstration.expect.values()
    ]
    return f"{names['EXPECTED']} = [\n{textwrap.indent(chr(10).join(every), '    ')}\n]"


def figure_cells(demonstration: Demonstration, names: dict[str, str], save: bool) -> Sequence[Cell]:
    """The figure, drawn from what was measured."""
    if demonstration.figure is None:
        return ()
    file = literal(f"{demonstration.claim}-{demonstration.name}.png")
    words = {
        "bench": names["bench"], "figure": names["FIGURE"], "results": names["RESULTS"],
        "picture": names["picture"], "file": file,
    }  # fmt: skip
    described = figure_code(demonstration, demonstration.figure)
    drawing = (DRAW + (SAVE if save else "")).format_map(words)
    return (code(f"{names['FIGURE']} = {described}"), code(drawing))
