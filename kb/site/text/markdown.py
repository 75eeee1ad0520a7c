"""Turn what authors wrote into HTML, once, and seal it.

MkDocs reads every page a second time as Markdown, then as a template's value.  So text
leaves here *sealed*: its ASCII punctuation is numeric entities, which a browser shows
unchanged and which no second parser can take for markup.
"""

import html
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.dollarmath import dollarmath_plugin

from kb.reading.formula import mathml
from kb.reading.formulas_in_text import FORMULA, formula_of, without_bars
from kb.site.text.plain_math import line_of

Resolve = Callable[[str], str]  # an address an author wrote -> href, or "" if there is none

HARMLESS = frozenset(" ,;?.(/")  # of these no extension makes markup by themselves
SEALED = {
    code: f"&#{code};"
    for code in range(0x80)
    if not chr(code).isalnum() and chr(code) not in HARMLESS
}
TAG = re.compile(r"(<[^<>]*>)")
ATTRIBUTE = re.compile(r'="([^"]*)"')
IN_ATTRIBUTE = re.compile(r"[{}\[\]*_`~^|!$@\\]")
# Control characters, and the marks that reorder text without being seen.
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
OUTSIDE = re.compile(r"https?://[^\s]+", re.IGNORECASE)
ADDRESS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
SWITCHED_OFF = ("html_block", "html_inline", "heading", "lheading", "image", "code", "hr",
                "reference")  # fmt: skip


def nowhere(address: str) -> str:
    """Resolve nothing: for text that stands where no link can."""
    return ""


@lru_cache(maxsize=2**14)
def plain(text: str) -> Markup:
    """Text without any markup, sealed; fit for an element or an attribute in quotes."""
    return Markup(UNSEEN.sub("", text).translate(SEALED))


def block(text: str, resolve: Resolve = nowhere) -> Markup:
    """Markdown paragraphs, lists, tables and formulas as sealed HTML."""
    return _rendered(_markdown().parse(without_bars(text), {}), resolve)


def document(text: str, resolve: Resolve = nowhere) -> Markup:
    """Like ``block``, with headings: for hand-written pages."""
    return _rendered(_markdown(headings=True).parse(without_bars(text), {}), resolve)


def inline(text: str, resolve: Resolve = nowhere) -> Markup:
    """Markdown without paragraphs: emphasis, code, links and formulas as sealed HTML."""
    return _with_links(text, resolve) if "[" in text or "<" in text else _without_links(text)


@lru_cache(maxsize=2**14)  # a reason stands on the pages of both its claims
def _without_links(text: str) -> Markup:
    return _with_links(text, nowhere)


def _with_links(text: str, resolve: Resolve) -> Markup:
    return _rendered(_markdown().parseInline(" ".join(text.split()), {}), resolve)


def seal(rendered: str) -> Markup:
    """HTML whose text nothing downstream can read as Markdown, attributes or templates."""
    return Markup(
        "".join(
            _sealed_tag(piece) if number % 2 else _sealed_text(piece)
            for number, piece in enumerate(TAG.split(rendered))
        )
    )


def _sealed_text(text: str) -> str:
    return UNSEEN.sub("", html.unescape(text)).translate(SEALED)


def _sealed_tag(tag: str) -> str:
    def value(found: re.Match[str]) -> str:
        return '="' + IN_ATTRIBUTE.sub(lambda one: f"&#{ord(one[0])};", found[1]) + '"'

    return ATTRIBUTE.sub(value, UNSEEN.sub("", tag).replace("\n", " "))


def _rendered(tokens: list[Token], resolve: Resolve) -> Markup:
    for token in tokens:
        _aim(token.children or (), resolve)
    markdown = _markdown()
    return seal(markdown.renderer.render(tokens, markdown.options, {}))


def _aim(tokens: Sequence[Token], resolve: Resolve) -> None:
    """Point each link at its page; one that leads nowhere becomes plain words."""
    dead = False
    for token in tokens:
        if token.type == "link_open":
            target = str(token.attrs["href"])
            outside = bool(OUTSIDE.fullmatch(target))
            href = target if outside else resolve(target)
            dead = not href
            token.attrs = {"href": href, **({"rel": "noopener"} if outside else {})}
        if dead and token.type in {"link_open", "link_close"}:
            token.tag, token.attrs = "span", {}


def _allowed(url: str) -> bool:
    return bool(OUTSIDE.fullmatch(url) or ADDRESS.fullmatch(url))


@lru_cache
def _markdown(headings: bool = False) -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.disable([name for name in SWITCHED_OFF if not (headings and name == "heading")])
    markdown.use(dollarmath_plugin, allow_labels=False, allow_blank_lines=False)
    # Its rule for lines takes "US$5 and US$10" for a formula, or "10$^{-3}$" for none.
    markdown.inline.ruler.at("math_inline", _formula_here)
    markdown.validateLink = _allowed  # type: ignore[method-assign]
    markdown.add_render_rule("math_inline", _in_line)
    markdown.add_render_rule("math_inline_double", _displayed)
    markdown.add_render_rule("math_block", _displayed)
    return markdown


def _formula_here(state: StateInline, silent: bool) -> bool:
    """Markdown's rule for a formula that begins here."""
    found = FORMULA.match(state.src, state.pos)
    if not found or not formula_of(found):
        return False
    if not silent:
        displayed = found["displayed"] is not None
        token = state.push("math_inline_double" if displayed else "math_inline", "math", 0)
        token.content = formula_of(found) or ""
    state.pos = found.end()
    return True


def _in_line(self: object, tokens: Sequence[Token], at: int, *rest: object) -> str:
    return f'<span class="kb-math">{_formula(tokens[at].content.strip(), displayed=False)}</span>'


def _displayed(self: object, tokens: Sequence[Token], at: int, *rest: object) -> str:
    """A ``span`` even for a block, for inside a paragraph no ``div`` may stand."""
    formula = _formula(tokens[at].content.strip(), displayed=True)
    return f'<span class="kb-math-block">{formula}</span>\n'


def _formula(latex: str, displayed: bool) -> str:
    """With its name in words, for browsers count MathML for nothing in a heading's name."""
    rendered = mathml(latex, displayed)
    if rendered is None:
        return f'<code class="kb-math-error">{html.escape(latex)}</code>'
    return rendered.replace("<math", f'<math aria-label="{html.escape(line_of(latex))}"', 1)
