"""Signs of other languages in an expectation, and what to write for them in ours."""

import re

from kb.demos.expectations.expression import Unreadable, read_expression

WORDS = "and|or|not|in|is|if|else"
PLAIN = {
    "≤": "<=", "≥": ">=", "≠": "!=", "×": "*", "·": "*", "⋅": "*", "÷": "/", "−": "-", "–": "-",
}  # fmt: skip
COMPARE = "write a comparison of measures, such as 0.45 < exponent < 0.55"
EQUALS = "write '==', or better a range: 19 < x < 21"
RANGE = "write the range that it should lie in: 19 < x < 21"
# The pattern, of which the first group (or all) is shown; what is wrong; what to write.
SLIPS: tuple[tuple[str, str, str], ...] = (
    (r"&&?", "'{}' is no word of the language", "write 'and'"),
    (r"\|\|?", "'{}' is no word of the language", "write 'or'"),
    (r"=>", "'{}' compares nothing", "write '>='"),
    (r"=<", "'{}' compares nothing", "write '<='"),
    (
        r"(?<![<>=!])=(?!=)",
        "one '=' compares nothing",
        EQUALS,
    ),
    (r"%", "'%' is not in the language", "write 0.1 for 10%"),
    (r"[≤≥≠×·⋅÷−–]", "'{}' is not in the language", "write '{plain}'"),
    (r"±|≈|~", "'{}' is not in the language", RANGE),
    (r"[²³]|\^", "'{}' is not in the language", "a power is written x ** 2"),
    (r"∞", "'∞' is not in the language", "leave this side out"),
    (r"√|\bsqrt\b", "'{}' is not in the language", "a root is written x ** 0.5"),
    (r"!(?!=)", "'!' is not in the language", "write 'not'"),
    (r"['\"]", "words cannot be compared, only numbers", "let 'measure' return a number"),
    (r"\b\d{1,3}(?:,\d{3})+\b", "a comma stands in the number '{}'", "write it without a comma"),
    (r"\b\d+,\d+\b", "a comma stands in the number '{}'", "write a point: {point}"),
    (
        rf"(?<![\w.])\d+(?:\.\d+)?(?:e[+-]?\d+)?\s*((?!(?:{WORDS})\b)(?!e[+-]?\d)[^\W\d_]\w*)",
        "a unit, '{}', stands after a number",
        "write the number alone, and the unit under 'measures:'",
    ),
    (
        r"\b(?:and|or)\s*([<>=]=?)",
        "'{}' has nothing on its left",
        "name the measure again, or write both at once: 10 < x < 30",
    ),
    (
        rf"\b(?!(?:{WORDS})\b)[^\W\d]\w*\s+((?!(?:{WORDS})\b)[^\W\d]\w*)",
        "'{}' follows another name, and nothing joins the two",
        "a name has no space: half_life",
    ),
    (r"(?:\b(?:and|or|not)|[<>=]=?|[-+*/])\s*$", "it ends with '{}'", "write what follows"),
)


def slip_in(text: str) -> tuple[str, str, str] | None:
    """What is wrong, what to write instead, and the text from there on; nothing if not known."""
    found = []
    for rank, (pattern, said, remedy) in enumerate(SLIPS):
        if match := re.search(pattern, text):
            group = 1 if match.re.groups else 0
            shown = match[group].strip()
            found.append((match.start(group), rank, shown, said, remedy))
    if not found:
        return None
    at, _, shown, said, remedy = min(found)
    plain = PLAIN.get(shown, "")
    remedy = remedy.replace("{plain}", plain).replace("{point}", shown.replace(",", "."))
    return said.replace("{}", shown), remedy, text[at:]


def why_unreadable(text: str) -> tuple[str, str, str] | None:
    """The same of an expectation that cannot be read; nothing, if it can."""
    try:
        read_expression(text)
    except Unreadable as error:
        return slip_in(text) or open_bracket_in(text) or (str(error), COMPARE, "")
    return None


def open_bracket_in(text: str) -> tuple[str, str, str] | None:
    """The same of a bracket that is not closed, or that closes none."""
    opened: list[int] = []
    for at, letter in enumerate(text):
        if letter == "(":
            opened.append(at)
        elif letter == ")" and opened:
            opened.pop()
        elif letter == ")":
            return "this ')' closes no bracket", "take it out, or open one before it", text[at:]
    if opened:
        return "this '(' is not closed", "close it with ')'", text[opened[-1] :]
    return None
