"""Words and formulas for TeX, so that no letter of them is taken for a command."""

import re

TEX_FOR = {letter: f"\\{letter}" for letter in "%&#_$"} | {
    "{": "(",
    "}": ")",
    "\\": r"\textbackslash ",
    "~": r"\textasciitilde ",
    "^": r"\textasciicircum ",
}
TEX = re.compile(r"[%&#_$\\~^{}]")
FORMULA = re.compile(r"(?<!\\)(\$[^$]+\$)")


def with_formulas(text: str) -> str:
    """A text for TeX: formulas as written, all else escaped."""
    parts = FORMULA.split(text)
    return "".join(
        part if at % 2 and balanced(part) else escaped(part) for at, part in enumerate(parts)
    )


def escaped(words: str) -> str:
    """Words for TeX; a command that would swallow the space behind it is ended."""
    found = TEX.sub(lambda letter: TEX_FOR[letter[0]], words)
    return re.sub(r"(\\text[a-z]+) (?=\s)", r"\1{}", found)


def balanced(formula: str) -> bool:
    """Whether a formula's braces close, so that it cannot end the field that holds it."""
    depth = 0
    for letter in re.sub(r"\\.", "", formula):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if depth < 0:
            return False
    return depth == 0 and "%" not in re.sub(r"\\.", "", formula)
