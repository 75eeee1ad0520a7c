"""What pages say of the past, of former names and of tags; and that they can do without."""

import html
import re
import xml.etree.ElementTree as ET

import yaml

from kb._data import packed
from kb.history.from_git import known_history
from kb.history.history import NOTHING, Change, Dates, History
from kb.history.registrations import UNKNOWN, Registered, Terms
from kb.site.pages.all import pages
from kb.site.text.served import Served
from tests.helpers.git_repository import PERSON, SOON, started
from tests.helpers.solar_base import files, know
from tests.site.test_crux_pages import FADING, PAGE, RIVAL
from tests.site.test_crux_pages import words as told
from tests.site.test_pages import Parts, html_of

SITE = "https://base.example/kb/"
KEY = ("panels-fade-slowly", "soon")
BEFORE = (Terms("panels-last/life", ("half_life < 9",)),)
DATES = {
    "panels-fade-slowly": Dates("2026-03-01", "2026-03-05"),
    "panels-last": Dates("2026-03-01", "2026-03-01"),
}
CHANGES = (
    Change("2026-03-05", changed=("panels-fade-slowly",), removed=("panels-gone",)),
    Change("2026-03-01", added=("panels-fade-slowly", "panels-gone", "panels-last")),
)


def site(history: History = NOTHING, more: str = "", title: str = "") -> dict[str, bytes]:
    given = files()
    given[FADING] += RIVAL.encode() + more.encode()
    if title:
        given[FADING] = given[FADING].replace(b"Panels fade slowly", title.encode())
    return pages(know(given), [], {"about.md": b"# About\n\nWords.\n"}, "2026-11-25",
                 served=Served(SITE), history=history)  # fmt: skip


OWN = ("panels-last", "/life")  # what the claim expects of its own demonstration


def with_prediction(found: Registered | None, own: Registered = UNKNOWN) -> dict[str, bytes]:
    return site(History(DATES, {OWN: own, **({KEY: found} if found else {})}, CHANGES))


SHOWN = (PAGE, "claims/panels-fade-slowly.md", "claims/panels-last.md")


def test_a_claim_page_ends_with_its_dates():
    made = with_prediction(None)
    last = made["claims/panels-fade-slowly.md"]
    assert html_of(last).count('<h2 id="history"') == 1
    assert told(last).endswith(
        "Added on 1 March 2026, last changed on 5 March 2026. What else changed"
    )
    assert "Added on 1 March 2026, and not changed on a later day." in told(
        made["claims/panels-last.md"]
    )


def test_a_claim_that_is_not_committed_says_so():
    dates = {"panels-last": Dates("2026-03-01", "")}
    made = site(History(dates, {}, CHANGES))
    assert "Not committed yet." in told(made["claims/panels-fade-slowly.md"])
    assert "Added on 1 March 2026; changed since, and that is not committed yet." in told(
        made["claims/panels-last.md"]
    )


def test_a_prediction_shows_when_it_was_registered_wherever_it_is_shown():
    made = with_prediction(Registered("2026-03-01"))
    for path in SHOWN:
        assert "registered on 1 March 2026" in told(made[path]), path
        assert "◐changed" not in told(made[path]), path


def test_a_prediction_that_was_changed_says_so_wherever_it_is_shown():
    made = with_prediction(Registered("2026-03-01", "2026-03-05", BEFORE))
    for path in SHOWN:
        assert (
            "◐changed on 5 March 2026, after it was registered on 1 March 2026; before, it expected"
            " half_life < 9 of panels-last/life"
        ) in told(made[path]), path


def test_a_prediction_that_git_does_not_know_says_so_wherever_it_is_shown():
    made = with_prediction(None)
    for path in SHOWN:
        assert "◐not committed yet" in told(made[path]), path
        assert "registered before the run" not in told(made[path]).lower(), path
    made = with_prediction(Registered("2026-03-01", "", BEFORE, True))
    for path in SHOWN:
        assert "◐changed and not committed yet, after it was registered on 1 March" in told(
            made[path]
        ), path


def test_a_crux_says_since_when_a_claim_expects_this_of_its_own_demonstration():
    made = with_prediction(Registered("2026-03-02"), Registered("2026-03-01"))
    words = told(made[PAGE])
    assert words.count("registered on 1 March 2026") == 1
    assert words.count("registered on 2 March 2026") == 1
    loose = (Terms("panels-last/life", ("half_life > 1",)),)
    words = told(with_prediction(None, Registered("2026-03-01", "2026-03-05", loose))[PAGE])
    assert (
        "◐changed on 5 March 2026, after it was registered on 1 March 2026; before, it expected"
        " half_life > 1 of panels-last/life"
    ) in words


def test_without_a_past_pages_are_silent():
    made = site()
    for path in SHOWN:
        assert "committed" not in told(made[path]) and "registered on" not in told(made[path])
        assert 'id="history"' not in html_of(made[path])
    assert "feed.xml" not in made
    assert "nothing is known here of what changed" in told(made["changes/index.md"])
    assert told(made["index.md"]).count("what changed") == 1


def test_an_unknown_date_of_a_prediction_is_left_out():
    made = with_prediction(Registered(""))
    for path in SHOWN:
        assert "committed" not in told(made[path]) and "registered on" not in told(made[path])


def test_changes_stand_newest_first_and_are_linked():
    made = with_prediction(None)
    words = told(made["changes/index.md"])
    order = ["5 March 2026", "Changed", "Panels fade slowly", "Removed", "panels-gone",
             "1 March 2026", "Added", "Panels fade slowly", "panels-gone", "Panels last"]  # fmt: skip
    said = words[words.index("part of the base.") :]
    assert re.findall("|".join(dict.fromkeys(order)), said) == order
    assert "Last changed on 5 March 2026: what changed, also as a feed" in told(made["index.md"])
    assert {"changes/", "feed.xml"} <= set(Parts(html_of(made["index.md"])).links)
    assert "../changes/" in Parts(html_of(made["manual/index.md"])).links


def test_the_feed_has_an_entry_for_each_day_with_absolute_links():
    made = with_prediction(None)["feed.xml"]
    assert made == with_prediction(None)["feed.xml"]
    space = {"a": "http://www.w3.org/2005/Atom", "h": "http://www.w3.org/1999/xhtml"}
    feed = ET.fromstring(made)
    assert [each.text for each in feed.findall("a:entry/a:title", space)] == [
        "5 March 2026: 1 claim changed and 1 removed",
        "1 March 2026: 3 claims added",
    ]
    assert [each.text for each in feed.findall("a:entry/a:id", space)] == [
        f"{SITE}changes/#2026-03-05", f"{SITE}changes/#2026-03-01",
    ]  # fmt: skip
    assert feed.findtext("a:updated", "", space) == "2026-03-05T00:00:00Z"
    links = [each.get("href", "") for each in feed.iterfind(".//h:a", space)]
    assert links == [
        f"{SITE}claims/panels-fade-slowly/", f"{SITE}claims/panels-fade-slowly/",
        f"{SITE}claims/panels-last/",
    ]  # fmt: skip
    for place in ("2026-03-05", "2026-03-01"):
        page = with_prediction(None)["changes/index.md"]
        assert place in Parts(html_of(page)).ids


def test_a_hostile_title_stays_a_title_in_the_feed():
    made = site(History(DATES, {}, CHANGES), title="'<script>&amp;]]></content>'")
    entry = ET.fromstring(made["feed.xml"]).find(".//{http://www.w3.org/1999/xhtml}a")
    assert entry is not None and entry.text == "<script>&amp;]]></content>"


def test_no_page_names_who_committed(tmp_path):
    given = started(tmp_path, SOON)
    knowledge = know(given)
    made = pages(knowledge, [], {}, "2026-11-25", history=known_history(tmp_path, knowledge.base))
    assert "registered on 1 March 2026" in told(made["claims/panels-fade-slowly.md"])
    for path, page in made.items():
        assert PERSON.encode() not in page and b"nobody@" not in page, path


def test_a_former_name_leads_to_the_claim_without_a_script():
    made = site(more="aliases: [panels-wear, panels-last]\n")
    page = made["claims/panels-wear/index.html"].decode()
    parts = Parts(page)
    assert parts.links == [
        f"{SITE}claims/panels-fade-slowly/",
        "../../claims/panels-fade-slowly/index.html",
    ]
    assert "Panels fade slowly (panels-fade-slowly)" in " ".join(parts.words.split())
    assert "script" not in parts.tags
    assert 'content="0; url=../../claims/panels-fade-slowly/index.html"' in html.unescape(page)
    # A name that another claim has is that claim's.
    assert "claims/panels-last/index.html" not in made
    assert b"claims/panels-wear/" not in made["search/entries.js"]


def test_a_former_name_sends_on_safely_whatever_the_title():
    title = '"</title><script>alert(1)</script>"'
    page = site(more="aliases: [panels-wear]\n", title=title)["claims/panels-wear/index.html"]
    assert "script" not in Parts(page.decode()).tags


def test_tags_are_listed_if_there_are_any():
    made = site(more="tags: [roof, long-life]\n")
    page = made["tags/index.md"]
    assert {"tag-roof", "tag-long-life"} <= set(Parts(html_of(page)).ids)
    links = Parts(html_of(made["claims/panels-fade-slowly.md"])).links
    assert [each for each in links if "tags/" in each] == [
        "../../tags/#tag-roof", "../../tags/#tag-long-life",
    ]  # fmt: skip
    assert "tags/" in Parts(html_of(made["index.md"])).links
    without = site()
    assert "tags/index.md" not in without
    assert "tags/" not in Parts(html_of(without["index.md"])).links


def test_pages_in_no_navigation_are_named_as_such():
    text = packed("mkdocs.yml").read_text("utf-8")
    assert {"/changes/", "/tags/"} <= set(yaml.safe_load(text)["not_in_nav"].split())


def test_the_feed_and_its_entries_are_as_old_as_their_last_change():
    days = (
        Change("2026-03-05", changed=("panels-last",), at="2026-03-05T17:30:00Z"),
        Change("2026-03-01", added=("panels-last",), at="2026-03-01T09:00:00Z"),
    )
    space = {"a": "http://www.w3.org/2005/Atom"}
    feed = ET.fromstring(site(History(DATES, {}, days))["feed.xml"])
    assert feed.findtext("a:updated", "", space) == "2026-03-05T17:30:00Z"
    assert [entry.text for entry in feed.findall("a:entry/a:updated", space)] == [
        "2026-03-05T17:30:00Z", "2026-03-01T09:00:00Z",
    ]  # fmt: skip
