"""A demonstration's figure: the drawing, what it finds in words, and the table behind it.

The same measurements give the same bytes: the hash salt is fixed and no date is written.
matplotlib is imported only when something is drawn.
"""

import io
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kb.model import Demonstration, Figure
from kb.model.outcomes import Judgement
from kb.site.figures import series
from kb.site.figures.bands import bands
from kb.site.figures.contest import Contest
from kb.site.figures.drawable import axis_that_holds, drawable_values
from kb.site.text.numbers import mean_and_range, number
from kb.site.text.plain_math import bare

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "kb",
    "text.parse_math": False,
    "font.family": "DejaVu Sans",
    "font.size": 13,
    "axes.labelsize": 13,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#0b0b02",
    "axes.labelcolor": "#0b0b01",
    "xtick.color": "#0b0b02",
    "ytick.color": "#0b0b02",
    "xtick.labelcolor": "#0b0b01",
    "ytick.labelcolor": "#0b0b01",
    "text.color": "#0b0b01",
    "axes.unicode_minus": True,
    "axes.formatter.use_mathtext": False,
}
SAMPLES = 8


@dataclass(frozen=True)
class Table:
    """The numbers behind a figure."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Drawing:
    """A figure for a page: wide and narrow as SVG, and the same numbers as a table."""

    svg: str
    narrow: str
    table: Table


def contest(
    contests: Sequence[Contest], names: Sequence[str], key: str, told: str
) -> Drawing | None:
    """Both expectations on one figure, with what was measured between them."""
    from kb.site.figures.chart_crux import against

    settled = (replace(one, dots=drawable_values(one.dots)) for one in contests)
    contests = [one for one in settled if one.dots]
    if not contests:
        return None
    rows = tuple(
        (contest.said, contest.first.words, contest.second.words, mean_and_range(contest.dots))
        for contest in contests
    )
    table = Table(("measure", *(f"expected by: {name}" for name in names), "measured"), rows)
    title = "What each side expected, and what was measured"
    return _drawing(lambda narrow: against(contests, names, narrow), (key, title, told), table)


def draw(demonstration: Demonstration, judged: Judgement, key: str, finding: str) -> Drawing | None:
    """The figure the author asked for; None if nothing it shows was measured."""
    figure = demonstration.figure
    if figure is None:
        return None
    match figure.kind:
        case "lines":
            return _lines(demonstration, figure, judged, key, finding)
        case "bars":
            return _bars(demonstration, figure, judged, key, finding)
        case _:
            return _heatmap(demonstration, figure, judged, key, finding)


def _lines(
    demonstration: Demonstration, figure: Figure, judged: Judgement, key: str, finding: str
) -> Drawing | None:
    from kb.site.figures.chart_lines import lines

    drawn = series.curves(demonstration, figure, judged)
    if not drawn:
        return None
    figure = replace(
        figure,
        x=axis_that_holds(
            figure.x, (x for curve in drawn for line in curve.lines for x in line[0])
        ),
        y=axis_that_holds(
            figure.y, (y for curve in drawn for line in curve.lines for y in line[1])
        ),
    )
    rows = []
    for curve in drawn:
        x, y = curve.mean or curve.lines[0]
        last = len(x) - 1
        places = sorted({round(i * last / (SAMPLES - 1)) for i in range(SAMPLES)})
        who = _who(curve.label, curve.control) + ("" if curve.mean else ", the first seed")
        rows += [(who, number(x[i]), number(y[i])) for i in places]
    head = ("run", bare(figure.x.label) or "x", f"{bare(figure.y.label) or 'y'}, mean over seeds")
    names = (key, bare(demonstration.shows), finding)
    return _drawing(lambda narrow: lines(figure, drawn, narrow), names, Table(head, tuple(rows)))


def _bars(
    demonstration: Demonstration, figure: Figure, judged: Judgement, key: str, finding: str
) -> Drawing | None:
    from kb.site.figures.chart_rows import dots

    drawn = series.rows(demonstration, figure, judged)
    if not drawn:
        return None
    figure = replace(figure, y=axis_that_holds(figure.y, (x for row in drawn for x in row.dots)))
    rows = tuple(
        (row.group, _who(row.label, row.control), mean_and_range(row.dots)) for row in drawn
    )
    table = Table(("measure", "run", "mean (range over seeds)"), rows)
    expected = bands(demonstration.expect)
    names = (key, bare(demonstration.shows), finding)
    return _drawing(lambda narrow: dots(figure, drawn, expected, narrow), names, table)


def _heatmap(
    demonstration: Demonstration, figure: Figure, judged: Judgement, key: str, finding: str
) -> Drawing | None:
    from kb.site.figures.chart_heat import heat

    drawn = series.grids(demonstration, figure, judged)
    if not drawn:
        return None
    figure = replace(
        figure,
        x=axis_that_holds(figure.x, [min(max(grid.x) for grid in drawn)]),
        y=axis_that_holds(figure.y, [min(max(grid.y) for grid in drawn)]),
    )
    rows = []
    for grid in drawn:
        step_x, step_y = -(-len(grid.x) // 5), -(-len(grid.y) // 5)
        rows += [
            (_who(grid.label, grid.control), number(x), number(y), number(grid.z[j][i]))
            for j, y in list(enumerate(grid.y))[::step_y]
            for i, x in list(enumerate(grid.x))[::step_x]
        ]
    head = ("run", bare(figure.x.label) or "x", bare(figure.y.label) or "y", "value")
    names = (key, bare(demonstration.shows), finding)
    return _drawing(lambda narrow: heat(figure, drawn, narrow), names, Table(head, tuple(rows)))


def _drawing(
    drawn: "Callable[[bool], Canvas]", names: tuple[str, str, str], table: Table
) -> Drawing:
    from kb.site.figures.svg import for_page

    with _style(), _without_warnings_of_size():
        wide, narrow = (for_page(_written(drawn(narrow)), *names) for narrow in (False, True))
    return Drawing(wide, narrow, table)


def _style() -> AbstractContextManager[None]:
    from matplotlib import rc_context

    return rc_context(STYLE)


def _without_warnings_of_size() -> AbstractContextManager[object]:
    """Ticks of the largest axes lie out of range, and are not drawn."""
    import numpy as np

    return np.errstate(over="ignore", invalid="ignore")


def _written(canvas: "Canvas") -> str:
    written = io.StringIO()
    canvas.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    return written.getvalue()


def _who(label: str, control: bool) -> str:
    return f"{label} (control)" if control else label
