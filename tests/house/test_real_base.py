"""The real base: what it promises about its passages, and facts its helpers rest on."""

from pathlib import Path

import pytest

from kb.disk import files_under
from kb.reading.passages import words_of
from kb.reading.read import read
from tests.helpers.topic_scripts import helper

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def base():
    return read(files_under(ROOT))


def test_it_reads_without_a_finding(base):
    assert base.findings == ()


def test_every_passage_has_a_speaker_and_no_words(base):
    passages = base.discussions["forum-comments"].passages
    assert [int(number) for number in passages] == list(range(1, 91))
    assert all(each.speaker in base.positions for each in passages.values())
    # Nothing but hashes: a record has at most one shingle for each of its words.
    assert all(len(each.shingles) <= each.words for each in passages.values())


def test_locators_are_short(base):
    for claim in base.claims:
        for source in (*claim.sources, *claim.references):
            if source.passage:
                assert len(words_of(source.locator)) <= 6


def test_the_small_game_has_the_known_number_of_positions():
    counts = (1, 4, 12, 44, 128, 424, 1256, 3620, 9104, 19916, 36104, 48380, 29268)
    levels = helper("probing", "othello").enumerate_prefixes(12)
    assert tuple(len(each["mine"]) for each in levels) == counts
    boards = {
        pair for each in levels for pair in zip(each["mine"].tolist(), each["theirs"].tolist(), strict=True)
    }  # fmt: skip
    assert (sum(counts), len(boards)) == (148_261, 52_511)
