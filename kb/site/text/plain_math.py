"""A formula on one line, for places where no MathML can stand: axes, tabs, descriptions.

It reads the MathML that the pages show, so both say the same thing.
"""

import html
import re
from collections.abc import Callable
from functools import lru_cache
from string import punctuation
from xml.etree import ElementTree

from markdown_it import MarkdownIt

from kb.reading.formula import mathml
from kb.reading.formulas_in_text import PIECE, formula_of

RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
CAN_RISE = re.compile(r"[0-9+\-−=()n]+")
CAN_SINK = re.compile(r"[0-9+\-−=()]+")
# What the converter puts over letters: a mark that joins one letter, and its word over several.
# An overline is a combining low line there (math-core 0.9.0), which would underline the letter.
ACCENTS = {
    "\u00af": ("\u0304", "bar"), "\u0332": ("\u0305", "overline"),
    "\u02c6": ("\u0302", "hat"), "\u0302": ("\u0302", "hat"),
    "\u02dc": ("\u0303", "tilde"), "\u0303": ("\u0303", "tilde"),
    "\u02d9": ("\u0307", "dot"), "\u00a8": ("\u0308", "ddot"), "\u02c7": ("\u030c", "check"),
    "\u2192": ("\u20d7", "vec"), "\u20d7": ("\u20d7", "vec"),
}  # fmt: skip
HELD = "\x1f"  # where a formula or code stood


def bare(text: str) -> str:
    """A line of Markdown without its marks, its formulas in one line of letters."""
    return " ".join(without_marks(text, _bare_piece).split())


def without_marks(text: str, said: Callable[[re.Match[str]], str]) -> str:
    """Markdown without marks of emphasis; ``said`` has the word on formulas, code and escapes."""
    pieces: list[str] = []

    def held(piece: re.Match[str]) -> str:
        pieces.append(said(piece))
        return HELD

    words = PIECE.sub(held, text.replace(HELD, " "))
    if "*" in words:  # a sign of multiplication stays
        words = "".join(token.content for token in _emphasis().parseInline(words)[0].children or ())
    in_turn = iter(pieces)
    return re.sub(HELD, lambda _: next(in_turn), words)


@lru_cache
def _emphasis() -> MarkdownIt:
    return MarkdownIt("zero").enable("emphasis")


def _bare_piece(piece: re.Match[str]) -> str:
    """A formula in letters, code as it stands, or a sign without its stroke."""
    formula = formula_of(piece)
    if formula is not None:
        return line_of(formula)
    if piece["ticks"]:
        return piece[0].strip("`")
    return piece[0][1:] if piece[0][1] in punctuation else piece[0]


@lru_cache(maxsize=4096)
def line_of(latex: str) -> str:
    """A formula, without its dollar signs, in one line of letters; its source if none can be."""
    rendered = mathml(latex)
    if rendered is None:
        return latex
    try:
        tree = ElementTree.fromstring(
            re.sub(r"&(?!amp;|lt;|gt;|quot;)\w+;", lambda found: html.unescape(found[0]), rendered)
        )
    except ElementTree.ParseError:
        return latex
    return _line(tree).replace("\u2061", " ")


def _line(node: ElementTree.Element) -> str:
    parts = [_line(child) for child in node]
    match node.tag, parts:
        case "mfrac", [over, under]:
            return f"{_grouped(over)}/{_grouped(under)}"
        case "msqrt", _:
            return f"√{_grouped(''.join(parts))}"
        case "mover", [base, above] if above in ACCENTS:
            mark, word = ACCENTS[above]
            return base + mark if len(base) == 1 else f"{word}({base})"
        case (("msup" | "mover"), [base, above]):
            return base + _shifted(above, CAN_RISE, RAISED, "^")
        case "munder", [base, "\u0332"]:
            return base + "\u0332" if len(base) == 1 else f"underline({base})"
        case (("msub" | "munder"), [base, below]):
            return base + _shifted(below, CAN_SINK, LOWERED, "_")
        case (("msubsup" | "munderover"), [base, below, above]):
            sunk = _shifted(below, CAN_SINK, LOWERED, "_")
            return base + sunk + _shifted(above, CAN_RISE, RAISED, "^")
        case "mo", _ if (node.text or "") in "=<>≤≥≠≈∼→∈":
            return f" {node.text} "
        case "mspace", _:
            return " "
    return (node.text or "") + "".join(parts)


def _shifted(text: str, can: re.Pattern[str], table: dict[int, int], mark: str) -> str:
    text = text.strip()
    return text.translate(table) if can.fullmatch(text) else mark + _grouped(text)


def _grouped(text: str) -> str:
    return text if len(text) <= 1 or text.isalnum() else f"({text})"
