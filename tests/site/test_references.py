"""The references: what is cited, with what for; and what waits for a claim."""

from html import unescape

import pytest

from kb.pipeline import derive
from kb.reading.read import read
from kb.site.pages.all import pages
from tests.site.test_pages import BUY, DOCS, FILES, MANUAL, built

KEY = "fraunhofer-2021"
PLACE = f"{{cite: {KEY}, locator: p. 14, note: Wear of *old* roofs.}}"
WAITING = "@article{zenith-1999, title={Noon}, author={Z, A}, year={1999}, journal={Sky}}"
CHANGES = {
    "claims/energy/buy-panels.yaml": BUY.replace(f"{{cite: {KEY}}}", PLACE),
    "literature/references.bib": FILES["literature/references.bib"] + "\n" + WAITING,
}
BUY_LINE = (
    '<li><span class="kb-note"><a class="kb-claim" href="../claims/buy-panels/">'
    "One should buy panels</a></span>"
    '<span class="kb-because">Wear of <em>old</em> roofs. (p. 14)</span></li>'
)


def listed(page: bytes) -> list[str]:
    """The lines of a page that show works or claims."""
    lines = unescape(page.decode()).splitlines()
    return [line for line in lines if line.startswith(("<li>", "<summary>"))]


def test_a_work_is_listed_with_what_it_is_cited_for():
    lines = listed(built(CHANGES)["references/index.md"])
    assert lines[0] == (
        '<li>B A (2021). <a href="../references/fraunhofer-2021/">Wear</a>. '
        '<span class="kb-note">three claims</span>'
    )
    assert BUY_LINE in lines


def test_a_work_that_nobody_cites_is_kept_apart():
    lines = listed(built(CHANGES)["references/index.md"])
    assert lines[-2:] == [
        "<summary>one work in the bibliography that no claim cites yet</summary>",
        '<li><a href="../references/zenith-1999/">Z (1999). <cite>Noon</cite></a></li>',
    ]
    assert not any("<summary>" in line for line in listed(built()["references/index.md"]))


def test_the_page_of_a_work_says_the_same():
    page = unescape(built(CHANGES)["references/fraunhofer-2021.md"].decode())
    assert '<span class="kb-because">Wear of <em>old</em> roofs. (p. 14)</span>' in page


OTHER = WAITING.replace("zenith-1999", "Zenith_1999").replace("Noon", "Dusk")


def test_keys_that_differ_in_capitals_or_signs_have_a_page_each():
    both = CHANGES["literature/references.bib"] + "\n" + OTHER
    for bibliography in (both, f"{OTHER}\n{CHANGES['literature/references.bib']}"):
        made = built({**CHANGES, "literature/references.bib": bibliography})
        titles = {
            path: "Dusk" if b"Dusk" in page else "Noon"
            for path, page in made.items()
            if path.startswith("references/zenith")
        }
        assert titles == {
            "references/zenith-1999.md": "Noon", "references/zenith-1999-c7396c70.md": "Dusk",
        }  # fmt: skip


@pytest.mark.parametrize("key", ["Index", "index", "محمد", "DBLP:conf/sky/Zenith99", "O'Hara_(99)"])
def test_any_key_can_be_cited_and_has_a_page_of_its_own(key):
    work = WAITING.replace("zenith-1999", key)
    claim = BUY.replace(f"{{cite: {KEY}}}", f'{{cite: "{key}", note: Seen.}}')
    made = built({
        "claims/energy/buy-panels.yaml": claim,
        "literature/references.bib": FILES["literature/references.bib"] + "\n" + work,
    })  # fmt: skip
    (path,) = {
        path
        for path, page in made.items()
        if path.startswith("references/") and b"<h1>Noon" in page
    }
    assert (
        path != "references/index.md"
        and b"Every work that a claim cites" in made["references/index.md"]
    )
    href = f'href="../../{path.removesuffix(".md")}/"'
    assert href in unescape(made["claims/buy-panels.md"].decode())


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ("author={van Z, A}", "van Z (undated). <cite>Noon</cite>"),
        ("year={1999}", "1999. <cite>Noon</cite>"),
        ("note={seen}", "undated. <cite>Noon</cite>"),
    ],
)
def test_a_work_without_author_or_year_is_shown_with_what_there_is(fields, line):
    base = FILES["literature/references.bib"]
    given = {path: text.encode() for path, text in FILES.items()}
    given["literature/references.bib"] = (
        f"{base}\n@misc{{zenith, title={{Noon}}, {fields}}}".encode()
    )
    made = pages(derive(read(given), {}), MANUAL, DOCS, "2026-11-25")
    assert f'<li><a href="../references/zenith/">{line}</a></li>' in unescape(
        made["references/index.md"].decode()
    )
