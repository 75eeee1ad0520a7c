"""Each id stands once on a page, whatever claims, links and demonstrations are called."""

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest

from kb.checks.all import manuals
from kb.demos.judge import judge
from kb.disk import files_under
from kb.knowledge import Knowledge
from kb.model import Demonstration
from kb.model.outcomes import Judgement, Measurement
from kb.pipeline import derive
from kb.reading.read import read
from kb.site.build import hand_written_files
from kb.site.mkdocs_hook import on_page_content
from kb.site.pages.all import pages
from tests.helpers.solar_base import LIFE, TODAY, files, know

ROOT = Path(__file__).parents[2]


class Ids(HTMLParser):
    """The ids of a page, those of drawings and formulas too."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.update(value for name, value in attributes if name == "id" and value)


def repeated(html: str) -> list[str]:
    """Ids that stand more than once."""
    ids = Ids()
    ids.feed(html)
    return sorted(ident for ident, times in ids.found.items() if times > 1)


def repeated_on_pages(knowledge: Knowledge) -> dict[str, list[str]]:
    """Of each page that has some, the ids that it repeats."""
    made = pages(knowledge, manuals(), hand_written_files(ROOT), TODAY)
    found = {
        path: repeated(content.decode())
        for path, content in made.items()
        if path.endswith((".md", ".html", ".svg"))
    }
    return {path: ids for path, ids in found.items() if ids}


def invented(demonstration: Demonstration) -> Judgement:
    """What it might measure, so that every kind of figure and crux is drawn without a run."""
    figure = demonstration.figure
    names = (*demonstration.measures, *(figure.measures if figure else ()), "other")
    curves = (figure.curves if figure else ()) or ("curve",)
    call = Measurement(
        dict.fromkeys(names, 1.0),
        {name: {"x": [1.0, 2.0], "y": [1.0, 2.0]} for name in curves},
        {"map": {"x": [1.0], "y": [1.0], "z": [[1.0]]}},
    )
    return judge(demonstration, {run: [call] * demonstration.seeds for run in demonstration.runs})


def real_base_with_all_drawn() -> Knowledge:
    """The base of this repository with invented measurements."""
    base = read(files_under(ROOT))
    evidence = {address: invented(each) for address, each in base.demonstrations.items()}
    return derive(base, evidence)


def test_no_page_of_the_real_base_repeats_an_id():
    knowledge = real_base_with_all_drawn()
    base = knowledge.base
    assert sum(each.figure is not None for each in base.demonstrations.values()) > 50
    assert repeated_on_pages(knowledge) == {}


def test_no_built_page_repeats_an_id(site):
    built = list(site.rglob("*.html"))
    assert len(built) > 30
    found = {path.relative_to(site).as_posix(): repeated(path.read_text("utf-8")) for path in built}
    assert {path: ids for path, ids in found.items() if ids} == {}


OTHER = "panels-fade-slowly"
CLASHES = {
    "two claims that attack each other": {
        "links": [{"attacks": OTHER, "because": "One."}],
        "back": "links: [{attacks: panels-last, because: Two.}]",
    },
    "a link named as another's target goes on": {
        "links": [
            {"supports": OTHER, "because": "One."},
            {"supports": OTHER, "name": "again", "because": "Two."},
            {"supports": f"{OTHER}-again", "because": "Three."},
        ],
        "back": "",
    },
    "a demonstration named as a link": {
        "links": [{"attacks": OTHER, "because": "One."}],
        "demonstrations": {"life": LIFE, "attacks_panels_fade_slowly": LIFE},
        "back": "",
    },
}


@pytest.mark.parametrize("name", CLASHES)
def test_names_that_give_one_id_are_told_apart(name):
    changes = dict(CLASHES[name])
    back = changes.pop("back")
    given = files(changes)
    fading = f"claims/energy/{OTHER}.yaml"
    given[fading] += f"{back}\n".encode()
    given[f"claims/energy/{OTHER}-again.yaml"] = given[fading].replace(b"Slow fading", b"Again")
    assert repeated_on_pages(know(given)) == {}


def test_a_heading_makes_way_for_a_demonstration_of_its_name():
    child = SimpleNamespace(id="evidence", children=[])
    page = SimpleNamespace(
        meta={"kb_blocks": ['<article class="kb-demo" id="evidence">It.</article>']},
        toc=[SimpleNamespace(id="top", children=[child])],
    )
    html = '<h2 id="evidence">Evidence<a href="#evidence">¶</a></h2><div data-kb="0"></div>'
    shown = on_page_content(html, page)
    assert repeated(shown) == [] and child.id == "evidence-section"
    assert '<h2 id="evidence-section">Evidence<a href="#evidence-section">' in shown
