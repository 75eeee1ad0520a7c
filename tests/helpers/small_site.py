"""A small base with every kind of page, and its site: for the tests that use a browser.

Two claims are the real ones about correlations; the others are about panels.
"""

from pathlib import Path
from typing import Any

from kb.checks.all import manuals
from kb.demos.judge import judge
from kb.demos.plan import plan_of
from kb.knowledge import Knowledge
from kb.model import Base
from kb.model.configuration import Configuration
from kb.model.outcomes import Call, Judgement, Measurement
from kb.pipeline import derive
from kb.reading.read import read
from kb.site.build import hand_written_files
from kb.site.data.font import NAME as FONT
from kb.site.data.font import math_font
from kb.site.frame import put_frame
from kb.site.pages.all import pages, titles_of_tabs
from kb.site.text.served import Served
from kb.site.write import write_pages
from kb.takeaway.takeaway import takeaways
from tests.helpers.solar_base import LIFE, TODAY, files
from tests.site.test_crux_pages import FADING, RIVAL

ROOT = Path(__file__).resolve().parents[2]
SITE = "https://panels.example/kb/"
REAL = ROOT / "claims" / "correlations"
SHOW = ["main", "wearless"]
FIGURES: dict[str, dict[str, Any]] = {
    "bars": {
        "kind": "bars", "y": {"label": "years"}, "measures": ["half_life"], "show": SHOW,
        "interactive": "exchange",
    },
    "lines": {
        "kind": "lines", "interactive": "volume-scaling", "show": SHOW,
        "x": {"label": "age", "scale": "log"}, "y": {"label": "output", "scale": "log"},
    },
    "heat": {
        "kind": "heatmap", "interactive": "log-odds", "show": SHOW,
        "x": {"label": "age"}, "y": {"label": "loss"},
    },
}  # fmt: skip
FADED = b"""\
    figure: {kind: bars, interactive: roofline, measures: [half_life], show: [main, wearless]}
  plain:
    title: How fast does a panel fade, once more?
    shows: s
    does_not_show: d
    bears: for
    runs:
      main: {}
      wearless: {loss: 0, breaks: [lasts], because: No wear.}
    expect: {lasts: half_life > 1}
    figure: {kind: bars, measures: [half_life], show: [main, wearless]}
"""
SCRIPT = '''"""How long a panel keeps half its output."""


def measure(seed: int, years: float = 20.0, loss: float = 0.02, mood: str = "calm") -> dict:
    """Half-life in years; without loss there is none, and it is counted as 0."""
    share = min(1.0, loss / 0.02) * (1 + 0.001 * seed)
    ages = [10.0**power for power in range(-9, 0)]
    return {
        "half_life": years * share,
        "exponent": 0.5 + share / 4,
        "curves": {"volume": {"x": ages, "y": [age ** (0.5 + share / 4) for age in ages]}},
        "grids": {"left": {"x": [0.0, 1.0], "y": [0.0, 1.0], "z": [[share, 1.0], [2.0, 3.0]]}},
    }
'''


def given() -> dict[str, bytes]:
    """The files of the base."""
    changes = {
        "scope": "Roofs in the south, where $\\frac{n}{2} < \\sqrt{x}$.",
        "links": [
            {"contradicts": "panels-fade-slowly", "because": "One lasts, the other fades."},
            {"undercuts": "panels-fade-slowly/attacks/panels-last", "because": "Wear is slow."},
            {
                "compatible-by-scope": "third-correlation-bounds",
                "differs": "All.",
                "because": "No.",
            },
        ],
        "sources": [{"cite": "fraunhofer-2021", "locator": "p. 14"}],
        "demonstrations": {
            name: {**LIFE, "seeds": 3, "figure": figure} for name, figure in FIGURES.items()
        },
    }
    changes["demonstrations"]["life"] = LIFE
    found = files(changes, {"claims/energy/panels-last.py": SCRIPT})
    found[FADING] += FADED
    found[FADING] += f"{RIVAL}links: [{{attacks: panels-last, because: It fades.}}]\n".encode()
    for path in sorted(REAL.iterdir()):
        if path.is_file():
            found[path.relative_to(ROOT).as_posix()] = path.read_bytes()
    found["literature/references.bib"] += (ROOT / "literature/references.bib").read_bytes()
    for role in ("commenter", "curator"):
        found["literature/positions.yaml"] += f"{role}: {{title: The {role}, one: yes}}\n".encode()
    return found


def measured(base: Base, call: Call) -> Measurement:
    """What the scripts of the base return; they are trusted, being in this repository."""
    space: dict[str, Any] = {}
    exec(base.scripts[call.script].text, space)
    found = space["measure"](call.seed, **dict(call.settings))
    curves, grids = (found.pop(name, {}) for name in ("curves", "grids"))
    lists = {
        name: {axis: [float(one) for one in values] for axis, values in each.items()}
        for name, each in curves.items()
    }
    return Measurement(found, lists, grids)


def knowledge() -> Knowledge:
    """Everything derived from the files, measured here."""
    base = read(given())
    evidence: dict[str, Judgement] = {}
    for address, each in base.demonstrations.items():
        plan = plan_of(base, each)
        assert not plan.problems, plan.problems
        runs = {run: [measured(base, one) for one in calls] for run, calls in plan.calls.items()}
        evidence[address] = judge(each, runs)
    return derive(base, evidence)


def build(folder: Path) -> Path:
    """Build the site under a folder, with the repository's own frame."""
    docs = hand_written_files(ROOT)
    known = knowledge()
    made = pages(known, manuals(), docs, TODAY, served=Served(SITE))
    made |= dict(takeaways(known.base))
    write_pages(made, folder / "build" / "pages", {FONT: math_font})
    return framed(folder, known.base.configuration.frame)


def framed(folder: Path, frame: str) -> Path:
    """Put a frame around the pages that are written under a folder."""
    titles = titles_of_tabs(hand_written_files(ROOT))
    put_frame(folder, Configuration(frame=frame), titles, SITE)
    return folder / "site"


def reframed(site: Path, folder: Path, frame: str) -> Path:
    """Put another frame around the pages of a site, in another folder."""
    (folder / "build").mkdir()
    (folder / "build" / "pages").symlink_to(site.parent / "build" / "pages")
    return framed(folder, frame)
