"""Readers other than ours understand how a claim is cited: rispy, pybtex, CSL's schema, Zotero."""

import json
from html import unescape
from html.parser import HTMLParser

import jsonschema
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text

from kb.site.frame import write_and_frame
from kb.site.pages.claim import FOR_PROGRAMS
from kb.site.parts.citation import FILES, Citation, as_bibtex, as_csl, as_metadata, as_ris, files_of
from tests.helpers.solar_base import files
from tests.site.test_findings_pages import made

SITE = "https://panels.example/kb/"
ADDRESS = f"{SITE}claims/lamps-last/"
TITLES = {
    "At 50% load & a cost of $n^{-1/2}$, lamp #1 wins a_b": "At 50% load & a cost of n^(−1/2), lamp #1 wins a_b",
    "SGD finds *sparse* solutions": "SGD finds sparse solutions",
    "It costs $5; is `x` < \\ {y} ~ z^2?": "It costs $5; is x < \\ {y} ~ z^2?",
    "UR  - ER  - and 'quotes' \"too\"": "UR - ER - and 'quotes' \"too\"",
    "Über Größen – 大きさ": "Über Größen – 大きさ",
}
# What CSL's schema of items says of the fields that are used: two are needed, others are unknown
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": ["string", "number"]},
            "type": {"enum": ["article-journal", "book", "document", "post-weblog", "webpage"]},
            "title": {"type": "string"},
            "container-title": {"type": "string"},
            "URL": {"type": "string"},
            "issued": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 2,
                        "items": {"type": "array", "minItems": 1, "maxItems": 3},
                    }
                },
            },
        },
    },
}


def cited(title: str) -> Citation:
    return Citation("kb-lamps-last", title, ADDRESS, "2026", "Lamps & more")


@pytest.mark.parametrize(("title", "plain"), TITLES.items())
def test_ris_is_read_by_rispy(title, plain):
    (record,) = rispy.loads(as_ris(cited(title)))
    assert record == {
        "type_of_reference": "ELEC", "id": "kb-lamps-last", "title": plain,
        "secondary_title": "Lamps & more", "year": "2026", "urls": [ADDRESS],
    }  # fmt: skip


@given(st.text())
def test_no_title_adds_a_field_to_a_record(title):
    (record,) = rispy.loads(as_ris(cited(title)))
    assert set(record) <= {
        "type_of_reference", "id", "title", "secondary_title", "year", "urls",
    }  # fmt: skip
    entry = parse_string(as_bibtex(cited(title)), "bibtex").entries["kb-lamps-last"]
    assert list(entry.fields) == ["title", "howpublished", "year", "url"]


@pytest.mark.parametrize(("title", "plain"), TITLES.items())
def test_bibtex_is_read_by_pybtex_and_typesets_to_the_title(title, plain):
    entry = parse_string(as_bibtex(cited(title)), "bibtex").entries["kb-lamps-last"]
    assert entry.type == "misc" and entry.fields["url"] == ADDRESS
    written = entry.fields["title"]
    assert written.startswith("{") and written.endswith("}")  # no style changes its capitals
    shown = LatexNodes2Text(math_mode="verbatim").latex_to_text(written)
    shown = shown.replace("$n^{-1/2}$", "n^(−1/2)").replace("ˆ", "^")  # pylatexenc's hat
    assert shown.replace("(y)", "{y}").split() == plain.split()


@pytest.mark.parametrize(("title", "plain"), TITLES.items())
def test_csl_keeps_to_the_schema_and_protects_capitals(title, plain):
    items = json.loads(files_of(cited(title))["cite.json"])
    jsonschema.validate(items, CSL)
    assert items == [as_csl(cited(title))]
    assert items[0]["title"] == f'<span class="nocase">{plain}</span>'
    assert items[0]["issued"] == {"date-parts": [[2026]]}


def test_an_unknown_year_is_left_out():
    citation = Citation("kb-a", "A", ADDRESS, "", "B")
    assert "year" not in as_bibtex(citation) and "PY" not in as_ris(citation)
    assert "issued" not in as_csl(citation)
    assert not any("date" in name for name, _ in as_metadata(citation))


class Head(HTMLParser):
    """The elements of a page's head, as Zotero's translator of embedded metadata looks at them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: dict[str, str] = {}
        self.links: list[dict[str, str | None]] = []
        self.feed(page.partition("</head>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "meta" and found.get("name"):
            self.said.setdefault(str(found["name"]), found.get("content") or "")
        if tag == "link" and "alternate" in (found.get("rel") or "").split():
            self.links.append(found)


def test_the_head_of_a_claim_tells_reference_managers_how_it_is_cited(tmp_path):
    title = "Panels 'last' & \"$n^2$\" <b>"
    write_and_frame(tmp_path, made(files({"title": title}), SITE), {}, only_changed=False)
    page = tmp_path / "site/claims/panels-last/index.html"
    head = Head(page.read_text())
    assert head.said["citation_title"] == "Panels 'last' & \"n²\" <b>" == head.said["DC.title"]
    assert head.said["DC.type"] == "webpage"  # Highwire's words alone make it an article
    assert head.said["citation_publication_date"] == "2026"
    assert head.said["citation_public_url"] == f"{SITE}claims/panels-last/"
    kinds = [*(kind for _, _, kind in FILES), *(kind for _, _, kind in FOR_PROGRAMS)]
    assert [link["type"] for link in head.links] == kinds
    for link in head.links:
        assert (page.parent / str(link["href"])).is_file()
    assert not any(name.startswith("citation") for name in Head(
        (tmp_path / "site/index.html").read_text()).said)  # fmt: skip


def test_the_files_are_offered_on_the_page():
    page = unescape(made(files())["claims/panels-last.md"].decode())
    for name, called, _ in FILES:
        saved_as = f"kb-panels-last{name.removeprefix('cite')}"
        assert (
            f'<a href="../../claims/panels-last/{name}" download="{saved_as}">{called}</a>' in page
        )
        assert f"claims/panels-last/{name}" in made(files())
