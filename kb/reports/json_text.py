"""JSON that can be printed anywhere: what a terminal or a log could obey is escaped."""

import json
import re

from kb.phrasing import IN_A_LOG, UNSAFE

HALF = re.compile("[\ud800-\udfff]")  # of a letter: names of files that are not UTF-8 have them


def json_text(value: object) -> str:
    """A value as JSON with readable letters."""
    text = HALF.sub("\ufffd", json.dumps(value, indent=1, ensure_ascii=False))
    text = UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return IN_A_LOG.sub(r"#\\u0023", text) + "\n"
