"""An axis as wide as its place: what two sides expected above it, what was measured on it.

Places are in per cent and there is no view box, so that letters keep their size at every
width.  Whoever cannot see it is told all of it by the label.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from kb.phrasing import spoken
from kb.site.figures.bands import ANY, Band

LEAST_TICKS = 3
MOST = 1e200  # what is larger is not drawn
NEARLY = 1e-9  # of a step: a limit this near to a tick is at it
ROOM = 0.08  # of the whole, left beside the outermost mark


@dataclass(frozen=True)
class Mark:
    """One number on an axis, and what it is of."""

    value: float
    label: str = ""
    error: float = 0.0


@dataclass(frozen=True)
class Scale:
    """From low to high, with ticks at round numbers; ``unit`` stands at the last."""

    low: float
    high: float
    ticks: tuple[float, ...]
    unit: str = ""

    def place(self, value: float) -> float:
        """Where a value stands, in per cent; what is outside stands at the end."""
        share = (value - self.low) / (self.high - self.low)
        return 100 * min(1.0, max(0.0, share))


def strip(
    said: str, marks: Sequence[Mark], unit: str, sides: Sequence[Band] = (), limits: Band = ANY
) -> Markup:
    """One axis with marks and, above it, up to two bands named A and B; ``said`` tells it all.

    It goes no further than the limits, unless something drawn does.
    """
    ends = [end for band in sides for end in (band.low, band.high) if end is not None]
    reached = [mark.value + error for mark in marks for error in (-mark.error, mark.error)]
    known = [*reached, *ends]
    if not known or not all(abs(value) <= MOST for value in known):  # nor what is no number
        return Markup("")
    low, high = limits.clipped(*ends_of([*known, *beyond(known, sides)]), known)
    scale = scale_of([low, *known, high], unit, limits)
    body = [*side_bands(scale, sides, marks), *axis(scale), *dots(scale, marks, bool(sides))]
    return Markup(
        f'<svg class="kb-strip" height="62" role="img" aria-label="{escape(said)}">'
        f"{''.join(body)}</svg>"
    )


def beyond(known: Sequence[float], sides: Sequence[Band]) -> Iterator[float]:
    """How far the axis must go for a range without end to be seen."""
    room = 0.2 * (max(known) - min(known))
    for band in sides:
        if band.low is not None and band.high is None:
            end = band.low + room
            yield min(end, 0.0) if max(known) <= 0 and band.low < 0 else end
        if band.high is not None and band.low is None:
            end = band.high - room
            yield max(end, 0.0) if min(known) >= 0 and band.high > 0 else end


def ends_of(values: Sequence[float]) -> tuple[float, float]:
    """The least and the greatest."""
    return min(values), max(values)


def scale_of(values: Sequence[float], unit: str, limits: Band = ANY) -> Scale:
    """An axis on which the values have room, between two round numbers inside the limits."""
    low, high = ends_of(values)
    wide, large = high - low, max(abs(high), abs(low), 1 / MOST)
    if wide < 1e-9 * large:
        wide = large * 0.5
    step = round_step(wide * (1 + 2 * ROOM) / (LEAST_TICKS + 1))
    first, last = math.floor((low - wide * ROOM) / step), math.ceil((high + wide * ROOM) / step)
    if low >= 0 > first:
        first = 0
    if high <= 0 < last:
        last = 0
    if limits.low is not None and first * step < limits.low <= low:
        first = min(math.ceil(limits.low / step - NEARLY), math.floor(low / step + NEARLY))
    if limits.high is not None and last * step > limits.high >= high:
        last = max(math.floor(limits.high / step + NEARLY), math.ceil(high / step - NEARLY))
    ticks = tuple(number * step for number in range(first, max(last, first + 1) + 1))
    return Scale(ticks[0], ticks[-1], ticks, unit)


def round_step(least: float) -> float:
    """The least of 1, 2 and 5 times a power of ten that is not below."""
    power = math.floor(math.log10(least))
    return next(
        (float(f"{digit}e{power}") for digit in (1, 2, 5) if float(f"{digit}e{power}") >= least),
        float(f"1e{power + 1}"),
    )


def axis(scale: Scale) -> Iterator[str]:
    """The line, its ticks, and the number under each; the last carries the unit."""
    yield '<line class="kb-base" x1="0" x2="100%" y1="44" y2="44"/>'
    for rank, tick in enumerate(scale.ticks):
        at = f"{scale.place(tick):.1f}%"
        last = rank == len(scale.ticks) - 1
        anchor = "end" if last else "middle" if rank else "start"
        joint = "" if scale.unit == "%" else " "
        said = f"{spoken(tick)}{joint}{scale.unit}" if last and scale.unit else spoken(tick)
        yield f'<line class="kb-base" x1="{at}" x2="{at}" y1="44" y2="48"/>'
        yield f'<text x="{at}" y="60" text-anchor="{anchor}">{escape(said)}</text>'


def side_bands(scale: Scale, sides: Sequence[Band], marks: Sequence[Mark]) -> Iterator[str]:
    """A above, B below; an open end reaches the end of the axis, and letters shun the dots."""
    for name, band, top in zip("ab", sides, (11, 27), strict=False):
        start = 0.0 if band.low is None else scale.place(band.low)
        end = 100.0 if band.high is None else scale.place(band.high)
        middle, wide = (start + end) / 2, max(0.0, end - start)
        near = any(abs(scale.place(mark.value) - middle) < 6 for mark in marks)
        at, anchor, shift = (end, "end", -5) if near else (middle, "middle", 0)
        yield (
            f'<rect class="kb-side-{name}" x="{start:.1f}%" y="{top}" width="{wide:.1f}%"'
            ' height="14" rx="2"/>'
            f'<text class="kb-side-{name}" x="{at:.1f}%" dx="{shift}" y="{top + 11}"'
            f' text-anchor="{anchor}">{name.upper()}</text>'
        )


def dots(scale: Scale, marks: Sequence[Mark], through: bool) -> Iterator[str]:
    """What was measured, each with a bar of one error; a line leads through the bands."""
    for mark in marks:
        at = scale.place(mark.value)
        if through:
            yield f'<line class="kb-drop" x1="{at:.1f}%" x2="{at:.1f}%" y1="6" y2="44"/>'
        if mark.error > 0:
            low, high = scale.place(mark.value - mark.error), scale.place(mark.value + mark.error)
            yield f'<line class="kb-error" x1="{low:.1f}%" x2="{high:.1f}%" y1="44" y2="44"/>'
        yield f'<circle class="kb-dot" cx="{at:.1f}%" cy="44" r="5.5"/>'
        if mark.label:
            anchor = "start" if at < 12 else "end" if at > 88 else "middle"
            number = f"{spoken(rounded(mark.value))}{scale.unit if scale.unit == '%' else ''}"
            for said, high, kind in ((number, 18, " class='kb-strong'"), (mark.label, 32, "")):
                words = f'<text{kind} x="{at:.1f}%" y="{high}" text-anchor="{anchor}">'
                yield f"{words}{escape(said)}</text>"


def rounded(value: float) -> float:
    """Two digits, or the whole number if there are more before the point."""
    return float(f"{value:.2g}") if abs(value) < 100 else float(round(value))
