"""What pybtex reads of the works is what kb knows of them; CSL-JSON says the same in its way."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry, Person, parse_string
from pybtex.richtext import Text

from kb.exchange import bibtex, csl_json
from kb.pipeline import derive
from kb.reading.bibtex import SHOWN
from kb.reading.read import read
from tests.helpers.exchanged import TWENTY, hostile, real

WORDS = [r"50\%", r"\& Co", r"{\"U}ber", r"\textasciitilde", r"C\#", r"a\_b", "SGD", r"$\alpha_1$", r"{\o}re",
         "--", "Why?", r"\textbackslash{}", "(1)"]  # fmt: skip
NAMES = ["Holm, Ann", "van der Berg, {\\'E}mile", "King, Jr., Martin Luther", "De Baets, B.", "Abbe",
         "{The OpenML Group}", "{Barnes and Noble, Inc.}", "Boix-Adsera, E.", "Ludwig van Beethoven",
         "others"]  # fmt: skip


@st.composite
def bases(draw):
    """Works of random titles and names, in the file that an author would write."""
    entries = []
    for number in range(draw(st.integers(1, 4))):
        title = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5)))
        people = draw(st.lists(st.sampled_from(NAMES[:-1]), min_size=1, max_size=4, unique=True))
        people += draw(st.sampled_from([[], [NAMES[-1]]]))
        role = draw(st.sampled_from(["author", "editor"]))
        entries.append(
            f"@book{{work-{number}, title = {{{title}}}, {role} = {{{' and '.join(people)}}},"
            f" publisher = {{{title}}}, year = {2000 + number}, doi = {{10.1000/x_{number}}}}}"
        )
    base = read({"literature/references.bib": "\n".join(entries).encode()})
    assert not [finding for finding in base.findings if finding.severity == "error"]
    return derive(base, {})


def shown(text: str) -> str:
    """TeX as pybtex decodes it, with one blank for each run of them."""
    return " ".join(str(Text.from_latex(text)).replace("\u00a0", " ").split())


def name_of(person: Person) -> tuple[str, str]:
    """Family name with its particle, and all of the name."""
    family = " ".join(person.prelast_names + person.last_names)
    given = " ".join(person.first_names + person.middle_names)
    whole = " ".join(part for part in (given, family, " ".join(person.lineage_names)) if part)
    return shown(family), shown(whole)


def agrees(knowledge):
    works = knowledge.base.references
    found = parse_string(bibtex.export(knowledge).text, "bibtex").entries
    assert sorted(found) == sorted(works)
    for key, work in works.items():
        entry: Entry = found[key]
        assert entry.type == work.kind
        people = next(
            (entry.persons[role] for role in ("author", "editor") if role in entry.persons), []
        )
        assert [name_of(person) for person in people] == list(
            zip(work.families, work.authors, strict=True)
        )
        for name, value in work.fields.items():
            if name in ("author", "editor"):
                continue
            written = entry.fields[name]
            # pybtex takes the commands in formulas for letters, and two hyphens for a dash
            plain = name in SHOWN and "$" not in value
            if plain:
                assert shown(written) == shown_as(value)
            elif name not in SHOWN:
                assert written == value


def shown_as(value: str) -> str:
    return " ".join(value.replace("\u00a0", " ").split())


@given(knowledge=bases())
@TWENTY
def test_random_works_come_back(knowledge):
    agrees(knowledge)


@pytest.mark.parametrize("made", [hostile, real], ids=["hostile", "real"])
def test_works_of_a_base_come_back(made):
    agrees(made())


def known(base):
    """All of the works but how their names are written."""
    return {
        key: replace(
            work, fields={n: v for n, v in work.fields.items() if n not in ("author", "editor")}
        )
        for key, work in base.references.items()
    }


@given(knowledge=bases())
@TWENTY
def test_kb_reads_its_own_bibliography_as_the_same_works(knowledge):
    text = bibtex.export(knowledge).text
    again = read({"literature/references.bib": text.encode()})
    assert known(again) == known(knowledge.base)


def test_kb_reads_the_real_bibliography_as_the_same_works():
    again = read({"literature/references.bib": bibtex.export(real()).text.encode()})
    assert known(again) == known(real().base)


def test_csl_json_to_the_letter():
    article, page = json.loads(csl_json.export(hostile()).text)
    assert article == {
        "id": "somebody-2020",
        "type": "article-journal",
        "title": r"On SLT & $\alpha$",
        "author": [
            {"family": "van der Berg", "given": "Émile"},
            {"literal": "The OpenML Group"},
        ],
        "issued": {"date-parts": [[2020]]},
        "container-title": "J. Odd Things",
        "DOI": "10.1000/x_1",
        "page": "1-9",
    }
    assert page == {
        "id": "web-page",
        "type": "document",
        "title": "Of Both",
        "author": [{"family": "Holm", "given": "Ann"}],
        "issued": {"date-parts": [[2021]]},
        "medium": "A note",
        "URL": "https://example.org/a_b",
    }
