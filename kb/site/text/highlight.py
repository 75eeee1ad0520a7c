"""Python on a page: words in colour, read with the standard library's own tokeniser.

Two milliseconds a script, and no style sheet of somebody else's; a script that cannot be
read is shown as it is.
"""

import io
import keyword
import token
import tokenize
from functools import lru_cache

from markupsafe import Markup

from kb.site.text.markdown import plain

MARKS = {
    "k": "<b>{}</b>",
    **{kind: f'<i class="{kind}">{{}}</i>' for kind in "dsc"},
}
KINDS = {token.STRING: "s", tokenize.COMMENT: "c"}


@lru_cache(maxsize=1024)  # a helper stands on the page of each claim that uses it
def highlight(script: str) -> Markup:
    """The script as sealed HTML, its keywords, strings and comments marked."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(script).readline))
    except (tokenize.TokenError, SyntaxError, ValueError):
        return plain(script)
    lines = script.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    pieces, done, before = [], 0, ""
    for word in tokens:
        kind = _kind(word, before)
        before = word.string.strip() or before
        if not kind:
            continue
        begin = starts[word.start[0] - 1] + word.start[1]
        finish = starts[word.end[0] - 1] + word.end[1]
        inside = plain(script[begin:finish])
        pieces += [plain(script[done:begin]), Markup(MARKS[kind]).format(inside)]
        done = finish
    return Markup("").join([*pieces, plain(script[done:])])


def _kind(word: tokenize.TokenInfo, before: str) -> str:
    if word.type == token.NAME:
        if keyword.iskeyword(word.string):
            return "k"
        return "d" if before in {"def", "class"} else ""
    return KINDS.get(word.type, "")
