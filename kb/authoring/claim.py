"""New files for authors: a claim to fill in, and a script that runs.

Two claims that were just begun differ in their titles only, so that git takes one for the other
renamed.  Words put in to tell them apart would have to be most of the file and would be deleted
first; so the merge driver looks at the names of the files, and `kb diff --merge` finds the rest.
"""

from kb.authoring.blanks import DOES_NOT_SHOW, SCOPE, SHOWS, STATEMENT

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
