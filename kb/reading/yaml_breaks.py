"""Where text stops being YAML: where the author went wrong, not where the parser gave up."""

import re
from collections.abc import Iterator, Sequence

import yaml

from kb.phrasing import quantity

Break = tuple[tuple[int, int], str, str]  # line and column from 1, what is wrong, the remedy

IN_QUOTES = "put the whole text in single quotes, or in a block after '>'"
KEY = re.compile(r"\s*(?:- +)*[\w./-]+:(?=\s|$)")
VALUE = re.compile(r"\s*(?:- +)*(?:[\w./-]+:\s+)?")
OTHER_SPACE = re.compile(r" *([\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])")
CLOSING = {"{": "}", "[": "]"}


def explained(
    error: yaml.MarkedYAMLError, lines: Sequence[str], text: str, loader: type
) -> Break | None:
    """A break that is understood better than the parser does; nothing, if it is not."""
    mark = error.problem_mark
    if mark is None:
        return None
    guesses = (other_space, no_space, quote_not_closed, text_after_a_quote, first_letter)
    for guess in (*guesses, colon_or_bracket, no_colon):
        if found := guess(error, lines, text, loader):
            return found
    return indentation(mark.line, mark.column, str(error.problem), lines)


def other_space(
    error: yaml.MarkedYAMLError, lines: Sequence[str], text: str, loader: type
) -> Break | None:
    """A line that begins with a space which is none to YAML, as word processors write."""
    mark = error.problem_mark
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    found = OTHER_SPACE.match(line)
    if mark is None or found is None:
        return None
    said = f"a space that YAML does not know (U+{ord(found[1]):04X}) stands here"
    return (mark.line + 1, found.start(1) + 1), said, "indent with plain spaces"


def no_space(
    error: yaml.MarkedYAMLError, lines: Sequence[str], text: str, loader: type
) -> Break | None:
    """``-{cite: ...}``: a hyphen that begins no item."""
    mark = error.problem_mark
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    found = re.match(r"\s*(-)[\w{\[\"']", line)
    if mark is None or found is None:
        return None
    at = mark.line + 1, found.start(1) + 1
    return at, "no space stands after this hyphen", "write '- ' before each item"


def no_colon(
    error: yaml.MarkedYAMLError, lines: Sequence[str], text: str, loader: type
) -> Break | None:
    """A line of a mapping without ': ', told where it stands and not where it was missed."""
    begun = error.context_mark
    if begun is None or "simple key" not in str(error.context) or begun.line >= len(lines):
        return None
    at, line = (begun.line + 1, begun.column + 1), lines[begun.line]
    above = lines[begun.line - 1].rstrip() if begun.line else ""
    if re.search(r":\s*[>|][-+]?$", above):
        said = "this line is not indented, so that it is no part of the text begun above it"
        return at, said, "indent the whole text by two spaces"
    if found := re.match(r"\s*(?:- +)?([\w-]+)\s*[:=]\s*(.*)", line):
        return at, "no ': ' stands in this line", f"write '{found[1]}: {found[2]}'"
    return at, "no ': ' stands in this line", "every line of a mapping is 'name: value'"


def quote_not_closed(
    error: yaml.MarkedYAMLError, lines: Sequence[str], text: str, loader: type
) -> Break | None:
    """A quote that the end of the file closes."""
    opened = error.context_mark
    if opened and "quoted scalar" in str(error.context) and "end of stream" in str(error.problem):
        at = opened.line + 1, opened.column + 1
        return at, "a quote is opened here and never closed", "close it where the text ends"
    return None


def text_after_a_quote(
    error: yaml.MarkedYAMLError, lines: Sequence[str], text: str, loader: type
) -> Break | None:
    """``'A panel' fades``: the value ends at the second quote; or at one that opens another."""
    mark = error.problem_mark
    last = None
    for token in tokens_before(text, loader):
        if mark is None or token.end_mark.index > mark.index:
            break
        if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
            last = token
    if last is None or mark is None:
        return None
    end, start = last.end_mark, last.start_mark
    if end.line != mark.line or lines[end.line][end.column : mark.column].strip():
        return None
    at = start.line + 1, start.column + 1
    if start.line != end.line:
        said = f"a quote is opened here and closed only on line {end.line + 1}"
        return at, said, "close it where the text ends"
    return at, "the quote ends before the text does", IN_QUOTES


def tokens_before(text: str, loader: type) -> Iterator[yaml.Token]:
    """The tokens of a text, up to where it breaks."""
    try:
        yield from yaml.scan(text, Loader=loader)
    except yaml.YAMLError:
        return


def first_letter(
    error: yaml.MarkedYAMLError, lines: Sequence[str], text: str, loader: type
) -> Break | None:
    """A value that begins with a sign of YAML's, and is meant as text."""
    mark = error.problem_mark
    if mark is None or mark.line >= len(lines):
        return None
    line = lines[mark.line]
    begins = VALUE.match(line)
    column = begins.end() if begins else 0
    sign = line[column : column + 1]
    if column > mark.column or not sign or sign not in "*&!%@`[{>":
        return None
    at = mark.line + 1, column + 1
    if sign == ">" and re.match(r">=?\s*[-+.\d]", line[column:]):
        said = "'>' begins a block of text here, it is not 'greater than'"
        return at, said, "write what is greater before it, or put the text in single quotes"
    if sign == ">":
        said = "'>' begins a block of text, which stands on the lines below it"
        return at, said, "begin the text on the next line, indented, or put it in single quotes"
    if sign in CLOSING:
        closed = line.rfind(CLOSING[sign], column, mark.column)
        if closed < 0 or line[closed + 1 : mark.column].strip():
            return None
        if line[closed + 1 :].strip() == ",":
            comma = mark.line + 1, line.rindex(",") + 1
            return comma, "a comma stands after the last bracket", "remove it"
        kind = "a mapping" if sign == "{" else "a list"
        return at, f"a value that begins with '{sign}' is {kind}, and text follows it", IN_QUOTES
    return at, f"a value cannot begin with '{sign}'", IN_QUOTES


def colon_or_bracket(
    error: yaml.MarkedYAMLError, lines: Sequence[str], text: str, loader: type
) -> Break | None:
    """``{because: One: two}``, or a bracket that is not closed."""
    mark, opened, context = error.problem_mark, error.context_mark, str(error.context)
    if mark is None or opened is None or "flow" not in context or "expected ','" not in str(error):
        return None
    at = mark.line + 1, mark.column + 1
    line = lines[mark.line] if mark.line < len(lines) else ""
    sign = "{" if "mapping" in context else "["
    if mark.line > opened.line and KEY.match(line):
        said = f"the '{sign}' that is opened here is not closed on its line"
        return (opened.line + 1, opened.column + 1), said, f"close it with '{CLOSING[sign]}'"
    colon = line.rfind(": ", 0, mark.column + 1)
    if line[mark.column : mark.column + 1] == ":" or line[: mark.column].rstrip().endswith(":"):
        column = mark.column if line[mark.column : mark.column + 1] == ":" else colon
        said = "a second ': ' in a value between brackets"
        return (mark.line + 1, column + 1), said, "put the text in single quotes"
    said = f"the '{sign}' on line {opened.line + 1} is not closed before this"
    return at, said, f"close it with '{CLOSING[sign]}'"


def indentation(row: int, column: int, problem: str, lines: Sequence[str]) -> Break | None:
    """A line that stands too far to the left or to the right."""
    if row >= len(lines):
        return None
    line = lines[row]
    key, own = KEY.match(line), indent_of(line)
    at_its_key = key is not None and column in (own, key.end() - 1)
    at_its_key = at_its_key or (line.lstrip().startswith("- ") and column == own)
    if not at_its_key or not re.search("mapping values|did not find expected", problem):
        return None
    above = [n for n in range(row) if lines[n].strip() and not lines[n].lstrip().startswith("#")]
    if not above:
        return None
    last = above[-1]
    left = indent_of(lines[last])
    if own > left:
        around = any(indent_of(lines[n]) == own for n in above) or (
            len(above) > 1 and lines[above[-2]].rstrip().endswith(":")
        )
        if around and KEY.match(lines[last]):
            width = quantity(own, "space")
            said = f"this line stands too far to the left: the next is indented by {width}"
            return (last + 1, left + 1), said, f"indent it by {width}"
        said = "this line is indented deeper than the one above, whose value it would go on"
        return (row + 1, own + 1), said, f"indent it by {quantity(left, 'space')}"
    known = sorted({indent_of(lines[n]) for n in above})
    if own in known:
        return None
    near = min(known, key=lambda width: (abs(width - own), -width))
    said = f"this line is indented by {quantity(own, 'space')}, and nothing above it is"
    return (
        (row + 1, own + 1),
        said,
        f"indent it as its neighbours are, by {quantity(near, 'space')}",
    )


def indent_of(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))
