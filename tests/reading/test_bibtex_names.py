"""Names as BibTeX and biblatex write them: particles, juniors, braces, 'and' in any case."""

import pytest

from kb.reading.bibtex import references_of


def read(names, field="author"):
    entry = f"@misc{{shed, title = {{A}}, year = 2001, {field} = {{{names}}}}}"
    works, findings = references_of(entry.encode())
    return works["shed"], [finding.message for finding in findings]


@pytest.mark.parametrize(
    ("written", "name", "family"),
    [
        ("Ludwig van Beethoven", "Ludwig van Beethoven", "van Beethoven"),
        ("van Beethoven, Ludwig", "Ludwig van Beethoven", "van Beethoven"),
        ("Jean de la Fontaine", "Jean de la Fontaine", "de la Fontaine"),
        ("von Neumann", "von Neumann", "von Neumann"),
        ("King, Jr., Martin Luther", "Martin Luther King Jr.", "King"),
        ("de la Vall{\\'e}e Poussin, C. J.", "C. J. de la Vallée Poussin", "de la Vallée Poussin"),
        ("{van der Berg}, Jan", "Jan van der Berg", "van der Berg"),
        ("Donald~E. Knuth", "Donald E. Knuth", "Knuth"),
        ("Knuth, Donald", "Donald Knuth", "Knuth"),
        ("{\\'E}variste Galois", "Évariste Galois", "Galois"),
        ("\\'Evariste Galois", "Évariste Galois", "Galois"),
        ("d'Alembert, Jean", "Jean d'Alembert", "d'Alembert"),
        ("{\\noopsort{Holm 1}}Holm, Ida", "Ida Holm", "Holm"),
        ("given=Hans, family=Harman, prefix=de", "Hans de Harman", "de Harman"),
        ('family={von Holm}, given={Ida B.}, suffix={Jr.}', "Ida B. von Holm Jr.", "von Holm"),
        ("Holm,", "Holm", "Holm"),
        ("{Lamps and Candles, Ltd.}", "Lamps and Candles, Ltd.", "Lamps and Candles, Ltd."),
    ],
)  # fmt: skip
def test_the_parts_of_a_name(written, name, family):
    work, said = read(written)
    assert (work.authors, work.families, said) == ((name,), (family,), [])


@pytest.mark.parametrize(
    ("written", "families"),
    [
        ("Ida Holm And Bo Berg aNd others", ("Holm", "Berg", "others")),
        ("Holm, Ida\n\tand\n\tvan Berg, Bo", ("Holm", "van Berg")),
        ("{Holm and Berg} and Sand, An", ("Holm and Berg", "Sand")),
        ("Holm, Ida and  and Berg, Bo", ("Holm", "Berg")),
        ("Anders Sandhand and Band Andersen", ("Sandhand", "Andersen")),
        ("and Holm, Ida and", ("Holm",)),
        ("And, Metin and Holm, Ida", ("And", "Holm")),
    ],
)
def test_names_are_separated_by_and_in_any_case(written, families):
    assert read(written)[0].families == families


@pytest.mark.parametrize("field", ["author", "editor"])
def test_more_commas_than_a_name_can_have_are_a_finding(field):
    work, said = read("Holm, Ida, Berg, Bo", field)
    assert said == ["one name of 'shed' has too many commas: Holm, Ida, Berg, Bo"]
    assert work.year == "2001"


@pytest.mark.parametrize("names", ["{}", "~", " , ", "and", ""])
def test_no_name_is_no_author(names):
    assert read(names)[1] == ["the entry 'shed' has no author"]
