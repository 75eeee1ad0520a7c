"""What a figure draws, taken out of what was measured: lines, rows of dots, grids.

Means over seeds are made here and once, so the picture and its table cannot disagree.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from kb.model import Demonstration, Figure, Run
from kb.model.outcomes import Judgement, Measurement
from kb.phrasing import as_words
from kb.site.figures.bands import ANY, Band, limits_of
from kb.site.figures.drawable import (
    Cells,
    Line,
    drawable_line,
    drawable_values,
    is_drawable,
    places_along,
)
from kb.site.figures.mean_curve import mean_line
from kb.site.text.plain_math import bare


@dataclass(frozen=True)
class Curve:
    """One run's curve: a line for each seed, and their mean if they share their x."""

    label: str
    control: bool
    lines: tuple[Line, ...]
    mean: Line | None


@dataclass(frozen=True)
class Row:
    """One measure of one run: a dot for each seed."""

    group: str
    label: str
    control: bool
    run: str
    measure: str
    dots: tuple[float, ...]
    limits: Band = ANY  # of the measure itself

    @property
    def mean(self) -> float:
        """Over the seeds."""
        return sum(self.dots) / len(self.dots)


@dataclass(frozen=True)
class Grid:
    """One run's grid, the mean over seeds: z by row of y."""

    label: str
    control: bool
    x: tuple[float, ...]
    y: tuple[float, ...]
    z: Cells


def curves(demonstration: Demonstration, figure: Figure, judged: Judgement) -> tuple[Curve, ...]:
    """The curves to draw, in the order the author shows them."""
    shown = list(_shown(demonstration, figure, judged))
    names = figure.curves or _common(shown)
    found = []
    for run, measured in shown:
        for name in names:
            lines = _lines(measured, name)
            if lines:
                label = _label(figure, run, name, several=len(names) > 1, alone=len(shown) == 1)
                found.append(Curve(label, run.is_control, lines, _mean(figure, lines)))
    return tuple(found)


def rows(demonstration: Demonstration, figure: Figure, judged: Judgement) -> tuple[Row, ...]:
    """The dots to draw: grouped by measure, runs in the order the author shows them."""
    shown = list(_shown(demonstration, figure, judged))
    measures = figure.measures or tuple(
        dict.fromkeys(
            name for _, measured in shown for measurement in measured for name in measurement.values
        )
    )
    found = []
    for measure in measures:
        group = figure.labels.get(measure) or measure.replace("_", " ")
        for run, measured in shown:
            dots = _dots(measured, measure)
            if dots:
                label = bare(figure.labels.get(run.name) or run.label or as_words(run.name))
                where = (run.is_control, run.name, measure)
                limits = limits_of(demonstration, measure)
                found.append(Row(bare(group), label, *where, dots, limits))
    return tuple(found)


def grids(demonstration: Demonstration, figure: Figure, judged: Judgement) -> tuple[Grid, ...]:
    """The grids to draw, one for each run shown; of the first seed, if they lie differently."""
    found = []
    for run, measured in _shown(demonstration, figure, judged):
        name = figure.grid or next((name for seed in measured for name in seed.grids), "")
        seeds = [seed.grids[name] for seed in measured if name in seed.grids]
        if not seeds:
            continue
        alike = all(seed["x"] == seeds[0]["x"] and seed["y"] == seeds[0]["y"] for seed in seeds)
        x, y = (cast(Sequence[float], seeds[0][axis]) for axis in "xy")
        across, up = places_along(x), places_along(y)
        z = _mean_grid(
            [cast(Cells, seed["z"]) for seed in (seeds if alike else seeds[:1])], across, up
        )
        if any(is_drawable(cell) for row in z for cell in row):
            label = bare(figure.labels.get(run.name) or run.label or as_words(run.name))
            label += "" if alike else ", the first seed"
            xs, ys = drawable_values(x[at] for at in across), drawable_values(y[at] for at in up)
            found.append(Grid(label, run.is_control, xs, ys, z))
    return tuple(found)


def in_small(demonstration: Demonstration, figure: Figure, judged: Judgement) -> dict[str, object]:
    """What an interactive figure needs: for each run shown its measures and mean curves."""
    runs = []
    for run, measured in _shown(demonstration, figure, judged):
        names = demonstration.measures or measured[0].values
        curves = {name: _lines(measured, name) for name in figure.curves or measured[0].curves}
        drawn = {name: _mean(figure, lines) or lines[0] for name, lines in curves.items() if lines}
        runs.append({
            "label": bare(figure.labels.get(run.name) or run.label or as_words(run.name)),
            "control": run.is_control,
            "measures": {name: [_short(dot) for dot in _dots(measured, name)] for name in names},
            "curves": {name: [[_short(x) for x in line] for line in _evenly(points)]
                       for name, points in drawn.items()},
        })  # fmt: skip
    return {"runs": runs}


def _lines(measured: Sequence[Measurement], name: str) -> tuple[Line, ...]:
    """A curve of each seed that has a point of it to draw."""
    found = (seed.curves[name] for seed in measured if name in seed.curves)
    lines = (drawable_line(curve["x"], curve["y"]) for curve in found)
    return tuple(line for line in lines if line[0])


def _dots(measured: Sequence[Measurement], measure: str) -> tuple[float, ...]:
    """A measure of each seed that can be drawn."""
    return drawable_values(seed.values[measure] for seed in measured if measure in seed.values)


def _short(value: float) -> float:
    return float(f"{value:.4g}")


def _evenly(
    line: tuple[Sequence[float], Sequence[float]], most: int = 30
) -> Iterator[Sequence[float]]:
    step = max(1, -(-len(line[0]) // most))
    return (values[::step] for values in line)


def _shown(
    demonstration: Demonstration, figure: Figure, judged: Judgement
) -> Iterator[tuple[Run, tuple[Measurement, ...]]]:
    for name in figure.show:
        sound = tuple(
            measurement for measurement in judged.measured.get(name, ()) if not measurement.fault
        )
        if name in demonstration.runs and sound:
            yield demonstration.runs[name], sound


def _common(shown: Sequence[tuple[Run, tuple[Measurement, ...]]]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            name for _, measured in shown for measurement in measured for name in measurement.curves
        )
    )


def _label(figure: Figure, run: Run, curve: str, several: bool, alone: bool) -> str:
    exact = figure.labels.get(f"{run.name}.{curve}")
    of_run = figure.labels.get(run.name) or run.label or as_words(run.name)
    of_curve = figure.labels.get(curve) or as_words(curve)
    if exact or not several:
        return bare(exact or of_run)
    return bare(of_curve if alone else f"{of_run}: {of_curve}")


def _mean(figure: Figure, lines: Sequence[Line]) -> Line | None:
    return mean_line(lines, figure.x.scale == "log", figure.y.scale == "log")


def _mean_grid(grids: Sequence[Cells], across: Sequence[int], up: Sequence[int]) -> Cells:
    """The mean of each cell; not a number where a seed has none."""
    return tuple(
        tuple(_mean_cell([grid[row][column] for grid in grids]) for column in across) for row in up
    )


def _mean_cell(cells: Sequence[float]) -> float:
    kept = drawable_values(cells)
    return sum(kept) / len(kept) if len(kept) == len(cells) else math.nan
