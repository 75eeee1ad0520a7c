"""What identifies a work leads outside by one clean link, in whatever form it is written."""

import pytest

from kb.reading.bibtex import references_of
from kb.site.parts.identifiers import links_outside

ARXIV, DOI = "https://arxiv.org/abs/", "https://doi.org/"
LONG = "10.1002/(SICI)1097(19970815/30)16:15<1717::AID-SIM602>3.0.CO;2-#"
TEX = LONG.replace("<", r"{\textless}").replace(">", r"$>$")
LONG_LINK = (
    f"{DOI}10.1002/%28SICI%291097%2819970815/30%2916%3A15%3C1717%3A%3AAID-SIM602%3E3.0.CO%3B2-%23"
)


@pytest.mark.parametrize(
    ("fields", "links"),
    [
        ("doi = {https://doi.org/10.1000/x_y}", [f"{DOI}10.1000/x_y"]),
        ("doi = {http://dx.doi.org/10.1000/x}", [f"{DOI}10.1000/x"]),
        (r"doi = {DOI: 10.1000/x\_y}", [f"{DOI}10.1000/x_y"]),
        (r"doi = {10.1000/x{\_}y.}", [f"{DOI}10.1000/x_y"]),
        (r"doi = {\url{https://doi.org/10.1000/x\_y}}", [f"{DOI}10.1000/x_y"]),
        ("doi = {10.1000 / x}", [f"{DOI}10.1000/x"]),
        ("doi = {10.1000%2Fx}", [f"{DOI}10.1000/x"]),
        ("doi = {(10.1000/x(1))}", [f"{DOI}10.1000/x%281%29"]),
        (f"doi = {{{LONG}}}", [LONG_LINK]),
        (f"doi = {{{TEX}}}", [LONG_LINK]),
        ("doi = {none yet}", []),
        ("url = {https://doi.org/10.1000/x}", [f"{DOI}10.1000/x"]),
        ("doi = {10.1000/x}, url = {http://dx.doi.org/10.1000/X}", [f"{DOI}10.1000/x"]),
        (r"url = {https://example.org/a\_b\%20c}", ["https://example.org/a_b%20c"]),
        (r"url = {\url{https://example.org/\~{}a}}", ["https://example.org/~a"]),
        (r"url = {https://example.org/{\textasciitilde}a\#b}", ["https://example.org/~a#b"]),
        ("url = {https://example.org/a b}", ["https://example.org/a%20b"]),
        ("url = {https://example.org/a https://example.org/b}", ["https://example.org/a"]),
        ("url = {https://example.org/A_(b)}", ["https://example.org/A_(b)"]),
        ("url = {javascript:alert(1)}", []),
        ("url = {www.example.org}", []),
        ("eprint = {arXiv:1401.00001}", [f"{ARXIV}1401.00001"]),
        ("eprint = {arXiv: 1401.00001v2 [cs.LG]}", [f"{ARXIV}1401.00001v2"]),
        ("eprint = {https://arxiv.org/pdf/1401.00001v2.pdf}", [f"{ARXIV}1401.00001v2"]),
        ("eprint = {hep-th/9711200}, archiveprefix = {arXiv}", [f"{ARXIV}hep-th/9711200"]),
        ("eprint = {math.GT/0309136}, eprinttype = {arxiv}", [f"{ARXIV}math.GT/0309136"]),
        ("eprint = {23456789}", []),
        ("eprint = {1401.00001}, eprinttype = {hdl}", []),
        ("eprint = {2345}, eprinttype = {pubmed}", []),
        ("journal = {arXiv preprint arXiv:1401.00001}", [f"{ARXIV}1401.00001"]),
        ("journal = {On arXiv}, note = {page 1234.56789}", []),
        ("eprint = {1401.00001}, url = {http://arxiv.org/abs/1401.00001}", [f"{ARXIV}1401.00001"]),
        ("eprint = {1401.00001}, doi = {10.48550/arXiv.1401.00001}", [f"{DOI}10.48550/arXiv.1401.00001"]),
        (
            "doi = {10.1000/x}, eprint = {1401.00001}, url = {https://example.org/a}",
            [f"{DOI}10.1000/x", f"{ARXIV}1401.00001", "https://example.org/a"],
        ),
    ],
)  # fmt: skip
def test_one_clean_link_from_any_usual_form(fields, links):
    entry = f"@article{{a, author = {{Holm, I}}, title = {{A}}, year = 2001, {fields}}}"
    works, findings = references_of(entry.encode())
    assert findings == ()
    assert [href for _, href in links_outside(works["a"].fields)] == links
