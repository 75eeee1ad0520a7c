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
        ("Anders Sandberg", ("Anders Sandberg",), ("Sandberg",)),
    ],
)  # fmt: skip
def test_names_are_separated_outside_braces(written, names, families):
    found = work(f"author = {{{written}}}, year = 2001")
    assert (found.authors, found.families) == (names, families)


@pytest.mark.parametrize("date", ["2004", "2004-05", "2004-05-06", "2004/2005", "2004~"])
def test_a_date_gives_the_year(date):
    assert work(f"author = {{Holm, Ida}}, date = {{{date}}}").year == "2004"


@pytest.mark.parametrize("field", ["editor", "translator", "organization", "institution"])
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
    [
        (r"A \lamp{x}", r"\lamp"),
        (r"A $\lamp{x}$", r"the formula \lamp{x}"),
        ("{" * 60 + "~" + "}" * 60, "TeX that is this long or deep"),
    ],
)
def test_tex_that_cannot_be_shown_is_a_finding_and_the_work_stays(title, named):
    works, findings = references_of(GOOD.replace("{B}", f"{{{title}}}").encode())
    assert [finding.message for finding in findings] == [
        f"the title of 'good' has {named}, which cannot be shown"
    ]
    assert works["good"].year == "2002"


STRING = '@string{shedding = "Advances in Shedding"}\n'


@pytest.mark.parametrize(
    ("fields", "venue", "year"),
    [
        ("journal = shedding, year = 2010", "Advances in Shedding", "2010"),
        ("journal = shedding # { 4}, year = 2010", "Advances in Shedding 4", "2010"),
        ('journal = "On " # Shedding, year = 20 # {10}', "On Advances in Shedding", "2010"),
        ("journal = {Of # and shedding}, year = {2010}, month = mar", "Of # and shedding", "2010"),
    ],
)
def test_strings_are_joined_where_no_braces_stand_around(fields, venue, year):
    text = f"{STRING}@article{{shed, title = {{A}}, author = {{Holm, Ida}}, {fields}}}"
    works, findings = references_of(text.encode())
    assert findings == ()
    assert (works["shed"].fields["journal"], works["shed"].year) == (venue, year)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("journal = nowhere, year = 2010", "the journal of 'shed' uses the string 'nowhere',"),
        (
            "journal = nowhere # { 4}, year = 2010",
            "the journal of 'shed' uses the string 'nowhere'",
        ),
        ("journal = {J} year = 2010", "no comma ends the field 'journal' of 'shed'"),
        ('journal = "J" year = "2010"', "no comma ends the field 'journal' of 'shed'"),
        ("year = 2010 journal = {J}", "no comma ends the field 'year' of 'shed'"),
    ],
)
def test_lost_commas_and_undefined_strings_are_found_at_their_line(fields, said):
    text = f"@article{{shed,\n title = {{A}}, author = {{Holm, Ida}},\n\n {fields}\n}}"
    works, findings = references_of(text.encode())
    assert "shed" in works
    assert findings[0].message.startswith(said) and findings[0].place.at == (4, 2)


def test_a_paper_in_a_volume_that_is_an_entry_appeared_there():
    volume = "@proceedings{volume, editor = {Holm, Ida}, title = {Of sheds}, year = 2005}\n"
    paper = "@inproceedings{shed, author = {Holm, Ida}, title = {A}, crossref = {volume}}"
    works, findings = references_of((volume + paper).encode())
    assert findings == ()
    assert (works["shed"].fields["booktitle"], works["shed"].year) == ("Of sheds", "2005")
