"""What people type into the search, and the page that should come first: our search, in a browser.

The pages were chosen before the search was asked.  Nothing is measured here, so that states which
need a run are tried on the small base.
"""

import pytest

from tests.helpers.browser import CHROMIUM
from tests.helpers.real_search import entries_in, finder, hits, real_index
from tests.site.test_pages import built

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
    pytest.mark.xdist_group("browser"),
]
FIRST = {
    # abbreviations, and what they stand for
    "SLT": "topics/slt-and-regularisation/",
    "singular learning theory": "topics/slt-and-regularisation/",
    "NTK": "claims/ntk-only-provisional/",
    "neural tangent kernel": "claims/ntk-only-provisional/",
    "RLCT": "references/lau-2025/",
    "PAC": "claims/why-pac-not-mac/",
    "BIC": "claims/bic-fails-for-singular-models/",
    "ERM": "claims/erm-hides-its-bayesian-assumption/",
    "SGD noise sparsity": "claims/sgd-noise-induces-sparsity/",
    "TMS": "references/elhage-2022/",
    "muP": "claims/maximal-update-keeps-features-moving/",
    "density of states": "claims/dos-terms-give-generalisation/",
    # topics, claims and questions in people's own words
    "feature learning": "topics/feature-learning/",
    "three correlations": "topics/correlations/",
    "Hessian rank": "claims/generic-hessian-rank-fails/",
    "Fisher information": "claims/fisher-degenerates-in-networks/",
    "volume scaling": "claims/volume-scaling-is-core/",
    "tight generalization bounds": "claims/bounds-not-tight/",
    "PAC bounds vs MAC bounds": "claims/why-pac-not-mac/",
    "perturbation theory": "claims/perturbation-theory-as-contender/",
    "superposition phase transition": "claims/slt-quantifies-tms-transitions/",
    "othello board": "claims/representation-is-the-surprise/",
    "robots reliability": "claims/robots-need-reliability/",
    "ReLU scaling": "claims/relu-scaling-redundancy/",
    "does SLT say more than regularisation?": "questions/does-slt-say-more-than-regularisation/",
    "is the board inside the network": "questions/is-the-board-inside-the-network/",
    "when is a failure one of generalisation?": "questions/when-is-a-failure-one-of-generalisation/",
    "do slow robots tell of machine intelligence": "questions/do-slow-robots-tell-of-machine-intelligence/",
    # people, works, sources
    "commenter": "positions/commenter/",
    "curator": "positions/curator/",
    "the critic of robotics": "positions/robotics-critic/",
    "standard learning theory": "positions/standard-learning-theory/",
    "Watanabe 2009": "references/watanabe-2009/",
    "jacot": "references/jacot-2018/",
    "toy models of superposition": "references/elhage-2022/",
    "forum comments": "sources/forum-comments/",
    # states, parts of the site, checks
    "held by nobody": "manual/words/#standing",
    "unchallenged": "manual/words/#standing",
    "what is a crux": "cruxes/",
    "who holds what": "positions/",
    "map": "map/",
    "missing-source": "manual/checks/#missing-source",
    # slips
    "singuler lerning theroy": "topics/slt-and-regularisation/",
    "corelations": "topics/correlations/",
    "fihser informaton": "claims/fisher-degenerates-in-networks/",
    "regularization": "topics/slt-and-regularisation/",
}


@pytest.fixture(scope="module")
def real(browser):
    page = finder(browser, real_index())
    yield page
    page.close()


@pytest.fixture(scope="module")
def small(browser):
    page = finder(browser, entries_in(built()))
    yield page
    page.close()


def places(page, query):
    return [hit["location"].replace("index.html", "") for hit in hits(page, query)]


def test_the_page_that_should_come_first_does(real):
    assert len(FIRST) >= 40
    found = {query: places(real, query)[:1] for query in FIRST}
    assert found == {query: [place] for query, place in FIRST.items()}


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("SLT", "singular learning theory"),
        ("slt", "Singular-Learning Theory"),
        ("NTK", "neural tangent kernel"),
        ("RLCT", "real log canonical threshold"),
        ("OOD", "out-of-distribution"),
        ("PAC", "probably approximately correct"),
    ],
)
def test_an_abbreviation_finds_what_the_words_in_full_find(real, short, full):
    assert places(real, short) == places(real, full) != []


def test_a_short_word_is_not_the_beginning_of_another(real):
    found = hits(real, "PAC")
    assert 0 < len(found) < 5
    assert all(
        "<mark data-md-highlight>PAC</mark>" in hit["title"] + hit["text"] for hit in found[:1]
    )
    assert "claims/robotics-slower-than-ml/" not in places(real, "PAC")  # "the pace of"


def test_what_is_asked_for_narrows_what_is_found(real):
    every, fewer = places(real, "SLT"), places(real, "SLT regularisation")
    assert 0 < len(fewer) < len(every) < 60
    assert set(fewer) < set(every)


def test_nonsense_finds_nothing(real):
    assert places(real, "xqzwvkjh") == places(real, "  ") == places(real, "?!") == []


def test_a_hit_shows_the_state_and_one_line(real):
    hit = hits(real, "heavy machinery")[0]
    assert hit["title"] == (
        "Why does singular learning theory need so much <mark data-md-highlight>heavy</mark>"
        " <mark data-md-highlight>machinery</mark>?"
    )
    assert hit["tags"] == ["◌ held by nobody", "What is singular"]
    assert hit["text"] == (
        '<p class="kb-hit">… wonder why it then needs so'
        " <mark data-md-highlight>heavy</mark> a <mark data-md-highlight>machinery</mark>."
        " That it does need it is taken for granted. What follows is cut off, and no reason is supplied …</p>"
    )
    for query in FIRST:
        for hit in hits(real, query)[:10]:
            line = hit["text"].replace("<mark data-md-highlight>", "").replace("</mark>", "")
            assert len(line) < 230, line
            if hit["location"].startswith("claims/"):
                assert hit["tags"][0][0] in "●✕◐○◌■▲◇", hit


def test_a_place_inside_a_page_shows_its_line_too(real):
    hit = hits(real, "missing-source")[0]
    assert hit["location"] == "manual/checks/index.html#missing-source"
    assert hit["text"] == ""  # the frame would not show it
    assert ' <span class="kb-hit">nobody can check a statement that points at' in hit["title"]


def test_a_state_finds_the_claims_that_are_in_it(small):
    found = hits(small, "contested")
    assert found[0]["location"] == "manual/words/index.html#standing"
    claims = [hit for hit in found if hit["location"].startswith("claims/")]
    assert claims and all("contested" in hit["tags"][0] for hit in claims)


def test_markup_in_the_base_is_shown_and_not_obeyed(browser):
    text = (
        'title: "<img src=x onerror=alert(1)> & co"\nstatement: "<b>bold</b> img"\nkind: opinion\n'
    )
    index = entries_in(built({"claims/energy/a-hostile-one.yaml": text}))
    page = finder(browser, index)
    hit = next(hit for hit in hits(page, "img") if hit["location"].startswith("claims/a-hostile"))
    page.close()
    assert hit["title"] == (
        "&lt;<mark data-md-highlight>img</mark> src=x onerror=alert(1)&gt; &amp; co"
    )
    assert "<b>" not in hit["text"]
