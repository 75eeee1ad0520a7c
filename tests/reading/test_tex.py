"""TeX of bibliographies is shown as it is typeset, or named where it cannot be."""

import pytest

from kb.reading.tex import decoded


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        ("A ``b'' and `c'", "A “b” and ‘c’"),
        (r"\mkbibquote{A}, \enquote{B}", "“A”, “B”"),
        (r"CO\textsubscript{2} and x\textsuperscript{th}", "CO$_{2}$ and xth"),
        (r"Of \ensuremath{n^2} steps", "Of $n^2$ steps"),
        (r"The {\TeX}book by {\LaTeX}", "The TeXbook by LaTeX"),
        (r"{\em soft} {\bf 23}, \texttt{deal.II}", "soft 23, deal.II"),
        (r"independent\hyphen and", "independent-and"),
        (r"\href{https://example.org/a}{A page}", "A page"),
        (r"\url{https://example.org/~a_b}", "https://example.org/~a_b"),
        (r"https://example.org/a\_b", "https://example.org/a_b"),
        (r"See \url{https://example.org/~a}.", "See https://example.org/~a."),
        (r"\noopsort{1973b}1973", "1973"),
        (r"2\textasciicircum n, 2\^{}n, \~{}a", "2^n, 2^n, ~a"),
        (
            r"a\textunderscore{}b \textless{}c\textgreater, \S{} 3, hyphen\-ated",
            "a_b <c>, § 3, hyphenated",
        ),
        (r"na{\"\i}ve \aa{} {\AA} \o{} \v{s} \c c \k{a} \u{g}", "naïve å Å ø š ç ą ğ"),
        (r"A\index{b} \& 5\% \$3 \#1 a\_b", "A & 5% $3 #1 a_b"),
        ("1961--1967, and---so", "1961–1967, and—so"),
    ],
)
def test_what_is_shown(tex, shown):
    assert decoded(tex) == (shown, ())


@pytest.mark.parametrize(
    ("tex", "named"),
    [(r"A \cite{b}", r"\cite"), (r"A \lamp", r"\lamp"), (r"\begin{b}a\end{b}", r"\begin")],
)
def test_what_cannot_be_shown_is_named(tex, named):
    assert decoded(tex)[1][0] == named
