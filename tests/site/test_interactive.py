"""Figures that answer: a closed list of names, a button with the numbers, nothing without one."""

import html
import json
import re

import pytest

from kb._data import packed
from kb.model import INTERACTIVE
from kb.site.figures.description import described_figure
from kb.site.index import Index, View
from kb.site.parts.demonstration import demonstration_of
from kb.site.text.templates import environment
from tests.helpers.small_site import knowledge
from tests.helpers.solar_base import LIFE, files, said

DOCS = packed("assets")


def test_every_name_has_its_drawing_and_every_drawing_its_name():
    assert {path.stem for path in DOCS.glob("figure-*.js")} - {"figure-tools"} == {
        f"figure-{name}" for name in INTERACTIVE
    }
    for name in INTERACTIVE:
        assert f'kbFigures["{name}"]' in (DOCS / f"figure-{name}.js").read_text("utf-8")


def test_another_name_is_a_finding():
    figure = {"kind": "lines", "interactive": "volume-scale"}
    found = said(files({"demonstrations": {"life": {**LIFE, "figure": figure}}}))
    assert [line.partition("error: ")[2] for line in found] == [
        "'interactive' cannot be 'volume-scale'; did you mean 'volume-scaling'? [read]"
    ]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("panels-last/lines", "volume-scaling"),
        ("three-correlations-feasible-set/surface", "correlation-bounds"),
        ("panels-last/heat", "log-odds"),
        ("panels-last/bars", "exchange"),
        ("panels-fade-slowly/life", "roofline"),
        ("panels-fade-slowly/plain", ""),
    ],
)
def test_the_button_carries_the_numbers_that_were_measured(address, name):
    known = knowledge()
    each = known.base.demonstrations[address]
    index = Index(known, draw=described_figure)
    context = demonstration_of(View(index), each)
    template = environment().from_string(
        '{% from "evidence.jinja" import demonstration %}{{ demonstration(each, False) }}'
    )
    page = template.render(each=context)
    buttons = re.findall(r'data-kb-figure="([^"]*)" data-kb-numbers="([^"]*)"', page)
    assert [html.unescape(button) for button, _ in buttons] == ([name] if name else [])
    if name == "volume-scaling":
        runs = json.loads(html.unescape(buttons[0][1]))["runs"]
        assert [(run["label"], run["control"]) for run in runs] == [
            ("main", False), ("wearless", True),
        ]  # fmt: skip
        assert runs[0]["measures"]["exponent"] == [0.75, 0.7502, 0.7505]
        assert runs[0]["curves"]["volume"][0][:2] == [1e-09, 1e-08]
