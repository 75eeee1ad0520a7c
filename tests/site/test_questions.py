"""Questions: read strictly, answered with the state of each claim today, and told when it changed."""

import pytest

from kb.site.index import Index
from kb.site.pages.all import pages
from kb.site.pages.questions import changed_states
from tests.helpers.solar_base import files, know, said
from tests.site.test_crux_pages import FADING, RIVAL, words

FILE = "literature/questions/do-panels-last.yaml"
QUESTION = """question: Do panels last?
topic: energy
answer: The <b>industry</b> says so.
sentences:
  - says: They keep half their output.
    rests_on: {panels-last: 'tested, came out', panels-fade-slowly: 'tested, came out'}
would_change:
  - says: A dark panel.
    rests_on: {panels-last: 'tested, came out'}
"""


def base(text: str = QUESTION, more: str = "") -> dict[str, bytes]:
    given = files("", {FILE: text})
    given[FADING] += more.encode()
    return given


def page(given: dict[str, bytes]) -> str:
    return words(pages(know(given), [], {}, "2026-11-25")["questions/do-panels-last.md"])


def test_an_answer_shows_each_sentence_over_the_claims_it_rests_on():
    told = page(base())
    assert "Do panels last? The <b>industry</b> says so." in told
    assert "They keep half their output. ●tested, came out Panels last" in told
    assert "●tested, came out Slow fading" in told
    assert "written when it was" not in told
    listed = words(pages(know(base()), [], {}, "2026-11-25")["questions/index.md"])
    assert "Do panels last?The <b>industry</b> says so." in listed


def test_a_state_that_changed_since_is_told_on_the_page_and_by_the_build():
    given = base(more=RIVAL)
    assert "✕prediction lost Slow fading written when it was tested, came out" in page(given)
    assert changed_states(Index(know(given))) == [
        f"{FILE}: 'panels-fade-slowly' was 'tested, came out' when a sentence was written,"
        " and is 'prediction lost' now"
    ]


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (
            ("{panels-last: 'tested, came out', ", "{panels-lost: x, "),
            "6:16: error: 'panels-lost' is no",
        ),
        (
            ("{panels-last: 'tested, came out'}", "{}"),
            "8:5: error: this sentence rests on no claim",
        ),
        (
            ("topic: energy", "topic: enrgy"),
            "2:1: error: 'enrgy' is no topic; did you mean 'energy'?",
        ),
        (("last?", "last"), "1:1: error: 'question' should be one question"),
        (("answer:", "answr:"), "answr"),
    ],
)
def test_what_is_wrong_is_found_at_its_place(change, finding):
    found = said(base(QUESTION.replace(*change)))
    assert any(line.startswith(f"{FILE}:") and finding in line for line in found), found


def test_a_file_beside_the_questions_that_is_none_is_found():
    (finding,) = said(files("", {"literature/questions/Do.yaml": QUESTION}))
    assert "this file is not read" in finding
