"""Titles and short names: which lean on their neighbours, and which are taken."""

import pytest

from tests.helpers.solar_base import files, said

CLAIM = "claims/energy/panels-last.yaml"
LEANING = {
    "Nothing is gained there": "there",
    "Those panels last": "Those",
    "It fades slowly": "It",
    "Why is it such": "such",
    "Panels do not last here?": "here",
    "Of the roofs met, the theory suits most": "the theory",
    "Dust matters little for those roofs": "those",
    "Something could be said there with data": "there",
}
STANDING = [
    "Panels last",
    "Where there is dust, panels fade",
    "The theory of wear predicts slow fading",
    "Owners earn more than those who wait",
    "Panels fade because they are dirty",
]


@pytest.mark.parametrize("title", LEANING)
def test_a_title_that_leans_is_found_with_the_word_that_does(title):
    assert said(files({"title": title})) == [
        f"{CLAIM}:1:1: warning: 'title' leans on its neighbours:"
        f" in a list, '{LEANING[title]}' points at nothing [title-leans]"
    ]


@pytest.mark.parametrize("title", STANDING)
def test_a_title_that_stands_alone_is_left_alone(title):
    assert said(files({"title": title})) == []


def test_a_short_name_may_lean_no_more_than_a_title():
    assert said(files({"short": "They last"})) == [
        f"{CLAIM}:27:1: warning: 'short' leans on its neighbours:"
        " in a list, 'They' points at nothing [title-leans]"
    ]


def test_capitals_do_not_set_two_short_names_apart():
    assert said(files({"short": "slow Fading"})) == [
        f"{CLAIM}:27:1: error: the short name 'slow Fading' is taken [short-name-taken]"
    ]
