"""A figure that names what is not there is found, before the run or after it."""

import pytest

from tests.helpers.solar_base import CLAIM, LIFE, files, findings

SCRIPT = '''"""Curves and grids of a panel."""


def measure(seed: int, years: float = 20.0, loss: float = 0.02) -> dict:
    """Half-life in years, how output falls, and a map; without loss there is no map."""
    found = {
        "half_life": years * min(1.0, loss / 0.02),
        "curves": {"output": {"x": [0, 1], "y": [1, 0.5]}, "none": {"x": [], "y": []}},
        "grids": {"map": {"x": [0], "y": [0], "z": [[1]]}} if loss else {},
    }
    if not loss:
        found["rest"] = 1.0
    return found
'''
GIVES = "the runs shown give: "


def found(figure, script=SCRIPT):
    """Place below the figure, message and hint of what is found of it."""
    changed = {"demonstrations": {"life": {**LIFE, "figure": figure}}}
    every = findings(files(changed, {CLAIM.replace(".yaml", ".py"): script}))
    return [
        (f.place.path[3:], f.message, f.hint)
        for f in every
        if f.check == "figure-of-unknown-measure"
    ]


FOUND = {
    "a curve that is there": ({"kind": "lines", "curves": ["output"]}, []),
    "all curves": ({"kind": "lines"}, []),
    "a grid that is there": ({"kind": "heatmap", "grid": "map"}, []),
    "a measure of one run only": (
        {"kind": "bars", "measures": ["half_life", "rest"], "show": ["main", "wearless"]}, [],
    ),
    "an unknown curve": (
        {"kind": "lines", "curves": ["output", "outputs"]},
        [(("curves", 1),
          "the figure draws the curve 'outputs', which no run shown gives; did you mean 'output'?",
          f"{GIVES}none, output")],
    ),
    "an empty curve": (
        {"kind": "lines", "curves": ["none"]},
        [(("curves", 0), "the figure draws the curve 'none', which is empty in every run shown",
          f"{GIVES}none, output")],
    ),
    "an unknown measure": (
        {"kind": "bars", "measures": ["half_live"]},
        [(("measures", 0),
          "the figure draws the measure 'half_live', which no run shown gives;"
          " did you mean 'half_life'?",
          f"{GIVES}half_life")],
    ),
    "a measure of a run that is not shown": (
        {"kind": "bars", "measures": ["rest"]},
        [(("measures", 0), "the figure draws the measure 'rest', which no run shown gives",
          f"{GIVES}half_life")],
    ),
    "an unknown grid": (
        {"kind": "heatmap", "grid": "plan"},
        [(("grid",), "the figure draws the grid 'plan', which no run shown gives",
          f"{GIVES}map")],
    ),
    "no grid at all": (
        {"kind": "heatmap", "show": ["wearless"]},
        [(("kind",), "a figure of kind 'heatmap' draws a grid, and no run shown gives one",
          "let the script return a grid, or choose another kind")],
    ),
    "a run that gives nothing of it": (
        {"kind": "heatmap", "show": ["main", "wearless"]},
        [(("show", 1), "the figure shows the run 'wearless', which gives nothing that it draws",
          "it draws: map")],
    ),
    "names that its kind does not draw": (
        {"kind": "lines", "measures": ["half_life"]},
        [(("measures",), "a figure of kind 'lines' draws no measures",
          "what a figure draws is named under 'curves:'; 'kind: bars' draws measures")],
    ),
    "no run": (
        {"kind": "lines", "show": []},
        [(("show",), "the figure shows no run", "runs: main, wearless")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_what_a_figure_names_is_looked_for(name):
    figure, expected = FOUND[name]
    assert found(figure) == expected


def test_what_has_not_run_is_not_judged():
    assert (
        found({"kind": "lines", "curves": ["anything"]}, "def measure(seed): raise OSError") == []
    )


@pytest.mark.parametrize(
    "script",
    [
        SCRIPT.replace("found = {", "if not loss: raise ValueError\n    found = {"),
        SCRIPT.replace("found = {", "if seed == 1: raise ValueError\n    found = {"),
    ],
    ids=["a run failed", "a seed failed"],
)
def test_labels_are_not_judged_by_runs_that_failed(script):
    figure = {"kind": "bars", "measures": ["half_life"], "labels": {"rest": "What is left"}}
    changed = {"demonstrations": {"life": {**LIFE, "figure": figure}}}
    every = findings(files(changed, {CLAIM.replace(".yaml", ".py"): script}))
    assert not [f for f in every if "to label" in f.message]
    whole = findings(files(changed, {CLAIM.replace(".yaml", ".py"): SCRIPT}))
    assert not [f for f in whole if "to label" in f.message]
    gone = SCRIPT.replace('found["rest"] = 1.0', "pass")
    said = findings(files(changed, {CLAIM.replace(".yaml", ".py"): gone}))
    assert [f for f in said if "to label" in f.message]
