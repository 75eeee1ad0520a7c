"""Numbers, counts and names as people read them: said the same way everywhere."""

import math
import re
from functools import lru_cache

# Controls, what turns text around, halves of letters, and ends of lines that only some know.
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
# What services that read a log take for a command: ##[...] anywhere, and :: where a line begins.
IN_A_LOG = re.compile(r"##(?=\w*\[)")


def harmless(text: str) -> str:
    """Text of strangers for a terminal or a log: nothing in it is obeyed by either."""
    if "::" not in text and "##" not in text and text.replace("\n", "").isprintable():
        return text  # as nearly all is
    return "\n".join(_harmless_line(line) for line in text.split("\n"))


def _harmless_line(line: str) -> str:
    shown = IN_A_LOG.sub("#\ufffd", UNSAFE.sub("\ufffd", line))
    bare = shown.lstrip()
    if not bare.startswith("::"):
        return shown
    return f"{shown[: max(0, len(shown) - len(bare) - 2)]}| {bare}"


def short(number: float) -> str:
    """A number to four significant digits; small and large ones in powers of ten."""
    text = f"{number:.4g}"
    return text.replace("e-0", "e-").replace("e+0", "e").replace("e+", "e")


def one_line(text: str) -> str:
    """Text with each run of white space as one space: as conditions are compared, too."""
    return " ".join(text.split())


def spoken(number: float) -> str:
    """A number in a sentence: to four digits, with a true minus sign and thin spaces."""
    text = f"{number:,.0f}" if 10_000 <= abs(number) < 1e9 else short(number)
    return text.replace(",", "\u202f").replace("-", "−")


def rounded_to_error(number: float, error: float) -> tuple[str, str]:
    """A number and its error, both to the error's first digit, or to two if that is a one."""
    if not 0 < error < math.inf:
        return spoken(number), spoken(error)
    power = math.floor(math.log10(error))
    places = -power + (error / 10.0**power < 2)
    if places < 0:
        return spoken(round(number, places)), spoken(round(error, places))
    return f"{number:.{places}f}".replace("-", "−"), f"{error:.{places}f}"


def noun_for(count: int, noun: str, plural: str = "") -> str:
    """'claim' of one, 'claims' of any other number."""
    return noun if count == 1 else plural or f"{noun}s"


def quantity(count: int, noun: str, plural: str = "") -> str:
    """'1 claim', '2 claims'."""
    return f"{count} {noun_for(count, noun, plural)}"


def as_words(name: str) -> str:
    """A name of a run, measure or expectation as words: 'half_life' is 'half life'."""
    return name.replace("-", " ").replace("_", " ")


def chance_in_words(chance: float) -> str:
    """A chance as people say it: 'about 1 time in 3', 'about once in 40 times'."""
    if chance < 0.0005:
        return "hardly ever"
    if chance >= 0.15:
        times, tries = min(
            ((k, n) for n in range(2, 11) for k in range(1, n)),
            key=lambda pair: (round(abs(pair[0] / pair[1] - chance), 2), pair[1]),
        )
        return f"about {quantity(times, 'time')} in {tries}"
    rare = float(f"{1 / chance:.1g}") if chance < 0.01 else float(round(1 / chance))
    return f"about once in {rare:,.0f} times".replace(",", "\u202f")


def fresh_draw(judged: int) -> str:
    """What a chance speaks of: any one of as many seeds, or, of an aggregate, all together."""
    return "one of as many fresh seeds" if judged > 1 else "a fresh set of seeds"


@lru_cache(maxsize=2**14)
def anchor(words: str) -> str:
    """An id for a place on a page: letters, digits and hyphens only."""
    kept = "".join(
        letter if letter.isascii() and letter.isalnum() else "-" for letter in words.lower()
    )
    return "-".join(part for part in kept.split("-") if part)
