"""``kb new``: what is given is written and passes; what is not is left to fill in and told."""

import errno
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from kb.authoring.claim import Begun, claim_text, id_for, scalar
from kb.reading.read import read
from tests.cli.test_commands import kb, root

__all__ = ["root"]  # a fixture
GIVEN = (
    "--title", "Clean panels yield more: a tenth", "--scope", "On roofs {flat ones}, #2.",
    "--statement", "Panels that are washed once a month yield a tenth more than others.",
    "--kind", "opinion", "--cite", "fraunhofer-2021", "--locator", "p. 3", "--held-by", "installer",
)  # fmt: skip


def test_what_is_given_passes_and_has_an_id_from_its_title(root):
    status, said, _ = kb(root, "new", "energy", *GIVEN)
    assert status == 0 and "wrote claims/energy/clean-panels-yield-more-tenth.yaml" in said
    status, said, _ = kb(root, "verify", "clean-panels-yield-more-tenth")
    assert status == 0, said
    written = yaml.safe_load(
        (root / "claims/energy/clean-panels-yield-more-tenth.yaml").read_text()
    )
    assert written["title"] == GIVEN[1] and written["scope"].strip() == GIVEN[3]
    assert "demonstrations" not in written


def test_a_demonstration_is_added_when_it_is_asked_for(root):
    kb(root, "new", "energy", "panels-shine", *GIVEN, "--demo")
    _, said, _ = kb(root, "demo", "panels-shine")
    assert "panels-shine/main_effect: holds" in said
    assert "control cause_removed breaks effect-is-positive" in said
    status, said, _ = kb(root, "verify", "panels-shine")
    assert status == 1 and said.count("[left-blank]") == 2  # what it shows and does not


def test_what_is_near_is_shown_before_anything_is_written(root):
    _, said, _ = kb(root, "new", "energy", "panels-last-long", "--title", "Panels last long")
    near, wrote = said.index("near it: panels-last: "), said.index("wrote ")
    assert near < wrote


def test_an_empty_folder_becomes_a_base(tmp_path):
    status, said, _ = kb(tmp_path, "new", "energy", "panels-shine")
    assert status == 0 and "wrote literature/positions.yaml" in said
    _, said, _ = kb(tmp_path, "verify")
    assert "no position" not in said and "[left-blank]" in said


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.tex").write_text("x")
    status, _, said = kb(tmp_path, "new", "energy", "panels-shine")
    assert status == 2 and "kb init DIR begins a base" in said
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "name a topic"),
        (("energy",), "name a claim, or give it a --title"),
        (("energy", "--title", "的"), "no id can be made of '的'"),
        (("energy", "panels"), "'panels' is no id"),
        (("En/ergy", "a-b"), "'En/ergy' is no topic"),
        (("index", "a-b"), "'index' is no topic"),
        (("energy", "a-b", "--kind", "empirica"), "did you mean 'empirical'?"),
        (("energy", "a-b", "--held-by", "A b"), "'A b' is no position"),
        (("energy", "a-b", "--title", "a\x1b[1m"), "a character in it cannot be shown"),
        (("energy", "panels-last"), "there is a claim 'panels-last' already"),
        (("roofs", "panels-last"), "there is a claim 'panels-last' already"),
    ],
)
def test_what_cannot_be_written_changes_nothing(words, message, root):
    before = sorted(root.rglob("*"))
    status, _, said = kb(root, "new", *words)
    assert status == 2 and message in said
    assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize(
    ("title", "ident"),
    [
        ("The median of a sample moves little when a few values are far off",
         "median-sample-moves-little-few"),
        ("It is not what it was", "it-is-not-what-it"),
        ("$x^2$ beats the mean", "beats-mean"),
        ("Don't stop", "dont-stop"),
        ("Stop", ""),
    ],
)  # fmt: skip
def test_an_id_is_made_of_the_words_that_say_most(title, ident):
    assert id_for(title) == ident


PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "))


@example("A ")
@example("on")
@example("Off")
@given(PRINTABLE)
def test_words_on_a_line_are_read_as_they_were_given(words):
    assert yaml.safe_load(f"a: {scalar(words)}") == {"a": words}
    assert yaml.safe_load(f"{{a: {scalar(words)}, b: 1}}") == {"a": words, "b": 1}


@given(PRINTABLE.filter(str.strip), PRINTABLE.filter(str.strip))
def test_whatever_is_said_can_be_read_again(title, statement):
    text = claim_text(Begun("a-b", title=title.strip(), statement=statement))
    base = read({"claims/x/a-b.yaml": text.encode()})
    assert [claim.title for claim in base.claims] == [title.strip()] or base.findings


def test_what_the_disk_refuses_is_no_fault_of_kb(tmp_path, monkeypatch):
    """A folder that may not be written, or a disk that is full: a sentence with the place."""

    def full(path, *_, **__):
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_text", full)
    status, _, told = kb(tmp_path, "new", "energy", "panels-glow")
    assert (status, told.rpartition(": ")[2]) == (1, "No space left on device\n")
    assert "panels-glow.yaml" in told and "fault of kb" not in told
