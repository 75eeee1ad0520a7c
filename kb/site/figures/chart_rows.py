"""Rows of dots: a dot for each seed, a tick for the mean, the band that was expected."""

import textwrap
from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from kb.model import Axis, Figure
from kb.site.figures.bands import ANY, Band
from kb.site.figures.chart import (  # fmt: skip
    BAND,
    CONTROLS,
    EFFECTS,
    FAINT,
    INK,
    NARROW,
    WIDTH,
    blank,
    fold,
    label_with_kind,
    plot,
    scales,
)
from kb.site.figures.series import Row
from kb.site.text.plain_math import bare

Bands = Mapping[tuple[str, str], Band]
LABELS, STEP, STEP_NARROW = 210, 27, 26


def dots(figure: Figure, drawn: Sequence[Row], bands: Bands, narrow: bool = False) -> Canvas:
    """A row for each measure and run; in a narrow drawing its label stands above it."""
    groups = list(dict.fromkeys(row.group for row in drawn))
    reach = _reach(drawn, bands, figure.y.scale == "log")
    said = bare(figure.y.label) or (groups[0] if len(groups) == 1 else "")
    below = Axis(said, figure.y.unit, figure.y.scale)
    canvas, axes = (_narrow if narrow else _wide)(drawn, bands, reach, len(groups) > 1)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.set_xlim(reach)
    scales(axes, below, Axis(), narrow)
    axes.grid(axis="x", color=FAINT, linewidth=0.5, clip_on=False)
    return canvas


def _wide(
    drawn: Sequence[Row], bands: Bands, reach: tuple[float, float], heads: bool
) -> tuple[Canvas, Axes]:
    rows = len(drawn) + len({row.group for row in drawn}) * heads
    canvas = blank(WIDTH, max(220, 96 + STEP * rows))
    axes = plot(canvas, left=LABELS, right=24, top=16, bottom=52)
    at, names, places = 0.0, [], []
    previous = ""
    for row in drawn:
        if heads and row.group != previous:
            names.append(textwrap.shorten(row.group, 34, placeholder="…"))
            places.append((at, INK, "bold"))
            at += 1
        previous = row.group
        _row(axes, row, at, bands.get((row.run, row.measure)), reach)
        names.append("\n".join(textwrap.wrap(label_with_kind(row.label, row.control), 32)[:2]))
        places.append((at, _colour(row), "normal"))
        at += 1
    axes.set_ylim(at - 0.4, -0.6)
    axes.set_yticks([place for place, _, _ in places], names)
    for label, (_, colour, weight) in zip(axes.get_yticklabels(), places, strict=True):
        label.set_color(colour)
        label.set_fontweight(weight)
    return canvas, axes


def _narrow(
    drawn: Sequence[Row], bands: Bands, reach: tuple[float, float], heads: bool
) -> tuple[Canvas, Axes]:
    """One step for each line of words, one for each row of dots."""
    texts: list[tuple[float, str, str, str]] = []
    rows: list[tuple[float, Row]] = []
    at, previous = 0.0, ""
    for row in drawn:
        lines = [("bold", INK, row.group)] if heads and row.group != previous else []
        lines.append(("normal", _colour(row), label_with_kind(row.label, row.control)))
        previous = row.group
        for weight, colour, words in lines:
            text = fold(words, 44)
            texts.append((at, text, colour, weight))
            at += 0.7 * (1 + text.count("\n"))
        rows.append((at + 0.05, row))
        at += 0.95
    canvas = blank(NARROW, round(STEP_NARROW * (at + 0.4)) + 74)
    axes = plot(canvas, left=12, right=14, top=8, bottom=56)
    for place, row in rows:
        _row(axes, row, place, bands.get((row.run, row.measure)), reach)
    axes.set_ylim(at - 0.2, -0.6)
    axes.set_yticks([])
    for place, text, colour, weight in texts:
        axes.text(-0.02, place - 0.4, text, color=colour, fontweight=weight, va="top", ha="left",
                  linespacing=1.2, transform=axes.get_yaxis_transform())  # fmt: skip
    return canvas, axes


def _reach(drawn: Sequence[Row], bands: Bands, logarithmic: bool) -> tuple[float, float]:
    """From the least to the greatest number drawn, bounds included, with a little air."""
    found = [bands.get((row.run, row.measure), Band()) for row in drawn]
    ends = [end for band in found for end in (band.low, band.high) if end is not None]
    every = [*ends, *(dot for row in drawn for dot in row.dots)]
    if logarithmic and (positive := [end for end in every if end > 0]):
        return min(positive) / 1.5, max(positive) * 1.5
    air = (max(every) - min(every)) * 0.05 or abs(max(every)) * 0.1 or 1
    limits = {row.limits for row in drawn}
    common = limits.pop() if len(limits) == 1 else ANY
    return common.clipped(min(every) - air, max(every) + air, every)


def _row(axes: Axes, row: Row, at: float, band: Band | None, reach: tuple[float, float]) -> None:
    colour = _colour(row)
    if band:
        low = reach[0] if band.low is None else max(band.low, reach[0])
        high = reach[1] if band.high is None else band.high
        axes.barh(at, high - low, left=low, height=0.78, color=BAND, linewidth=0, zorder=0,
                  clip_on=False)  # fmt: skip
    dots = list(dict.fromkeys(row.dots))
    axes.plot(dots, [at] * len(dots), linestyle="none", marker="o", markersize=6,
              markerfacecolor="none" if row.control else colour, markeredgecolor=colour,
              alpha=0.8, clip_on=False)  # fmt: skip
    axes.plot([row.mean] * 2, [at - 0.32, at + 0.32], color=colour, linewidth=2, clip_on=False)


def _colour(row: Row) -> str:
    return CONTROLS[0] if row.control else EFFECTS[0]
