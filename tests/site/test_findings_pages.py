"""A base with mistakes still has its site: what is wrong stands where it will be looked for."""

import html
import re

import pytest

from kb.checks.all import findings_of, manuals
from kb.site.pages.all import pages
from kb.site.text.served import served
from kb.takeaway.takeaway import takeaways
from tests.cli.test_commands import kb
from tests.helpers.solar_base import TODAY, files, know, on_disk
from tests.site.test_pages import DOCS, Parts, address, html_of

FADING = "claims/energy/panels-fade-slowly.yaml"
BROKEN = """title: Panels fade slowly
statement: Output falls.
kind: empirical
kind: opinion
colour: <script>alert(1)</script> {{ 7*7 }} &amp; | a | b |
"""
LINKED = {
    "links": [
        {"contradicts": "panels-fade-slowly", "because": "One lasts, the other fades."},
        {"supports": "panels-fade-slowly/demonstrations/life", "because": "See its loss."},
    ],
    "statement": "They last, whatever [the rival](panels-fade-slowly) says.",
}


def made(given: dict[str, bytes], site: str = "") -> dict[str, bytes]:
    knowledge = know(given)
    found = findings_of(knowledge, TODAY)
    return pages(knowledge, manuals(), DOCS, TODAY, served(site), findings=found) | dict(
        takeaways(knowledge.base)
    )


def lost(found: dict[str, bytes]) -> list[tuple[str, str]]:
    """Links from page to page that lead nowhere."""
    served = {address(path) for path in found}
    missing = []
    for path, content in found.items():
        if not path.endswith(".md"):
            continue
        depth = address(path).count("/")
        for link in Parts(html_of(content)).links:
            there = link.partition("#")[0]
            up = there.count("../")
            if there.startswith("../") and up == depth and there[3 * up :] not in served:
                missing.append((path, link))
    return missing


def words(page: bytes) -> str:
    return " ".join(Parts(html_of(page)).words.split())


@pytest.fixture(scope="module")
def broken() -> dict[str, bytes]:
    given = files(LINKED)
    given[FADING] = BROKEN.encode()
    return made(given)


def test_a_claim_that_cannot_be_read_has_a_page_that_says_why(broken):
    page = broken["claims/panels-fade-slowly.md"]
    assert Parts(html_of(page)).tags.count("h1") == 1
    said = words(page)
    assert said.startswith("panels-fade-slowly This claim cannot be read.")
    assert f"{FADING}:4:1" in said
    source = re.search(r"<pre[^>]*><code>(.*?)</code></pre>", html_of(page), re.DOTALL)
    assert html.unescape(source[1]) == "kind: opinion\n^"
    assert "Hint." in said


def test_links_to_it_lead_to_that_page(broken):
    claim = Parts(html_of(broken["claims/panels-last.md"]))
    assert claim.links.count("../../claims/panels-fade-slowly/") >= 2  # in the text, in a link
    assert lost(broken) == []


def test_home_counts_them_and_all_errors_are_listed(broken):
    home = broken["index.md"]
    assert "One claim cannot be read: panels-fade-slowly." in words(home)
    links = Parts(html_of(home)).links
    assert {"claims/panels-fade-slowly/", "findings/"} <= set(links)
    assert f"{FADING}:4:1" in words(broken["findings/index.md"])


def test_what_a_broken_file_says_is_shown_and_not_obeyed():
    given = files()
    given[FADING] = BROKEN.replace("kind: opinion\n", "").encode()
    page = made(given)["claims/panels-fade-slowly.md"]
    assert "<script" not in html_of(page) and "{{" not in html_of(page)
    assert "colour: <script>alert(1)</script> {{ 7*7 }} &amp; | a | b |" in words(page)


def test_errors_of_checks_are_listed_with_their_check():
    found = made(files({"sources": [{"cite": "nobody-1999"}]}))
    said = words(found["findings/index.md"])
    assert "claims/energy/panels-last.yaml:" in said and "nobody-1999" in said
    assert "../manual/checks/#unknown-source" in Parts(html_of(found["findings/index.md"])).links
    assert "in all." in words(found["index.md"])
    assert "cannot be read" not in words(found["index.md"])
    assert lost(found) == []


def test_without_errors_there_is_nothing_about_them():
    found = made(files())
    assert "findings/index.md" not in found
    assert "kb-faults" not in found["index.md"].decode()


@pytest.mark.parametrize("name", ["index", "Panels Last", "panels", "a-b-", ".-.", "panels-last"])
def test_a_broken_file_cannot_take_the_place_of_another_page(name):
    calm, found = made(files()), made(files() | {f"claims/energy/{name}.yml": b"title: [\n"})
    assert set(found) - set(calm) == {"findings/index.md"}
    assert set(calm) - set(found) == set()


def test_the_site_is_built_and_the_status_is_1(tmp_path):
    given = files(LINKED)
    given[FADING] = BROKEN.encode()
    root = on_disk(tmp_path, given)
    status, said, _ = kb(root, "build", "--no-run")
    assert status == 1
    assert said.startswith(f"{FADING}:4:1: error: ")
    page = (root / "site/claims/panels-fade-slowly/index.html").read_text()
    assert "This claim cannot be read" in page
    assert (root / "site/findings/index.html").is_file()
