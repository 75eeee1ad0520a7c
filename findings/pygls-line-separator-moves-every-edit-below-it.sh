#!/bin/bash
# pygls 2.1.1: after a line separator (U+2028) in a text, every edit lands one line too high.
#
# Guess before the run: the protocol says that a line ends at \n, \r\n or \r, so an editor sees two
# lines in "title: one<U+2028>two\nkind: fact\n". An edit at the second letter of the second line
# ("kind: fact") changes that line, in the server's copy as in the editor.
# Seen: no error, and the edit lands in "two": the server's copy has three lines, because they are
# split with Python's splitlines, which ends a line at U+2028, U+2029, U+0085, form feeds and others
# too. From there on copy and editor differ, and so do the letters that each position means.
# Matters: such letters come with what is pasted from a web page or a PDF, and nobody sees them. The
# server then judges a text that nobody wrote, and what it offers to change is another line.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pygls==2.1.1 2> /dev/null
"$folder/venv/bin/python" - <<'SCRIPT'
from lsprotocol import types
from pygls.workspace import TextDocument


def edited(text):
    """The text after a Z was written before the second letter of the second line."""
    document = TextDocument("file:///a.yaml", text)
    at = types.Position(line=1, character=1)
    change = types.TextDocumentContentChangePartial(range=types.Range(start=at, end=at), text="Z")
    document.apply_change(change)
    return document.source


plain = edited("title: one two\nkind: fact\n")
separated = edited("title: one\u2028two\nkind: fact\n")
print(repr(plain), repr(separated))
assert plain == "title: one two\nkZind: fact\n"
assert separated == "title: one\u2028tZwo\nkind: fact\n"
SCRIPT
echo "as described"
