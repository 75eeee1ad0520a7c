"""Drawing never raises, whatever was measured; and what it draws are numbers."""

import json
import re
import warnings
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kb.model import Axis, Demonstration, Figure, Run
from kb.model.outcomes import Judgement, Measurement
from kb.site.figures.description import described_figure
from kb.site.figures.figure import Drawing, contest
from kb.site.figures.mean_curve import mean_line
from kb.site.figures.series import curves, grids, in_small, rows
from tests.helpers.examples import EXAMPLES
from tests.helpers.random_figures import EDGES, OUTSIDE, contests, drawn

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # shrinking a drawing takes minutes
# A drawing takes some tenths of a second, so that fewer are made than of other properties.
few = settings(
    max_examples=max(15, EXAMPLES // 10),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=PHASES,
)
many = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES
)
NO_NUMBER = re.compile(r'(?:[ "(,]|[MLlC])-?(?:nan|inf)', re.IGNORECASE)


def sound(drawing: Drawing | None) -> None:
    """Both sizes are XML, and every coordinate in them is a number."""
    for svg in (drawing.svg, drawing.narrow) if drawing else ():
        for node in ElementTree.fromstring(svg).iter():
            for name in ("d", "transform", "x", "y", "width", "height"):
                assert not NO_NUMBER.search(f" {node.get(name, '')}"), ElementTree.tostring(node)


@few
@given(drawn())
def test_a_figure_of_anything_is_drawn_or_left_out(case: tuple[Demonstration, Judgement]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sound(described_figure(*case))


@few
@given(st.lists(contests, min_size=1, max_size=2))
def test_a_crux_of_anything_is_drawn_or_left_out(cases) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sound(contest(cases, ("one", "other"), "fig-crux", "Measured."))


@many
@given(drawn())
def test_what_is_drawn_are_numbers(case: tuple[Demonstration, Judgement]) -> None:
    demonstration, judged = case
    figure = demonstration.figure
    assert figure
    told = json.dumps(in_small(demonstration, figure, judged), allow_nan=False)
    assert told.startswith('{"runs": ')
    every = [point for curve in curves(demonstration, figure, judged) for line in
             (*curve.lines, *filter(None, [curve.mean])) for axis in line for point in axis]  # fmt: skip
    every += [dot for row in rows(demonstration, figure, judged) for dot in (*row.dots, row.mean)]
    every += [x for grid in grids(demonstration, figure, judged) for x in (*grid.x, *grid.y)]
    assert all(abs(value) <= 1e301 for value in every)


def shown(kind: str, measured: list[Measurement], log: bool = False) -> Drawing | None:
    axis = Axis("n", "", "log" if log else "linear")
    demonstration = Demonstration(
        "some-claim", "slopes", "claims/t/some-claim.py", "It is.", "Why.", "for",
        {"main": Run("main")}, {}, figure=Figure(kind, axis, axis),
    )  # fmt: skip
    judged = Judgement("some-claim/slopes", "holds", measured={"main": tuple(measured)})
    return described_figure(demonstration, judged)


def line(x, y) -> Measurement:
    return Measurement({"slope": y[0] if y else 0.0}, {"loss": {"x": list(x), "y": list(y)}})


def grid(x, y, z) -> Measurement:
    return Measurement({}, {}, {"map": {"x": list(x), "y": list(y), "z": z}})


@pytest.mark.parametrize("log", [False, True], ids=["linear", "log"])
@pytest.mark.parametrize("value", [*EDGES, *OUTSIDE])
def test_one_value_alone_is_drawn_or_left_out(value, log):
    expected = abs(value) <= 1e300
    for kind, measured in (
        ("bars", line([value], [value])), ("lines", line([value], [value])),
        ("heatmap", grid([value], [value], [[value]])),
    ):  # fmt: skip
        drawing = shown(kind, [measured], log)
        assert (drawing is not None) == expected
        sound(drawing)


def test_a_curve_without_points_is_not_drawn_and_hides_no_other():
    assert shown("lines", [line([], [])]) is None
    drawing = shown("lines", [line([], []), line([1, 2], [3, 4])])
    assert drawing and [row[1:] for row in drawing.table.rows] == [("1", "3"), ("2", "4")]


def test_a_grid_is_drawn_in_the_order_of_its_places():
    drawing = shown("heatmap", [grid([2, 1], [1], [[5, 6]])])
    assert drawing and drawing.table.rows == (("main", "1", "1", "6"), ("main", "2", "1", "5"))


def test_grids_that_lie_differently_have_no_mean():
    drawing = shown("heatmap", [grid([1], [1], [[5]]), grid([2], [1], [[7]])])
    assert drawing and drawing.table.rows == (("main, the first seed", "1", "1", "5"),)


def test_an_axis_without_a_positive_value_is_linear():
    drawing = shown("lines", [line([-2, -1], [-4, -3])], log=True)
    assert drawing and "−2" in drawing.svg


def test_means_of_the_largest_numbers_are_finite():
    top = ((1.0, 2.0), (1e300, 1e300))
    assert mean_line([top, top, top]) == top
