"""Workflows and actions, ours and those that ``kb init`` writes: pinned, with few rights, closed."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
INIT = ROOT / "kb/_data/init/github/workflows"
FILES = [
    *sorted(ROOT.glob(".github/workflows/*.yml")),
    *sorted(INIT.glob("*.yml")),
    ROOT / "action.yml",
]
WORKFLOWS = FILES[:-1]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", FILES, ids=named)
def test_actions_are_pinned_by_their_commit_and_say_their_version(path):
    used = [line for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert used
    for line in used:
        assert re.search(r"uses: [\w./-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+$", line), line


def test_one_action_is_pinned_to_one_commit_everywhere():
    pins: dict[str, set[str]] = {}
    for path in FILES:
        for action, pin in re.findall(r"uses: ([\w./-]+)@(\S+)", path.read_text("utf-8")):
            pins.setdefault(action, set()).add(pin)
    assert {action: many for action, many in pins.items() if len(many) > 1} == {}


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_no_workflow_has_rights_that_it_does_not_name(path):
    flow = yaml.safe_load(path.read_text("utf-8"))
    assert flow["permissions"] in ({}, {"contents": "read"})
    triggers = flow[True]  # YAML 1.1 reads "on" so
    assert "pull_request_target" not in triggers
    if "pull_request" in triggers:
        for job in flow["jobs"].values():
            assert "write" not in (job.get("permissions") or {}).values()


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_command_is_made_of_what_others_wrote(path):
    def commands(tree):
        if isinstance(tree, dict):
            yield from [tree["run"]] if isinstance(tree.get("run"), str) else []
        for inner in (
            tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
        ):
            yield from commands(inner)

    found = list(commands(yaml.safe_load(path.read_text("utf-8"))))
    assert found and [command for command in found if "${{" in command] == []


def test_the_comment_of_a_new_base_is_ours_but_for_the_environment():
    ours = (ROOT / ".github/workflows/comment.yml").read_text("utf-8")
    theirs = (INIT / "comment.yml").read_text("utf-8")
    assert (
        ours.replace("make .venv/site.stamp", "pip install -r requirements.txt").replace(
            ".venv/bin/kb", "kb"
        )
        == theirs
    )


FIRST = "Check every claim and run its demonstrations"
MEMORY = "Remember it, on main only"  # only this repository keeps what was measured between runs


def steps_of(path: Path) -> list[tuple[str, str, str, object]]:
    """What is done from the first command of kb's on: name, condition, commands and what they get.

    Where kb is installed, and which folder it looks at, is left out.
    """
    tree = yaml.safe_load(path.read_text("utf-8"))
    steps = tree["runs" if "runs" in tree else "jobs"]
    steps = steps["steps"] if "steps" in steps else steps["verify"]["steps"]
    names = [step.get("name", "") for step in steps]
    found = []
    for step in steps[names.index(FIRST) :]:
        run = step.get("run", "").replace(".venv/bin/kb", "kb").replace('kb --root "$ROOT"', "kb")
        given = {**step.get("with", {})}
        if "path" in given:
            given["path"] = given["path"].removeprefix("${{ inputs.root }}/")
        if not step["name"].startswith(MEMORY):
            found.append((step["name"], step.get("if", ""), run.strip(), given))
    return found


def test_action_and_workflows_do_the_same_in_the_same_order():
    ours = steps_of(ROOT / ".github/workflows/verify.yml")
    assert len(ours) == 6
    assert steps_of(ROOT / "action.yml") == ours
    assert steps_of(INIT / "verify.yml") == ours


def test_make_and_the_gate_run_what_the_workflows_run():
    """A workflow makes its environment with make, and each command of make is one of theirs."""
    made = (ROOT / "Makefile").read_text("utf-8")
    flows = "\n".join(path.read_text("utf-8") for path in WORKFLOWS)
    targets = set(re.findall(r"^([\w./$()-]+):", made, re.MULTILINE))
    used = set(re.findall(r"\bmake ([\w./]+)", flows + (ROOT / ".ci/run").read_text("utf-8")))
    assert used and {f"$(VENV){each.removeprefix('.venv')}" if each.startswith(".venv") else each
                     for each in used} <= targets  # fmt: skip
    for command in ("verify", "build"):
        assert f"$(BIN)/kb {command}" in made and f".venv/bin/kb {command}" in flows
