"""What readers could not find or misread: each question has its words on the page."""

import pytest

from kb.explain.case import is_plural
from kb.model import Axis
from kb.site.figures.chart import WIDTH, blank, plot, scales
from kb.site.pages.disputes import cruxes_in_words
from kb.site.pages.evidence import only_foretold


@pytest.mark.parametrize(
    ("title", "several"),
    [
        ("The editors", True), ("Interlocutors", True), ("Colleagues as recollected", True),
        ("The commenter", False), ("The critic of bounds", False), ("Standard theory", False),
        ("The previous author", False), ("Installer", False),
    ],
)  # fmt: skip
def test_a_verb_is_in_the_number_of_who_holds_the_claim(title, several):
    assert is_plural(title) is several


@pytest.mark.parametrize(
    ("count", "undecided", "said"),
    [
        (0, 0, "no cruxes"), (1, 1, "one undecided crux"), (2, 0, "two decided cruxes"),
        (11, 7, "eleven cruxes (seven undecided)"),
    ],
)  # fmt: skip
def test_cruxes_are_told_with_how_many_are_undecided(count, undecided, said):
    assert cruxes_in_words(count, undecided) == said


def test_claims_without_a_run_of_their_own_add_up():
    assert only_foretold(0) == ""
    assert only_foretold(1).startswith("One other has none of its own,")
    assert only_foretold(6).startswith("Six others have none of their own,")


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize(
    ("low", "high"), [(60, 180), (1.1, 1.9), (100, 1000), (3, 4), (1e-5, 1e4), (0.25, 0.45)]
)
def test_a_logarithmic_axis_has_ticks_to_read_it_by(low, high, narrow):
    axes = plot(blank(WIDTH, 300), 10, 10, 10, 10)
    axes.plot([low, high], [0, 1])
    scales(axes, Axis("sample size", "", "log"), Axis(), narrow)
    left, right = axes.get_xlim()
    assert sum(left <= tick <= right for tick in axes.get_xticks()) >= 2
