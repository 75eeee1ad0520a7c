"""Fields that BibTeX and biblatex have elsewhere: in other entries, in strings, in preambles."""

import pytest

from kb.reading.bibtex import place_of_entry, references_of

VOLUME = """@proceedings{Volume, editor = {Holm, Ida}, title = {Of sheds}, date = {2005-03},
  publisher = {Shed Press}, doi = {10.1000/volume}, note = {Of the volume}}
"""
XDATA = """@xdata{press, publisher = {Shed Press}, xdata = {place}}
@xdata{place, location = {Shedtown}, year = {1999}}
"""


def read(text):
    works, findings = references_of(text.encode())
    return works, [(f.message, f.severity, f.place.at[0]) for f in findings]


@pytest.mark.parametrize("key", ["Volume", "volume"])
def test_a_paper_has_of_its_volume_what_is_true_of_the_paper(key):
    paper = f"@inproceedings{{shed, author = {{Berg, Bo}}, title = {{A}}, crossref = {{{key}}}}}"
    works, said = read(VOLUME + paper)
    fields = works["shed"].fields
    assert said == []
    assert (works["shed"].year, works["shed"].authors) == ("2005", ("Bo Berg",))
    assert (fields["booktitle"], fields["publisher"]) == ("Of sheds", "Shed Press")
    assert "doi" not in fields and "note" not in fields


def test_a_chapter_is_by_the_authors_of_the_book_and_a_paper_is_not():
    book = "@book{b, author = {Holm, Ida}, title = {B}, year = 2001}\n"
    works, said = read(
        book
        + "@inbook{c, title = {C}, crossref = {b}}\n@incollection{d, title = {D}, crossref = {b}}"
    )
    assert (works["c"].families, works["d"].families) == (("Holm",), ())
    assert said == [("the entry 'd' has no author", "error", 3)]


def test_xdata_is_inherited_through_others_and_is_no_work():
    works, said = read(
        XDATA + "@book{a, author = {Holm, I}, title = {A}, xdata = {nothing, press}}"
    )
    assert list(works) == ["a"]
    assert (works["a"].fields["publisher"], works["a"].fields["location"]) == (
        "Shed Press", "Shedtown",
    )  # fmt: skip
    assert works["a"].year == "1999"
    assert said == [("the xdata of 'a' names 'nothing', which no entry is called", "error", 3)]


def test_a_year_of_its_own_is_kept_though_it_is_written_as_a_date():
    works, _ = read(
        XDATA + "@misc{a, author = {Holm, I}, title = {A}, date = 2001, xdata = {press}}"
    )
    assert works["a"].year == "2001"


def test_a_set_is_told_by_its_first_member():
    member = "@misc{%s, author = {Holm, I}, title = {Of %s}, year = 2001}\n"
    works, said = read(member % ("b", "b") + member % ("c", "c") + "@set{s, entryset = {c, b}}")
    assert (works["s"].title, works["s"].year, said) == ("Of c", "2001", [])


def test_a_long_chain_of_entries_ends():
    entry = "@misc{k%d, author = {A}, title = {T}, year = 2001, xdata = {k%d}}\n"
    works, said = read("".join(entry % (at, (at + 1) % 3000) for at in range(3000)))
    assert (len(works), said) == (3000, [])


@pytest.mark.parametrize(
    ("kind", "severity"),
    [("article", "error"), ("book", "error"), ("inproceedings", "error"), ("thesis", "error"),
     ("misc", "warning"), ("online", "warning"), ("manual", "warning"), ("software", "warning")],
)  # fmt: skip
def test_who_and_when_are_an_error_only_where_the_kind_must_say_them(kind, severity):
    assert read(f"@{kind}{{a, title = {{A}}}}")[1] == [
        ("the entry 'a' has no author", severity, 1),
        ("the entry 'a' has no year", severity, 1),
    ]
    assert read(f"@{kind}{{a, author = {{Holm, I}}, year = 2001}}")[1] == [
        ("the entry 'a' has no title", "error", 1)
    ]


@pytest.mark.parametrize(
    ("fields", "year"),
    [
        ("date = {2004-05-06/2004-05-07}", "2004"),
        ("date = {/2004}", "2004"),
        ("date = {19XX}", "19XX"),
        ("date = {-0876}", "-0876"),
        ("date = 2006", "2006"),
        ("year = {1961--1967}", "1961–1967"),
        ("pubstate = {in press}", "in press"),
        ("pubstate = {in press}, date = {2001}", "2001"),
    ],
)
def test_the_year_from_any_usual_field(fields, year):
    works, said = read(f"@article{{a, author = {{Holm, I}}, title = {{A}}, {fields}}}")
    assert (works["a"].year, said) == (year, [])


@pytest.mark.parametrize(
    ("title", "subtitle", "shown"),
    [("A", "B", "A: B"), ("Why?", "B", "Why? B"), ("A", "", "A")],
)
def test_a_subtitle_belongs_to_the_title(title, subtitle, shown):
    fields = f"title = {{{title}}}, subtitle = {{{subtitle}}}, author = {{Holm, I}}, year = 2001"
    assert read(f"@book{{a, {fields}}}")[0]["a"].title == shown


def test_commands_that_a_preamble_defines_are_put_in():
    preamble = '@preamble{"\\newcommand{\\swap}[2]{#2#1} \\newcommand\\shed{Shed} "}\n'
    entry = r"@misc{a, author = {Holm, I}, title = {\swap{b}{a} of {\shed}s \shedding}, year=2001}"
    works, said = read(preamble + entry)
    assert said[0][0] == r"the title of 'a' has \shedding, which cannot be shown"
    works, said = read(preamble + entry.replace(r"\shedding", ""))
    assert (works["a"].title, said) == ("ab of Sheds", [])


def test_a_string_of_strings_is_joined():
    strings = '@string{a = "Shed"}\n@string{b = a # " and " # {Barn}}\n'
    entry = '@article{s, author = {Holm, I}, title = "A" # " B", year = 2001, journal = b # { 4}}'
    works, said = read(strings + entry)
    assert (works["s"].title, works["s"].fields["journal"], said) == ("A B", "Shed and Barn 4", [])


@pytest.mark.parametrize(
    "key",
    ["DBLP:conf/icml/HolmB01", "holm_light_2001", "holm2001light", "10.1000/x", "a.b+c*d'e", "Å1"],
)
def test_any_key_is_read_and_found_at_its_line(key):
    text = f"\n@misc{{\n  {key},\n title = {{A}}, author = {{Holm, I}}, year = 2001}}"
    works, said = read(text)
    assert (list(works), said) == ([key], [])
    assert place_of_entry(text.encode(), key).at == (2, 1)
