"""The references: what is cited, with what for; and what waits for a claim."""

from html import unescape

from tests.site.test_pages import BUY, FILES, built

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
