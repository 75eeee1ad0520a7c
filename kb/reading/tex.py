"""TeX in a bibliography's fields as the text that it typesets, read with pylatexenc."""

import re

LONGEST, DEEPEST = 5_000, 40  # of one field: characters, and braces within braces
HAS_TEX = re.compile(r"[\\~$]|--")
FORMULA = re.compile(r"(?<!\\)\$[^$]*\$")
COMMAND = re.compile(r"\\([A-Za-z]+)")


def decoded(value: str) -> tuple[str, tuple[str, ...]]:
    """A field on one line, formulas as written; and the commands that cannot be shown.

    A field with such a command, or beyond the bounds, loses its braces and nothing else.
    """
    plain = " ".join(value.replace("{", "").replace("}", "").split())
    if not HAS_TEX.search(value):
        return plain, ()
    if len(value) > LONGEST or depth(value) > DEEPEST:
        return plain, ("TeX that is this long or deep",)
    from pylatexenc.latex2text import LatexNodes2Text, get_default_latex_context_db

    known = get_default_latex_context_db()
    commands = dict.fromkeys(COMMAND.findall(FORMULA.sub("", value)))
    unknown = tuple(f"\\{name}" for name in commands if not known.get_macro_spec(name))
    if unknown:
        return plain, unknown
    bare = re.sub(r"(?<!\\)%", r"\\%", value)  # in BibTeX a bare % begins no comment
    text = LatexNodes2Text(math_mode="verbatim").latex_to_text(bare)
    return " ".join(text.split()), ()


def depth(value: str) -> int:
    """How deep braces are nested."""
    deepest = now = 0
    for letter in value:
        now += {"{": 1, "}": -1}.get(letter, 0)
        deepest = max(deepest, now)
    return deepest
