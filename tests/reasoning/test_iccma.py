"""The plain solver: every answer of the kept frameworks, its witnesses, and what it says of errors."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli.solve import solve as solve_command
from kb.reasoning.semantics.iccma import TASKS, Misread, solve

FILES = sorted((Path(__file__).parent / "af").glob("*.af"))
NAMES = {"CO": "complete", "GR": "grounded", "PR": "preferred", "ST": "stable"}


def extensions_of(expected: dict, name: str) -> list[list[int]] | None:
    found = expected.get(NAMES[name])
    return [found] if name == "GR" else found


def witness(text: str) -> list[int]:
    start, *words = text.split()
    assert start == "w"
    return [int(word) for word in words]


def listed(text: str) -> list[list[int]]:
    return [] if text == "NO\n" else [witness(line) for line in text.splitlines()]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
@pytest.mark.parametrize("name", NAMES)
def test_all_answers_and_witnesses(path, name):
    text = path.read_text()
    expected = json.loads(path.with_suffix(".json").read_text())
    every = extensions_of(expected, name)
    if every is None:  # only the preferred and stable ones of the larger framework are kept
        every = [witness(line) for line in solve(text, f"EE-{name}").splitlines()]
        assert [each for each in every if each in expected["preferred"]]
    assert listed(solve(text, f"EE-{name}")) == every
    one = solve(text, f"SE-{name}")
    assert witness(one) in every if every else one == "NO\n"
    for argument in range(1, expected["n"] + 1):
        first, *rest = solve(text, f"DC-{name}", argument).splitlines()
        if any(argument in each for each in every):
            assert first == "YES"
            shown = witness(*rest)
            assert argument in shown
            assert shown in every
        else:
            assert [first, *rest] == ["NO"]
        first, *rest = solve(text, f"DS-{name}", argument).splitlines()
        if all(argument in each for each in every):
            assert [first, *rest] == ["YES"]
        else:
            assert first == "NO"
            shown = witness(*rest)
            assert argument not in shown
            assert shown in every


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_kept_lists_of_accepted_arguments(path):
    text = path.read_text()
    expected = json.loads(path.with_suffix(".json").read_text())
    every = range(1, expected["n"] + 1)
    for task, key in {
        "DC-CO": "credulous_complete_or_preferred",
        "DC-PR": "credulous_complete_or_preferred",
        "DS-PR": "sceptical_preferred",
        "DC-ST": "credulous_stable",
        "DS-ST": "sceptical_stable",
    }.items():
        wanted = expected[key]
        if wanted == "all (no stable extension)":
            wanted = list(every)
        assert [each for each in every if solve(text, task, each).startswith("YES")] == wanted


MISREAD = {
    "nothing": ("", "expected a line 'p af N', N being the number of arguments; found none"),
    "another format": (
        "arg(a).\n",
        "line 1: expected 'p af N', N being the number of arguments; found 'arg(a).'",
    ),
    "no number": (
        "# hello\np af many\n",
        "line 2: expected 'p af N', N being the number of arguments; found 'p af many'",
    ),
    "more than a machine holds": (
        "p af 99999999999\n",
        "line 1: 99999999999 arguments; at most 2000000 are read",
    ),
    "one word": (
        "p af 3\n1 2\n3\n",
        "line 3: expected two numbers, 'ATTACKER TARGET'; found '3'",
    ),
    "names": (
        "p af 3\na b\n",
        "line 2: expected two numbers, 'ATTACKER TARGET'; found 'a b'",
    ),
    "an argument too many": (
        "p af 3\n# fine\n1 4\n",
        "line 3: expected an argument from 1 to 3; found 4",
    ),
    "counting from 0": ("p af 3\n0 1\n", "line 2: expected an argument from 1 to 3; found 0"),
    "a second start": ("p af 3\np af 3\n", "line 2: a second line 'p ...'; the first has said it"),
}


@pytest.mark.parametrize("case", MISREAD)
def test_what_is_misread_is_said_with_its_line(case):
    text, message = MISREAD[case]
    with pytest.raises(Misread) as error:
        solve(text, "SE-PR")
    assert str(error.value) == message


def test_what_is_asked_must_be_a_question():
    with pytest.raises(Misread) as error:
        solve("p af 2\n", "DC-XX", 1)
    assert str(error.value) == (
        f"expected a task such as DC-PR, one of {', '.join(TASKS)}; found 'DC-XX'"
    )
    with pytest.raises(Misread) as error:
        solve("p af 2\n", "DS-PR")
    assert str(error.value) == "DS-PR expects an argument from 1 to 2; found none"


def test_blank_lines_comments_and_no_arguments():
    assert solve("# first\n\np af 2\n\n1 2  \n# last\n", "SE-GR") == "w 1\n"
    assert solve("p af 0\n", "EE-PR") == "w\n"
    assert solve("p af 0\n", "SE-ST") == "w\n"


def test_a_spent_budget_is_answered_unknown():
    text = "p af 4\n1 2\n2 1\n3 4\n4 3\n"
    for task in ("DC-PR", "DS-PR", "DC-ST", "DS-ST", "SE-PR", "SE-ST", "EE-CO", "EE-PR", "EE-ST"):
        assert solve(text, task, 1, steps=0) == "UNKNOWN\n"


def test_the_command(tmp_path):
    path = tmp_path / "nixon.af"
    path.write_text("p af 3\n1 2\n2 1\n1 3\n2 3\n")
    result = CliRunner().invoke(solve_command, [str(path), "-p", "DC-PR", "-a", "2"])
    assert (result.output, result.exit_code) == ("YES\nw 2\n", 0)
    path.write_text("p af 3\n1 5\n")
    result = CliRunner().invoke(solve_command, [str(path), "-p", "SE-PR"])
    assert result.exit_code == 1
    assert f"{path}: line 2: expected an argument from 1 to 3; found 5" in result.output
