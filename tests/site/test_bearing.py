"""Lists and badges say no more than was measured: what bears, what is cut, what has a flaw."""

from kb.explain.four_words import demonstrated_word
from kb.history.first_runs import Commitment
from kb.history.from_git import Registrations
from kb.pipeline import derive
from kb.site.pages.all import pages
from tests.helpers.solar_base import CLAIM, files, know
from tests.site.test_crux_pages import FADING, RIVAL, words

CUT = "links: [{undercuts: panels-last/life, because: The lamp is no sun.}]\n"
SURVEYED = """
title: The lamp was a sun
statement: The lamp had the sun's spectrum.
kind: empirical
sources: [{cite: fraunhofer-2021, locator: p. 14}]
held_by: [{position: industry, stance: asserts}]
links: [{attacks: panels-fade-slowly, because: It was measured.}]
"""


def made(given: dict[str, bytes]) -> dict[str, bytes]:
    return pages(know(given), [], {}, "2026-11-25")


def test_a_badge_does_not_shine_for_a_measurement_that_is_undercut():
    given = files()
    assert demonstrated_word(know(given), know(given).base.by_id["panels-last"]).value == "holds"
    given[FADING] += CUT.encode()
    cut = know(given)
    word = demonstrated_word(cut, cut.base.by_id["panels-last"])
    assert (word.value, word.shape, word.because) == ("undercut", "◐", "the runs say: holds")
    told = words(made(given)["claims/panels-last.md"])
    assert "Undercut by Panels fade slowly" in told and "it counts for nothing while" in told


def test_an_undercut_that_is_itself_defeated_cuts_nothing():
    given = files()
    given[FADING] += CUT.encode()
    given["claims/energy/lamp-was-a-sun.yaml"] = SURVEYED.encode()
    answered = know(given)
    assert demonstrated_word(answered, answered.base.by_id["panels-last"]).value == "holds"
    assert "Undercut by" not in words(made(given)["claims/panels-last.md"])


def test_a_flaw_of_the_design_stands_wherever_the_outcome_does():
    given = files({"demonstrations": {"life": {"flaw": "The lamp is <b>no</b> sun."}}})
    given[FADING] += RIVAL.encode()
    built = made(given)
    flaw = "A flaw of its design. The lamp is <b>no</b> sun."
    for path in ("claims/panels-last.md", "evidence/index.md"):
        assert flaw in words(built[path]), path
    told = words(built["cruxes/index.md"])
    assert "◐open" in told and "for the design has a flaw. The lamp is" in told
    assert "the measurement speaks for" not in told


def test_one_word_for_several_tests_is_taken_apart_where_they_differ():
    both = {"runs": {"wearless": {"breaks": ["lasts", "lasts-long"]}}}
    life = {**both, "expect": {"lasts": "half_life > 10", "lasts-long": "half_life > 900"}}
    told = words(made(files({"demonstrations": {"life": life}}))["evidence/index.md"])
    assert "lasts: holds" in told and "lasts long: refuted" in told
    same = {**both, "expect": {"lasts": "half_life > 900", "lasts-long": "half_life > 901"}}
    assert "lasts:" not in words(
        made(files({"demonstrations": {"life": same}}))["evidence/index.md"]
    )


def test_home_counts_the_claims_on_which_a_demonstration_bears():
    given = files({"demonstrations": {"life": {"bears": "illustrates"}}})
    given["claims/energy/lamp-was-a-sun.yaml"] = SURVEYED.partition("links:")[0].encode()
    assert (
        "Of three claims 1 have a demonstration that bears for or against the claim itself,"
        " 1 only such as bear on its scope or illustrate, 1 none of their own."
        in words(made(given)["index.md"])
    )


def test_claims_said_to_be_compatible_keep_that_beside_a_crux_between_them():
    given = files()
    scope = "links: [{compatible-by-scope: panels-last, differs: The roofs., because: South.}]\n"
    given[FADING] += RIVAL.encode() + scope.encode()
    built = made(given)
    said = "The claims themselves are recorded as compatible"
    (page,) = (path for path in built if path.startswith("cruxes/") and path != "cruxes/index.md")
    assert said in words(built[page]) and "What differs: The roofs." in words(built[page])
    assert said in words(built["cruxes/index.md"])
    assert CLAIM in given


def test_what_was_added_after_the_run_does_not_set_a_word_that_lists_count():
    both = {"runs": {"wearless": {"breaks": ["lasts", "lasts-long"]}}}
    life = {**both, "expect": {"lasts": "half_life > 10", "lasts-long": "half_life > 900"}}
    known = know(files({"demonstrations": {"life": life}}))
    words_of = {("panels-last", "/life"): {"half_life > 900": Commitment("added later")}}
    late = derive(known.base, known.evidence, Registrations(words_of))
    for knowledge, word, summary in ((known, "refuted", "1 refuted and 1 holds"),
                                     (late, "holds", "2 hold")):  # fmt: skip
        page = pages(knowledge, [], {}, "2026-11-25")["evidence/index.md"].decode()
        assert f'data-word="{word}"' in page and summary in words(page.encode())
    assert "lasts long (added later): refuted" in words(page.encode())


def test_a_prediction_that_missed_is_not_hidden_by_there_being_no_attack():
    given = files()
    given[FADING] += RIVAL.encode()
    built = made(given)
    missed = "what was predicted for it missed, as stands under predictions"
    assert missed in words(built["claims/panels-fade-slowly.md"])
    assert missed not in words(built["claims/panels-last.md"])
