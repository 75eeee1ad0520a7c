"""What stands before a text between two lines ``---``, as many tools write it."""

import re

FENCE = re.compile(rb"^---[ \t]*\r?\n", re.MULTILINE)


def divided(content: bytes) -> tuple[bytes, bytes]:
    """The front matter, its first line included, and the text; places in it stay as they are."""
    first = FENCE.match(content)
    last = FENCE.search(content, first.end()) if first else None
    return (content[: last.start()], content[last.end() :]) if last else (b"", content)
