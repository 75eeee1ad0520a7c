"""Bases for the tests of exports: small random ones, a hostile one, and the one that comes with kb."""

from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from kb import pipeline
from kb.disk import files_under
from kb.knowledge import Knowledge
from kb.memory import Memory
from kb.pipeline import derive
from kb.reading.read import read
from tests.helpers.random_debates import measured_bases

ROOT = Path(__file__).parents[2]
# The same twenty with each run, so that a failure can be looked at again.
TWENTY = settings(
    max_examples=20, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)
HOSTILE = {
    "claims/t/left-side.yaml": r"""
title: 'Less < more & "so" on, $\alpha$ ]]> é 漢 🜁'
statement: |
  First line, with, commas; and "quotes".
  + not an argument [nor]: one #tag @ref {here} // comment /* * */ \ backslash $\beta_1$ %

  Second paragraph.
kind: opinion
scope: "a;b|c"
sources: [{cite: somebody-2020, locator: p. 1}]
held_by: [{position: ann, stance: asserts}, {position: ben, stance: denies}]
tags: [one]
links:
  - {entails: right-side, with: [third-side], because: 'Since "this" & <that>, $\to$.'}
  - {supports: right-side, because: A reason.}
  - {supports: right-side, name: again, because: Another reason.}
  - {attacks: third-side, with: [right-side], because: Together.}
""",
    "claims/t/right-side.yaml": """
title: =1+1
statement: "@sum"
kind: opinion
held_by: [{position: ann, stance: asserts, confidence: hedged}]
links:
  - {contradicts: third-side, because: Not both.}
  - {undercuts: left-side/supports/right-side/again, because: The step.}
  - {related: left-side, because: Near.}
""",
    "claims/t/third-side.yaml": """
title: Third
statement: It says a third thing.
kind: opinion
held_by: [{position: ben, stance: asserts, inferred: yes}]
links:
  - {undercuts: right-side/undercuts/left-side/supports/right-side/again, because: The step.}
""",
    "literature/positions.yaml": """
ann: {title: 'Ann & <Co>', one: yes}
ben: {title: Ben, one: yes}
""",
    "literature/references.bib": r"""
@article{somebody-2020, title = {On {SLT} \& $\alpha$}, author = {van der Berg, {\'E}mile and {The OpenML Group}},
  year = 2020, journal = {J. Odd Things}, doi = {10.1000/x_1}, pages = {1--9}}
@misc{web-page, title = {Of {B}oth}, author = {Holm, Ann}, year = {2021}, howpublished = {A note}, url = {https://example.org/a_b}}
""",
}


def of(measured) -> Knowledge:
    """All that follows from a random base."""
    return derive(measured.base, measured.evidence)


def knowledges() -> st.SearchStrategy[Knowledge]:
    return measured_bases().map(of)


def hostile() -> Knowledge:
    """A base whose texts hold what formats take for their own signs."""
    base = read({path: text.encode() for path, text in HOSTILE.items()})
    assert [finding.message for finding in base.findings] == []
    return derive(base, {})


@cache
def real() -> Knowledge:
    """The base that comes with kb, with what is remembered of it."""
    memory = Memory(ROOT / ".kb")
    base = pipeline.load(files_under(ROOT), memory)
    return pipeline.know(base, ROOT, memory)
