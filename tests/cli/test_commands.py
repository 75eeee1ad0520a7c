"""The commands as people use them: statuses, bytes, and what is run again."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb import cli
from kb.cli.common import date
from tests.helpers.solar_base import MEASURE, files, on_disk


def kb(root, *arguments):
    """Status, standard output and standard error of a command."""
    result = CliRunner().invoke(cli.main, ["--root", str(root), *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def process(root, *arguments, **more):
    """The command in a process of its own, as a shell runs it."""
    command = [sys.executable, "-c", "from kb.cli import main; main()", "--root", str(root)]
    return subprocess.run(
        [*command, *arguments], capture_output=True, text=True, check=False, **more
    )


@pytest.fixture
def root(tmp_path):
    return on_disk(tmp_path, files())


def test_twice_the_same_bytes_and_nothing_run_again(root):
    first, second = kb(root, "verify"), kb(root, "verify")
    assert first[:2] == second[:2]
    assert "measured 22 of 22" in first[2]
    assert second[2] == ""


def test_a_changed_expectation_is_judged_without_a_run(root):
    kb(root, "verify")
    claim = root / "claims/energy/panels-last.yaml"
    claim.write_text(claim.read_text().replace("half_life > 10", "half_life > 30"))
    status, said, ran = kb(root, "verify")
    assert (status, ran) == (1, "")
    assert "expected half_life > 30" in said


HELPED = MEASURE.replace('"""How', 'from wear import LOSS\n"""How', 1).replace(
    "loss / 0.02)", "loss / LOSS)"
)


def helped(tmp_path):
    more = {
        "claims/energy/panels-last.py": HELPED,
        "claims/energy/wear.py": "LOSS = 0.02\n",
    }
    return on_disk(tmp_path, files(more=more))


def test_a_changed_helper_is_run_again(tmp_path):
    root = helped(tmp_path)
    kb(root, "verify")
    (root / "claims/energy/wear.py").write_text("LOSS = 0.04\n")
    _, _, ran = kb(root, "verify")
    assert "measured 11 of 11" in ran  # the other script does not use it


def test_a_file_that_would_shadow_an_import_runs_again(tmp_path):
    root = helped(tmp_path)
    kb(root, "verify")
    (root / "claims/energy/wear").mkdir()
    (root / "claims/energy/wear/__init__.py").write_text("LOSS = 0.08\n")
    _, said, ran = kb(root, "demo", "panels-last")
    assert "measured 11 of 11" in ran
    assert "half_life = 5 to 5.02" in said


def test_a_new_claim_in_the_folder_runs_nothing_else_again(root):
    kb(root, "verify")
    kb(root, "new", "energy", "panels-shine", "--demo")
    _, _, ran = kb(root, "verify")
    assert "measured 11 of 11" in ran


def test_without_a_run_unmeasured_is_a_word_and_not_a_pass(root):
    status, said, ran = kb(root, "verify", "--no-run")
    assert (status, ran) == (0, "")
    assert "2 demonstrations (2 unmeasured)" in said


def test_no_claims_is_misuse(tmp_path):
    (tmp_path / "claims").mkdir()
    status, _, said = kb(tmp_path, "verify")
    assert status == 2
    assert "there is no claim under" in said


def test_an_unknown_claim_is_misuse_with_a_suggestion(root):
    status, _, said = kb(root, "verify", "panels-lst")
    assert status == 2
    assert "did you mean 'panels-last'?" in said


def test_a_folder_includes_claims_that_cannot_be_read(root):
    (root / "claims/energy/panels-last.yaml").write_text("title: [\n")
    for what in ("claims/energy", "claims/energy/panels-last.yaml", "panels-last"):
        status, said, _ = kb(root, "verify", "--no-run", what)
        assert status == 1
        assert "claims/energy/panels-last.yaml:2:1: error: this is not YAML" in said


def test_a_fault_of_kb_itself_is_3(root, monkeypatch):
    code = (
        "from kb import cli\nfrom kb.cli import base\n"
        "def broken(*_): raise RuntimeError('a bug')\n"
        "base.open_base = broken\n"
        "cli.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--root", str(root), "verify"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 3
    assert "RuntimeError: a bug" in done.stderr
    assert "a fault of kb itself" in done.stderr


def test_an_interruption_is_130(root):
    code = (
        "from kb import cli\nfrom kb.cli import base\n"
        "def stopped(*_): raise KeyboardInterrupt\n"
        "base.open_base = stopped\n"
        "cli.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--root", str(root), "verify"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 130


def test_warnings_count_when_strict(root):
    (root / "claims/energy/index.md").unlink()
    assert kb(root, "verify")[0] == 0
    assert kb(root, "verify", "--strict")[0] == 1


def test_findings_as_json_and_for_github(root):
    claim = root / "claims/energy/panels-last.yaml"
    claim.write_text(claim.read_text().replace("fraunhofer-2021", "nobody-1999"))
    _, said, _ = kb(root, "verify", "--no-run", "--format", "json")
    (finding,) = json.loads(said)
    assert finding["check"] == "unknown-source"
    assert (finding["file"], finding["line"], finding["field"]) == (
        "claims/energy/panels-last.yaml", 5, "sources.0.cite",
    )  # fmt: skip
    _, said, _ = kb(root, "verify", "--no-run", "--format", "github")
    assert said.startswith(
        "::error file=claims/energy/panels-last.yaml,line=5,col=3,title=unknown-source::"
    )


def test_a_new_claim_runs_as_it_is_written(root):
    status, said, _ = kb(root, "new", "energy", "panels-shine", "--demo")
    assert status == 0
    assert "fill it in, then: kb verify panels-shine" in said
    _, said, _ = kb(root, "demo", "panels-shine")
    assert "panels-shine/main_effect: holds" in said
    assert kb(root, "new", "energy", "panels-shine")[0] == 2  # nothing is overwritten


def test_explain_a_claim_and_a_check(root):
    kb(root, "verify")
    _, said, _ = kb(root, "explain", "panels-last")
    assert "○ standing: unchallenged: nothing in the base attacks it" in said
    assert "holds: lasts: half_life > 10 (half_life = 20 to 20.08" in said
    _, said, _ = kb(root, "explain", "missing-source")
    assert said.startswith("missing-source (error): A claim cites no source.")
    assert kb(root, "explain", "missing-sauce")[0] == 2


TALK = "1| One two three four five.\n2| ...and so it goes on\n"


def test_a_discussion_is_kept_as_hashes(root, tmp_path):
    text = tmp_path / "talk.txt"
    text.write_text(TALK)
    kb(root, "sources", "add", str(text), "--id", "pub-talk")
    path = root / "literature/discussions/pub-talk.yaml"
    written = path.read_text()
    assert "three" not in written
    assert "cut: [start]" in written
    kept = written.replace("speaker: unknown", "speaker: installer")
    path.write_text(kept)
    kb(root, "sources", "add", str(text), "--id", "pub-talk")
    assert path.read_text() == kept  # what people recorded is not lost
    assert kb(root, "sources", "check", str(text), "--id", "pub-talk")[0] == 0
    text.write_text(TALK.replace("three", "free"))
    status, said, _ = kb(root, "sources", "check", str(text), "--id", "pub-talk")
    assert (status, said) == (1, "passage 1 has other words than the one recorded\n")


def test_a_topic_that_may_not_be_looked_into_is_told(root, monkeypatch):
    (root / "claims/roofs").mkdir()
    may = os.access
    monkeypatch.setattr(
        "os.access", lambda path, way: not str(path).endswith("roofs") and may(path, way)
    )
    status, said, _ = kb(root, "verify", "--no-run")
    assert "claims/roofs:1:1: error: this folder cannot be read [read]" in said
    assert status == 1


def test_a_link_out_of_the_base_is_not_followed(root, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "plan.yaml"
    outside.write_text("title: secret\n")
    (root / "claims/energy/linked-plan.yaml").symlink_to(outside)
    (root / "claims/roofs").symlink_to(outside.parent)
    (root / "claims/energy/lost.py").symlink_to("nowhere.py")
    (root / "claims/energy/.#panels-last.yaml").symlink_to("an-editor's-lock")
    status, said, _ = kb(root, "verify", "--no-run")
    assert "secret" not in said
    assert [line for line in said.splitlines() if line.startswith("claims/")] == [
        "claims/energy/linked-plan.yaml:1:1: error: this link leads out of the base, and is not followed [read]",
        "claims/energy/lost.py:1:1: error: this link leads nowhere [read]",
        "claims/roofs:1:1: error: this link leads out of the base, and is not followed [read]",
    ]
    assert status == 1


def test_a_base_of_which_nothing_is_read_says_so(tmp_path):
    root = on_disk(tmp_path, {"claims/panels-last.yaml": b"title: t\n"})
    status, said, _ = kb(root, "verify")
    assert said.splitlines()[0].startswith("claims/panels-last.yaml:1:1: error: a claim stands at")
    assert status == 1


HEAVY = (
    "numpy",
    "scipy",
    "matplotlib",
    "jinja2",
    "rich",
    "networkx",
    "bibtexparser",
    "rapidfuzz",
    "mkdocs",
)


def loaded(names, *arguments):
    """The status of a command, and which of these modules it has loaded by its end."""
    code = (
        "import sys\nfrom kb.cli import main\n"
        "status = 0\n"
        "try: main()\n"
        "except SystemExit as end: status = end.code\n"
        f"print(status, sorted(set({names!r}) & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.splitlines()[-1], done.stderr


def test_a_warm_verify_loads_nothing_heavy(root):
    kb(root, "verify")
    told, err = loaded(HEAVY, "--root", root, "verify")
    assert told == "0 []"
    assert "measured" not in err


def test_before_verify_knows_that_something_has_changed_it_loads_nothing_that_reads():
    told, _ = loaded((*HEAVY, "kb.model", "yaml", "statistics"), "verify", "--help")
    assert told == "0 []"


def test_explaining_a_claim_loads_no_library_of_graphs_or_of_matrices(root):
    told, _ = loaded(("networkx", "scipy"), "--root", root, "explain", "panels-last")
    assert told == "0 []"


def test_solving_a_framework_loads_nothing_that_a_base_needs(tmp_path):
    (tmp_path / "two.af").write_text("p af 2\n1 2\n2 1\n")
    needless = (*HEAVY, "kb.model", "yaml", "importlib.metadata")
    told, _ = loaded(needless, "solve", "--problem", "SE-ST", tmp_path / "two.af")
    assert told == "0 []"


def test_python_m_kb_is_kb(root):
    command = [sys.executable, "-m", "kb", "--root", str(root), "verify", "--no-run"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == kb(root, "verify", "--no-run")[:2]


def test_a_mistyped_root_is_told_and_nothing_is_made_there(tmp_path):
    root = tmp_path / "bsae"
    for command in (("new", "energy", "panels-glow"), ("verify",), ("memory", "merge", ".")):
        status, said, told = kb(root, *command)
        assert (status, said) == (2, "") and "does not exist" in told
    assert not root.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to print to")
def test_what_cannot_be_printed_is_told_without_a_name_that_nothing_has(root):
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "kb", "--root", str(root), "verify", "--no-run"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.stderr.splitlines()[-1] == "Error: No space left on device"


@pytest.mark.parametrize(
    "day", ["soon", "2026-13-45", "2026-02-30", "20270601", "2026-1-1", "\uff12026-01-01"]
)
def test_a_day_that_is_none_is_a_misuse(root, day):
    status, said, told = kb(root, "verify", "--no-run", "--today", day)
    assert (status, said) == (2, "")
    assert f"'{day}' is not a date such as 2027-06-01" in told


def test_a_time_of_a_build_that_no_calendar_has_is_a_misuse(root, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 30)
    assert "is not a date such as" in kb(root, "verify", "--no-run")[2]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert date(None) == "2026-09-21"
    for other in ("", "-1", "²", "now"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", other)
        before = datetime.now(UTC)
        assert before.date().isoformat() <= date(None) <= datetime.now(UTC).date().isoformat()
