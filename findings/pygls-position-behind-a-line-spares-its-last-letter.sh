#!/bin/bash
# pygls 2.1.1: a position behind the end of a line without a line break means before its last letter.
#
# Guess before the run: the protocol says that a character greater than the length of a line means
# its end, so "delete from 0 to 999" empties a text of one line, and the request stays as it came.
# Seen: the last letter of the text is left over, and the position in the request itself is another
# afterwards: the library writes the number that it makes of it into what it hands to the handlers.
# With a line break at the end of the line the result is right, so most tests do not notice.
# Matters: an editor that sends a large number for "to the end" and a server that keeps its copy with
# this library differ by a letter from then on: a bound of 105 that was deleted leaves a 5.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pygls==2.1.1 2> /dev/null
"$folder/venv/bin/python" - <<'SCRIPT'
from lsprotocol import types
from pygls.workspace import TextDocument


def emptied(text):
    """What is left of a text of one line, and the character of the request afterwards."""
    document = TextDocument("file:///a.yaml", text)
    end = types.Position(line=0, character=999)
    whole = types.Range(start=types.Position(line=0, character=0), end=end)
    document.apply_change(types.TextDocumentContentChangePartial(range=whole, text=""))
    return document.source, end.character


print(emptied("lasts: half_life > 105"), emptied("lasts: half_life > 105\n"))
assert emptied("lasts: half_life > 105") == ("5", 21)
assert emptied("lasts: half_life > 105\n") == ("\n", 22)
SCRIPT
echo "as described"
