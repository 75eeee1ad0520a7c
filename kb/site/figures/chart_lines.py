"""Curves: thin lines for seeds, a strong one for their mean, a label where each is met."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.lines import Line2D

from kb.model import Axis, Figure
from kb.site.figures.chart import (  # fmt: skip
    CONTROLS,
    EFFECTS,
    NARROW,
    ROW,
    WIDTH,
    axis_title,
    blank,
    fold,
    gutter,
    label_with_kind,
    plot,
    scales,
)
from kb.site.figures.drawable import Line
from kb.site.figures.series import Curve

HEIGHT, PLOT = 380, 236
SOLID: Any = "solid"
DASHES: tuple[Any, ...] = ((0, (5, 2.5)), (0, (1.5, 2)))
STRONG, THIN = 120, 60  # points of a line: more cannot be seen at this size


@dataclass(frozen=True)
class Stroke:
    """A curve with the way it is drawn."""

    curve: Curve
    colour: str
    dash: Any

    @property
    def name(self) -> str:
        """What is written beside it."""
        return label_with_kind(self.curve.label, self.curve.control)


def lines(figure: Figure, drawn: Sequence[Curve], narrow: bool = False) -> Canvas:
    """A label at the end of each line, or, where there is no room, above them all."""
    strokes = list(_strokes(drawn))
    if narrow:
        return _narrow(figure, strokes)
    canvas = blank(WIDTH, HEIGHT)
    axes = plot(canvas, left=64 + gutter(figure.y), right=172, top=16, bottom=52)
    ends = [(_stroke(axes, stroke), stroke.name, stroke.colour) for stroke in strokes]
    scales(axes, figure.x, figure.y, narrow=False)
    _end_labels(axes, ends)
    return canvas


def _narrow(figure: Figure, strokes: Sequence[Stroke]) -> Canvas:
    titles = [fold(stroke.name, 38) for stroke in strokes]
    height_of_y = fold(axis_title(figure.y), 46)
    key = sum(ROW * (1 + title.count("\n")) for title in titles)
    head = ROW * (1 + height_of_y.count("\n")) + 4
    canvas = blank(NARROW, key + head + PLOT + 62)
    axes = plot(canvas, left=52, right=10, top=key + head + 10, bottom=52)
    at = float(key + head + 6)
    for stroke, title in zip(strokes, titles, strict=True):
        _stroke(axes, stroke)
        middle = 1 + at / PLOT - ROW / 2 / PLOT
        sample = Line2D([-0.17, -0.07], [middle] * 2, transform=axes.transAxes, clip_on=False,
                        color=stroke.colour, linestyle=stroke.dash, linewidth=2)  # fmt: skip
        axes.add_line(sample)
        axes.text(-0.04, 1 + at / PLOT, title, color=stroke.colour, transform=axes.transAxes,
                  va="top", ha="left", linespacing=1.2)  # fmt: skip
        at -= ROW * (1 + title.count("\n"))
    axes.text(-0.17, 1 + at / PLOT, height_of_y, transform=axes.transAxes, va="top", ha="left",
              linespacing=1.2)  # fmt: skip
    scales(axes, figure.x, Axis("", "", figure.y.scale), narrow=True)
    return canvas


def _strokes(drawn: Sequence[Curve]) -> Iterator[Stroke]:
    effects = sum(not curve.control for curve in drawn)
    for rank, curve in enumerate(sorted(drawn, key=lambda each: each.control)):
        place = rank - effects if curve.control else rank
        colours = CONTROLS if curve.control else EFFECTS
        dash = DASHES[place % 2] if curve.control else SOLID
        yield Stroke(curve, colours[place % len(colours)], dash)


def _stroke(axes: Axes, stroke: Stroke) -> float:
    """Draw it, and say how high it is at its right end."""
    seeds = stroke.curve.lines
    for line in dict.fromkeys(seeds) if len(set(seeds)) > 1 else ():
        axes.plot(*_thinned(line, THIN), color=stroke.colour, linewidth=0.6, alpha=0.45,
                  clip_on=False)  # fmt: skip
    # Seeds without a range in common have no mean to draw.
    for line in [stroke.curve.mean] if stroke.curve.mean else seeds:
        x, y = _thinned(line, STRONG)
        strong = 2 if stroke.curve.mean else 1
        axes.plot(x, y, color=stroke.colour, linewidth=strong, linestyle=stroke.dash, clip_on=False)
    return max(zip(x, y, strict=True))[1]


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
