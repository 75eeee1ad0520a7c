"""What was committed of registrations before the run still stands, whatever is edited since."""

import pytest
import yaml

from kb.history.manifest import digest
from tests.cli.test_commands import kb
from tests.helpers.git_repository import FADING, SOON, commit, started
from tests.history.test_registering import CODE, HOST, PATH, registered


def run_published(root, given):
    """The prediction and its registration committed, and in a later commit its run."""
    commit(root, "2026-03-03", {PATH: (root / PATH).read_bytes()})
    run = yaml.safe_load(given[HOST])
    run["demonstrations"]["life"]["first_run"] = "2026-03-04"
    commit(root, "2026-03-04", {HOST: yaml.safe_dump(run).encode()})


def verified(root):
    """What `kb verify` says of registrations."""
    _, said, _ = kb(root, "verify", "--no-run")
    return [line for line in said.splitlines() if line.endswith("[registration-changed]")]


def test_a_registration_that_is_taken_out_with_its_prediction_after_the_run_is_found(tmp_path):
    given = registered(tmp_path)
    run_published(tmp_path, given)
    assert verified(tmp_path) == []
    bare = given[FADING].replace(SOON.encode(), b"")
    commit(tmp_path, "2026-03-05", {PATH: None, FADING: bare})
    (said,) = verified(tmp_path)
    assert "the registration of 'soon' was committed and is gone" in said


def test_file_and_digest_forged_together_after_the_run_are_found(tmp_path):
    given = registered(tmp_path)
    run_published(tmp_path, given)
    forged = yaml.safe_load(given[PATH])
    forged["soon"]["states"]["conditions"]["gone"] = "half_life < 50"
    forged["soon"]["sha256"] = digest(forged["soon"]["states"])
    other = given[FADING].replace(b"half_life < 5", b"half_life < 50")
    commit(tmp_path, "2026-03-05", {PATH: yaml.safe_dump(forged).encode(), FADING: other})
    (said,) = verified(tmp_path)
    assert "'soon' was written anew after its run was published" in said


@pytest.mark.parametrize("line", ["first_run", "'on'"])
def test_when_a_digest_was_taken_may_not_be_edited(tmp_path, line):
    given = started(tmp_path)
    run = yaml.safe_load(given[HOST])
    run["demonstrations"]["life"]["first_run"] = "2026-03-04"
    commit(tmp_path, "2026-03-04", {HOST: yaml.safe_dump(run).encode()})
    _, said, _ = kb(tmp_path, "register", "panels-fade-slowly", "--today", "2026-03-05")
    assert "(written 2026-03-05, after the run of 2026-03-04)" in said
    commit(tmp_path, "2026-03-05", {PATH: (tmp_path / PATH).read_bytes()})
    assert verified(tmp_path) == []
    lines = (tmp_path / PATH).read_text().splitlines(keepends=True)
    other = [""] if line == "first_run" else ["  'on': '2026-02-01'\n"]
    edited = [text for each in lines for text in (other if f"  {line}:" in each else [each])]
    assert edited != lines
    (tmp_path / PATH).write_text("".join(edited))
    assert "written anew after its run" in verified(tmp_path)[0]


def test_a_digest_first_committed_after_the_run_must_say_so(tmp_path):
    given = registered(tmp_path)
    (tmp_path / PATH).unlink()
    run = yaml.safe_load(given[HOST])
    run["demonstrations"]["life"]["first_run"] = "2026-03-04"
    commit(tmp_path, "2026-03-04", {HOST: yaml.safe_dump(run).encode()})
    commit(tmp_path, "2026-03-05", {PATH: given[PATH]})
    assert "'soon' was first committed after its run, and does not say so" in verified(tmp_path)[0]
    (tmp_path / PATH).unlink()
    kb(tmp_path, "register", "panels-fade-slowly", "--today", "2026-03-06")
    commit(tmp_path, "2026-03-06", {PATH: (tmp_path / PATH).read_bytes()})
    assert verified(tmp_path) == []
    more = given[FADING].replace(b"half_life < 5", b"half_life < 6")
    commit(tmp_path, "2026-03-07", {FADING: more})
    assert (
        "'soon' was bound on 2026-03-06, after the run of 2026-03-04, and" in verified(tmp_path)[0]
    )


def test_before_the_run_a_registration_is_withdrawn_with_its_prediction(tmp_path):
    given = registered(tmp_path)
    commit(tmp_path, "2026-03-03", {PATH: given[PATH]})
    bare = given[FADING].replace(SOON.encode(), b"")
    commit(tmp_path, "2026-03-04", {FADING: bare})
    assert "'soon' was registered on 2026-03-02 and is gone" in verified(tmp_path)[0]
    status, said, _ = kb(tmp_path, "register", "panels-fade-slowly")
    assert status == 0 and "'soon' is withdrawn before its run" in said
    assert not (tmp_path / PATH).exists() and verified(tmp_path) == []


def test_a_registration_goes_with_its_claim_to_another_name(tmp_path):
    given = registered(tmp_path)
    run_published(tmp_path, given)
    other = {path: path.replace("fade-slowly", "fade") for path in (FADING, PATH)}
    moved = {new: (tmp_path / old).read_bytes() for old, new in other.items()}
    moved[other[FADING]] += b"aliases: [panels-fade-slowly]\n"
    script = {
        FADING.replace(".yaml", ".py"): None,
        other[FADING].replace(".yaml", ".py"): given[CODE],
    }
    commit(tmp_path, "2026-03-05", {**moved, **dict.fromkeys(other), **script})
    assert verified(tmp_path) == []
