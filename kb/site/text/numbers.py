"""Numbers, dates and counts as a reader would say them.

Measured numbers have four significant digits, everywhere and always: a page may not
claim more than a seed can carry.
"""

import math
from collections.abc import Sequence
from datetime import date

from kb.phrasing import noun_for

SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve")  # fmt: skip


def number(value: float) -> str:
    """Four significant digits, with a true minus sign and powers of ten written out."""
    if not math.isfinite(value):
        return "∞" if value > 0 else "−∞" if value < 0 else "not a number"
    size = abs(value)
    if size != 0 and not 1e-3 <= size < 1e6:
        mantissa, _, power = f"{value:.3e}".partition("e")
        trimmed = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
        return f"{trimmed} × 10{str(int(power)).translate(SUPERSCRIPT)}".replace("-", "−", 1)
    rounded = float(f"{value:.4g}")
    text = f"{rounded:,.0f}" if abs(rounded) >= 1000 else f"{rounded:.4g}"
    return text.replace(",", "\u202f").replace("-", "−")


def mean_and_range(values: Sequence[float]) -> str:
    """The mean over seeds, and how far apart they are if they are."""
    if not values:
        return "nothing"
    mean = number(sum(values) / len(values))
    low, high = number(min(values)), number(max(values))
    return mean if low == high else f"{mean} ({low} to {high})"


def quantity_in_words(count: int, noun: str, plural: str = "") -> str:
    """A count in words up to twelve: 'no claims', 'one claim', '37 claims'."""
    amount = SMALL[count] if count < len(SMALL) else f"{count:,}".replace(",", "\u202f")
    return f"{amount} {noun_for(count, noun, plural)}"


def enumeration(words: Sequence[str], joint: str = "and") -> str:
    """Words in a row: 'a, b and c'."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def long_date(today: str) -> str:
    """An ISO date as '25 November 2026'; anything else as it is."""
    try:
        day = date.fromisoformat(today)
    except ValueError:
        return today
    return f"{day.day} {day:%B} {day.year}"


def sentence(text: str) -> str:
    """With a capital at its beginning."""
    return text[:1].upper() + text[1:]
