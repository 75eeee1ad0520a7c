"""Demonstrations to take away: they run without kb, and say what kb says."""

import json
import os
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from kb.demos.judge import judge
from kb.demos.plan import plan_of
from kb.disk import files_under
from kb.model.outcomes import Measurement
from kb.reading.read import read
from kb.takeaway.takeaway import notebook_of, script_of, takeaways
from tests.helpers.base_on_disk import run as run_calls
from tests.helpers.solar_base import SCRIPT, files
from tests.helpers.takeaway_runs import ALONE, CELL_BY_CELL, one_seed, said, taken, verdicts_in

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def base():
    return read(files_under(ROOT))


def judged_by_kb(base, demonstration, folder):
    """What kb says of the numbers that the take-away measured, once its settings are found right."""
    settings, results = json.loads((folder / "results.json").read_text())
    plan = plan_of(base, replace(demonstration, seeds=1))
    defaults = {each.name: each.default for each in base.scripts[demonstration.script].settings}
    assert {run: {**defaults, **given} for run, given in settings.items()} == {
        run: dict(call.settings) for run, (call,) in plan.calls.items()
    }
    measured = {run: [Measurement(values) for values in each] for run, each in results.items()}
    return words(judge(replace(demonstration, seeds=1), measured))


def on_these_seeds(verdict):
    """A verdict without what fresh seeds might say: a copy that runs alone does not tell that."""
    if verdict.fault:
        return "faulty"
    return "true" if all(verdict.holds) else "mixed" if any(verdict.holds) else "false"


def overall(found):
    """The last word of a copy."""
    if found.word == "faulty":
        return "faulty"
    said = [on_these_seeds(each) for each in found.verdicts]
    return next((word for word in ("false", "mixed") if word in said), "true")


def words(found):
    """The verdicts of a judgement."""
    return (
        {each.name: on_these_seeds(each) for each in found.verdicts},
        {(each.run, each.expectation): each.broke for each in found.controls},
        overall(found),
    )


ROBOTICS = (
    "robot-lag-licenses-some-doubt/some_shift",
    "robotics-doubt-mostly-irrelevant/room_for_irrelevance",
    "robotics-slower-than-ml/rulers",
    "robots-need-reliability/breakage",
    "robots-need-reliability/equal_means",
)


@pytest.mark.parametrize("address", ROBOTICS)
def test_a_script_runs_alone_and_agrees_with_kb(base, address, tmp_path):
    demonstration = base.demonstrations[address]
    printed = said(tmp_path, ALONE, "taken.py", one_seed(script_of(base, demonstration)))
    assert verdicts_in(printed) == judged_by_kb(base, demonstration, tmp_path)
    picture = address.replace("/", "-") + ".png"
    assert f"the figure is in {picture}" in printed
    assert (tmp_path / picture).read_bytes().startswith(b"\x89PNG")


def test_kb_measures_the_same(base, tmp_path):
    demonstration = base.demonstrations["robots-need-reliability/equal_means"]
    printed = said(tmp_path, ALONE, "taken.py", one_seed(script_of(base, demonstration)))
    plan = plan_of(base, replace(demonstration, seeds=1))
    done = run_calls(ROOT, *(call for (call,) in plan.calls.values()), jobs=2)
    measured = {run: [ran.measurement] for run, ran in zip(plan.calls, done, strict=True)}
    assert verdicts_in(printed) == words(judge(replace(demonstration, seeds=1), measured))
    _, results = json.loads((tmp_path / "results.json").read_text())
    assert {run: each[0].values for run, each in measured.items()} == {
        run: pytest.approx(values, rel=1e-9) for run, (values,) in results.items()
    }


TWO = {  # one with helper modules, one with bars
    "singularity-is-relative-to-data/one_network_three_coefficients": "lines",
    "generalization-is-train-test-gap/three_terms": "bars",
}
EVERY = sorted(read(files_under(ROOT)).demonstrations)


@pytest.mark.parametrize("address", EVERY if os.environ.get("KB_EVERY_NOTEBOOK") else list(TWO))
def test_a_notebook_runs_cell_by_cell_and_agrees_with_kb(base, address, tmp_path):
    demonstration = base.demonstrations[address]
    assert TWO.get(address, demonstration.figure.kind) == demonstration.figure.kind
    written = notebook_of(base, demonstration)
    nbformat.validate(nbformat.reads(written.decode(), as_version=4))
    printed = said(tmp_path, CELL_BY_CELL, "taken.ipynb", one_seed(written.decode()))
    assert verdicts_in(printed) == judged_by_kb(base, demonstration, tmp_path)
    assert "the figure is in" not in printed  # a notebook shows it


def test_every_download_compiles_and_comes_out_the_same_twice(base):
    first, second = list(takeaways(base)), list(takeaways(base))
    assert first == second
    assert len(first) == 2 * len(base.demonstrations)
    for path, content in first:
        if path.endswith(".py"):
            compile(content.decode(), path, "exec")
        else:
            ids = [cell["id"] for cell in json.loads(content)["cells"]]
            assert ids == [f"cell-{number}" for number in range(1, len(ids) + 1)]


def test_what_is_said_for_one_small_demonstration(tmp_path):
    printed = said(tmp_path, ALONE, "taken.py", script_of(*taken()))
    assert (
        printed
        == """\
run       settings              measure    mean (least to greatest)
--------  --------------------  ---------  ------------------------
main      years=20.0            half_life  20.04 (20 to 20.08)
wearless  years=20.0, loss=0.0  half_life  0
verdict  expectation  expected        measured
-------  -----------  --------------  -------------------------------
true     lasts        half_life > 10  half_life = 20.04 (20 to 20.08)

outcome  control   must break  measured
-------  --------  ----------  -------------
breaks   wearless  lasts       half_life = 0

wearless: No wear, no life.

All in all, on these seeds: true.
False
"""
    )


def test_a_control_that_breaks_nothing_is_told(tmp_path):
    changes = "demonstrations: {life: {expect: {lasts: half_life > -1}}}"
    printed = said(tmp_path, ALONE, "taken.py", script_of(*taken(changes)))
    assert verdicts_in(printed) == ({"lasts": "true"}, {("wearless", "lasts"): False}, "faulty")


def test_what_cannot_be_judged_is_told(tmp_path):
    changes = "demonstrations: {life: {expect: {lasts: 1 / (half_life - half_life) > 3}}}"
    printed = said(tmp_path, ALONE, "taken.py", script_of(*taken(changes)))
    assert "cannot be judged: float division by zero" in printed
    assert verdicts_in(printed) == ({"lasts": "faulty"}, {("wearless", "lasts"): False}, "faulty")


def test_a_description_that_cannot_run_is_not_offered():
    base = read(files("demonstrations: {life: {runs: {main: {age: 3}}}}"))
    demonstration = base.demonstrations["panels-last/life"]
    with pytest.raises(
        ValueError, match="panels-last/life cannot be run: 'measure' has no setting 'age'"
    ):
        script_of(base, demonstration)
    assert [path for path, _ in takeaways(base) if "panels-last/" in path] == []


DRAWN = """
def measure(seed: int, years: float = 20.0, loss: float = 0.02, mood: str = "calm") -> dict:
    line = {"x": [1.0, 2.0, 3.0], "y": [years, loss, 1.0 + seed]}
    field = {"x": [1.0, 2.0], "y": [1.0, 2.0, 3.0], "z": [[1.0, 2.0], [3.0, years], [5.0, 6.0]]}
    return {"half_life": years * min(1.0, loss / 0.02), "curves": {"output": line, "wear": line}, "grids": {"field": field}}
"""


@pytest.mark.parametrize(
    "figure",
    [
        "{kind: lines, x: {label: 'a $b$', scale: log}, show: [main, wearless], labels: {wear: '$1 wear'}}",
        "{kind: bars, show: [main, wearless], measures: [half_life]}",
        "{kind: heatmap, show: [main], grid: field}",
        "{kind: heatmap, show: [wearless, main]}",
    ],
)
def test_every_kind_of_figure_is_drawn(figure, tmp_path):
    changes = "demonstrations: {life: {figure: %s}}" % figure  # noqa: UP031
    printed = said(tmp_path, ALONE, "taken.py", script_of(*taken(changes, {SCRIPT: DRAWN})))
    assert "the figure is in panels-last-life.png" in printed


def test_without_matplotlib_the_rest_is_told(tmp_path):
    changes = "demonstrations: {life: {figure: {kind: bars, measures: [half_life]}}}"
    without = "import sys; sys.modules['matplotlib'] = None; " + ALONE
    printed = said(tmp_path, without, "taken.py", script_of(*taken(changes)))
    assert "matplotlib is not installed, so no figure is drawn" in printed
    assert verdicts_in(printed)[2] == "true"


def test_a_copy_says_if_data_must_lie_beside_it():
    text = f"DATA = __file__\n{files()[SCRIPT].decode()}"
    for given, words in (
        ({}, "and no other file"),
        ({SCRIPT: text.encode()}, "files of data that"),
    ):
        solar = read({**files(), **given})
        assert words in script_of(solar, solar.demonstrations["panels-last/life"])
