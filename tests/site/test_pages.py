"""The pages of a small base: complete, linked, sealed, and the same every time."""

import json
import posixpath
import re
import textwrap
from html.parser import HTMLParser

import markdown
import pytest
import yaml

from kb.checks.check import Manual
from kb.demos.judge import judge
from kb.model.outcomes import Measurement
from kb.pipeline import derive
from kb.reading.bibtex import references_of
from kb.reading.read import read
from kb.site.pages.all import pages
from kb.site.parts.sources import authors
from kb.site.write import write_pages
from kb.takeaway.takeaway import takeaways

FADE = """
title: Panels fade slowly
statement: >
  Output halves in about $80$ years; see [the rival](panels-last-forever).
kind: empirical
scope: Rooftop panels.
sources: [{cite: fraunhofer-2021, locator: "p. 14"}]
held_by: [{position: installer, stance: asserts, confidence: likely}]
links:
  - {contradicts: panels-last-forever, because: "One lasts, the other fades."}
  - {undercuts: panels-last-forever/supports/buy-panels, because: Nothing lasts.}
demonstrations:
  half_life:
    shows: The half-life that the losses imply.
    does_not_show: That losses stay constant.
    bears: for
    seeds: 2
    runs:
      main: {}
      no_wear: {loss: 0.0, breaks: [decades], because: No wear.}
    expect: {decades: 75 < years < 90}
    figure: {kind: bars, y: {label: years}, measures: [years], show: [main, no_wear]}
"""
LAST = """
title: Panels last forever
statement: They do not wear.
kind: opinion
sources: [{cite: fraunhofer-2021}]
held_by: [{position: seller, stance: asserts}]
links: [{supports: buy-panels, because: What lasts pays.}]
"""
BUY = """
title: One should buy panels
statement: They pay.
kind: opinion
sources: [{cite: fraunhofer-2021}]
held_by: [{position: seller, stance: asserts}]
"""
FILES = {
    "claims/energy/panels-fade-slowly.yaml": FADE,
    "claims/energy/panels-last-forever.yaml": LAST,
    "claims/energy/buy-panels.yaml": BUY,
    "claims/energy/panels-fade-slowly.py": "def measure(seed, loss=0.01):\n    return {}\n",
    "claims/energy/index.md": "# Energy\n\nWhat panels do.\n",
    "literature/references.bib": "@article{fraunhofer-2021, title={Wear}, author={A, B}, "
    "year={2021}, doi={10.1/x}}",
    "literature/positions.yaml": "installer: {title: Installer, one: yes}\n"
    "seller: {title: Seller, one: no}\n",
}
MEASURED = {
    "main": [Measurement({"years": 81.0}), Measurement({"years": 82.5})],
    "no_wear": [Measurement({"years": 900.0}), Measurement({"years": 901.0})],
}
MANUAL = [Manual("missing-source", "error", "", "No source.", "Cite one.", "a: 1", "a: 2")]
DOCS = {
    "about.md": b"# About\n\nWords.\n\n## Part one\n\nMore.\n",
    "reading.md": b"# How to read this\n\nSo.\n\n## How to object\n\nSo.\n",
    "method.md": b"# Method\n\nHow.\n\n## What a demonstration is\n\nA run.\n",
    "security.md": b"# Security\n\nHow.\n",
    "preparation.md": b"# What is prepared once\n\nHow.\n",
    "words.md": b"# The four cells\n\nFour.\n\n## Evidence\n\nE.\n\n## Prediction\n\nP.\n\n"
    b"## In debate\n\nD.\n\n## Source\n\nS.\n"
    b"\n## Demonstrated\n\nD.\n\n## Standing\n\nIt stands.\n",
    "assets/style.css": b"a {}",
}


def built(changes: dict[str, str] | None = None) -> dict[str, bytes]:
    files = {path: text.encode() for path, text in {**FILES, **(changes or {})}.items()}
    base = read(files)
    assert [each.message for each in base.findings] == []
    evidence = {at: judge(each, MEASURED) for at, each in base.demonstrations.items()}
    return pages(derive(base, evidence), MANUAL, DOCS, "2026-11-25")


def html_of(page: bytes) -> str:
    """The page as MkDocs makes it."""
    _, front, body = page.decode().split("---\n", 2)
    head = set(yaml.safe_load(front)) - {"citation", "alternates"}
    assert head == {"title", "description", "hide"}
    return markdown.markdown(body, extensions=["toc", "tables", "fenced_code"])


class Parts(HTMLParser):
    """Links, ids and words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in {"href", "src"}:
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_data(self, data: str) -> None:
        self.words += data


def address(path: str) -> str:
    """Where MkDocs serves a page."""
    if not path.endswith(".md"):
        return path
    return path.removesuffix("index.md") if path.endswith("index.md") else f"{path[:-3]}/"


def test_every_link_leads_somewhere():
    made = built()
    parts = {
        address(path): Parts(html_of(page)) for path, page in made.items() if path.endswith(".md")
    }
    served = {address(path) for path in made}
    served |= {
        path for path, _ in takeaways(read({path: text.encode() for path, text in FILES.items()}))
    }  # written beside the pages
    lost = []
    for here, page in parts.items():
        for link in page.links:
            if link.startswith("https://"):
                continue
            path, _, fragment = link.partition("#")
            there = posixpath.normpath(posixpath.join(here, path)) if path else here.rstrip("/")
            there = "" if there == "." else there
            there = there if there in served else f"{there}/"
            view = fragment.startswith("at=")  # not a place on a page: a view of the map
            known = not fragment or view or fragment in parts[there].ids
            if there not in served or not known:
                lost.append((here, link))
    assert lost == []


def test_no_id_stands_twice_on_a_page():
    for path, page in built().items():
        if path.endswith(".md"):
            ids = Parts(html_of(page)).ids
            assert sorted(ids) == sorted(set(ids)), path


def test_the_same_base_gives_the_same_bytes():
    assert built() == built()


def test_a_claim_page_says_all_in_its_order():
    page = html_of(built()["claims/panels-fade-slowly.md"])
    assert re.findall(r'<h2 id="([^"]*)"', page) == [
        "evidence", "who-holds-it", "for-and-against", "standing", "around-it", "sources",
        "script", "cite-this-claim",
    ]  # fmt: skip
    words = " ".join(Parts(page).words.split())
    for said in (
        "Panels fade slowly", "Rooftop panels.", "That losses stay constant.", "75 < years < 90",
        "years 81.75 (81 to 82.5)", "breaks it", "Installer asserts it, likely",
        "contradicts Panels last forever", "One lasts, the other fades.", "@misc{kb-panels-fade",
        "kb demo panels-fade-slowly",
    ):  # fmt: skip
        assert said in words, said


def test_an_undercut_is_shown_under_the_link_it_hits():
    page = html_of(built()["claims/buy-panels.md"])
    assert re.search(r"is supported by.*kb-hits.*undercut by.*Panels fade slowly", page, re.DOTALL)


def words_of(page: bytes) -> str:
    return " ".join(Parts(html_of(page)).words.split())


def test_what_one_asserts_and_another_denies_is_a_dispute_with_both_named():
    denied = LAST.replace(
        "stance: asserts}", "stance: asserts}, {position: installer, stance: denies}"
    )
    made = built({"claims/energy/panels-last-forever.yaml": denied})
    assert (
        "Asserted by some and denied by others: Panels last forever ◐contested"
        " the denial of Panels last forever ◐contested, by Installer"
    ) in words_of(made["disputes/index.md"])
    assert "The denial of Panels last forever by Installer contradicts it" in words_of(
        made["claims/panels-last-forever.md"]
    )
    assert b"not panels-last-forever" not in b"".join(made.values())


def test_disputes_begin_with_how_many_there_are_and_what_is_disputed_most():
    said = words_of(built()["disputes/index.md"])
    assert "No cruxes, one contradiction, no attacks and one disputed step." in said
    assert "No two claims that are both held" not in said and "Most in dispute" not in said
    attacking = f"{BUY.rstrip()}\nlinks: [{{attacks: panels-last-forever, because: Rust.}}]\n"
    said = words_of(built({"claims/energy/buy-panels.yaml": attacking})["disputes/index.md"])
    assert "Panels last forever" in said.partition("Most in dispute")[2].partition("Cruxes")[0]
    assert "one contradiction and one attack" in said


@pytest.mark.parametrize("verb", ["contradicts", "equivalent"])
def test_a_link_written_at_both_ends_is_shown_once_with_both_reasons(verb):
    changes = {
        "claims/energy/panels-fade-slowly.yaml": FADE.replace("contradicts:", f"{verb}:"),
        "claims/energy/panels-last-forever.yaml": LAST.replace(
            "links: [", f"links: [{{{verb}: panels-fade-slowly, because: Seen from here.}}, "
        ),
    }
    page = html_of(built(changes)["claims/panels-fade-slowly.md"])
    section = page.partition('id="for-and-against"')[2].partition("<h2")[0]
    words = " ".join(Parts(section).words.split())
    shown = {"contradicts": "contradicts", "equivalent": "is equivalent to"}[verb]
    mark = {"contradicts": "◐contested", "equivalent": "○unchallenged"}[verb]
    reasons = "One lasts, the other fades. Seen from here."
    assert f"{shown} Panels last forever {mark}{reasons}" in words
    assert words.count("Seen from here.") == 1


HOSTILE = (
    "</div></article>{{ 7*7 }}{% raw %} [x](javascript:alert(1)) <script>alert(1)</script> "
    "--8<-- 'x' $\\undefined{$ | a | b | ::: mod &#x3C;b&#x3E; #here"
)


def test_hostile_text_reaches_the_reader_and_nobody_else():
    quoted = json.dumps(HOSTILE)
    hostile = textwrap.dedent(FADE)
    for field in ("Panels fade slowly", "Rooftop panels.", "p. 14", "Nothing lasts.", "No wear."):
        hostile = hostile.replace(f'"{field}"', quoted).replace(field, quoted)
    hostile = hostile.replace(
        "  Output halves", f"  {HOSTILE}\n\n      four\n\n  # head\n\n  Output halves"
    )
    changes = {
        "claims/energy/panels-fade-slowly.yaml": hostile,
        "literature/positions.yaml": f"installer: {{title: {quoted}, one: yes}}\n"
        f"seller: {{title: Seller, one: no, about: {quoted}}}\n",
    }
    calm, made = built(), built(changes)
    assert sorted(made) == sorted(calm)
    for path, page in made.items():
        if not path.endswith(".md"):
            continue
        text = html_of(page)
        assert "<script" not in text and "{{" not in text and "{%" not in text, path
        assert text.count("<h1") == 1 and "javascript:" not in text, path
        assert text.count("<div") == text.count("</div>"), path
    words = Parts(html_of(made["claims/panels-fade-slowly.md"])).words
    assert "</div></article>{{ 7*7 }}{% raw %} [x](javascript:alert(1)) <script>" in words


def test_the_whole_base_is_there_as_json():
    content = json.loads(built()["kb.json"])
    assert list(content["claims"]) == ["buy-panels", "panels-fade-slowly", "panels-last-forever"]
    assert content["claims"]["panels-fade-slowly"]["words"]["demonstrated"] == "fragile"
    assert content["demonstrations"]["panels-fade-slowly/half_life"]["word"] == "fragile"


def test_writing_changes_only_what_must_change(tmp_path):
    first = write_pages({"a.md": b"1", "b/c.md": b"2"}, tmp_path)
    again = write_pages({"a.md": b"1", "b/d.md": b"3"}, tmp_path)
    assert (first.written, first.kept, first.deleted) == (2, 0, 0)
    assert (again.written, again.kept, again.deleted) == (1, 1, 1)
    assert sorted(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*.md")) == [
        "a.md", "b/d.md",
    ]  # fmt: skip


def test_a_costly_file_is_made_once(tmp_path):
    made = []
    for _ in range(2):
        write_pages({}, tmp_path, {"font": lambda: made.append(1) or b"x"})
    assert made == [1]


@pytest.mark.parametrize("linked", ["b", "b/c.md"])
def test_no_page_is_written_through_a_link_that_leads_out(tmp_path, linked):
    folder, outside = tmp_path / "pages", tmp_path / "outside"
    outside.mkdir()
    (folder / linked).parent.mkdir(parents=True)
    (folder / linked).symlink_to(outside if linked == "b" else outside / "c.md")
    with pytest.raises(ValueError, match="outside"):
        write_pages({"a.md": b"1", "b/c.md": b"2"}, folder)
    assert not list(outside.iterdir())


@pytest.mark.parametrize("name", ["../a.md", "/etc/a", "b/../../a.md", "b/../a.md"])
def test_a_page_outside_the_folder_is_refused(tmp_path, name):
    with pytest.raises(ValueError, match="outside"):
        write_pages({name: b""}, tmp_path / "pages")


def test_works_are_listed_by_family_name():
    entry = "@book{{{key}, title={{T}}, author={{{authors}}}, year={{2000}}}}\n"
    works = references_of(
        "".join(
            entry.format(key=key, authors=authors)
            for key, authors in (
                ("one", "Zhou, A. and van der Berg, B."),
                ("two", "Abbe, E. and B, C. and D, E. and F, G."),
                ("three", "{Some Laboratory}"),
            )
        ).encode()
    )[0]
    assert [authors(works[key]) for key in ("one", "two", "three")] == [
        "Zhou and van der Berg", "Abbe and others", "Some Laboratory",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Überblick: was bleibt, und was nicht?", "Überblick: was bleibt, und was nicht?"),
        ("概要 (1)", "概要 (1)"),
        ("Said {: #a } *b* `c` [d](e) <i> {{ 1 }} &amp; f_g", "Said : a  b c d(e) i  1  amp; fg"),
    ],
)
def test_a_heading_of_ones_own_page_keeps_its_letters_and_signs_and_nothing_alive(written, shown):
    docs = {"about.md": f"# About\n\nSo.\n\n## {written}\n\nText.\n".encode()}
    page = pages(derive(read({}), {}), [], docs, "2026-07-20")["manual/index.md"].decode()
    assert f"\n## {shown}\n" in page
