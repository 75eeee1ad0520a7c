"""What a figure draws, taken out of what was measured: lines, rows of dots, grids.

Means over seeds are made here and once, so the picture and its table cannot disagree.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from kb.model import Demonstration, Figure, Run
from kb.model.outcomes import Judgement, Measurement
from kb.phrasing import as_words
from kb.site.figures.mean_curve import Line, mean_line
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
    z: tuple[tuple[float, ...], ...]


def curves(demonstration: Demonstration, figure: Figure, judged: Judgement) -> tuple[Curve, ...]:
    """The curves to draw, in the order the author shows them."""
    shown = list(_shown(demonstration, figure, judged))
    names = figure.curves or _common(shown)
    found = []
    for run, measured in shown:
        for name in names:
            lines = tuple(
                (tuple(measurement.curves[name]["x"]), tuple(measurement.curves[name]["y"]))
                for measurement in measured
                if name in measurement.curves
            )
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
            dots = tuple(
                measurement.values[measure]
                for measurement in measured
                if measure in measurement.values
            )
            if dots:
                label = bare(figure.labels.get(run.name) or run.label or as_words(run.name))
                found.append(Row(bare(group), label, run.is_control, run.name, measure, dots))
    return tuple(found)


def grids(demonstration: Demonstration, figure: Figure, judged: Judgement) -> tuple[Grid, ...]:
    """The grids to draw, one for each run shown."""
    found = []
    for run, measured in _shown(demonstration, figure, judged):
        name = figure.grid or next(iter(measured[0].grids), "")
        seeds = [measurement.grids[name] for measurement in measured if name in measurement.grids]
        if seeds:
            x, y = (tuple(cast(Sequence[float], seeds[0][axis])) for axis in "xy")
            z = _mean_grid([cast(Sequence[Sequence[float]], seed["z"]) for seed in seeds])
            label = bare(figure.labels.get(run.name) or run.label or as_words(run.name))
            found.append(Grid(label, run.is_control, x, y, z))
    return tuple(found)


def in_small(demonstration: Demonstration, figure: Figure, judged: Judgement) -> dict[str, object]:
    """What an interactive figure needs: for each run shown its measures and mean curves."""
    runs = []
    for run, measured in _shown(demonstration, figure, judged):
        names = demonstration.measures or measured[0].values
        found = {
            name: [
                _short(measurement.values[name])
                for measurement in measured
                if name in measurement.values
            ]
            for name in names
        }
        drawn = {
            name: _mean(figure, tuple((tuple(e.curves[name]["x"]), tuple(e.curves[name]["y"]))
                              for e in measured if name in e.curves))
            or (measured[0].curves[name]["x"], measured[0].curves[name]["y"])
            for name in figure.curves or measured[0].curves
        }  # fmt: skip
        runs.append({
            "label": bare(figure.labels.get(run.name) or run.label or as_words(run.name)),
            "control": run.is_control,
            "measures": found,
            "curves": {name: [[_short(x) for x in line] for line in _evenly(points)]
                       for name, points in drawn.items()},
        })  # fmt: skip
    return {"runs": runs}


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


def _mean_grid(grids: Sequence[Sequence[Sequence[float]]]) -> tuple[tuple[float, ...], ...]:
    alike = [grid for grid in grids if len(grid) == len(grids[0])]
    return tuple(
        tuple(sum(cells) / len(alike) for cells in zip(*rows, strict=False))
        for rows in zip(*alike, strict=True)
    )
