"""One formula as MathML: commands of the field rewritten, size bounded before converting."""

import re
from functools import lru_cache

from math_core import LatexError, LatexToMathML

LONGEST = 2000  # letters; a page's longest formula has some hundreds
DEEPEST = 40  # braces and environments; what reads the MathML again does so by recursion

OPERATORS = (
    "Var Cov Corr KL TV tr rank diag sign sgn Spec Proj Hom Ext Tor Pic Aut End Gal codim supp "
    "softmax relu ReLU vol prox dist erf poly polylog Bias VC Rad Lip span conv"
)
ALIASES = {
    **{name: rf"\operatorname{{{name}}}" for name in OPERATORS.split()},
    "E": r"\mathbb{E}", "ind": r"\mathbb{1}", "mathds": r"\mathbb", "mbox": r"\text",
    "widetilde": r"\tilde", "widecheck": r"\check", "indep": r"\perp\!\!\!\perp",
}  # fmt: skip
COMMAND = re.compile(r"\\(\\|[A-Za-z]+)")
ARGUMENT = r"\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
WRAPPED = (
    (re.compile(r"\\substack" + ARGUMENT), r"\\begin{subarray}{c}\1\\end{subarray}"),
    (re.compile(r"\\norm" + ARGUMENT), r"\\left\\Vert \1\\right\\Vert "),
    (re.compile(r"\\abs" + ARGUMENT), r"\\left\\vert \1\\right\\vert "),
)
# Code, an escaped sign, or a formula as Markdown reads it: no blank within its dollar signs.
FORMULA_OR_CODE = re.compile(r"`+[^`]*`+|\\\$|(\${1,2})(?![\s$])[^$`]*[^\s$`\\]\1(?!\d)")
NESTS = re.compile(r"\\[{}]|(\{|\\left\b|\\begin\b)|(\}|\\right\b|\\end\b)")


@lru_cache(maxsize=4096)
def mathml(latex: str, displayed: bool = False) -> str | None:
    """The formula as a ``math`` element; None if it cannot be set or is too large."""
    if len(latex) > LONGEST or _depth(latex) > DEEPEST:
        return None
    try:
        return _converter().convert_with_local_state(latex, displaystyle=displayed)
    except LatexError:
        pass
    try:  # only now, so that a command which the converter knows is left to it
        return _converter().convert_with_local_state(rewritten(latex), displaystyle=displayed)
    except LatexError:
        return None


def formulas_in(text: str) -> list[str]:
    """The formulas of a Markdown text, without their signs; code is left out."""
    whole = (found[0] for found in FORMULA_OR_CODE.finditer(text) if found[1])
    return [formula.strip("$").strip() for formula in whole]


def rewritten(latex: str) -> str:
    """Commands that the converter lacks, in terms of those that it has."""
    for pattern, instead in WRAPPED:
        latex = pattern.sub(instead, latex)
    return COMMAND.sub(lambda found: ALIASES.get(found[1], found[0]), latex)


def _depth(latex: str) -> int:
    """How deep groups nest at the deepest."""
    deepest = depth = 0
    for opened, closed in NESTS.findall(latex):
        depth += bool(opened) - bool(closed)
        deepest = max(deepest, depth)
    return deepest


@lru_cache
def _converter() -> LatexToMathML:
    return LatexToMathML(fancy_error=False)
