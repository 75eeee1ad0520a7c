#!/bin/sh
# mdit-py-plugins 0.7.0, dollarmath (markdown-it-py 4.3.0): whether a formula at the beginning of a
# text is one depends on the last letter of that text.
#
# Guess before the run: with allow_digits=False a dollar sign that a digit stands before opens no
# formula, so that sums of money are left alone; at the very beginning of a text nothing stands
# before it, and `$x$` is a formula whatever follows.
# Seen: `$x$ is a` has one formula, `$x$ is 1` has none, and neither is there a digit beside a sign.
# With `So ` before it, `So $x$ is 1` has one again.
# Whoever lets numbers end a sentence that begins with a formula loses the formula, without a word.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet markdown-it-py==4.3.0 mdit-py-plugins==0.7.0
"$folder/venv/bin/python" - <<'PYTHON'
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

reader = MarkdownIt().use(dollarmath_plugin, allow_digits=False)
texts = ("$x$ is a", "$x$ is 1", "So $x$ is 1")
found = {
    text: [token.content for token in reader.parseInline(text)[0].children if "math" in token.type]
    for text in texts
}
print(found)
assert found == {"$x$ is a": ["x"], "$x$ is 1": [], "So $x$ is 1": ["x"]}, found
PYTHON
echo "as described"
