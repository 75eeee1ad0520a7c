"""A base in a folder of its repository: annotations and SARIF name files from the repository."""

import json

from tests.cli.test_commands import kb
from tests.helpers.git_repository import commit, git
from tests.helpers.solar_base import files, on_disk

CLAIM = "claims/energy/panels-last.yaml"


def annotated(root, *arguments: str) -> str:
    return kb(root, "verify", "--no-run", "--format", *arguments)[1]


def test_paths_begin_at_the_repository_also_in_a_folder_of_it(tmp_path):
    git(tmp_path, "init", "--quiet")
    given = files({"links": [{"supports": "panels-lost", "because": "Yes."}]})
    commit(tmp_path, "2026-03-01", {f"debate/{path}": text for path, text in given.items()})
    root = tmp_path / "debate"
    assert f"::error file=debate/{CLAIM},line=" in annotated(root, "github")
    (run,) = json.loads(annotated(root, "sarif"))["runs"]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert f"debate/{CLAIM}" in {place["artifactLocation"]["uri"] for place in places}
    assert min(place["region"]["startLine"] for place in places if "last" in str(place)) > 1
    assert annotated(root, "text").startswith(CLAIM)


def test_paths_of_a_base_that_is_the_repository_or_in_none_begin_at_the_base(tmp_path):
    given = files({"links": [{"supports": "panels-lost", "because": "Yes."}]})
    assert f"::error file={CLAIM},line=" in annotated(on_disk(tmp_path, given), "github")
    git(tmp_path, "init", "--quiet")
    assert f"::error file={CLAIM},line=" in annotated(tmp_path, "github")
