"""An author's words inside somebody else's Markdown, where they must stay words.

A renderer that we do not know reads the result: no link, image, HTML, mention or macro that
an author wrote may come alive in it.  Emphasis and plain formulas are kept.
"""

import re

from kb.reports.locate import printable

PIECE = re.compile(
    r"\\[!-/:-@\[-`{-~]"  # a backslash escape
    r"|\$\$(?!\s)[^$]+(?<!\s)\$\$|\$(?!\s)[^$]+(?<!\s)\$"  # a formula
    r"|[&<>\[\]`\\$~@]|://|www\.|^#"
)
# What reaches out of a formula, or could make a macro that does.
REACHES = re.compile(
    r"\\(?:href|url|html|class|cssId|style|data|require|include|unicode|def|gdef|edef|xdef|let"
    r"|futurelet|newcommand|renewcommand|providecommand|newenvironment|renewenvironment|csname"
    r"|catcode|Declare)|\]\(|!\[|://|www\.|[`@]"
)


def paragraphs(text: str) -> str:
    """Markdown of an author as Markdown that can do nothing but be read."""
    every = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(line(paragraph) for paragraph in every)


def line(text: str) -> str:
    """One paragraph on one line."""
    return PIECE.sub(_piece, printable(" ".join(text.split())))


def _piece(found: re.Match[str]) -> str:
    said = found[0]
    if said.startswith("$") and len(said) > 1 and not REACHES.search(said):
        return said.replace("<", r"\lt ").replace(">", r"\gt ")
    return "".join(_entity(letter) for letter in said.removeprefix("\\") or "\\")


def _entity(letter: str) -> str:
    return letter if letter.isalnum() or letter == " " else f"&#{ord(letter)};"


def code(text: str, most: int = 400) -> str:
    """Text as one span of code, the only place where no forge looks for names or links.

    A bar would end a cell of a table, even inside a span, so it is drawn with another sign.
    """
    said = printable(" ".join(text.split())).replace("|", "\N{BROKEN BAR}")
    said = said if len(said) <= most else said[:most].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
    if not said:
        return ""
    longest = max((len(run) for run in re.findall("`+", said)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {said} {fence}" if longest else f"{fence}{said}{fence}"
