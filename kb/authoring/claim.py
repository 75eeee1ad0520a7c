"""New files for authors: a claim to fill in, and a discussion kept as hashes."""

import textwrap
from collections.abc import Iterable, Mapping

from kb.authoring.blanks import DOES_NOT_SHOW, SCOPE, SHOWS, STATEMENT
from kb.model import Discussion, Passage
from kb.reading.passages import Found

MODELINE = "# yaml-language-server: $schema=../../claim.schema.json"

CLAIM = """{modeline}
title: {title}
statement: >
  {statement}
kind: empirical
scope: {scope}
sources:
  - {{cite: key-in-references-bib, locator: p. 1}}
held_by:
  - {{position: curator, stance: asserts, confidence: likely}}
demonstrations:
  main_effect:
    shows: {shows}
    does_not_show: {does_not_show}
    bears: illustrates
    runs:
      main: {{}}
      cause_removed:
        strength: 0
        breaks: [effect-is-positive]
        because: Without the cause there is no effect.
    expect:
      effect-is-positive: effect > 0.2
"""

SCRIPT = '''"""What is measured here, and the source of the formula."""

import numpy as np


def measure(seed: int, strength: float = 1.0, samples: int = 1_000) -> dict:
    """Mean response of ``samples`` draws, in units of the noise."""
    rng = np.random.default_rng(seed)
    response = strength + rng.normal(size=samples)
    return {"effect": float(response.mean())}
'''


def claim_text(ident: str) -> str:
    """A claim to fill in."""
    return CLAIM.format(
        modeline=MODELINE,
        title=ident.replace("-", " ").capitalize(),
        statement=STATEMENT,
        scope=SCOPE,
        shows=SHOWS,
        does_not_show=DOES_NOT_SHOW,
    )


def discussion_text(
    title: str, where: str, salt: str, found: Iterable[Found], known: Discussion | None
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
    for each in found:
        lines += passage_lines(each, before.get(each.number))
    return "\n".join(lines) + "\n"


def passage_lines(found: Found, known: Passage | None) -> list[str]:
    """One passage of the file."""
    cut = known.cut if known else found.cut
    fields = [f"speaker: {known.speaker if known else 'unknown'}"]
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
