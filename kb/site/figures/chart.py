"""What every chart shares: two widths, colours that are only names, axes in plain words.

Every colour is a reserved code that ``svg.py`` turns into a CSS variable, so that one
drawing serves both palettes.  The narrow width is a telephone's: there, labels stand
above what they name instead of beside it.  Only ``figure.py`` draws.
"""

import math
import textwrap

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter, Locator, LogLocator, MaxNLocator, NullLocator

from kb.model import Axis
from kb.site.text.numbers import number
from kb.site.text.plain_math import bare

DOT = 72  # SVG has 72 units an inch
WIDTH, NARROW = 680, 340
INK, FAINT, BAND = "#0b0b01", "#0b0b02", "#0b0b03"
EFFECTS = ("#0b0b11", "#0b0b12", "#0b0b13", "#0b0b14")
CONTROLS = ("#0b0b21", "#0b0b22")
ROW = 18  # height of a line of words
ALONG = {False: 60, True: 44}  # letters of a label below the axes, by whether they are narrow
UPRIGHT = 42  # letters of a label that stand along an axis of full height
SAME = 1e-9  # places nearer to each other than this share of them are one on any drawing
FEW = 50  # within this ratio, powers of ten alone are too few ticks


def blank(width: int, height: int) -> Canvas:
    """A drawing without a background of its own."""
    canvas = Canvas(figsize=(width / DOT, height / DOT), dpi=DOT)
    canvas.patch.set_visible(False)
    return canvas


def plot(canvas: Canvas, left: float, right: float, top: float, bottom: float) -> Axes:
    """Axes inside a drawing, by their margins in pixels."""
    width, height = (inches * DOT for inches in canvas.get_size_inches())
    axes = canvas.add_axes(
        (left / width, bottom / height, 1 - (left + right) / width, 1 - (top + bottom) / height)
    )
    axes.patch.set_visible(False)
    return axes


def scales(axes: Axes, x: Axis, y: Axis, narrow: bool) -> None:
    """Linear or logarithmic, with a few ticks and a label."""
    _part_limits(axes, x, y)
    along = ALONG[narrow]
    for axis, drawn, set_scale, set_label, letters in (
        (x, axes.xaxis, axes.set_xscale, axes.set_xlabel, along),
        (y, axes.yaxis, axes.set_yscale, axes.set_ylabel, UPRIGHT),
    ):
        if axis.scale == "log":
            set_scale("log", nonpositive="mask")
            low, high = drawn.get_view_interval()
            drawn.set_major_locator(_ticks(low, high, narrow))
            drawn.set_major_formatter(FuncFormatter(_power))
            drawn.set_minor_locator(NullLocator())
        elif narrow and axis.label:
            drawn.set_major_locator(MaxNLocator(4))
        set_label(fold(axis_title(axis), letters))


def _ticks(low: float, high: float, narrow: bool) -> Locator:
    """Where ticks of a logarithmic axis are: even steps if powers of ten leave fewer than two."""
    between = (1, 2, 5) if low > 0 and high < FEW * low else (1,)
    if len(between) > 1:
        powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
        inside = [p for p in powers for first in between if low <= first * 10.0**p <= high]
        if len(inside) < 2:
            return MaxNLocator(4 if narrow else 6)
    return LogLocator(subs=between, numticks=4 if narrow else 6)


def _part_limits(axes: Axes, x: Axis, y: Axis) -> None:
    """Give an axis a width on which everything lies at one place, or at all but one."""
    data = axes.dataLim
    for axis, limits, least, set_limits in (
        (x, data.intervalx if axes.get_autoscalex_on() else axes.get_xlim(), data.minposx,
         axes.set_xlim),
        (y, data.intervaly if axes.get_autoscaley_on() else axes.get_ylim(), data.minposy,
         axes.set_ylim),
    ):  # fmt: skip
        low, high = sorted(limits)
        logarithmic = axis.scale == "log" and high > 0
        low = max(low, least) if logarithmic else low
        size = max(abs(low), abs(high))
        if not math.isfinite(size) or high - low > size * SAME:
            continue
        if logarithmic:
            set_limits(low / 1.5, low * 1.5)
        else:
            set_limits(low - (size or 1) * 0.1, low + (size or 1) * 0.1)


def room_below(axis: Axis, narrow: bool) -> int:
    """The room that a label along the axis takes beyond its first line."""
    return ROW * fold(axis_title(axis), ALONG[narrow]).count("\n")


def gutter(axis: Axis) -> int:
    """The room that an upright label takes beyond its first line."""
    return ROW * fold(axis_title(axis), UPRIGHT).count("\n")


def axis_title(axis: Axis) -> str:
    """An axis in words, with its unit."""
    label = bare(axis.label)
    return f"{label} ({axis.unit})" if axis.unit and label else label


def fold(words: str, letters: int) -> str:
    """Words on as many lines as they need."""
    return "\n".join(textwrap.wrap(words, letters))


def label_with_kind(label: str, control: bool) -> str:
    """A label that says what it is without its colour."""
    return f"control: {label}" if control else label


def _power(value: float, place: int | None = None) -> str:
    """A tick on a logarithmic axis: 0.1, 1, 10, and 10⁻⁴ further out."""
    said = number(value)
    return said.removeprefix("1 × ") if "×" in said else said
