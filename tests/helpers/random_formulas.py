"""Formulas of any shape, bounded in size: pieces of what people write, joined without sense."""

import random

from kb.checks.formulas import faults_of
from kb.reading.formula import mathml
from kb.reading.tables import wide_rows
from kb.site.text.markdown import block, inline
from kb.site.text.plain_math import bare, line_of
from tests.helpers.formulas_of_the_field import FORMULAS

COMMANDS = [
    r"\frac",
    r"\sqrt",
    r"\sum",
    r"\int",
    r"\left",
    r"\right",
    r"\begin{cases}",
    r"\end{cases}",
    r"\begin{matrix}",
    r"\end{matrix}",
    r"\\",
    r"&",
    r"\hat",
    r"\bar",
    r"\text{a}",
    r"\operatorname{b}",
    r"\norm{",
    r"\abs{",
    r"\substack{",
    r"\dv{",
    r"\floor{",
    r"\inner{",
    r"\widetilde",
    r"\mathbb{R}",
    r"\mathcal{L}",
    r"\limits",
    r"\not",
    r"\over",
    r"\middle",
    r"\nosuch",
    r"\color{red}",
    r"\hspace{1em}",
    r"\,",
    r"\!",
    r"\|",
    r"\{",
    r"\}",
]
SIGNS = [*"abxy0159+-=<>()[]{}^_|,.:;!'\"&%#~@*/$ ", "é", "∑", "𝔸", "\u0301", "\u200b", "\n"]
WHOLE = [formula for formulas in FORMULAS.values() for formula in formulas]


def random_formula(rng: random.Random) -> str:
    """A formula as written, one with letters changed, or a heap of pieces."""
    match rng.randrange(3):
        case 0:
            letters = list(rng.choice(WHOLE))
            for _ in range(rng.randint(1, 4)):
                at = rng.randrange(len(letters) + 1)
                letters[at : at + rng.randint(0, 3)] = rng.choices(SIGNS, k=rng.randint(0, 2))
            return "".join(letters)
        case 1:
            return "".join(rng.choice(COMMANDS + SIGNS) for _ in range(rng.randint(0, 40)))
        case _:
            first, second = rng.choice(WHOLE), rng.choice(WHOLE)
            cut = rng.randrange(len(first) + 1)
            return first[:cut] + second + first[cut:]


def try_formula(formula: str) -> bool:
    """Whether it can be set; all that a page and a check do with it is done."""
    line_of(formula)
    for text in (
        f"${formula}$",
        f"$${formula}$$ and $5",
        f"| a | b |\n|---|---|\n| ${formula}$ | 2 |",
    ):
        bare(text)
        inline(text)
        block(text)
        list(faults_of(text))
        list(wide_rows(text))
    return mathml(formula) is not None
