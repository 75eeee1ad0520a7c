"""A figure is described_figure once, and again only if something that it shows changed."""

from dataclasses import replace

from kb.demos.judge import judge
from kb.memory import Memory
from kb.reading.read import read
from kb.site.figures.bands import Band
from kb.site.figures.cache import remembered_contests, remembered_figures
from kb.site.figures.contest import Contest
from kb.site.figures.description import described_figure
from kb.site.figures.figure import contest
from tests.site.test_pages import FILES, MEASURED


def test_an_unchanged_demonstration_is_not_drawn_again(tmp_path):
    base = read({path: text.encode() for path, text in FILES.items()})
    each = base.demonstrations["panels-fade-slowly/half_life"]
    drawings = []

    def counting(*given):
        drawings.append(1)
        return described_figure(*given)

    judged = judge(each, MEASURED)
    first = remembered_figures(Memory(tmp_path), counting)(each, judged)
    again = remembered_figures(Memory(tmp_path), counting)(each, judged)
    assert first == again == described_figure(each, judged)
    assert len(drawings) == 1
    slower = {run: [replace(one, seconds=9.0) for one in all_] for run, all_ in MEASURED.items()}
    remembered_figures(Memory(tmp_path), counting)(each, judge(each, slower))
    assert len(drawings) == 1
    other = {**MEASURED, "main": [replace(one, values={"years": 80.0}) for one in MEASURED["main"]]}
    remembered_figures(Memory(tmp_path), counting)(each, judge(each, other))
    remembered_figures(Memory(tmp_path), counting)(replace(each, shows="Else."), judged)
    assert len(drawings) == 3


def test_a_crux_is_drawn_again_only_for_what_it_shows(tmp_path):
    drawings = []

    def counting(*given):
        drawings.append(1)
        return contest(*given)

    def drawn(dots=(1.0, 2.0), high=3.0, names=("One", "Other"), told="Measured: 1.5."):
        contests = [Contest("years", dots, Band(0.5, high), Band(4.0, None))]
        return remembered_contests(Memory(tmp_path), counting)(contests, names, "fig", told)

    first = drawn()
    assert first and drawn() == first == contest(
        [Contest("years", (1.0, 2.0), Band(0.5, 3.0), Band(4.0, None))],
        ("One", "Other"), "fig", "Measured: 1.5.",
    )  # fmt: skip
    assert len(drawings) == 1
    drawn(dots=(1.0, 2.5)), drawn(high=3.5), drawn(names=("One", "A third")), drawn(told="Else.")
    assert len(drawings) == 5
