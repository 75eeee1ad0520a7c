"""One formula as MathML: commands of the field rewritten, size bounded before converting."""

import re
from functools import lru_cache

from math_core import LatexError, LatexToMathML

LONGEST = 2000  # letters; a page's longest formula has some hundreds
DEEPEST = 40  # braces and environments; what reads the MathML again does so by recursion

OPERATORS = (
    "Var Cov Corr KL TV Tr tr rank diag sign sgn Spec Proj Hom Ext Tor Pic Aut End Gal codim supp "
    "softmax relu ReLU vol prox dist erf poly polylog Bias VC Rad Lip span conv"
)
ALIASES = {
    **{name: rf"\operatorname{{{name}}}" for name in OPERATORS.split()},
    "E": r"\mathbb{E}", "bbE": r"\mathbb{E}", "Q": r"\mathbb{Q}", "C": r"\mathbb{C}",
    "ind": r"\mathbb{1}", "mathds": r"\mathbb", "mathbbm": r"\mathbb", "pmb": r"\boldsymbol",
    "mbox": r"\text", "textnormal": r"\text", "textup": r"\text", "textsc": r"\text",
    "mathnormal": "", "ensuremath": "", "smash": "",
    "varprojlim": r"\underleftarrow{\lim}", "varinjlim": r"\underrightarrow{\lim}",
    "varlimsup": r"\overline{\lim}", "varliminf": r"\underline{\lim}",
    "widetilde": r"\tilde", "widecheck": r"\check", "indep": r"\perp\!\!\!\perp",
    "given": r"\mid", "st": r"\mid", "eps": r"\epsilon", "dd": r"\mathrm{d}",
    "hdots": r"\ldots", "dotsc": r"\ldots", "dotsb": r"\cdots",
}  # fmt: skip
ENVIRONMENTS = {"smallmatrix": "matrix", "split": "aligned"}
ENVIRONMENT = re.compile(r"\\(begin|end)\{(\w+)\}")
COMMAND = re.compile(r"\\(\\|[A-Za-z]+)")
ARGUMENT = r"\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
WRAPPED = (
    (re.compile(r"\\substack" + ARGUMENT), r"\\begin{subarray}{c}\1\\end{subarray}"),
    (re.compile(r"\\norm" + ARGUMENT), r"\\left\\Vert \1\\right\\Vert "),
    (re.compile(r"\\abs" + ARGUMENT), r"\\left\\vert \1\\right\\vert "),
    (re.compile(r"\\floor" + ARGUMENT), r"\\left\\lfloor \1\\right\\rfloor "),
    (re.compile(r"\\ceil" + ARGUMENT), r"\\left\\lceil \1\\right\\rceil "),
    (re.compile(r"\\expval" + ARGUMENT), r"\\left\\langle \1\\right\\rangle "),
    (re.compile(r"\\inner" + ARGUMENT * 2), r"\\left\\langle \1, \2\\right\\rangle "),
    (re.compile(r"\\dv" + ARGUMENT * 2), r"\\frac{\\mathrm{d} \1}{\\mathrm{d} \2}"),
    (re.compile(r"\\pdv" + ARGUMENT * 2), r"\\frac{\\partial \1}{\\partial \2}"),
)
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


def rewritten(latex: str) -> str:
    """Commands that the converter lacks, in terms of those that it has."""
    for pattern, instead in WRAPPED:
        latex = pattern.sub(instead, latex)
    latex = ENVIRONMENT.sub(_environment, latex)
    return COMMAND.sub(lambda found: ALIASES.get(found[1], found[0]), latex)


def _environment(found: re.Match[str]) -> str:
    return rf"\{found[1]}{{{ENVIRONMENTS.get(found[2], found[2])}}}"


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
