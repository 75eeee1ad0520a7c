"""Where the site is served comes from the configuration; unknown, nothing is made up."""

import html
import json
import re
import xml.etree.ElementTree as ET

import pytest
from click.testing import CliRunner

from kb.cli.build import build
from kb.history.history import NOTHING, Change, Dates, History
from kb.model.configuration import Configuration
from kb.site.framing import served_at
from kb.site.mkdocs import CONFIG
from kb.site.pages.all import pages
from kb.site.text.served import NOWHERE, Served, served
from tests.helpers.solar_base import TODAY, files, know

SITE = "https://panels.example/kb/"
CLAIM = "claims/panels-last.md"
FILE = "claims/energy/panels-last.yaml"
HISTORY = History(
    {"panels-last": Dates("2026-03-01", "2026-03-05")},
    {},
    (
        Change("2026-03-05", changed=("panels-last",), removed=("panels-gone",)),
        Change("2026-03-01", added=("panels-last",)),
    ),
)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def site(where: Served = NOWHERE, history: History = NOTHING) -> dict[str, bytes]:
    return pages(know(files()), [], {}, TODAY, where, history=history)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (("", "", ""), Served()),
        (("https://a.example/kb", "", ""), Served("https://a.example/kb/")),
        (("https://a.example/kb/", "https://b.example/o/r/", "dev"),
         Served("https://a.example/kb/", "https://b.example/o/r", "dev")),
        (("", "https://b.example/o/r.git", ""), Served("", "https://b.example/o/r")),
        (("somewhere", "git@b.example:o/r", ""), Served()),
        (("https://[", "javascript:x", ""), Served()),
    ],
)  # fmt: skip
def test_an_address_is_one_of_the_web_or_none(written, found):
    assert served(*written) == found


def test_files_are_shown_and_edited_where_the_repository_has_them():
    where = Served("", "https://b.example/o/r", "a b")
    assert where.file("claims/x y.yaml") == "https://b.example/o/r/blob/a%20b/claims/x%20y.yaml"
    assert where.edit("claims/x.yaml") == "https://b.example/o/r/edit/a%20b/claims/x.yaml"
    lab = served("", "https://gitlab.com/o/r")
    assert lab.edit("x.yaml") == "https://gitlab.com/o/r/-/edit/main/x.yaml"
    assert NOWHERE.file("x.yaml") == NOWHERE.edit("x.yaml") == ""


def test_without_an_address_no_page_names_one():
    made = site(history=HISTORY)
    assert not any(path.endswith("feed.xml") for path in made)
    for path, content in made.items():
        assert b"example.org" not in content, path
    assert b"url" not in made["claims/panels-last/cite.bib"]
    assert b"UR  - " not in made["claims/panels-last/cite.ris"]
    assert "URL" not in json.loads(made["claims/panels-last/cite.json"])[0]
    claim = json.loads(made["claims/panels-last/claim.json"])
    assert (claim["url"], claim["$schema"]) == (
        "claims/panels-last/",
        "../../claim-json.schema.json",
    )
    assert b"edit this page" not in made[CLAIM] and b"application/atom+xml" not in made["index.md"]


def test_a_claim_leads_to_its_file_and_to_editing_it():
    made = site(served(SITE, "https://b.example/o/r"))
    text = html.unescape(made[CLAIM].decode())
    assert f'<a href="https://b.example/o/r/blob/main/{FILE}"' in text
    assert re.search(r'<a href="[^"]*/edit/main/[^"]*" rel="noopener">edit this page</a>', text)
    assert (
        f"url          = {{{SITE}claims/panels-last/}}".encode()
        in (made["claims/panels-last/cite.bib"])
    )


def test_each_topic_has_a_feed_of_its_own_claims():
    made = site(Served(SITE), HISTORY)
    feed = ET.fromstring(made["topics/energy/feed.xml"])
    assert feed.findtext("a:title", "", ATOM) == "Claims: what changed in Energy"
    assert feed.findtext("a:id", "", ATOM) == f"{SITE}topics/energy/"
    assert [title.text for title in feed.findall("a:entry/a:title", ATOM)] == [
        "5 March 2026: 1 claim changed", "1 March 2026: 1 claim added",
    ]  # fmt: skip
    whole = {entry.text for entry in ET.fromstring(made["feed.xml"]).findall("a:entry/a:id", ATOM)}
    own = {entry.text for entry in feed.findall("a:entry/a:id", ATOM)}
    assert len(own) == 2 and not own & whole
    topic = made["topics/energy.md"].decode()
    assert 'alternates: [["feed.xml", "What changed in Energy", "application/atom+xml"]]' in topic


def test_the_configuration_that_comes_with_kb_names_no_address():
    assert served_at(Configuration()) == NOWHERE
    told = Configuration(address="https://a.example", repository="https://b.example/o/r")
    assert served_at(told) == Served("https://a.example/", "https://b.example/o/r")
    assert served_at(told, "https://c.example").site == "https://c.example/"
    assert "example" not in CONFIG.read_text("utf-8")


@pytest.mark.parametrize("option", ["--site-url", "--repository"])
def test_what_is_no_address_is_a_misuse(option, tmp_path):
    done = CliRunner().invoke(build, [option, "nowhere"], obj=tmp_path)
    assert done.exit_code == 2
    assert f"{option}: 'nowhere' is no address that begins with https:// or http://" in done.output
