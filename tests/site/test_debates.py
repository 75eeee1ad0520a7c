"""Debates: front matter of a topic, read strictly, and shown with derived states and numbers."""

import pytest

from kb.pipeline import derive
from kb.reading.read import read
from kb.site.pages.all import pages
from tests.helpers.solar_base import files, know, said
from tests.site.test_crux_pages import FADING, RIVAL, words

INDEX = "claims/energy/index.md"
DEBATE = """---
question: Do panels last?
sides:
  - {claim: panels-last, says: 'Yes, for decades'}
  - {claim: panels-fade-slowly, says: They fade}
measured:
  of: panels-last/life
  number: '{main.half_life} years'
  says: to one half; {100*wearless.half_life}% without wear.
  dots: {main: main.half_life, 'no wear': wearless.half_life}
  unit: years
would_change: A panel that is <b>dark</b> after ten years.
---

# Energy

About panels.
"""
OF_CRUX = DEBATE.partition("  number:")[0] + DEBATE[DEBATE.index("would_change") :]


def base(debate: str = DEBATE, more: str = "") -> dict[str, bytes]:
    given = files()
    given[INDEX] = debate.encode()
    given[FADING] += more.encode()
    return given


def home(given: dict[str, bytes]) -> str:
    return words(pages(know(given), [], {}, "2026-11-25")["index.md"])


def test_a_debate_is_read_and_the_text_behind_it_stays_the_introduction():
    topic = read(base()).topics["energy"]
    assert topic.title == "Energy" and topic.introduction == "About panels."
    assert topic.debate and topic.debate.question == "Do panels last?"
    assert [side.claim for side in topic.debate.sides] == ["panels-last", "panels-fade-slowly"]


def test_home_begins_with_the_question_its_sides_and_a_number_that_was_measured():
    told = home(base())
    assert told.startswith("One question, and what was measured")
    assert "Do panels last?" in told
    assert "A Yes, for decadesThe industry" in told and "B They fadeAn installer" in told
    assert "20 years to one half; 0% without wear." in told
    assert "Would change it: A panel that is <b>dark</b> after ten years." in told
    assert "○no dispute recorded no link opposes the two" in told


def test_what_was_not_measured_has_no_unit():
    made = pages(derive(read(base()), {}), [], {}, "2026-11-25")["index.md"]
    told = words(made)
    assert "not measured to one half; not measured without wear." in told
    assert "measured years" not in told and "measured%" not in told


def test_a_link_that_opposes_the_sides_makes_it_a_dispute():
    link = "links: [{contradicts: panels-last, because: One lasts.}]\n"
    assert "◐disputed neither gave a number" in home(base(more=link))


def test_a_crux_between_the_sides_gives_the_number_and_the_state():
    told = home(base(OF_CRUX, RIVAL))
    assert "●decided A came out; B missed" in told
    assert "20.040 half life, standard error 0.014 over 5 seeds. Expected A: more than 10." in told
    assert "B: less than 5." in told


def test_a_number_without_spread_is_given_no_error():
    given = base(OF_CRUX, RIVAL)
    given["claims/energy/panels-last.py"] = given["claims/energy/panels-last.py"].replace(
        b"0.001 * seed", b"0.001 * 1"
    )
    told = home(given)
    assert "20.02 half life. Expected A: more than 10." in told
    assert "standard error" not in told


def test_what_stands_in_for_a_side_is_named():
    standing_in = OF_CRUX.replace(
        "panels-fade-slowly, says: They fade",
        "panels-last, says: No, stands_in: panels-fade-slowly",
    )
    assert "without a number of its own; beside it: Slow fading" in home(base(standing_in, RIVAL))


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (("main.half_life}", "mian.half_life}"), "8:13: error: 'mian' is no run of"),
        (("{main.half_life}", "{main.half_lif}"), "8:13: error: 'half_lif' is not measured by"),
        (
            ("claim: panels-last,", "claim: panels-lost,"),
            "4:6: error: 'panels-lost' is no claim; did",
        ),
        (
            ("of: panels-last/life", "of: panels-last/live"),
            "7:3: error: 'panels-last/live' is no demo",
        ),
        (
            ("question: Do panels last?", "question: Panels last"),
            "2:1: error: 'question' should be",
        ),
        (("would_change", "would_chnge"), "would_chnge"),
        (("would_change", "order: 0\nwould_change"), "'order' should be a whole number"),
        (("  number: '{main.half_life} years'\n", ""), "7:3: error: no number to begin with"),
    ],
)
def test_what_is_wrong_is_found_at_its_place(change, finding):
    found = said(base(DEBATE.replace(*change)))
    assert any(f"{INDEX}:" in line and finding in line for line in found), found


def test_what_cannot_be_shown_is_left_out_and_nothing_else_is_lost():
    broken = base(DEBATE.replace("claim: panels-last,", "claim: panels-lost,"))
    told = home(broken)
    assert "Do panels last?" not in told and told.startswith("Claims Claims, the arguments")


def of_two_topics(first: str, second: str) -> str:
    given = base(DEBATE.replace("would_change", f"{first}would_change"))
    given["claims/roofs/index.md"] = (
        DEBATE.replace("Do panels last?", "Do roofs?")
        .replace("would_change", f"{second}would_change")
        .replace("# Energy", "# Roofs")
        .encode()
    )
    return home(given)


def test_debates_with_a_place_come_first_in_that_order_and_the_others_are_lines():
    told = of_two_topics("order: 2\n", "order: 1\n")
    assert told.startswith("Two questions") and "More questions" not in told
    assert told.index("Do roofs?") < told.index("Do panels last?")
    told = of_two_topics("", "order: 1\n")
    shown, _, below = told.partition("More questions")
    assert told.startswith("Two questions") and "Do panels last?" not in shown
    assert "Do roofs?" in shown and "○no dispute recorded Do panels last?" in below
    assert told.count("Would change it") == 1


def test_without_any_place_all_are_shown_whole():
    told = of_two_topics("", "")
    assert told.count("Would change it") == 2 and "More questions" not in told


def test_a_line_of_dashes_in_an_introduction_is_no_front_matter():
    text = "# Energy\n\nAbout panels.\n\n---\n\nMore.\n"
    topic = read(base(text)).topics["energy"]
    assert topic.debate is None and topic.introduction.endswith("More.")
