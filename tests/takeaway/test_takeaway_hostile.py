"""Take-aways of what authors should not write, and of what they rarely do."""

from dataclasses import replace

import pytest

from kb.demos.judge import judge
from kb.model import Expectation, Run
from kb.model.outcomes import Measurement
from kb.reports import quoting
from kb.takeaway import runtime as alone
from kb.takeaway.python_code import expectation_code
from kb.takeaway.takeaway import notebook_of, script_of
from tests.helpers.solar_base import MEASURE, SCRIPT
from tests.helpers.takeaway_runs import ALONE, CELL_BY_CELL, said, taken, verdicts_in
from tests.takeaway.test_takeaway import on_these_seeds

NASTY = '''from __future__ import annotations; import os
"""A script that uses every name that kb would like to have."""
from wear import LOSS as bench
SEEDS, RUNS, CONTROLS, EXPECTED, FIGURE, RESULTS, picture = 1, 2, 3, 4, 5, 6, 7
module = mean = log = every = Run = draw = measured = report = None


def measure(seed: int, years: float = 20.0, loss: float = 0.02, mood: str = "calm") -> dict:
    assert [SEEDS, RUNS, CONTROLS, EXPECTED, FIGURE, RESULTS, picture] == [1, 2, 3, 4, 5, 6, 7]
    assert module is mean is log is every is Run is draw is measured is report is None
    assert os.sep
    return {"half_life": years * min(1.0, loss / bench), "every": 1}
'''
HELPERS = {
    "claims/energy/wear.py": "import deeper\nTEXT = '''an ''' + '\\\\'\nLOSS = deeper.LOSS\n",
    "claims/energy/deeper.py": 'LOSS = 0.02\nWORDS = r"\\n"  # no line end',
}


def test_no_name_of_the_script_and_none_of_kb_disturb_each_other(tmp_path):
    base, demonstration = taken(more={SCRIPT: NASTY, **HELPERS})
    for how, name, text in (
        (ALONE, "taken.py", script_of(base, demonstration)),
        (CELL_BY_CELL, "taken.ipynb", notebook_of(base, demonstration).decode()),
    ):
        printed = said(tmp_path, how, name, text)
        assert verdicts_in(printed) == ({"lasts": "true"}, {("wearless", "lasts"): True}, "true")
    assert "bench_ = bench_()" in text


OUCH = "x\"\"\" ''' \\ ]) }}; import os; os.remove('taken.py') # {bench} \u202e"


def test_words_stay_words(tmp_path):
    base, demonstration = taken(more={SCRIPT: MEASURE.replace("mood: Mood", "mood: str")})
    claim = base.by_id["panels-last"]
    shouting = f"# coding: utf-7\nraise SystemExit(3)\n\n{OUCH}\r\nraise SystemExit(4)"
    runs = {
        name: replace(
            run, label=shouting, because=shouting, settings={**run.settings, "mood": OUCH}
        )
        for name, run in demonstration.runs.items()
    }
    evil = replace(demonstration, runs=runs, shows=shouting, does_not_show=shouting)
    changed = replace(
        claim, title=shouting, statement=shouting, scope=shouting, demonstrations=(evil,)
    )
    base = replace(base, claims=tuple(changed if each is claim else each for each in base.claims))
    printed = said(tmp_path, ALONE, "taken.py", script_of(base, evil))
    assert verdicts_in(printed)[2] == "true"
    assert (tmp_path / "taken.py").exists()
    assert "\u202e" not in (tmp_path / "taken.py").read_text("utf-8") + printed
    said(tmp_path, CELL_BY_CELL, "taken.ipynb", notebook_of(base, evil).decode())


MARKDOWN = {
    "emphasis and formulas stay": ("It *falls* as $n^{-1/2}$.", "It *falls* as $n^{-1/2}$."),
    "HTML": ("<img src=//x onerror=y>", "&#60;img src=//x onerror=y&#62;"),
    "links and images": (
        "![a](http://b) [c](d)",
        "!&#91;a&#93;(http&#58;&#47;&#47;b) &#91;c&#93;(d)",
    ),
    "a bare address and a name": ("www.a.b @me", "www&#46;a.b &#64;me"),
    "code": ("`x`", "&#96;x&#96;"),
    "an escaped star": (r"\*not\*", "&#42;not&#42;"),
    "money is no formula": ("$ 5 and <b>$", "&#36; 5 and &#60;b&#62;&#36;"),
    "a comparison in a formula": ("$a<b$", r"$a\lt b$"),
    "a formula that reaches out": (
        r"$\href{javascript:x}{y}$",
        "&#36;&#92;href&#123;javascript&#58;x&#125;&#123;y&#125;&#36;",
    ),
    "an environment outside of a formula": (r"\begin{x}", "&#92;begin{x}"),
    "no heading": ("# big\n\n## big", "&#35; big\n\n&#35;# big"),
}


@pytest.mark.parametrize("case", MARKDOWN)
def test_authors_markdown_is_harmless(case):
    written, read_as = MARKDOWN[case]
    assert quoting.paragraphs(written) == read_as


EXPRESSIONS = (
    "x > 1",
    "x > 1 and y < 5",
    "0.5 < mean(x) < 2.5 and std(x) < 1",
    "share(x > main.y) >= 0.25",
    "min(x, y) > 0.4 or max(x) < 3",
    "abs(x - mean(x)) < 1.2 * std(x)",
    "not x > 2",
    "log(x) < 1",
    "log(x - 1) < 1",
    "(x - 2) ** 0.5 > -1",
    "1 / (x - 1) > 0",
    "mean(x - other.x) < 0",
    "median(max(x, other.x)) == 3",
    "log.x > log(2) and min.x < min(5, 6) and zip.x > mean(3)",
    "mean(zip.x + min.x) > 1 and bench.x == 1",
    "z > 1",
)


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_an_expectation_means_the_same_in_python(text):
    series = {"x": (0.5, 1.0, 3.0), "y": (2.0, 0.75, 1.0)}
    shifted = {name: tuple(value + 1 for value in each) for name, each in series.items()}
    ones = {"x": (1.0, 1.0, 1.0)}
    values = {
        "main": series,
        "other": shifted,
        "log": shifted,
        "min": ones,
        "zip": ones,
        "bench": ones,
    }
    results = {
        name: [dict(zip(found, row, strict=True)) for row in zip(*found.values(), strict=True)]
        for name, found in values.items()
    }
    expectation = Expectation("it", text)
    (made,) = eval(f"[{expectation_code(expectation, 'bench')}]", {"bench": alone})
    _, demonstration = taken()
    asked = replace(
        demonstration,
        seeds=3,
        expect={"it": expectation},
        runs={name: Run(name) for name in values},
    )
    measured = {name: [Measurement(row) for row in each] for name, each in results.items()}
    (judged,) = judge(asked, measured).verdicts
    assert alone.verdict(made, alone.runs_of(results)).word == on_these_seeds(judged)
