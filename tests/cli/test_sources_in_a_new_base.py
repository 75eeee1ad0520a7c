"""From a text to a claim of it in a fresh base: each command says what comes next, and it passes."""

import pytest

from tests.cli.test_commands import kb

TALK = "1| Medians hold out where means are carried away.\n2| Thanks, see you next week then.\n"


@pytest.fixture
def base(tmp_path):
    kb(tmp_path, "init", str(tmp_path / "base"))
    (tmp_path / "talk.txt").write_text(TALK)
    return tmp_path / "base"


def test_the_way_from_a_text_to_a_claim(base):
    text = base.parent / "talk.txt"
    status, said, _ = kb(base, "sources", "add", str(text), "--speaker", "median-side")
    assert status == 0 and "wrote literature/discussions/talk.yaml: 2 passages, no text" in said
    assert "kb new TOPIC --passage talk/1 --locator" in said and "kb sources check talk.txt" in said
    words = (
        "--passage",
        "talk/1",
        "--locator",
        "where means are carried away",
        "--held-by",
        "median-side",
    )
    given = ("--title", "Medians hold out where means do not", "--statement", "They do.",
             "--scope", "Samples with a few far-off values.", "--kind", "opinion")  # fmt: skip
    assert kb(base, "new", "outliers", *words, *given)[0] == 0
    record = base / "literature/discussions/talk.yaml"
    told = record.read_text().replace("    pending: yes\n", "", 1)
    record.write_text(
        told.replace("    pending: yes\n", "    silent: thanks\n    because: Thanks.\n")
    )
    status, said, _ = kb(base, "verify")
    assert status == 0 and "0 passages pending; 0 errors" in said, said
    assert kb(base, "sources", "check", str(text), "--id", "talk")[0] == 0


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        ("No numbers here.\n", (), "begin each on a line of its own with its number and '|'"),
        (TALK, ("--speaker", "median-sid"), "did you mean 'median-side'?"),
        (TALK, ("--id", "Pub talk"), "'Pub talk' is no id of a discussion"),
    ],
)
def test_what_cannot_be_recorded_says_what_to_do(text, options, message, base):
    (base.parent / "talk.txt").write_text(text)
    status, _, said = kb(base, "sources", "add", str(base.parent / "talk.txt"), *options)
    assert status == 2 and message in said
    assert not (base / "literature/discussions").exists()
