"""Figures: the finding in words and numbers, effect told from control, the same bytes twice."""

import re
from xml.etree import ElementTree

import pytest
from matplotlib.text import Text

from kb.demos.judge import judge
from kb.model import Axis, Demonstration, Expectation, Figure, Run
from kb.model.outcomes import Measurement
from kb.site.figures.bands import Band, bands
from kb.site.figures.chart_heat import heat
from kb.site.figures.chart_lines import lines
from kb.site.figures.description import described_figure, figure_key, finding_of
from kb.site.figures.series import Curve, Grid
from kb.site.figures.svg import DARK, LIGHT, as_file
from kb.site.figures.svg_path import shorten_path

RUNS = {
    "main": Run("main", label="with $\\nu = 2$"),
    "flat": Run("flat", breaks=("half",), because="No slope.", label="without 0.002"),
}


def demonstration(kind: str, **figure: object) -> Demonstration:
    return Demonstration(
        "some-claim", "slopes", "claims/t/some-claim.py", "The slope is $\\frac{1}{2}$.", "Why.",
        "for", RUNS, {"half": Expectation("half", "0.4 < slope < 0.6")}, seeds=2,
        figure=Figure(kind, Axis("$n$", "", "log"), Axis("loss"), ("main", "flat"), **figure),
    )  # fmt: skip


def measured(slope: float, shift: float) -> Measurement:
    curve = {"x": [1.0, 10.0, 100.0], "y": [1.0 + shift, 2.0, 3.0 * slope]}
    grid = {"x": [0.0, 1.0], "y": [0.0, 1.0, 2.0], "z": [[slope, 1.0], [2.0, 3.0], [4.0, 5.0]]}
    return Measurement({"slope": slope}, {"loss": curve}, {"map": grid})


RESULTS = {
    "main": [measured(0.5, 0), measured(0.51, 0.1)],
    "flat": [measured(0.01, 0), measured(0.02, 0.1)],
}
TABLES = {
    "lines": (
        ("run", "n", "loss, mean over seeds"),
        [("with ν = 2", "1", "1.05"), ("with ν = 2", "10", "2"), ("with ν = 2", "100", "1.515"),
         ("without 0.002 (control)", "1", "1.05"), ("without 0.002 (control)", "10", "2"),
         ("without 0.002 (control)", "100", "0.045")],
    ),
    "bars": (
        ("measure", "run", "mean (range over seeds)"),
        [("slope", "with ν = 2", "0.505 (0.5 to 0.51)"),
         ("slope", "without 0.002 (control)", "0.015 (0.01 to 0.02)")],
    ),
    "heatmap": (
        ("run", "n", "loss", "value"),
        [("with ν = 2", "0", "0", "0.505"), ("with ν = 2", "1", "0", "1"),
         ("with ν = 2", "0", "1", "2"), ("with ν = 2", "1", "1", "3"),
         ("with ν = 2", "0", "2", "4"), ("with ν = 2", "1", "2", "5"),
         ("without 0.002 (control)", "0", "0", "0.015"), ("without 0.002 (control)", "1", "0", "1"),
         ("without 0.002 (control)", "0", "1", "2"), ("without 0.002 (control)", "1", "1", "3"),
         ("without 0.002 (control)", "0", "2", "4"), ("without 0.002 (control)", "1", "2", "5")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", TABLES)
def test_a_figure_has_a_twin_in_numbers_and_words(kind):
    each = demonstration(kind)
    judged = judge(each, RESULTS)
    drawing = described_figure(each, judged)
    head, rows = TABLES[kind]
    assert drawing.table.head == head
    assert list(drawing.table.rows) == rows
    tree = ElementTree.fromstring(drawing.svg)
    assert tree.get("role") == "img"
    title, desc = tree[0], tree[1]
    assert tree.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == "The slope is 1/2."
    assert desc.text == finding_of(each, judged) == (
        "Half fragile: expected 0.4 < slope < 0.6; measured slope 0.505 (0.5 to 0.51). "
        "The control without 0.002 breaks half; slope 0.015 (0.01 to 0.02)."
    )  # fmt: skip
    shown = "".join(tree.itertext())
    assert "control: without 0.002" in shown
    assert "with ν = 2" in shown
    assert described_figure(each, judged) == drawing


@pytest.mark.parametrize("kind", TABLES)
def test_the_narrow_drawing_says_the_same_at_a_telephone_s_width(kind):
    each = demonstration(kind)
    drawing = described_figure(each, judge(each, RESULTS))
    wide, narrow = (ElementTree.fromstring(svg) for svg in (drawing.svg, drawing.narrow))
    assert [tree.get("viewBox").split()[2] for tree in (wide, narrow)] == ["680", "340"]
    for tree in (wide, narrow):
        words = "".join(tree.itertext())
        assert "control: without 0.002" in words and "with ν = 2" in words


def test_a_line_keeps_the_points_that_can_be_seen():
    assert shorten_path("M 0 0 L 10 0.01 L 20 0 L 20 5 z") == "M0 0l20 0 0 5z"
    assert shorten_path("M 0.04 1 L 1 -0.56") == "M0 1l1-1.6"
    assert shorten_path("M 0 3 C 0.79 3 1.55 2.68 2.12 2.12 z") == "M0 3C.8 3 1.6 2.7 2.1 2.1z"


@pytest.mark.parametrize("kind", TABLES)
def test_colours_are_names_on_a_page_and_colours_in_a_file(kind):
    each = demonstration(kind)
    svg = described_figure(each, judge(each, RESULTS)).svg
    assert "#0b0b" not in svg
    rules = re.findall(r"[^{}]+(?={)", re.search("<style>(.*)</style>", svg)[1])
    # none for the rest of the page
    assert {rule.split()[0] for rule in rules} == {f"#{figure_key(each)}"}
    for colours in (LIGHT, DARK):
        tag = ElementTree.fromstring(as_file(svg, colours)).tag
        assert tag == "{http://www.w3.org/2000/svg}svg"
        assert b"var(" not in as_file(svg, colours)


def test_every_id_in_a_drawing_belongs_to_its_demonstration():
    each = demonstration("bars")
    svg = described_figure(each, judge(each, RESULTS)).svg
    ids = re.findall(r'\bid="([^"]*)"', svg)
    assert ids and all(one.partition("-")[2].split("-")[0] == figure_key(each)[4:] for one in ids)


def test_nothing_measured_means_no_figure():
    each = demonstration("lines")
    assert described_figure(each, judge(each, {"main": [None, None], "flat": [None, None]})) is None


BOUNDS = {
    "0.45 < exponent < 0.55": {("main", "exponent"): Band(0.45, 0.55)},
    "deeper.exponent >= 1/3": {("deeper", "exponent"): Band(1 / 3, None)},
    "a > 1 and a < 2 and b < -3": {("main", "a"): Band(1, 2), ("main", "b"): Band(None, -3)},
    "mean(gain) > 2 * 3": {("main", "gain"): Band(6, None)},
    "abs(a - b) < 1": {},
    "a > b": {},
    "a < 1 or b < 1": {},
    "not a valid < expectation": {},
    "a < True": {},
}


@pytest.mark.parametrize("text", BOUNDS)
def test_only_plain_bounds_are_drawn(text):
    assert bands({"one": Expectation("one", text)}) == BOUNDS[text]


LONG = Axis("share of the runs that end on the singular side of the ridge after all steps", "", "")


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("kind", ["lines", "heatmap"])
def test_a_long_label_of_an_upright_axis_stays_inside_the_drawing(kind, narrow):
    figure = Figure(kind, Axis("n"), LONG, ("main",))
    if kind == "lines":
        line = ((1.0, 2.0, 3.0), (1.0, 2.0, 4.0))
        canvas = lines(figure, [Curve("run", False, (line,), None)], narrow)
    else:
        grid = Grid("run", False, (0.0, 1.0), (0.0, 1.0), ((1.0, 2.0), (3.0, 4.0)))
        canvas = heat(figure, [grid], narrow)
    canvas.draw_without_rendering()
    shown = [
        text for text in canvas.findobj(Text) if text.get_text().replace("\n", " ") == LONG.label
    ]
    assert len(shown) == 1
    box = shown[0].get_window_extent()
    assert box.x0 >= 0 and box.y0 >= 0
    assert box.x1 <= canvas.bbox.width and box.y1 <= canvas.bbox.height
