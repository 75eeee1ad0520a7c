"""Where formulas stand in a text: between dollar signs, which sums of money have too.

One rule for pages, for lines of plain letters and for checks, so that none takes for money
what another sets: a sign opens a formula if no blank follows it, and closes one if no blank
stands before it and no digit follows.  Between double signs blanks are allowed.
"""

import re

ESCAPED = r"\\[\s\S]"
CODE = r"(?<!`)(?P<ticks>`+)(?!`)[\s\S]{0,2000}?(?<!`)(?P=ticks)(?!`)"
INSIDE = r"(?:\\[^\n]|[^$`\\\n]|\\?\n(?![ \t]*\n))"  # no code and no end of a paragraph
DOUBLE = rf"\$\$(?!\$)(?P<displayed>{INSIDE}+?)\$\$"
SINGLE = rf"\$(?![\s$])(?P<in_line>{INSIDE}+)(?<!\s)\$(?![\d$])"
FORMULA = re.compile(rf"{DOUBLE}|{SINGLE}")
PIECE = re.compile(rf"{ESCAPED}|{CODE}|{DOUBLE}|{SINGLE}")
# A sign at a number, on either side, is a sum's: $5, US$ 5, 5$, 5 $.
MONEY = re.compile(r"\$\s?\.?\d|\d\s?\$")
WORDS = re.compile(r"(?:^|\s)(?:or|to|of|in|is|[a-z]{3,})(?=\s|$)")
AN_ARGUMENT = re.compile(r"\\[A-Za-z]+\*?\s*\{[^{}]*\}")
FENCE = ("```", "~~~")


def formula_of(piece: re.Match[str]) -> str | None:
    """The formula of a piece of text, without its signs; None if the piece is none."""
    found = piece["displayed"] if piece["displayed"] is not None else piece["in_line"]
    return None if found is None else found.strip()


def formulas_in(text: str) -> list[str]:
    """The formulas of a Markdown text, without their signs; code is left out."""
    found = (formula_of(piece) for piece in PIECE.finditer(text))
    return [formula for formula in found if formula]


def stray_signs(text: str) -> list[str]:
    """Dollar signs of no formula and no sum of money, each with the words around it."""
    rest = PIECE.sub(lambda piece: " " * len(piece[0]), text)
    money = {at for found in MONEY.finditer(rest) for at in range(*found.span())}
    return [
        " ".join(text[max(0, at - 12) : at + 16].split())
        for at, letter in enumerate(rest)
        if letter == "$" and at not in money
    ]


def reads_as_money(formula: str) -> bool:
    """Whether a formula begins with a number and goes on in words, as between two sums."""
    return formula[:1].isdigit() and bool(WORDS.search(AN_ARGUMENT.sub(" ", formula)))


def without_bars(text: str) -> str:
    """Bars of formulas as commands, for a table would take them for the ends of its cells."""
    lines, fenced = text.split("\n"), False
    for number, line in enumerate(lines):
        if line.lstrip().startswith(FENCE):
            fenced = not fenced
        elif "|" in line and not fenced:
            lines[number] = PIECE.sub(_as_commands, line)
    return "\n".join(lines)


def _as_commands(piece: re.Match[str]) -> str:
    whole = piece[0]
    if formula_of(piece) is None or r"\begin" in whole:  # code; an array's own bars
        return whole
    signs = "$$" if piece["displayed"] is not None else "$"
    formula = whole[len(signs) : -len(signs)]
    formula = formula.replace(r"\|", r"\Vert ").replace("|", r"\vert ")
    return signs + formula.rstrip() + signs  # no blank may stand before the sign
