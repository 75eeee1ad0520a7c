"""TeX in a bibliography's fields as the text that it typesets, read with pylatexenc."""

import re
from functools import lru_cache
from typing import Any

LONGEST, DEEPEST = 5_000, 40  # of one field: characters, and braces within braces
HAS_TEX = re.compile(r"[\\~$`]|--|''")
QUOTED = re.compile(r"(?<![\\`?!])`([^`']+)'(?!')")
FORMULA = re.compile(r"(?<!\\)\$[^$]*\$")
COMMAND = re.compile(r"\\([A-Za-z]+)")
ADDRESS = re.compile(r"(?:\\url\s*)?\{*\s*(https?://[^\s{}]+)\s*\}*")
ESCAPED = re.compile(r"\\([_%&#$~{}])")
WITHIN = re.compile(r"https?://[^\s{}]*~[^\s{}]*")
REWRITTEN = (  # accents over nothing, and commands that a formula says better
    (re.compile(r"\\\^\s*\{\s*\}"), r"\\textasciicircum{}"),
    (re.compile(r"\\~\s*\{\s*\}"), r"\\textasciitilde{}"),
    (re.compile(r"\\textsubscript\s*\{([0-9+\-]+)\}"), r"$_{\1}$"),
    (re.compile(r"\\textsuperscript\s*\{([0-9+\-]+)\}"), r"$^{\1}$"),
    (re.compile(r"\\ensuremath\s*\{([^{}$]*)\}"), r"$\1$"),
)
UNSAID = {"cite", "citep", "citet", "ref", "includegraphics"}  # shown by pylatexenc as <cit.>
# What pylatexenc does not know, or says otherwise: command -> number of arguments, text
SHOWN_AS = {
    "TeX": (0, "TeX"), "LaTeX": (0, "LaTeX"), "BibTeX": (0, "BibTeX"),
    "hyphen": (0, "-"), "slash": (0, "/"), "cprime": (0, "ʹ"), "par": (0, " "),
    "null": (0, ""), "relax": (0, ""), "protect": (0, ""), "newblock": (0, ""),
    "mkbibquote": (1, "“%s”"), "enquote": (1, "“%s”"), "mkbibparens": (1, "(%s)"),
    "mkbibbrackets": (1, "[%s]"), "texttt": (1, "%s"), "textnormal": (1, "%s"),
    "mkbibemph": (1, "%s"), "mkbibitalic": (1, "%s"), "mkbibbold": (1, "%s"),
    "textsubscript": (1, "%s"), "textsuperscript": (1, "%s"), "t": (1, "%s"),
    "it": (0, ""), "bf": (0, ""), "em": (0, ""), "rm": (0, ""), "sc": (0, ""), "sl": (0, ""),
    "tt": (0, ""), "sf": (0, ""), "index": (1, ""),
    "autocap": (1, "%s"), "uppercase": (1, "%s"), "lowercase": (1, "%s"), "hbox": (1, "%s"),
    "mbox": (1, "%s"), "textup": (1, "%s"), "vphantom": (1, ""), "phantom": (1, " "),
    "textasciicircum": (0, "^"), "textunderscore": (0, "_"), "textbar": (0, "|"),
    "textless": (0, "<"), "textgreater": (0, ">"), "S": (0, "§"), "P": (0, "¶"), "-": (0, ""),
    "textbraceleft": (0, "{"), "textbraceright": (0, "}"),
    "href": (2, "%(2)s"), "url": (1, "%s"), "path": (1, "%s"),
    # sort keys that styles define as nothing
    "noopsort": (1, ""), "SortNoop": (1, ""), "noop": (1, ""), "nosort": (1, ""),
}  # fmt: skip


@lru_cache(maxsize=8192)
def decoded(value: str) -> tuple[str, tuple[str, ...]]:
    """A field on one line, formulas as written; and the commands that cannot be shown.

    A field with such a command, or beyond the bounds, loses its braces and nothing else.
    """
    plain = " ".join(value.replace("{", "").replace("}", "").split())
    if not HAS_TEX.search(value):
        return plain, ()
    if address := ADDRESS.fullmatch(value.strip()):
        return ESCAPED.sub(r"\1", address[1]), ()
    if len(value) > LONGEST or depth(value) > DEEPEST:
        return plain, ("TeX that is this long or deep",)
    known, walker, text = converters()
    tex = WITHIN.sub(lambda address: address[0].replace("~", r"\textasciitilde{}"), value)
    tex = QUOTED.sub(r"‘\1’", tex)
    for command, formula in REWRITTEN:
        tex = command.sub(formula, tex)
    commands = dict.fromkeys(COMMAND.findall(FORMULA.sub("", tex)))
    unknown = tuple(
        f"\\{name}" for name in commands if name in UNSAID or not known.get_macro_spec(name)
    )
    if unknown:
        return plain, unknown
    bare = re.sub(r"(?<!\\)%", r"\\%", tex)  # in BibTeX a bare % begins no comment
    try:
        nodes, _, _ = walker(bare).get_latex_nodes()
        return " ".join(text.nodelist_to_text(nodes).split()), ()
    except Exception:  # whatever an outside reader stumbles over is told, and ends nothing
        return plain, ("TeX that cannot be read",)


@lru_cache(maxsize=1)
def converters() -> tuple[Any, Any, Any]:
    """What pylatexenc knows and what is added to it: the commands, a reader, and a writer."""
    from pylatexenc import latex2text, latexwalker, macrospec

    known = latex2text.get_default_latex_context_db()
    said = [latex2text.MacroTextSpec(name, text) for name, (_, text) in SHOWN_AS.items()]
    known.add_context_category("bibliography", prepend=True, macros=said)
    grammar = latexwalker.get_default_latex_context_db()
    taken = [macrospec.std_macro(name, False, many) for name, (many, _) in SHOWN_AS.items()]
    grammar.add_context_category("bibliography", prepend=True, macros=taken)

    def walker(text: str) -> Any:
        return latexwalker.LatexWalker(text, latex_context=grammar)

    return known, walker, latex2text.LatexNodes2Text(latex_context=known, math_mode="verbatim")


def depth(value: str) -> int:
    """How deep braces are nested."""
    deepest = now = 0
    for letter in value:
        now += {"{": 1, "}": -1}.get(letter, 0)
        deepest = max(deepest, now)
    return deepest
