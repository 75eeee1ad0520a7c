"""What the repository asks of git: claims, and nothing else, go through our driver."""

from pathlib import Path

from tests.helpers.git_repository import commit, git

ROOT = Path(__file__).parents[2]


def test_only_claims_are_merged_by_our_driver(tmp_path):
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, "2026-03-01", {".gitattributes": (ROOT / ".gitattributes").read_bytes()})
    claims = [path.relative_to(ROOT).as_posix() for path in (ROOT / "claims").rglob("*.yaml")]
    others = ["claims/a/a-b.py", "claims/a/index.md", "literature/positions.yaml", "mkdocs.yml"]
    said = git(tmp_path, "check-attr", "merge", "--", *claims, *others).splitlines()
    assert said == [f"{path}: merge: kb" for path in claims] + [
        f"{path}: merge: unspecified" for path in others
    ]


def test_the_setting_in_the_manual_is_the_one_that_help_tells():
    line = "merge-file %O %A %B --path %P'"
    for file in ("CONTRIBUTING.md", "kb/cli/merge_file.py"):
        text = (ROOT / file).read_text()
        assert "git config merge.kb.driver '" in text and line in text
