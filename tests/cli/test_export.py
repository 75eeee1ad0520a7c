"""``kb export``: the file and what lies beside it, what is printed, and what is said to be lost."""

import subprocess
import sys
from pathlib import Path

import pytest

from kb.exchange import formats
from kb.reading.read import read
from tests.helpers.exchanged import HOSTILE, hostile

KB = Path(__file__).parents[2] / "kb"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("base")
    for path, text in HOSTILE.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def export(root, *words):
    command = [sys.executable, "-m", "kb", "--root", str(root), "export", *words]
    return subprocess.run(command, capture_output=True, cwd=KB.parent, check=False)


@pytest.mark.parametrize("form", formats.FORMATS)
def test_a_file_holds_what_is_printed_and_the_rest_lies_beside_it(folder, form, tmp_path):
    made = formats.export(form, hostile())
    printed = export(folder, form)
    assert (printed.returncode, printed.stdout) == (0, made.text.encode())
    written = export(folder, form, "-o", str(tmp_path / "base.out"))
    assert (written.returncode, written.stdout) == (0, b"")
    names = {"base.out": made.text, **{f"base.{end}": text for end, text in made.beside.items()}}
    assert {path.name: path.read_bytes().decode() for path in tmp_path.iterdir()} == names
    lost = [line for line in written.stderr.decode().splitlines() if line.startswith("not in ")]
    assert lost == ([f"not in {form}: {'; '.join(made.lost)}"] if made.lost else [])


def test_an_unknown_format_is_misuse(folder):
    assert export(folder, "gexf").returncode == 2


def test_a_place_that_is_not_there_is_misuse(folder, tmp_path):
    done = export(folder, "csv", "-o", str(tmp_path / "none/x.csv"))
    assert done.returncode == 2
    assert done.stderr.decode().endswith("none/x.csv: No such file or directory\n")


def test_what_no_format_gets_is_counted():
    from kb.pipeline import derive

    more = {
        "claims/t/left-side.yaml": HOSTILE["claims/t/left-side.yaml"].replace(
            "right-side", "no-such"
        ),
        "claims/t/third-side.yaml": HOSTILE["claims/t/third-side.yaml"]
        + "status: withdrawn\nbecause: Wrong.\n",
        "claims/t/no-claim.yaml": "title: [",
    }
    base = read({path: text.encode() for path, text in {**HOSTILE, **more}.items()})
    made = formats.export("graphml", derive(base, {}))
    assert made.lost[1:] == (
        "1 claim not readable",
        "1 link of withdrawn claims",
        "6 links to nothing, or to what is withdrawn",
    )


def test_a_format_is_named_as_its_module():
    modules = {
        path.stem
        for path in (KB / "exchange").glob("*.py")
        if "\ndef export(knowledge" in path.read_text()
    }
    assert modules == set(formats.FORMATS.values())
    assert all(module == name.replace("-", "_") for name, module in formats.FORMATS.items())
