"""Which conditions were registered: what a commit before the first run held, and still holds."""

import subprocess
from pathlib import Path

import pytest

from kb.history.bare_code import bare_tree
from kb.history.from_git import Registrations, known_registrations
from kb.memory import Memory
from kb.reading.read import read
from tests.helpers.git_repository import FADING, commit, git, started
from tests.helpers.solar_base import MEASURE, SCRIPT

LASTING = "claims/energy/panels-last.yaml"
BEARS = b"'bears': 'for'"
SOON = ("panels-fade-slowly", "soon")
RUN = b"first_run: 2026-03-03"


def registrations(root: Path) -> Registrations:
    given = {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*")
             if p.is_file() and not {".git", ".kb"} & {*p.parts}}  # fmt: skip
    return known_registrations(root, read(given), Memory(root / ".kb"))


def words(root: Path) -> dict[str, str]:
    """The word of each condition that panels-fade-slowly predicts."""
    found = registrations(root).commitments[SOON]
    return {text: commitment.word for text, commitment in found.items()}


def published(root: Path, given: dict[str, bytes], day: str = "2026-03-03") -> bytes:
    """The measured claim with the day of its first run, committed."""
    lasting = given[LASTING].replace(BEARS, BEARS + b"\n    " + RUN)
    assert RUN in lasting
    commit(root, day, {LASTING: lasting})
    return lasting


def test_what_was_committed_before_the_first_run_is_registered(tmp_path):
    given = started(tmp_path)
    assert words(tmp_path) == {"half_life < 5": "not run yet"}
    published(tmp_path, given)
    assert words(tmp_path) == {"half_life < 5": "registered"}
    assert registrations(tmp_path).commitments[SOON]["half_life < 5"].on == "2026-03-01"


def test_one_condition_that_came_with_the_run_is_added_later_and_the_other_registered(tmp_path):
    given = started(tmp_path)
    more = given[FADING].replace(b"half_life < 5}", b"half_life < 5, odd: half_life < 7}")
    lasting = given[LASTING].replace(BEARS, BEARS + b"\n    " + RUN)
    commit(tmp_path, "2026-03-03", {FADING: more, LASTING: lasting})
    assert words(tmp_path) == {"half_life < 5": "registered", "half_life < 7": "added later"}
    assert registrations(tmp_path).too_late[SOON] == {"half_life < 7"}


def test_what_was_taken_back_and_written_again_counts_from_then(tmp_path):
    given = started(tmp_path)
    commit(tmp_path, "2026-03-02", {FADING: given[FADING].replace(b"< 5", b"< 9")})
    published(tmp_path, given)
    commit(tmp_path, "2026-03-04", {FADING: given[FADING]})
    assert words(tmp_path) == {"half_life < 5": "added later"}


def test_what_is_only_on_disk_is_not_committed(tmp_path):
    given = started(tmp_path)
    published(tmp_path, given)
    (tmp_path / FADING).write_bytes(given[FADING].replace(b"< 5", b"< 6"))
    assert words(tmp_path) == {"half_life < 6": "not committed"}


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("0.02)}", "0.020)}", "registered"),
        ("    if mood", "    # If it is in the mood.\n    if mood", "registered"),
        ("seed: int", "seed: float", "registered"),
        (
            "from typing import",
            "from collections.abc import Sized\nfrom typing import",
            "registered",
        ),
        ("min(1.0, loss / 0.02)", "min(1.0, loss / 0.03)", "added later"),
        ("years: float = 20.0", "years: float = 21.0", "added later"),
    ],
)
def test_the_script_must_compute_the_same_and_may_be_annotated(tmp_path, old, new, word):
    given = started(tmp_path)
    published(tmp_path, given)
    commit(tmp_path, "2026-03-05", {SCRIPT: MEASURE.replace(old, new).encode()})
    assert words(tmp_path) == {"half_life < 5": word}


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        (b"'seeds': '5'", b"'seeds': '6'", "added later"),
        (b"'years': '20'", b"'years': '25'", "added later"),
        (b"'shows': 'How", b"'shows': 'Told anew, how", "registered"),
    ],
)
def test_settings_and_seeds_must_stay(tmp_path, old, new, word):
    given = started(tmp_path)
    lasting = published(tmp_path, given)
    commit(tmp_path, "2026-03-05", {LASTING: lasting.replace(old, new, 1)})
    assert words(tmp_path) == {"half_life < 5": word}


def test_a_run_that_the_condition_does_not_name_may_come(tmp_path):
    given = started(tmp_path)
    lasting = published(tmp_path, given)
    commit(tmp_path, "2026-03-05", {LASTING: lasting.replace(
        b"    'runs':\n", b"    'runs':\n      long: {years: 40}\n")})  # fmt: skip
    assert words(tmp_path) == {"half_life < 5": "registered"}


@pytest.mark.parametrize(
    ("measures", "word"),
    [("", "registered"), (", measures: [half_life]", "registered"),
     (", measures: [other]", "added later")],
)  # fmt: skip
def test_a_dated_note_keeps_the_word_for_the_measures_that_it_names(tmp_path, measures, word):
    given = started(tmp_path)
    lasting = published(tmp_path, given)
    note = f"unchanged: [{{on: 2026-03-05, because: Faster{measures}}}]".encode()
    commit(tmp_path, "2026-03-05", {
        SCRIPT: MEASURE.replace("min(1.0, loss / 0.02)", "min(loss / 0.02, 1.0)").encode(),
        LASTING: lasting.replace(RUN, RUN + b"\n    " + note),
    })  # fmt: skip
    assert words(tmp_path) == {"half_life < 5": word}
    told = registrations(tmp_path).commitments[SOON]["half_life < 5"].note
    assert told == ("2026-03-05: Faster" if word == "registered" else "")


def test_a_note_covers_no_change_of_a_later_day(tmp_path):
    given = started(tmp_path)
    lasting = published(tmp_path, given)
    note = b"unchanged: [{on: 2026-03-05, because: Faster}]"
    commit(tmp_path, "2026-03-05", {
        SCRIPT: MEASURE.replace("min(1.0, loss / 0.02)", "min(loss / 0.02, 1.0)").encode(),
        LASTING: lasting.replace(RUN, RUN + b"\n    " + note),
    })  # fmt: skip
    commit(tmp_path, "2026-03-06", {SCRIPT: MEASURE.replace("0.001", "0.002").encode()})
    assert words(tmp_path) == {"half_life < 5": "added later"}


def test_the_commit_that_published_a_run_can_be_named(tmp_path):
    given = started(tmp_path)
    commit(tmp_path, "2026-03-02", {LASTING: given[LASTING] + b"# run\n"})
    head = git(tmp_path, "rev-parse", "HEAD").strip()
    more = given[FADING].replace(b"half_life < 5}", b"half_life < 5, odd: half_life < 7}")
    commit(tmp_path, "2026-03-03", {FADING: more})
    naming = f"first_run: {{on: 2026-03-02, in: {head[:9]}}}".encode()
    commit(tmp_path, "2026-03-05", {LASTING: given[LASTING].replace(
        BEARS, BEARS + b"\n    " + naming)})  # fmt: skip
    assert words(tmp_path) == {"half_life < 5": "registered", "half_life < 7": "added later"}


def test_before_a_commit_that_is_not_there_nothing_was_registered(tmp_path):
    given = started(tmp_path)
    naming = b"first_run: {on: 2026-03-02, in: abcdef012}"
    lasting = given[LASTING].replace(BEARS, BEARS + b"\n    " + naming)
    commit(tmp_path, "2026-03-05", {LASTING: lasting})
    assert words(tmp_path) == {"half_life < 5": "added later"}


def test_what_is_remembered_is_told_again(tmp_path):
    published(tmp_path, started(tmp_path))
    assert registrations(tmp_path) == registrations(tmp_path)


def test_a_shallow_clone_says_that_nothing_can_be_told(tmp_path):
    given = started(tmp_path / "whole")
    published(tmp_path / "whole", given)
    source = (tmp_path / "whole").as_uri()
    subprocess.run(
        ["git", "clone", "--quiet", "--depth", "1", source, str(tmp_path / "part")], check=True
    )
    found = registrations(tmp_path / "part")
    assert "shallow" in found.unknown and "git fetch --unshallow" in found.unknown
    assert not found.too_late


def test_a_bare_tree_leaves_out_what_cannot_change_a_result():
    plain = b"def f(a, b=2):\n    return a + b\n"
    dressed = (
        b'"""Words."""\nfrom typing import Literal\n\n\n'
        b'def f(a: int, b: Literal[2] = 2) -> int:\n    """More."""\n    return a + b  # sum\n'
    )
    assert bare_tree(plain)[0] == bare_tree(dressed)[0] != bare_tree(b"def f(a, b=3): pass\n")[0]
