"""Lost punctuation is found at its line, one field twice is told apart from one key twice."""

from time import process_time

import pytest

from kb.reading.bibtex import references_of

GOOD = "@misc{good, title = {B}, author = {Berg, Bo}, year = 2002}\n"
REST = " author = {Holm, I},\n year = 2001\n}\n"


def told(text):
    works, findings = references_of(text.encode())
    return works, [(f.place.at[0], f.message, f.hint) for f in findings]


UNREADABLE = "this entry cannot be read"
FIELD = "this looks like a field, but stands outside every entry"
MANY = "is there a brace too many before it, or one too few?"


@pytest.mark.parametrize(
    ("bad", "line", "message", "hint"),
    [
        (f"@misc{{a,\n title = {{A {{B}},\n{REST}", 2, UNREADABLE, "no brace ends what begins on this line"),
        (f"@misc{{a,\n title = {{A\n B,\n{REST}", 2, UNREADABLE, "no brace ends what begins on this line"),
        ("@misc{a,\n title = {A},\n year = 2001\n", 1, UNREADABLE, "no brace ends it"),
        (f"@misc{{a\n title = {{A}},\n{REST}", 1, UNREADABLE, "no comma ends its key"),
        ("@misc{a,\n title = {A}},\n note = {x}\n}\n", 3, FIELD, MANY),
        ("@misc{a,\n title = {A}}\n note = {x}\n}\n", 3, FIELD, MANY),
    ],
)  # fmt: skip
def test_lost_punctuation_is_found_at_its_line(bad, line, message, hint):
    works, said = told(bad + GOOD)
    assert (line, message, hint) in said
    assert "good" in works


@pytest.mark.parametrize("before", ["", "% Light\n", "some words (2001, or so)\n\n"])
def test_an_entry_without_its_sign_is_found_behind_other_words(before):
    _, said = told(GOOD + before + "article{shed, title = {A}}\n")
    line = 2 + before.count("\n")
    assert [(at, message) for at, message, _ in said] == [
        (line, "this looks like an entry, but is not read as one")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "@comment{@article{old, title = {A}}}\n",
        "@Comment{jabref-meta: databaseType:biblatex;}\n",
        "Written by hand; see me@example.org for more (2001, or so).\n",
        "% article{old, title = {A}}\n",
        "},\n",
    ],
)
def test_words_between_entries_are_no_fault(text):
    works, said = told(GOOD + text + GOOD.replace("good", "other"))
    assert (list(works), said) == (["good", "other"], [])


def test_one_field_twice_keeps_the_work_and_is_found_where_it_stands_again():
    works, said = told(f'@article{{a,\n title = {{A}} # " b",\n Title = {{B}},\n{REST}')
    assert said == [(3, "this entry has one field twice", "'Title' of 'a': keep one of them")]
    assert (works["a"].title, works["a"].families) == ("A b", ("Holm",))


def test_one_key_twice_names_the_line_of_the_first():
    _, said = told(GOOD + GOOD)
    hint = "the first one, at line 1, is used"
    assert said == [(2, "two entries have the same key", hint)]


def test_a_large_file_of_faults_is_read_in_reasonable_time():
    begun = process_time()
    told("\n" * 50_000 + "words\n" * 5_000 + "@misc{a,\n title = {" + "{x}\n" * 10_000)
    assert process_time() - begun < 10
