"""A demonstration's figure: the drawing, what it finds in words, and the table behind it.

The same measurements give the same bytes: the hash salt is fixed and no date is written.
matplotlib is imported only when something is drawn.
"""

import io
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kb.model import Demonstration, Figure
from kb.outcomes import Judgement
from kb.render import series
from kb.render.bounds import bands
from kb.render.linear import bare
from kb.render.words import number, spread

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
    """A figure for a page: inline SVG, and the same numbers as a table."""

    svg: str
    table: Table


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
    from kb.render import chart

    drawn = series.curves(demonstration, figure, judged)
    if not drawn:
        return None
    rows = []
    for curve in drawn:
        x, y = curve.mean or curve.lines[0]
        last = len(x) - 1
        places = sorted({round(i * last / (SAMPLES - 1)) for i in range(SAMPLES)})
        rows += [(_who(curve.label, curve.control), number(x[i]), number(y[i])) for i in places]
    head = ("run", bare(figure.x.label) or "x", f"{bare(figure.y.label) or 'y'}, mean over seeds")
    with _style():
        canvas = chart.lines(figure, drawn)
        return Drawing(_svg(canvas, key, demonstration, finding), Table(head, tuple(rows)))


def _bars(
    demonstration: Demonstration, figure: Figure, judged: Judgement, key: str, finding: str
) -> Drawing | None:
    from kb.render import chart

    drawn = series.rows(demonstration, figure, judged)
    if not drawn:
        return None
    rows = tuple((row.group, _who(row.label, row.control), spread(row.dots)) for row in drawn)
    with _style():
        canvas = chart.dots(figure, drawn, bands(demonstration.expect))
        table = Table(("measure", "run", "mean (range over seeds)"), rows)
        return Drawing(_svg(canvas, key, demonstration, finding), table)


def _heatmap(
    demonstration: Demonstration, figure: Figure, judged: Judgement, key: str, finding: str
) -> Drawing | None:
    from kb.render import chart

    drawn = series.grids(demonstration, figure, judged)
    if not drawn:
        return None
    rows = []
    for grid in drawn:
        step_x, step_y = -(-len(grid.x) // 5), -(-len(grid.y) // 5)
        rows += [
            (_who(grid.label, grid.control), number(x), number(y), number(grid.z[j][i]))
            for j, y in list(enumerate(grid.y))[::step_y]
            for i, x in list(enumerate(grid.x))[::step_x]
        ]
    head = ("run", bare(figure.x.label) or "x", bare(figure.y.label) or "y", "value")
    with _style():
        canvas = chart.heat(figure, drawn)
        return Drawing(_svg(canvas, key, demonstration, finding), Table(head, tuple(rows)))


def _style() -> AbstractContextManager[None]:
    from matplotlib import rc_context

    return rc_context(STYLE)


def _svg(canvas: "Canvas", key: str, demonstration: Demonstration, finding: str) -> str:
    from kb.render.svg import for_page

    written = io.StringIO()
    canvas.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    title = bare(demonstration.shows)
    return for_page(written.getvalue(), key, title, finding)


def _who(label: str, control: bool) -> str:
    return f"{label} (control)" if control else label
