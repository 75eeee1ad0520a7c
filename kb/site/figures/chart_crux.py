"""Two expectations and what was measured: a bar for each side, the seeds between them."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from kb.model import Axis
from kb.site.figures.bands import Band
from kb.site.figures.chart import (
    EFFECTS,
    FAINT,
    INK,
    NARROW,
    WIDTH,
    blank,
    fold,
    plot,
    room_below,
    scales,
)
from kb.site.figures.contest import Contest

SIDES = (EFFECTS[2], EFFECTS[3])
STEP, WORDS = 26, 18  # pixels: a row, a line of words


def against(contests: Sequence[Contest], names: Sequence[str], narrow: bool = False) -> Canvas:
    """Each measure has axes of its own; every row says in words above it what it is."""
    width, letters = (NARROW, 44) if narrow else (WIDTH, 88)
    sides = [fold(f"expected by: {name}", letters) for name in names]
    rows = [sides[0], "measured", sides[1]]
    tall = sum(STEP + WORDS * (1 + row.count("\n")) for row in rows) + 12
    titles = [Axis(contest.said, contest.unit) for contest in contests]
    under = 50 + max(room_below(title, narrow) for title in titles)
    whole = tall + under + 8
    canvas = blank(width, whole * len(contests) + 8)
    for rank, (contest, title) in enumerate(zip(contests, titles, strict=True)):
        below = under + whole * (len(contests) - 1 - rank)
        axes = plot(canvas, 14, 16, 8 + whole * rank, below)
        _contest(axes, contest, rows, tall)
        scales(axes, title, Axis(), narrow)
        axes.grid(axis="x", color=FAINT, linewidth=0.5, clip_on=False)
    return canvas


def _contest(axes: Axes, contest: Contest, rows: Sequence[str], tall: float) -> None:
    """Rows are placed in pixels, from the top."""
    low, high = reach(contest)
    axes.set_xlim(low, high)
    axes.set_ylim(tall, 0)
    axes.set_yticks([])
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    at = 4.0
    colours = (SIDES[0], INK, SIDES[1])
    for row, colour, band in zip(rows, colours, (contest.first, None, contest.second), strict=True):
        axes.text(-0.005, at, row, color=colour, va="top", ha="left", linespacing=1.2,
                  transform=axes.get_yaxis_transform())  # fmt: skip
        at += WORDS * (1 + row.count("\n"))
        if band:
            start = low if band.low is None else max(band.low, low)
            end = high if band.high is None else min(band.high, high)
            axes.barh(at + STEP / 2 - 3, end - start, left=start, height=12, color=colour,
                      linewidth=0, alpha=0.75, clip_on=False)  # fmt: skip
        else:
            mean = sum(contest.dots) / len(contest.dots)
            dots = list(dict.fromkeys(contest.dots))
            axes.plot(dots, [at + STEP / 2 - 3] * len(dots), linestyle="none", marker="o",
                      markersize=7, color=EFFECTS[0], alpha=0.8, clip_on=False)  # fmt: skip
            axes.axvline(mean, color=EFFECTS[0], linewidth=1.2, clip_on=False)
        at += STEP


def reach(contest: Contest) -> tuple[float, float]:
    """Wide enough for the dots and every bound; with air, so that open ends show, in its limits."""
    ends = [*contest.dots, *_bounds(contest.first), *_bounds(contest.second)]
    air = (max(ends) - min(ends)) * 0.2 or abs(max(ends)) * 0.2 or 1.0
    return contest.limits.clipped(min(ends) - air, max(ends) + air, ends)


def _bounds(band: Band) -> list[float]:
    return [end for end in (band.low, band.high) if end is not None]
