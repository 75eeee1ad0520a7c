"""Works as real bibliographies write them: names, dates, and what is said of a bad entry."""

import pytest

from kb.reading.bibtex import references_of


def work(fields):
    works, findings = references_of(f"@article{{shed, title = {{A}}, {fields}}}".encode())
    assert not findings
    return works["shed"]


@pytest.mark.parametrize(
    ("written", "names", "families"),
    [
        ("{Office of Lamps and Candles} and Holm, Ida",
         ("Office of Lamps and Candles", "Ida Holm"), ("Office of Lamps and Candles", "Holm")),
        ("Holm, Ida AND Berg, Bo", ("Ida Holm", "Bo Berg"), ("Holm", "Berg")),
        ("Holm, Ida\n  and\n  Berg, Bo", ("Ida Holm", "Bo Berg"), ("Holm", "Berg")),
        ("Holm, Jr., Ida", ("Ida Holm Jr.",), ("Holm",)),
        ("{Lamps, Ltd.}", ("Lamps, Ltd.",), ("Lamps, Ltd.",)),
        ("Anders Sandberg", ("Anders Sandberg",), ("Anders Sandberg",)),
    ],
)  # fmt: skip
def test_names_are_separated_outside_braces(written, names, families):
    found = work(f"author = {{{written}}}, year = 2001")
    assert (found.authors, found.families) == (names, families)


@pytest.mark.parametrize("date", ["2004", "2004-05", "2004-05-06", "2004/2005", "2004~"])
def test_a_date_gives_the_year(date):
    assert work(f"author = {{Holm, Ida}}, date = {{{date}}}").year == "2004"


@pytest.mark.parametrize("field", ["editor", "organization", "institution"])
def test_who_stands_for_the_author(field):
    assert work(f"{field} = {{{{Lamp Council}}}}, year = 2006").authors == ("Lamp Council",)


def test_a_crossref_gives_the_year_and_a_circle_of_them_ends():
    entry = "@inbook{%s, title = {A}, author = {Holm, Ida}, crossref = {%s}%s}\n"
    text = entry % ("a", "b", "") + entry % ("b", "a", ", date = {2007-01}")
    works, findings = references_of(text.encode())
    assert (works["a"].year, works["b"].year, findings) == ("2007", "2007", ())


def test_the_venue_of_biblatex_is_a_venue():
    found = work("author = {Holm, Ida}, year = 2001, journaltitle = {Sheds}")
    assert found.fields["journal"] == "Sheds"


GOOD = "@misc{good, title = {B}, author = {Berg, Bo}, year = 2002}\n"


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("@misc{a, title = {A}, title = {B}, year = 2001}\n", "this entry has one field twice"),
        (GOOD, "two entries have the same key"),
        ("misc{a, title = {A}}\n", "this looks like an entry, but is not read as one"),
    ],
)
def test_a_bad_entry_is_found_at_its_line_and_takes_no_other_away(bad, said):
    works, findings = references_of((GOOD + bad).encode())
    assert [(finding.message, finding.place.at) for finding in findings] == [(said, (2, 1))]
    assert works["good"].authors == ("Bo Berg",)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"{\"U}ber Lampen, Fig.~2, 5--7 \& {\ss}o on", "Über Lampen, Fig. 2, 5–7 & ßo on"),
        (r"{\L}ena {\O}rn, J{\'e}r{\^o}me, Erd\H{o}di, \v{c}", "Łena Ørn, Jérôme, Erdődi, č"),
        (r"Rate $n^{-1/2}$ at 50% \emph{load}", "Rate $n^{-1/2}$ at 50% load"),
    ],
)
def test_tex_is_shown_as_it_is_typeset(written, shown):
    works, findings = references_of(GOOD.replace("{B}", f"{{{written}}}").encode())
    assert (works["good"].title, findings) == (shown, ())


@pytest.mark.parametrize(
    ("title", "named"),
    [(r"A \lamp{x}", r"\lamp"), ("{" * 60 + "~" + "}" * 60, "TeX that is this long or deep")],
)
def test_tex_that_cannot_be_shown_is_a_finding_and_the_work_stays(title, named):
    works, findings = references_of(GOOD.replace("{B}", f"{{{title}}}").encode())
    assert [finding.message for finding in findings] == [
        f"the title of 'good' has {named}, which cannot be shown"
    ]
    assert works["good"].year == "2002"
