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
