"""A claim is cited with text that typesets, and with records that other readers understand."""

import pytest

from kb.site.parts.citation import typeset


@pytest.mark.parametrize(
    ("title", "tex"),
    [
        ("50% & $n^{-1/2}$, #1 a_b", r"50\% \& $n^{-1/2}$, \#1 a\_b"),
        ("It costs $5", r"It costs \$5"),
        ("a } b", "a ) b"),
        ("*soft* claim", "soft claim"),
        ("2*3 is *the $n$* `a*b`", "2*3 is the $n$ a*b"),
        ("a \\$5 b", r"a \$5 b"),
        ("$}$ b", r"\$)\$ b"),
        ("a \\ b ~", r"a \textbackslash{} b \textasciitilde "),
        ("\\input", r"\textbackslash input"),
    ],
)
def test_a_title_is_escaped_and_its_formulas_are_kept(title, tex):
    assert typeset(title) == tex
