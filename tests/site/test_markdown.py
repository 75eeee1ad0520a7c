"""Author text becomes HTML once, and nothing downstream finds anything left to read in it."""

import html
import re
from html.parser import HTMLParser

import jinja2
import markdown
import pytest

from kb.site.text.markdown import block, document, inline, plain, seal
from kb.site.text.plain_math import bare

HOSTILE = (
    "</div>",
    "</p></div></article>",
    "{{ 7 * 7 }} {% include 'x' %} {# no #}",
    "[x](javascript:alert(1))",
    "[x](data:text/html,hello)",
    "![x](https://example.org/x.png)",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "# head",
    "head\n====",
    "--8<-- 'secret.txt'",
    "$\\undefined{$",
    "| a | b |",
    "::: mod",
    "!!! note",
    "&#x3C;script&#x3E;",
    "&lt;/title&gt;",
    "    four spaces",
    "one\n\n\n\n    two",
    "[ref]: https://example.org",
    "[TOC]",
    "*[HTML]: nothing",
    "text { #id .class onclick=x }",
    "https://example.org :smile: (c) ==mark== ~~gone~~ ^^up^^",
    "```\n{{ code }}\n\n</pre>\n```",
    "\x02wzxhzdk:0\x03 and \x0241\x03",
    "quote \" and ' and > and &",
    "---\ntitle: taken\n---",
)
EXTENSIONS = (
    "toc", "tables", "fenced_code", "attr_list", "md_in_html", "def_list", "abbr", "footnotes",
    "admonition", "smarty", "pymdownx.snippets", "pymdownx.magiclink", "pymdownx.emoji",
    "pymdownx.mark", "pymdownx.tilde", "pymdownx.smartsymbols", "pymdownx.details",
    "pymdownx.superfences", "pymdownx.tasklist",
)  # fmt: skip
ALLOWED = {"p", "ul", "ol", "li", "em", "strong", "code", "pre", "a", "span", "blockquote", "br"}
ALLOWED |= {"table", "thead", "tbody", "tr", "th", "td", "div", "math", "mi", "mo", "mn", "mrow"}


class Seen(HTMLParser):
    """The tags, attributes and words a browser would see."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("make", [plain, inline, block, document])
def test_only_the_profile_s_own_tags_come_out(make, text):
    seen = Seen(str(make(text)))
    assert seen.tags <= ALLOWED | ({"h1", "h2"} if make is document else set())
    assert {name for name, _ in seen.attributes} <= {"href", "rel", "class", "display"}
    assert not [value for name, value in seen.attributes if name == "href" and ":" in str(value)
                and not str(value).startswith("https://")]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("make", [plain, inline, block])
def test_a_second_markdown_parser_changes_nothing(make, text):
    page = f"<div>{make(text)}</div>"
    again = markdown.markdown(f"## Evidence\n\n{page}\n\n## Sources\n", extensions=EXTENSIONS)
    assert page in again.replace("\n</div>", "</div>")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("make", [plain, inline, block])
def test_a_template_finds_nothing_to_fill_in(make, text):
    sealed = str(make(text))
    assert jinja2.Environment().from_string(sealed).render() == sealed


@pytest.mark.parametrize("text", HOSTILE)
def test_plain_text_is_seen_as_it_was_written(text):
    unseen = str.maketrans("", "", "\x02\x03")
    assert Seen(str(plain(text))).words == text.translate(unseen)
    assert Seen(f'<p title="{plain(text)}">').attributes == [("title", text.translate(unseen))]
    assert "\n" not in plain(text)


CASES = {
    "emphasis, code and lists": (
        "*a* **b** `c`\n\n- d\n- e",
        "<p><em>a</em> <strong>b</strong> <code>c</code></p>\n"
        "<ul>\n<li>d</li>\n<li>e</li>\n</ul>\n",
    ),
    "a claim is linked by its id": (
        "[one](known-claim) and [two](unknown-claim)",
        '<p><a href="../known-claim/">one</a> and <span>two</span></p>\n',
    ),
    "a formula becomes MathML": (
        "$\\nu$",
        '<p><span class="kb-math"><math aria-label="ν"><mi>ν</mi></math></span></p>\n',
    ),
    "a formula that cannot be read is shown as code": (
        "$\\undefined{$",
        '<p><span class="kb-math"><code class="kb-math-error">&#92;undefined&#123;</code>'
        "</span></p>\n",
    ),
    "prices are not formulas": ("$5 or $6", "<p>&#36;5 or &#36;6</p>\n"),
    "a displayed formula may stand inside a paragraph": (
        "so $$x$$",
        '<p>so <span class="kb-math-block"><math aria-label="x" display="block"><mi>x</mi></math></span>\n</p>\n',
    ),
    "an indented line is still a paragraph": ("    four", "<p>four</p>\n"),
    "a heading stays text": ("# head", "<p>&#35; head</p>\n"),
}


@pytest.mark.parametrize("name", CASES)
def test_author_text_as_html(name):
    text, expected = CASES[name]
    found = block(text, lambda address: "../known-claim/" if address == "known-claim" else "")
    assert found.replace("&#10;", "\n") == expected


def test_sealing_keeps_tags_and_escapes_braces_in_their_attributes():
    assert seal('<a href="https://a.b/{x}">1. {y}</a>') == (
        '<a href="https://a.b/&#123;x&#125;">1. &#123;y&#125;</a>'
    )


def test_a_formula_reads_on_one_line_where_no_markup_can_stand():
    assert bare("The *rate* `x` of $n^2 \\nu_1$") == "The rate x of n²ν₁"
    assert bare("$\\frac{a+b}{2}$ is $\\operatorname{rank} W \\le r$") == "(a+b)/2 is rank W ≤ r"
    assert bare("broken $\\undefined{$ here") == "broken \\undefined{ here"


@pytest.mark.parametrize(
    "text",
    [
        "2*3 is 6", "a * b * c", "{{ 7*7 }} is 49", "**The `*` of**", "*a **b** c*", "5*3 and *x*",
        "2*3*4", r"2\*3 and 4\*5", "a lone ` and a*", "***a***", "**a *is* `c*d`**",
    ],
)  # fmt: skip
def test_where_no_markup_can_stand_the_same_words_stand_as_on_the_page(text):
    """So no sign of multiplication is lost, and 2*3 does not become 23."""
    assert bare(text) == html.unescape(re.sub("<[^>]*>", "", inline(text)))


def test_marks_around_a_formula_go_and_those_in_it_stay():
    assert bare("**$n^2$ *is* $a*b$** and 2*$x$") == "n² is a∗b and 2*x"


@pytest.mark.parametrize(
    ("formula", "line"),
    [
        (r"\overline{x}", "x\u0305"),  # above the letter, whatever the converter puts there
        (r"\underline{x}", "x\u0332"),
        (r"\bar{x} + \hat\theta", "x\u0304+θ\u0302"),
        (r"\tilde{O}(n)", "O\u0303(n)"),
        (r"\widehat{xy}", "hat(xy)"),
        (r"\overline{x+y}", "overline(x+y)"),
    ],
)
def test_a_mark_over_a_letter_stays_there_where_no_markup_can_stand(formula, line):
    assert bare(f"${formula}$") == line
