"""A crux on the site: both sides, the measurement between them, and who was right."""

import json

import pytest

from kb.history.first_runs import Commitment
from kb.history.from_git import Registrations
from kb.pipeline import derive
from kb.site.pages.all import pages
from tests.helpers.solar_base import files, know
from tests.site.test_pages import Parts, html_of

FADING = "claims/energy/panels-fade-slowly.yaml"
RIVAL = (
    "scope: Roofs in the <b>south</b>.\n"
    "predictions: {soon: {of: panels-last/life, expect: {gone: half_life < 5}}}\n"
)
PAGE = "cruxes/panels-last-panels-fade-slowly-panels-last-life.md"


def site(rival: str = RIVAL) -> dict[str, bytes]:
    given = files()
    given[FADING] += rival.encode()
    return pages(know(given), [], {}, "2026-11-25")


def words(page: bytes) -> str:
    return " ".join(Parts(html_of(page)).words.split())


def test_a_crux_has_a_page_that_says_who_was_right():
    page = site()[PAGE]
    told = words(page)
    for said in (
        "Cruxes life What is expected of one measurement for two claims cannot both be, and the run",
        "The measurement speaks for Panels last",
        "●expected rightly",
        "✕expected wrongly predicted; whether before the run is not known here",
        "expectshalf_life < 5",
        "scopeRoofs in the <b>south</b>.",
        "it follows from the numbers",
        "That wear stays the same.",
    ):
        assert said in told, said
    html = html_of(page)
    narrow = f"figures/{PAGE.removesuffix('.md')}.narrow.dark.svg"
    assert narrow in site() and f"../../{narrow}" in Parts(html).links
    assert html.count('class="kb-svg"') == 1
    assert "below 5" in told and "above 10" in told


@pytest.mark.parametrize("where", ["index.md", "disputes/index.md", "cruxes/index.md"])
def test_lists_name_the_crux_and_its_winner(where):
    assert "Panels last ●tested, came out The measurement speaks for this one." in words(
        site()[where]
    )


def test_an_undecided_crux_is_open_and_draws_only_what_can_be_read():
    page = site(RIVAL.replace("< 5", "** 2 < 5"))[PAGE]
    told = words(page)
    assert "◐open" in told and "◐not decided" in told
    assert "could not be told" in told
    assert 'class="kb-svg"' not in html_of(page)


def test_without_cruxes_the_list_says_so():
    made = site("")
    assert "No two claims have yet registered" in words(made["cruxes/index.md"])
    assert [path for path in made if path.startswith("cruxes/")] == ["cruxes/index.md"]


def test_a_side_says_why_it_expects_what_it_registered():
    reason = RIVAL.replace("soon: {of", "soon: {because: Wear <b>sets</b> in., of")
    assert "becauseWear <b>sets</b> in." in words(site(reason)[PAGE])
    assert "because" not in words(site()[PAGE]).partition("The measurement")[0]


def test_a_claim_that_only_predicts_shows_how_that_came_out():
    given = files()
    given[FADING] = given[FADING].partition(b"demonstrations:")[0] + RIVAL.encode()
    told = words(pages(know(given), [], {}, "2026-11-25")["claims/panels-fade-slowly.md"])
    assert "Not tested by a measurement of its own. Write a test" in told
    assert "Not tested by a measurement of its own. Write a test" in told
    assert "○not tested" in told and "✕1 lost" in told and "less than 5 registered." in told
    given[FADING] = given[FADING].replace(b"half_life < 5", b"half_life > 5")
    told = words(pages(know(given), [], {}, "2026-11-25")["claims/panels-fade-slowly.md"])
    assert "●1 came out" in told
    given[FADING] = given[FADING].partition(b"scope:")[0]
    told = words(pages(know(given), [], {}, "2026-11-25")["claims/panels-fade-slowly.md"])
    assert "○none registered" in told and "no program could prove it wrong yet" in told


def test_two_predictions_that_name_their_expectation_alike_are_told_apart():
    two = (
        "predictions:\n"
        "  soon: {of: panels-last/life, because: Wear., expect: {ours: half_life < 5}}\n"
        "  flat: {of: panels-last/life, because: Wear., expect: {ours: wearless.half_life < 5}}\n"
    )
    page = site(two)[PAGE]
    told = words(page)
    assert "half_life < 5 ✕refuted in the clash measuredhalf_life 20.04 (20 to 20.08)" in told
    assert "wearless.half_life < 5 ●holds measuredwearless.half_life 0" in told
    assert (
        told.count("becauseWear.") == 1 and told.count("whether before the run is not known") == 1
    )
    assert 'class="kb-svg"' in html_of(page)


def test_a_measure_is_said_in_the_words_of_its_author():
    given = files({"demonstrations": {"life": {"measures": {"half_life": "years to one half"}}}})
    given[FADING] += RIVAL.replace("half_life < 5", "mean(half_life) < 5").encode()
    told = words(pages(know(given), [], {}, "2026-11-25")[PAGE])
    assert "measuredhalf_life 20.04 (20 to 20.08)years to one half" in told
    assert "measuredmean(half_life) 20.04years to one half" in told


def test_what_failed_is_said_wherever_the_claim_is_listed():
    lists = site()["claims/index.md"] if "claims/index.md" in site() else site()["topics/energy.md"]
    assert "✕prediction lost" in words(lists)


def test_a_crux_whose_measurement_is_cut_decides_nothing_and_names_what_cuts_it():
    given = files()
    cutting = (
        given[FADING].decode()
        + RIVAL
        + ("links: [{undercuts: panels-last/life, because: The lamp is no sun.}]\n")
    )
    given[FADING] = cutting.encode()
    made = pages(know(given), [], {}, "2026-11-25")
    told = words(made[PAGE])
    assert "◐contested" in told and "The measurement speaks for" not in told
    assert "Undercut by Panels fade slowly" in told and "so that it decides nothing." in told


def test_a_side_that_nobody_asserts_is_said_to_be_the_editors():
    given = files()
    given[FADING] = given[FADING].replace(b"stance: asserts", b"stance: doubts") + RIVAL.encode()
    told = words(pages(know(given), [], {}, "2026-11-25")[PAGE])
    assert told.count("nobody’s claim: a sharpened reading by the editors") == 1


def test_a_prediction_of_which_one_condition_came_late_says_which_wherever_it_is_shown():
    two = RIVAL.replace("half_life < 5", "half_life < 5, odd: half_life < 7")
    known = know({**files(), FADING: files()[FADING] + two.encode()})
    words_of = {
        ("panels-fade-slowly", "soon"): {
            "half_life < 5": Commitment("registered", "2026-03-01"),
            "half_life < 7": Commitment("added later", "2026-03-05"),
        }
    }
    base = derive(known.base, known.evidence, Registrations(words_of))
    made = pages(base, [], {}, "2026-11-25")
    said = (
        "◐registered in part on 1 March 2026; not before the first run,"
        " so explored only: half_life < 7"
    )
    for path in ("claims/panels-fade-slowly.md", "claims/panels-last.md", PAGE):
        assert said in words(made[path]), path


def test_data_for_programs_say_whether_a_prediction_was_registered():
    known = know({**files(), FADING: files()[FADING] + RIVAL.encode()})
    words_of = {
        ("panels-fade-slowly", "soon"): {"half_life < 5": Commitment("added later", "2026-03-05")}
    }
    registrations = Registrations(words_of)
    made = pages(derive(known.base, known.evidence, registrations), [], {}, "2026-11-25")
    told = json.loads(made["claims/panels-fade-slowly/claim.json"])["predictions"]
    assert told == [
        {"name": "soon", "of": "panels-last/life", "by": "",
         "expect": [{"that": "half_life < 5", "word": "added later"}]},
    ]  # fmt: skip
    page = words(made[PAGE])
    assert "added later on 5 March 2026: explored, decides nothing" in page and "◐open" in page
