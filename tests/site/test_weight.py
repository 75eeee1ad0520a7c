"""No page grows with the base: what is long stands on several pages, or unfolds by a link."""

import random

from kb.checks.all import manuals
from kb.knowledge import Knowledge
from kb.pipeline import derive
from kb.reading.read import read
from kb.site.build import hand_written_files
from kb.site.pages.all import pages
from tests.helpers.solar_base import TODAY
from tests.site.test_ids import ROOT, real_base_with_all_drawn

MOST = 80_000  # bytes of a page as it is served, without compression
FRAME = 17_000  # what the frame adds to a page: it is less
VERBS = ("supports", "attacks", "contradicts", "undercuts", "related", "presupposes")
MAP = {"map/index.md"}  # weighed in the tests of the map


def generated(many: int) -> Knowledge:
    """Claims of 60 words with three links each, most of them disputes."""
    draw = random.Random(3)
    names = [f"panel-{number}-lasts" for number in range(many)]
    files = {
        f"claims/topic-{topic}/index.md": b"# Topic\n\nWords of it.\n" for topic in range(4)
    } | {"literature/positions.yaml": b"somebody: {title: Somebody, one: yes}\n"}
    files["literature/references.bib"] = "".join(
        f"@book{{work-{number}, title={{Work {number}}}, author={{A}}, year={{2000}}}}\n"
        for number in range(60)
    ).encode()
    for at, name in enumerate(names):
        others = draw.sample([other for other in names if other != name], 3)
        links = "".join(
            f"  - {{{draw.choice(VERBS[:3])}: {other}, because: {'It is so because of wear. ' * 3}}}\n"
            for other in others
        )
        files[f"claims/topic-{at % 4}/{name}.yaml"] = (
            f"title: Panel {at} lasts longer than is said of it\nstatement: {'It lasts. ' * 30}\n"
            f"kind: empirical\nscope: Roofs.\nsources: [{{cite: work-{at % 60}}}]\n"
            f"held_by: [{{position: somebody, stance: doubts}}]\nlinks:\n{links}"
        ).encode()
    base = read(files)
    assert not base.findings, base.findings[:3]
    return derive(base, {})


def too_heavy(knowledge: Knowledge) -> dict[str, int]:
    """Pages that would be served with more bytes than they may have."""
    made = pages(knowledge, manuals(), hand_written_files(ROOT), TODAY)
    return {
        path: len(content) + FRAME
        for path, content in made.items()
        if path.endswith(".md") and path not in MAP and len(content) + FRAME > MOST
    }


def test_no_page_of_the_real_base_is_heavy_with_every_figure_drawn():
    assert too_heavy(real_base_with_all_drawn()) == {}


def test_no_page_of_a_base_twice_as_large_is_heavy():
    assert too_heavy(generated(130)) == {}
