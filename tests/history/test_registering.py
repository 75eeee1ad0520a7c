"""``kb register``: a digest that whoever was shown it can check, and every later change is found."""

from hashlib import sha256

import falsify_prml
import pytest
import yaml

from kb.checks.all import findings_of
from kb.history.manifest import SUFFIX
from kb.pipeline import derive
from kb.reading.read import read
from tests.cli.test_commands import kb
from tests.helpers.git_repository import FADING, SOON, commit, started
from tests.helpers.solar_base import MEASURE

CODE = "claims/energy/panels-last.py"
PATH = FADING.replace(".yaml", SUFFIX)
HOST = "claims/energy/panels-last.yaml"
LINE = "from wear import LOSS\n"


def registered(root):
    """A repository whose prediction is registered, not yet run; the files of its base."""
    given = started(root)
    status, said, _ = kb(root, "register", "panels-fade-slowly", "--today", "2026-03-02")
    assert status == 0 and "soon: sha256 " in said
    return {**given, PATH: (root / PATH).read_bytes()}


def changed(given, path, old, new):
    """The findings after one text was put for another."""
    assert old.encode() in given[path]
    return found({**given, path: given[path].replace(old.encode(), new.encode())})


def found(given):
    """What is said of registrations; nothing is run."""
    every = findings_of(derive(read(given), {}), "2026-04-01")
    return [finding.message for finding in every if finding.check == "registration-changed"]


def test_what_was_registered_passes_and_its_digest_can_be_computed_by_anybody(tmp_path):
    given = registered(tmp_path)
    assert found(given) == []
    entry = yaml.safe_load(given[PATH])["soon"]
    said = yaml.safe_dump(
        entry["states"], sort_keys=True, default_flow_style=False, allow_unicode=True, width=4096
    )
    assert sha256(said.encode()).hexdigest() == entry["sha256"]
    assert entry["states"]["conditions"] == {"gone": "half_life < 5"}
    assert entry["states"]["runs"] == {"main": {"years": "20"}}
    assert list(entry["states"]["code"]) == ["panels-last.py"]


@pytest.mark.parametrize(
    ("path", "old", "new", "change"),
    [
        (FADING, "half_life < 5", "half_life < 6",
         "the condition 'gone' was 'half_life < 5' and is 'half_life < 6'"),
        (FADING, "{gone: half_life < 5}", "{gone: half_life < 5, too: half_life < 3}",
         "the condition 'too' was added"),
        (HOST, "'years': '20'", "'years': '21'", "the run 'main' was years 20 and is years 21"),
        (HOST, "'seeds': '5'", "'seeds': '6'", "the number of seeds was 5 and is 6"),
        (CODE, "0.001", "0.002", "the code of 'panels-last.py' became another"),
    ],
)  # fmt: skip
def test_every_later_change_is_named(tmp_path, path, old, new, change):
    given = registered(tmp_path)
    if path == HOST:
        given[path] = given[path].replace(b'"', b"'")
    assert changed(given, path, old, new) == [f"'soon' was registered on 2026-03-02, and {change}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("years: float = 20.0", "years: int = 20.0"),
        ('"""Half-life in years; without', '"""Otherwise said; without'),
        ('    return {"half_life": years', '    # said\n    return {"half_life": years'),
        (
            "from typing import Literal",
            "from typing import Literal\nfrom collections.abc import Sized",
        ),
        ("\n", "\r\n"),
    ],
)
def test_annotations_docstrings_comments_and_ends_of_lines_may_change(tmp_path, old, new):
    assert changed(registered(tmp_path), CODE, old, new) == []


def test_a_helper_is_part_of_what_is_registered(tmp_path):
    helped = MEASURE.replace('"""How', LINE + '"""How', 1).replace("loss / 0.02)", "loss / LOSS)")
    root = tmp_path / "base"
    root.mkdir()
    given = started(root)
    more = {CODE: helped.encode(), "claims/energy/wear.py": b"LOSS = 0.02\n"}
    commit(root, "2026-03-02", more)
    kb(root, "register", "panels-fade-slowly")
    given = {**given, **more, PATH: (root / PATH).read_bytes()}
    (message,) = changed(given, "claims/energy/wear.py", "0.02", "0.03")
    assert message.endswith("and the code of 'wear.py' became another")


def test_a_dated_note_covers_a_change_of_the_code_and_of_nothing_else(tmp_path):
    given = registered(tmp_path)
    host = yaml.safe_load(given[HOST])
    host["demonstrations"]["life"]["unchanged"] = [{"on": "2026-03-09", "because": "Faster."}]
    given[HOST] = yaml.safe_dump(host).replace("2026-03-09", "2026-03-09").encode()
    assert changed(given, CODE, "0.001 * seed", "seed / 1000") == []
    assert len(changed(given, FADING, "half_life < 5", "half_life < 6")) == 1


def test_an_edited_file_does_not_fit_its_digest(tmp_path):
    (message,) = changed(registered(tmp_path), PATH, "half_life < 5", "half_life < 6")
    assert message.startswith("'soon' is not what its digest ")


def test_a_prediction_that_is_taken_out_and_a_file_that_is_taken_away_are_found(tmp_path):
    given = registered(tmp_path)
    assert changed(given, FADING, SOON, "") == ["'soon' was registered on 2026-03-02 and is gone"]
    commit(tmp_path, "2026-03-03", {PATH: given[PATH]})
    (tmp_path / PATH).unlink()
    status, said, _ = kb(tmp_path, "verify", "--no-run")
    gone = "error: the registration of 'soon' was committed and is gone [registration-changed]"
    assert status == 1 and f"{PATH}:1:1: {gone}" in said


def test_one_prediction_that_came_late_does_not_keep_another_from_being_registered(tmp_path):
    given = started(tmp_path, prediction="")
    run = yaml.safe_load(given[HOST])
    life = run["demonstrations"]["life"]
    new = yaml.safe_load(yaml.safe_dump({**life, "title": "How long without sun?"}))
    run["demonstrations"] = {"life": {**life, "first_run": "2026-03-02"}, "dark": new}
    commit(tmp_path, "2026-03-02", {HOST: yaml.safe_dump(run).encode()})
    soon = "predictions: {dark: {of: panels-last/dark, expect: {gone: half_life < 5}, because: Wear.}}\n"
    late = soon.replace("dark", "late", 1).replace("last/dark", "last/life")
    both = soon.replace("}}\n", "}, " + late.removeprefix("predictions: {"))
    commit(tmp_path, "2026-03-03", {FADING: given[FADING] + both.encode()})
    status, said, told = kb(tmp_path, "register", "panels-fade-slowly")
    assert status == 1 and "dark: sha256 " in said and "late: sha256 " not in said
    assert "'late' cannot be registered: its run was published on 2026-03-02" in " ".join(
        told.split()
    )
    assert list(yaml.safe_load((tmp_path / PATH).read_text())) == ["dark"]


def test_before_the_run_it_is_registered_anew_and_after_it_is_not(tmp_path):
    given = registered(tmp_path)
    more = given[FADING].replace(b"half_life < 5", b"half_life < 6")
    commit(tmp_path, "2026-03-03", {FADING: more})
    assert kb(tmp_path, "register", "panels-fade-slowly", "--today", "2026-03-03")[0] == 0
    assert b"half_life < 6" in (tmp_path / PATH).read_bytes()
    run = yaml.safe_load(given[HOST])
    run["demonstrations"]["life"]["first_run"] = "2026-03-04"
    commit(tmp_path, "2026-03-04", {HOST: yaml.safe_dump(run).encode()})
    commit(tmp_path, "2026-03-05", {FADING: given[FADING]})
    status, _, told = kb(tmp_path, "register", "panels-fade-slowly")
    assert status == 2 and "it cannot be registered anew" in " ".join(told.split())


def test_what_was_said_after_the_run_cannot_be_registered(tmp_path):
    given = started(tmp_path, prediction="")
    run = yaml.safe_load(given[HOST])
    run["demonstrations"]["life"]["first_run"] = "2026-03-02"
    commit(tmp_path, "2026-03-02", {HOST: yaml.safe_dump(run).encode()})
    commit(tmp_path, "2026-03-03", {FADING: given[FADING] + SOON.encode()})
    status, _, told = kb(tmp_path, "register", "panels-fade-slowly")
    assert status == 2 and "its run was published on 2026-03-02" in " ".join(told.split())
    assert not (tmp_path / PATH).exists()


def test_a_claim_that_predicts_nothing_has_nothing_to_register(tmp_path):
    started(tmp_path, prediction="")
    status, _, told = kb(tmp_path, "register", "panels-fade-slowly")
    assert status == 2 and "predicts nothing" in told


def test_nothing_is_said_of_a_measurement_whose_claim_cannot_be_read(tmp_path):
    given = registered(tmp_path)
    given[HOST] += b"nonsense: yes\n"
    assert found(given) == []
    (tmp_path / HOST).write_bytes(given[HOST])
    status, _, told = kb(tmp_path, "register", "panels-fade-slowly")
    assert status == 2 and "'panels-last' cannot be read" in told
    status, _, told = kb(tmp_path, "register", "panels-last")
    assert status == 2 and "'panels-last' cannot be read" in told


def test_one_claim_is_registered_at_a_time(tmp_path):
    registered(tmp_path)
    status, _, told = kb(tmp_path, "register", "claims/energy")
    assert status == 2 and "holds 2 claims; name one of them" in told


def test_every_finding_is_where_that_stands_which_became_another(tmp_path):
    given = registered(tmp_path)
    given[FADING] = given[FADING].replace(b"half_life < 5", b"half_life < 6")
    given[HOST] = given[HOST].replace(b"'20'", b"'21'").replace(b'"20"', b'"21"')
    given[HOST] = given[HOST].replace(b"seeds': '5'", b"seeds': '6'")
    given[CODE] = given[CODE].replace(b"0.001", b"0.002")
    every = findings_of(derive(read(given), {}), "2026-04-01")
    assert {
        (finding.place.file, finding.place.path)
        for finding in every
        if finding.check == "registration-changed"
    } == {
        (FADING, ("predictions", "soon", "expect", "gone")),
        (HOST, ("demonstrations", "life", "runs", "main")),
        (HOST, ("demonstrations", "life", "seeds")),
        (CODE, ()),
    }


def test_a_registration_without_its_claim_is_found(tmp_path):
    given = registered(tmp_path)
    given["claims/energy/panels-lost.registered"] = given.pop(PATH)
    assert found(given) == ["a registration of a claim that is not there"]


def test_a_tool_that_others_made_reads_and_checks_the_manifests(tmp_path):
    root = tmp_path / "base"
    started(root, SOON.replace("half_life < 5", "2 < mean(half_life) <= 5 and half_life > 1"))
    arguments = ("--today", "2026-03-02", "--prml", str(tmp_path / "prml"))
    _, told, _ = kb(root, "register", "panels-fade-slowly", *arguments)
    bounds = {}
    for path in sorted((tmp_path / "prml").glob("*.prml.yaml")):
        manifest = falsify_prml.load_manifest(str(path))
        assert falsify_prml.validate_manifest(manifest) == []
        assert manifest["seed"] == 0  # the first of those that are run
        written = path.read_bytes()
        assert falsify_prml.canonicalize(manifest).encode() == written
        hashed = falsify_prml.manifest_hash(manifest)
        assert hashed == sha256(written).hexdigest()
        assert f"wrote {path.name}: sha256 {hashed}" in told
        bounds[path.name] = tuple(manifest[key] for key in ("metric", "comparator", "threshold"))
    assert bounds == {
        "soon.gone.1.prml.yaml": ("mean(half_life)", ">", 2.0),
        "soon.gone.2.prml.yaml": ("mean(half_life)", "<=", 5.0),
        "soon.gone.3.prml.yaml": ("min(half_life)", ">", 1.0),
    }


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("soon:\n", "../../soon:\n", "a name of '../../soon'"),
        ("gone: half", "'../gone': half", "a name of 'soon'"),
        ("'2026-03-02'", "'2026-02-30'", "the day of 'soon'"),
        ("of: panels-last/life", "off: panels-last/life", "the statement of 'soon'"),
        ("seeds: '5'", "seeds: '²'", "the statement of 'soon'"),
    ],
)
def test_a_registration_that_kb_did_not_write_names_no_file(tmp_path, old, new, why):
    given = registered(tmp_path)
    assert old in given[PATH].decode()
    (tmp_path / PATH).write_text(given[PATH].decode().replace(old, new), "utf-8")
    folder = tmp_path / "prml"
    status, _, told = kb(tmp_path, "register", "panels-fade-slowly", "--prml", str(folder))
    assert (status, folder.exists()) == (2, False)
    assert f"{PATH} cannot be read: {why} is not as kb writes it" in told
