"""A discussion kept as hashes: what people recorded about it is kept."""

import textwrap
from collections.abc import Iterable, Mapping

from kb.model import Discussion, Passage
from kb.reading.passages import Found


def discussion_text(
    title: str,
    where: str,
    salt: str,
    found: Iterable[Found],
    known: Discussion | None,
    speaker: str = "unknown",
) -> str:
    """A discussion's file: hashes from the text, and what people recorded about it kept."""
    before: Mapping[str, Passage] = known.passages if known else {}
    lines = [
        "# Passages as hashes: they prove that a locator stands where it says, without its words.",
        f"title: {title}",
        f"where: {where}",
        f"salt: {salt}",
        "passages:",
    ]
    for passage in found:
        lines += passage_lines(passage, before.get(passage.number), speaker)
    return "\n".join(lines) + "\n"


def passage_lines(found: Found, known: Passage | None, speaker: str) -> list[str]:
    """One passage of the file."""
    cut = known.cut if known else found.cut
    fields = [f"speaker: {known.speaker if known else speaker}"]
    if cut:
        fields.append(f"cut: [{', '.join(cut)}]")
    if known and known.silent:
        fields.append(f"silent: {known.silent}")
    if known and known.because:
        quoted = known.because.replace("'", "''")
        fields.append(f"because: '{quoted}'")
    if not known or known.pending:
        fields.append("pending: yes")
    fields += [f"words: {found.words}", f"digest: {found.digest}"]
    if found.shingles:
        fields.append("shingles: >-")
    lines = [f"  {found.number}:", *(f"    {field}" for field in fields)]
    wrapped = textwrap.wrap(" ".join(found.shingles), 91)
    return lines + [f"      {line}" for line in wrapped]
