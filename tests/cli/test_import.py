"""``kb import``: what is written, what is said, and that nothing is written where something is wrong."""

import subprocess
import sys
from pathlib import Path

import pytest

from kb.importing import formats
from tests.cli.test_fmt import full_after

KB = Path(__file__).parents[2]
TABLE = "id,title,asserted_by\nit-rains,It rains,ann\nit-pours,It pours,\n"
LINKS = "source,verb,target\nit-pours,entails,it-rains\n"


def kb(*words, cwd=KB):
    done = subprocess.run(
        [sys.executable, "-m", "kb", *map(str, words)], capture_output=True, text=True, cwd=cwd,
        check=False, env={"PYTHONPATH": str(KB), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def root(tmp_path):
    kb("init", tmp_path / "base")
    return tmp_path / "base"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "Rain and so on.csv"
    path.write_text(TABLE)
    (tmp_path / "Rain and so on.links.csv").write_text(LINKS)
    return path


def files(root):
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_what_is_not_said_is_asked_for_and_is_no_error(root, table):
    status, out, err = kb("--root", root, "import", "csv", table, "--today", "2026-11-30")
    assert (status, out) == (0, (
        "wrote 2 claims with 1 link in claims/rain-and-so-on\n"
        "what is still to write: kb verify --no-run\n"
    ))  # fmt: skip
    assert err == (
        "no kind is said of 2 claims: written as opinion (--kind)\n"
        "who is named there and was not known is in literature/positions.yaml: say who that is\n"
    )
    claim = root / "claims/rain-and-so-on/it-pours.yaml"
    assert (
        claim.read_text()
        == """\
# yaml-language-server: $schema=../../claim.schema.json
title: It pours
statement: It pours
kind: opinion
links:
  - entails: it-rains
    because: The warrant is still to be written.
accept:
  - check: missing-source
    because: Rain and so on.csv names no source of it.
    until: 2027-02-28
"""
    )
    status, out, _ = kb("--root", root, "verify", "--no-run", "--today", "2026-12-01")
    assert status == 0
    about = [line for line in out.splitlines() if "rain" in line or "pour" in line]
    asked = [line.rpartition(" [")[2] for line in about if line.endswith("]")]
    assert sorted(asked) == [
        "missing-holder]", "missing-source]", "missing-source]", "missing-warrant]",
        "title-leans]", "title-leans]", "topic-without-introduction]",
    ]  # fmt: skip
    assert kb("--root", root, "verify", "--no-run", "--today", "2027-03-01")[0] == 1


def test_topic_kind_and_work_can_be_given(root, table):
    more = ("--topic", "estimates", "--kind", "empirical", "--cite", "huber-1964")
    status, _, err = kb("--root", root, "import", "csv", table, *more)
    assert status == 0 and "opinion" not in err
    text = (root / "claims/estimates/it-rains.yaml").read_text()
    assert "kind: empirical\nsources:\n  - {cite: huber-1964}\n" in text
    assert "accept" not in text


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--topic", "../out"), "'../out' is no topic"),
        (("--topic", "index"), "'index' is no topic: its page would take the place"),
        (
            ("--cite", "huber-1946"),
            "no work 'huber-1946' in literature/references.bib; did you mean",
        ),
        (("--kind", "fact"), "Invalid value for '--kind'"),
    ],
)
def test_misuse_writes_nothing(root, table, more, said):
    before = files(root)
    status, _, err = kb("--root", root, "import", "csv", table, *more)
    assert status == 2 and said in err
    assert files(root) == before


def test_what_is_there_is_not_written_over(root, table):
    assert kb("--root", root, "import", "csv", table)[0] == 0
    before = files(root)
    status, _, err = kb("--root", root, "import", "csv", table, "--topic", "other")
    assert status == 2 and "the base has 2 claims of this file already: it-rains, it-pours" in err
    (root / "claims/rain-and-so-on/it-rains.yaml").unlink()
    (root / "claims/rain-and-so-on/it-pours.yaml").rename(root / "kept")
    (root / "claims/rain-and-so-on/it-pours.yaml").symlink_to("/nowhere")
    before = files(root)
    status, _, err = kb("--root", root, "import", "csv", table)
    assert status == 2 and "it-pours.yaml" in err
    assert files(root) == before


def test_positions_that_cannot_be_read_are_not_added_to(root, table):
    (root / "literature/positions.yaml").write_text("curator: {title: x\n")
    before = files(root)
    status, _, err = kb("--root", root, "import", "csv", table)
    assert status == 2 and "nothing can be added to literature/positions.yaml as it is" in err
    assert files(root) == before


def test_what_cannot_be_written_to_the_end_is_taken_back(root, tmp_path, monkeypatch):
    from kb.cli.import_ import write_all
    from kb.disk import files_under
    from kb.model.misuse import Misuse
    from kb.reading.read import read

    before = files(root)
    many = {f"claims/new/{name}.yaml": b"x" for name in ("a-b", "c-d", "e" * 300)}
    with pytest.raises(Misuse, match="nothing was written"):
        write_all(root, read(files_under(root)), many)
    assert files(root) == before and not (root / "claims/new").exists()


def test_a_full_disk_or_an_end_in_between_leaves_nothing(root, table, monkeypatch):
    from kb.cli import import_
    from kb.disk import files_under
    from kb.reading.read import read

    before = files(root)
    done = subprocess.run(
        [sys.executable, "-m", "kb", "--root", root, "import", "csv", table], check=False,
        capture_output=True, text=True, env={"PYTHONPATH": str(KB)}, preexec_fn=full_after(64),
    )  # fmt: skip
    assert done.returncode == 2
    assert "it-rains.yaml: File too large; nothing was written" in done.stderr
    assert files(root) == before and not (root / "claims/rain-and-so-on").exists()

    def interrupted(path, content):
        raise KeyboardInterrupt

    monkeypatch.setattr(import_, "write_whole", interrupted)
    new = {"claims/new/a-b.yaml": b"x", "literature/positions.yaml": b"y"}
    with pytest.raises(KeyboardInterrupt):
        import_.write_all(root, read(files_under(root)), new)
    assert files(root) == before and not (root / "claims/new").exists()


def test_a_name_of_a_file_can_hold_anything(root, tmp_path):
    path = tmp_path / "a\nb\u202e: # x.csv"
    path.write_text(TABLE)
    status, _, err = kb("--root", root, "import", "csv", path)
    assert status == 0, err
    assert kb("--root", root, "verify", "--no-run")[0] == 0


def test_no_link_leads_out_of_the_base(root, table, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (root / "claims/rain-and-so-on").symlink_to(tmp_path / "elsewhere")
    status, _, err = kb("--root", root, "import", "csv", table)
    assert status == 2 and "leads out of the base; nothing was written" in err
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_file_that_is_too_large_or_no_text_is_not_read(root, tmp_path):
    large, other = tmp_path / "large.csv", tmp_path / "other.csv"
    large.write_bytes(b"title\n" + b"x" * 2**23)
    other.write_bytes(b"title\nx\n\xff\n")
    before = files(root)
    for path, said in (
        (large, "large.csv has more than 8 MiB, and is not read"),
        (other, "other.csv:3: the text is not UTF-8"),
        (tmp_path / "none.csv", "there is no file"),
        (tmp_path, "is no file"),
    ):
        status, _, err = kb("--root", root, "import", "csv", path)
        assert (status, said in err) == (2, True), err
    assert files(root) == before


@pytest.mark.parametrize(
    ("form", "text", "other"),
    [
        ("argdown", "Discussion Title: Rain?\n\n1. It rains.\n", "kialo"),
        ("argdown", '{"nodes": [{"nodeID": 1}], "edges": []}', "aif"),
        (
            "xaif",
            '{"arguments": {}, "statements": {"a": {"type": "equivalence-class"}}}',
            "argdown",
        ),
        ("kialo", "p af 2\n1 2\n", "iccma"),
        ("argdown", "1. It rains.\n1.1. Con: It does not.\n", "kialo"),
        ("argdown", "% facts\n\narg(a). arg(b).\natt(a,b).\n", "apx"),
        ("argdown", 'id;"Title"\nit-rains;It rains\n', "csv"),
        ("aif", TABLE, "csv"),
    ],
)
def test_a_file_of_another_format_is_told_as_such(root, tmp_path, form, text, other):
    path = tmp_path / "x.txt"
    path.write_text(text)
    status, _, err = kb("--root", root, "import", form, path)
    assert status == 2 and f"x.txt looks like {other} and not like {form}: kb import {other}" in err


def test_a_text_that_lists_things_is_no_table():
    assert formats.looks_like("[A]: Title, honour and money, says the statement.\n") == ""
    assert formats.looks_like("1. It rains.\n\n2. It pours, title or not.\n") == ""
    assert formats.looks_like('title,note\nIt rains,"1. a\n1.1. Pro: b"\n') == "csv"


def test_a_format_is_named_as_its_module():
    modules = {
        path.stem
        for path in (KB / "kb/importing").glob("*.py")
        if "\ndef take(given" in path.read_text() and path.stem != "formats"
    }
    assert modules == set(formats.FORMATS.values())
