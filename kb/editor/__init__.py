"""What an editor is told of a base while it is being written: pure answers, and one server.

A keystroke is answered from the text under the cursor and from what was known before it; the whole
is judged after a pause, as ``kb verify --no-run`` would judge it.  Nothing here writes a file.
"""
