"""What a merge leaves behind where both sides changed a file, and nobody decided."""

import re
from collections.abc import Mapping

from kb.model import Finding, Place

# seven equals signs are no mark by themselves: they underline a heading
BEGINS = re.compile(rb"^<{7}(?: .*)?\r?$", re.MULTILINE)
ENDS = re.compile(rb"^>{7}(?: .*)?\r?$", re.MULTILINE)
MESSAGE = "a merge conflict was left here"


def unmerged(files: Mapping[str, bytes]) -> dict[str, Finding]:
    """A finding at the first marker of each file that has any, by path."""
    found = {}
    for path in sorted(files):
        content = files[path]
        if b"<<<<<<<" not in content and b">>>>>>>" not in content:
            continue
        marks = [mark.start() for kind in (BEGINS, ENDS) for mark in kind.finditer(content)]
        if marks:
            line = content.count(b"\n", 0, min(marks)) + 1
            hint = "choose between the two sides, and remove the lines of signs"
            found[path] = Finding(Place(path, at=(line, 1)), MESSAGE, hint)
    return found
