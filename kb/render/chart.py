"""Draw lines, rows of dots and grids with matplotlib, in colours that are only names.

Every colour is a reserved code that ``svg.py`` turns into a CSS variable, so that one
drawing serves both palettes.  Only ``figure.py`` imports this, and only to draw.
"""

import textwrap
from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

from kb.model import Axis, Figure
from kb.render.bounds import Band
from kb.render.linear import bare
from kb.render.series import Curve, Grid, Line, Row
from kb.render.words import number

DOT = 72  # SVG has 72 units an inch
WIDTH, HEIGHT = 680, 380
INK, FAINT, BAND = "#0b0b01", "#0b0b02", "#0b0b03"
EFFECTS = ("#0b0b11", "#0b0b12", "#0b0b13", "#0b0b14")
CONTROLS = ("#0b0b21", "#0b0b22")
SOLID = "solid"
DASHES = ((0, (5, 2.5)), (0, (1.5, 2)))
STRONG, THIN = 120, 60  # points of a line: more cannot be seen at this size


def lines(figure: Figure, drawn: Sequence[Curve]) -> Canvas:
    """Thin lines for seeds, a strong one for their mean, a label at its end."""
    canvas, axes = _canvas(HEIGHT, left=64, right=172)
    ends = []
    for rank, curve in enumerate(sorted(drawn, key=lambda each: each.control)):
        before = sum(not each.control for each in drawn) if curve.control else 0
        colours = CONTROLS if curve.control else EFFECTS
        colour = colours[(rank - before) % len(colours)]
        for line in dict.fromkeys(curve.lines) if len(curve.lines) > 1 else ():
            axes.plot(*_thinned(line, THIN), color=colour, linewidth=0.6, alpha=0.45)
        x, y = _thinned(curve.mean or curve.lines[0], STRONG)
        dash = DASHES[(rank - before) % 2] if curve.control else SOLID
        axes.plot(x, y, color=colour, linewidth=2, linestyle=dash)
        ends.append((y[-1], _name(curve.label, curve.control), colour))
    _scales(axes, figure.x, figure.y)
    _end_labels(axes, ends)
    return canvas


def dots(figure: Figure, drawn: Sequence[Row], bands: dict[tuple[str, str], Band]) -> Canvas:
    """A row for each measure and run: dots for seeds, a tick for the mean, the band expected."""
    groups = list(dict.fromkeys(row.group for row in drawn))
    heads = len(groups) if len(groups) > 1 else 0
    canvas, axes = _canvas(max(220, 96 + 27 * (len(drawn) + heads)), left=210, right=24)
    reach = _reach(drawn, bands, figure.y.scale == "log")
    axes.set_xlim(reach)
    at, names, places = 0.0, [], []
    previous = ""
    for row in drawn:
        if heads and row.group != previous:
            names.append(textwrap.shorten(row.group, 34, placeholder="…"))
            places.append((at, INK, "bold"))
            at += 1
        previous = row.group
        colour = CONTROLS[0] if row.control else EFFECTS[0]
        _row(axes, row, at, bands.get((row.run, row.measure)), reach)
        names.append("\n".join(textwrap.wrap(_name(row.label, row.control), 32)[:2]))
        places.append((at, colour, "normal"))
        at += 1
    axes.set_ylim(at - 0.4, -0.6)
    axes.set_yticks([place for place, _, _ in places], names)
    for label, (_, colour, weight) in zip(axes.get_yticklabels(), places, strict=True):
        label.set_color(colour)
        label.set_fontweight(weight)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    said = bare(figure.y.label) or (groups[0] if len(groups) == 1 else "")
    _scales(axes, Axis(said, figure.y.unit, figure.y.scale), Axis())
    axes.grid(axis="x", color=FAINT, linewidth=0.5)
    return canvas


def heat(figure: Figure, drawn: Sequence[Grid]) -> Canvas:
    """One map for each run, on one scale of colour."""
    canvas = Canvas(figsize=(WIDTH / DOT, HEIGHT / DOT), dpi=DOT)
    canvas.patch.set_alpha(0)
    every = canvas.subplots(1, len(drawn), sharey=True, squeeze=False)[0]
    canvas.subplots_adjust(left=0.1, right=0.87, top=0.9, bottom=0.16, wspace=0.08)
    cells = [np.array(grid.z, dtype=float) for grid in drawn]
    low, high = min(z.min() for z in cells), max(z.max() for z in cells)
    for axes, grid, z in zip(every, drawn, cells, strict=True):
        mesh = axes.pcolormesh(grid.x, grid.y, z, cmap="viridis", vmin=low, vmax=high,
                               shading="nearest", rasterized=True)  # fmt: skip
        axes.set_title(_name(grid.label, grid.control), fontsize=13,
                       color=CONTROLS[0] if grid.control else INK)  # fmt: skip
        _scales(axes, figure.x, figure.y if axes is every[0] else Axis(scale=figure.y.scale))
        axes.grid(False)
    bar = canvas.colorbar(mesh, cax=canvas.add_axes((0.9, 0.16, 0.025, 0.74)))
    bar.outline.set_visible(False)
    if bar.solids is not None:
        bar.solids.set_rasterized(True)
    return canvas


def _canvas(height: int, left: int, right: int) -> tuple[Canvas, Axes]:
    canvas = Canvas(figsize=(WIDTH / DOT, height / DOT), dpi=DOT)
    canvas.patch.set_alpha(0)
    axes = canvas.add_axes(
        (left / WIDTH, 52 / height, (WIDTH - left - right) / WIDTH, (height - 68) / height)
    )
    axes.patch.set_alpha(0)
    return canvas, axes


def _scales(axes: Axes, x: Axis, y: Axis) -> None:
    for axis, drawn, set_scale, set_label in (
        (x, axes.xaxis, axes.set_xscale, axes.set_xlabel),
        (y, axes.yaxis, axes.set_yscale, axes.set_ylabel),
    ):
        if axis.scale == "log":
            set_scale("log", nonpositive="mask")
            drawn.set_major_locator(LogLocator(numticks=6))
            drawn.set_major_formatter(FuncFormatter(_power))
            drawn.set_minor_locator(NullLocator())
        label = bare(axis.label)
        set_label(f"{label} ({axis.unit})" if axis.unit and label else label)


def _reach(
    drawn: Sequence[Row], bands: dict[tuple[str, str], Band], logarithmic: bool
) -> tuple[float, float]:
    """From the least to the greatest number drawn, bounds included, with a little air."""
    found = [bands.get((row.run, row.measure), Band()) for row in drawn]
    ends = [end for band in found for end in (band.low, band.high) if end is not None]
    every = [*ends, *(dot for row in drawn for dot in row.dots)]
    if logarithmic and (positive := [one for one in every if one > 0]):
        return min(positive) / 1.5, max(positive) * 1.5
    air = (max(every) - min(every)) * 0.05 or abs(max(every)) * 0.1 or 1
    return min(every) - air, max(every) + air


def _power(value: float, place: int | None = None) -> str:
    """A tick on a logarithmic axis: 0.1, 1, 10, and 10⁻⁴ further out."""
    said = number(value)
    return said.removeprefix("1 × ") if "×" in said else said


def _row(axes: Axes, row: Row, at: float, band: Band | None, reach: tuple[float, float]) -> None:
    colour = CONTROLS[0] if row.control else EFFECTS[0]
    if band:
        low = reach[0] if band.low is None else max(band.low, reach[0])
        high = reach[1] if band.high is None else band.high
        axes.barh(at, high - low, left=low, height=0.78, color=BAND, linewidth=0, zorder=0)
    face = "none" if row.control else colour
    axes.plot(row.dots, [at] * len(row.dots), linestyle="none", marker="o", markersize=6,
              markerfacecolor=face, markeredgecolor=colour, alpha=0.8)  # fmt: skip
    axes.plot([row.mean] * 2, [at - 0.32, at + 0.32], color=colour, linewidth=2)


def _name(label: str, control: bool) -> str:
    return f"control: {label}" if control else label


def _thinned(line: Line, most: int) -> Line:
    x, y = line
    step = -(-len(x) // most)
    if step <= 1:
        return line
    kept = [*range(0, len(x) - 1, step), len(x) - 1]
    return tuple(x[i] for i in kept), tuple(y[i] for i in kept)


def _end_labels(axes: Axes, ends: Sequence[tuple[float, str, str]]) -> None:
    """Labels at the right edge, each near the end of its line, none over another."""
    floor, room = 0.0, 0.055
    low, high = axes.get_ylim()
    logarithmic = axes.get_yscale() == "log"

    def height(value: float) -> float:
        if logarithmic:
            value = max(value, low)
            return float((np.log(value) - np.log(low)) / (np.log(high) - np.log(low)))
        return float((value - low) / (high - low))

    texts = [(height(y), textwrap.wrap(name, 23)[:3] or [""], colour) for y, name, colour in ends]
    texts.sort(key=lambda each: each[0])
    total = sum(len(words) * room + 0.02 for _, words, _ in texts)
    for at, words, colour in texts:
        tall = len(words) * room
        centre = min(max(at, floor + tall / 2), 1 - (total - tall / 2))
        total -= tall + 0.02
        floor = max(centre + tall / 2 + 0.02, floor)
        axes.text(1.015, centre, "\n".join(words), color=colour, transform=axes.transAxes,
                  va="center", ha="left", fontsize=13, linespacing=1.15)  # fmt: skip
