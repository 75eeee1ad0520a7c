"""A report that strangers may have written, as one comment in which nothing is obeyed.

It is shown word for word in a block of code: no link, image, mention or markup comes alive there,
and the fence is longer than any run of the sign inside it.
"""

import re

from kb.phrasing import harmless

MARK = "<!-- kb: what this change turns -->"  # by it the comment is found again
MOST = 60_000  # letters; the hosts of comments take 65,536
CUT = "... the rest is in the report of the run"


def comment(written: bytes) -> str:
    """Markdown for a comment, from the text of a report."""
    text = harmless(written.decode("utf-8", "replace").replace("\r\n", "\n"))
    text = "".join(letter for letter in text if letter == "\n" or letter.isprintable()).strip()
    text = re.sub("`{20,}", "`" * 20, text)  # what has so many is no report; the fence is longer
    if len(text) > MOST:
        text = f"{text[:MOST].rpartition(chr(10))[0] or text[:MOST]}\n{CUT}"
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{MARK}\nWhat this change turns, told by `kb diff`:\n\n{fence}text\n{text}\n{fence}\n"
