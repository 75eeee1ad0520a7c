"""The plain solver: every answer of the kept frameworks, its witnesses, and what it says of errors."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli.solve import solve as solve_command
from kb.reasoning.budget import Unknown
from kb.reasoning.semantics.iccma import TASKS, Misread, solve
from tests.helpers.by_definition import subsets

FILES = sorted((Path(__file__).parent / "af").glob("*.af"))
CHECKER = Path(__file__).parents[1] / "helpers" / "check_witness.py"
NAMES = {"CO": "complete", "GR": "grounded", "PR": "preferred", "ST": "stable",
         "SST": "semi-stable", "ID": "ideal"}  # fmt: skip


def extensions_of(text: str, expected: dict, name: str) -> list[list[int]] | None:
    if name == "SST":
        ranges = {tuple(one): range_of(text, one) for one in expected["preferred"]}
        return [list(one) for one in ranges if not any(ranges[one] < r for r in ranges.values())]
    if name == "ID":
        common = set.intersection(*map(set, expected["preferred"]))
        within = [one for one in expected.get("complete", ()) if common.issuperset(one)]
        return [max(within, key=len)] if within else None
    found = expected.get(NAMES[name])
    return [found] if name == "GR" else found


def range_of(text: str, held: list[int]) -> set[int]:
    edges = [tuple(map(int, line.split())) for line in text.splitlines()[1:] if line[:1].isdigit()]
    return set(held) | {target for source, target in edges if source in held}


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
    every = extensions_of(text, expected, name)
    if every is None:  # only the preferred and stable ones of the larger framework are kept
        every = [witness(line) for line in solve(text, f"EE-{name}").splitlines()]
        assert [each for each in every if name == "ID" or each in expected["preferred"]]
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
    for task in set(TASKS) - {"DC-GR", "DS-GR", "SE-GR", "EE-GR", "SE-CO", "DS-CO"}:
        assert isinstance(solve(text, task, 1, steps=0), Unknown)


def test_the_command(tmp_path):
    path = tmp_path / "nixon.af"
    path.write_text("p af 3\n1 2\n2 1\n1 3\n2 3\n")
    result = CliRunner().invoke(solve_command, [str(path), "-p", "DC-PR", "-a", "2"])
    assert (result.output, result.exit_code) == ("YES\nw 2\n", 0)
    result = CliRunner().invoke(solve_command, [str(path), "-p", "SE-PR", "--budget", "0"])
    assert (result.stdout, result.exit_code) == ("", 4)
    assert result.stderr.startswith("unknown: the budget was spent before an answer was found")
    path.write_text("p af 3\n1 5\n")
    result = CliRunner().invoke(solve_command, [str(path), "-p", "SE-PR"])
    assert result.exit_code == 1
    assert f"{path}: line 2: expected an argument from 1 to 3; found 5" in result.output


@pytest.mark.parametrize("seed", range(60))
def test_semi_stable_and_ideal_extensions_by_trying_every_subset(seed):
    chance = random.Random(seed)
    size = chance.randint(1, 8)
    share = chance.choice([0.1, 0.2, 0.35])
    edges = [
        (a, b) for a in range(1, size + 1) for b in range(1, size + 1) if chance.random() < share
    ]
    text = f"p af {size}\n" + "".join(f"{a} {b}\n" for a, b in edges)
    admissible = [
        held
        for held in map(set, subsets(range(1, size + 1)))
        if not any(a in held and b in held for a, b in edges)
        and all(any((c, a) in edges for c in held) for a, b in edges if b in held)
    ]
    preferred = [held for held in admissible if not any(held < other for other in admissible)]
    ranges = [range_of(text, sorted(held)) for held in admissible]
    largest = [h for h, r in zip(admissible, ranges, strict=True) if not any(r < o for o in ranges)]
    ideal = max((h for h in admissible if all(h <= p for p in preferred)), key=len)
    assert listed(solve(text, "EE-SST")) == sorted(map(sorted, largest))
    assert listed(solve(text, "EE-ID")) == [sorted(ideal)]
    for argument in range(1, size + 1):
        for task, wanted in {
            "DC-SST": any(argument in held for held in largest),
            "DS-SST": all(argument in held for held in largest),
            "DC-ID": argument in ideal,
            "DS-ID": argument in ideal,
        }.items():
            first, *rest = solve(text, task, argument).splitlines()
            assert first == ("YES" if wanted else "NO")
            if rest:
                assert set(witness(*rest)) in ([ideal] if task.endswith("ID") else largest)
                assert (argument in witness(*rest)) == wanted


def checked(path: Path, task: str, argument: int, answer: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-I", str(CHECKER), str(path), task, str(argument)]
    return subprocess.run(command, input=answer, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("task", [t for t in TASKS if not t.startswith("EE")])
def test_what_is_printed_can_be_checked_without_kb(task):
    path = next(path for path in FILES if path.stem == "own_scc_12")
    for argument in (1, 5):
        answer = solve(path.read_text(), task, argument)
        assert checked(path, task, argument, answer).returncode == 0, answer


def test_the_checker_refuses_what_is_wrong(tmp_path):
    path = tmp_path / "chain.af"
    path.write_text("p af 3\n1 2\n2 3\n")
    for task, answer, why in (
        ("SE-ST", "w 1 2\n", "2 is in and attacked from within"),
        ("SE-CO", "w 3\n", "3 is in and not defended"),
        ("SE-CO", "w 1\n", "3 is not in and defended"),
        ("DC-PR", "YES\nw 1\n", "3 is not in"),
        ("DS-ST", "NO\nw 1 3\n", "3 is in"),
        ("DC-ST", "YES\n", "no witness"),
    ):
        found = checked(path, task, 3, answer)
        assert (found.returncode, found.stdout.strip()) == (1, why)
    path.write_text("p af 2\n1 2\n2 1\n")
    assert checked(path, "SE-GR", 0, "w 1\n").stdout == "1 is not grounded\n"
    assert checked(path, "SE-ST", 0, "w\n").stdout == "1 is neither in nor attacked\n"
