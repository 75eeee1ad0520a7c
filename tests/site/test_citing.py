"""Links to works outside, and a claim cited with BibTeX: clean addresses, text that typesets."""

import pytest

from kb.model import Reference
from kb.site.parts.sources import _outside, typeset


@pytest.mark.parametrize(
    ("fields", "links"),
    [
        ({"doi": "https://doi.org/10.1000/x_y"}, ["https://doi.org/10.1000/x_y"]),
        ({"doi": "http://dx.doi.org/10.1000/x"}, ["https://doi.org/10.1000/x"]),
        ({"doi": "DOI: 10.1000/x\\_y"}, ["https://doi.org/10.1000/x_y"]),
        ({"url": "https://example.org/a\\_b\\%20c"}, ["https://example.org/a_b%20c"]),
        ({"url": "javascript:alert(1)"}, []),
        ({"eprint": "arXiv:1401.00001"}, ["https://arxiv.org/abs/1401.00001"]),
        ({"eprint": "2345", "eprinttype": "pubmed"}, []),
    ],
)
def test_one_clean_link_from_any_usual_form(fields, links):
    work = Reference("a", "misc", "A", ("B",), "2001", fields)
    assert [link["href"] for link in _outside(work)] == links


@pytest.mark.parametrize(
    ("title", "tex"),
    [
        ("50% & $n^{-1/2}$, #1 a_b", r"50\% \& $n^{-1/2}$, \#1 a\_b"),
        ("It costs $5", r"It costs \$5"),
        ("a } b", "a ) b"),
        ("*soft* claim", "soft claim"),
        ("a \\$5 b", r"a \$5 b"),
        ("$}$ b", r"\$)\$ b"),
        ("\\input", r"\textbackslash input"),
    ],
)
def test_a_title_is_escaped_and_its_formulas_are_kept(title, tex):
    assert typeset(title) == tex
