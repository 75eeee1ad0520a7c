"""A small base about solar panels, in the files that an author would write."""

import copy
import math
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from kb.authoring.discussion import discussion_text
from kb.checks.all import findings_of
from kb.demos.judge import judge
from kb.demos.plan import plan_of
from kb.history.manifest import entry_of, file_of, statements_of, written
from kb.knowledge import Knowledge
from kb.model import Base, Finding
from kb.model.outcomes import Call, Judgement, Measurement
from kb.pipeline import derive
from kb.reading.passages import fingerprint
from kb.reading.read import read
from kb.reports.text import report

TODAY = "2026-11-25"
CLAIM = "claims/energy/panels-last.yaml"
SCRIPT = "claims/energy/panels-last.py"
PASSAGE = "Half of all panels lose half their output within twenty years of sun."

LIFE: dict[str, Any] = {
    "shows": "How long a panel keeps half its output.",
    "does_not_show": "That wear stays the same.",
    "bears": "for",
    "seeds": 5,
    "runs": {
        "main": {"years": 20},
        "wearless": {"years": 20, "loss": 0, "breaks": ["lasts"], "because": "No wear, no life."},
    },
    "expect": {"lasts": "half_life > 10"},
}
PANELS: dict[str, Any] = {
    "title": "Panels last",
    "statement": "A panel keeps half its output for decades.",
    "kind": "empirical",
    "sources": [{"cite": "fraunhofer-2021", "locator": "p. 14"}],
    "held_by": [{"position": "industry", "stance": "asserts"}],
    "demonstrations": {"life": LIFE},
}
FADING = """
title: Panels fade slowly
short: Slow fading
statement: Output falls a little every year.
kind: empirical
sources: [{passage: roof-talk/1, locator: half their output}]
held_by: [{position: installer, stance: asserts, in: roof-talk/1}]
demonstrations:
  life:
    title: How fast does a panel fade?
    shows: s
    does_not_show: d
    bears: for
    by: installer
    runs:
      main: {}
      wearless: {loss: 0, breaks: [lasts], because: No wear.}
    expect: {lasts: half_life > 1}
"""
POSITIONS = """
installer: {title: An installer, one: yes}
industry: {title: The industry, one: no}
"""
BIB = """@techreport{fraunhofer-2021,
  title = {Recent Facts about Photovoltaics},
  author = {Wirth, Harry},
  year = {2021},
  institution = {Fraunhofer ISE},
}
"""
MEASURE = '''"""How long a panel keeps half its output."""

from typing import Literal

Mood = Literal["calm", "nan"]


def measure(seed: int, years: float = 20.0, loss: float = 0.02, mood: Mood = "calm") -> dict:
    """Half-life in years; without loss there is none, and it is counted as 0."""
    if mood == "nan":
        return {"half_life": float("nan")}
    return {"half_life": years * (1 + 0.001 * seed) * min(1.0, loss / 0.02)}
'''
DRAWN = '''"""How long a panel keeps half its output, by a throw of dice."""

import random


def measure(seed: int, years: float = 20.0, loss: float = 0.02) -> dict:
    """Half-life in years."""
    rng = random.Random(seed)
    return {"half_life": years * (1 + 0.001 * rng.random()) * min(1.0, loss / 0.02)}
'''
HEARING = '''"""The wear of a panel, year by year."""

import numpy as np


def prepare(seed: int, loss: float = 0.02) -> dict:
    """Output left after each of 100 years, an array of 101 shares."""
    rng = np.random.default_rng(seed)
    return {"left": np.cumprod([1.0, *(1 - loss * rng.uniform(0.9, 1.1, 100))])}
'''
HEARD = '''"""How long a panel keeps half its output, from its wear as it was recorded."""

from hearing import prepare


def measure(seed: int, prepared: dict, years: float = 20.0, loss: float = 0.02) -> dict:
    """Half-life in years, of ``years`` times 5 that were recorded; without wear 0."""
    return {"half_life": years / 20 * float((prepared["left"] > 0.5).sum() % 101)}
'''
SCRIPTS = {  # beside the claim, for demonstrations that name another script
    "dusty.py": MEASURE.replace("years: float", "dust: float = 0.0, years: float"),
    "hum.py": MEASURE.replace("mood: Mood", "mood: str"),
    "drawn.py": DRAWN,
    "guessed.py": DRAWN.replace("(seed)", "()"),
    "fixed.py": DRAWN.replace("(seed)", "(42)"),
    "heard.py": HEARD,
    "hearing.py": HEARING,
}


def merged(under: Any, over: Any) -> Any:
    """Mappings merge deeply, with ``{}`` and lists taken as they are."""
    if isinstance(under, dict) and isinstance(over, dict) and over:
        both = {**under}
        for key, value in over.items():
            both[key] = merged(under.get(key), value)
        return both
    return copy.deepcopy(over)


def strings(tree: Any) -> Any:
    """Every scalar as text, as authors' files are read."""
    if isinstance(tree, dict):
        return {key: strings(each) for key, each in tree.items()}
    return [strings(each) for each in tree] if isinstance(tree, list) else str(tree)


def files(
    changes: str | dict[str, Any] = "", more: dict[str, str] | None = None
) -> dict[str, bytes]:
    """The base, with some fields of the claim about lasting panels, or the bibliography, changed."""
    if isinstance(changes, str) and changes.startswith("@"):
        changes, more = {}, {**(more or {}), "literature/references.bib": changes}
    if isinstance(changes, str) and changes.startswith("---"):  # of the topic's introduction
        index = f"{changes}\n# Energy\n\nAbout panels.\n"
        changes, more = {}, {**(more or {}), "claims/energy/index.md": index}
    if isinstance(changes, str) and changes.startswith("# question"):
        changes, more = {}, {**(more or {}), "literature/questions/do-panels-last.yaml": changes}
    registered = re.search("^# registered as (.+)$", str(changes), re.MULTILINE)
    if isinstance(changes, str):
        changes = yaml.load(changes, yaml.BaseLoader) or {}
    claim = merged(PANELS, changes or PANELS)
    topic = claim.pop("topic", "energy")
    text = yaml.safe_dump(strings(claim), sort_keys=False, allow_unicode=True, default_style="'")
    found = fingerprint("1", PASSAGE, "00112233aabbccdd")
    talk = discussion_text("Roof talk", "not public", "00112233aabbccdd", [found], None)
    talk = talk.replace("speaker: unknown", "speaker: installer").replace("    pending: yes\n", "")
    cites_talk = "roof-talk/1" in str(claim) or "sources" not in changes
    fading = FADING if cites_talk else FADING.replace(
        "{passage: roof-talk/1, locator: half their output}", "{cite: fraunhofer-2021}"
    ).replace(", in: roof-talk/1", "")  # fmt: skip
    plain = {
        f"claims/{topic}/panels-last.yaml": text,
        f"claims/{topic}/panels-last.py": MEASURE,
        "claims/energy/panels-fade-slowly.yaml": fading,
        "claims/energy/panels-last.py": MEASURE,
        "claims/energy/panels-fade-slowly.py": MEASURE,
        "claims/energy/index.md": "# Energy\n\nAbout panels.\n",
        "literature/positions.yaml": POSITIONS,
        "literature/references.bib": BIB,
        "literature/discussions/roof-talk.yaml": talk,
        **{f"claims/energy/{name}": script for name, script in SCRIPTS.items()},
        **(more or {}),
    }
    given = {path: content.encode() for path, content in plain.items()}
    return {**given, **(registration(given, registered[1]) if registered else {})}


def registration(given: dict[str, bytes], condition: str) -> dict[str, bytes]:
    """What was registered of the panels' own prediction: what it says today, but the condition."""
    base = read(given)
    claim = base.by_id["panels-last"]
    ((name, states),) = ((n, s) for n, s in statements_of(base, claim).items() if " " not in n)
    was = {**states, "conditions": dict.fromkeys(states["conditions"], condition)}
    return {file_of(claim): written({name: entry_of(was, "2026-01-01")}).encode()}


def measured(base: Base, call: Call) -> Measurement:
    """What a test's own script returns; run here, since nobody else wrote it."""
    space: dict[str, Any] = {}
    before, given = call.prepared, []
    if before:
        helper = ModuleType(Path(before.script).stem)
        exec(base.scripts[before.script].text, helper.__dict__)
        given = [helper.prepare(before.seed, **dict(before.settings))]
        sys.modules[helper.__name__] = helper  # for the script, which imports it
    exec(base.scripts[call.script].text, space)
    try:
        values = space["measure"](call.seed, *given, **dict(call.settings))
    except Exception as error:
        return Measurement(fault=f"{type(error).__name__}: {error}")
    curves, grids = (values.pop(name, {}) for name in ("curves", "grids"))
    if any(math.isnan(value) for value in values.values()):
        return Measurement(fault="a measure is nan")
    return Measurement(values, curves, grids)


def know(given: dict[str, bytes]) -> Knowledge:
    """Everything derived from files, with evidence from the scripts in them."""
    base = read(given)
    evidence = {}
    for address, demonstration in base.demonstrations.items():
        plan = plan_of(base, demonstration)
        if plan.problems:
            evidence[address] = Judgement(address, "faulty")
            continue
        evidence[address] = judge(
            demonstration,
            {run: [measured(base, call) for call in calls] for run, calls in plan.calls.items()},
        )
    return derive(base, evidence)


def findings(given: dict[str, bytes]) -> tuple[Finding, ...]:
    """What the checks say of files."""
    return findings_of(know(given), TODAY)


def said(given: dict[str, bytes]) -> list[str]:
    """The first lines of all findings, as an author sees them."""
    return [
        line for line in report(findings(given), given).splitlines() if not line.startswith("    ")
    ]


def on_disk(root: Path, given: dict[str, bytes]) -> Path:
    """Files written under a folder."""
    for path, content in given.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return root
