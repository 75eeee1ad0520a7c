"""What is not read: links are followed nowhere out of a topic, and sizes are asked first."""

import os

import pytest

from kb.cli.base import open_base
from kb.disk import files_under
from tests.cli.test_commands import kb
from tests.helpers.solar_base import files, on_disk

LINKS = {
    "an introduction": ("claims/energy/index.md", "../../secret"),
    "a helper": ("claims/energy/wear.py", "../../secret"),
    "an introduction, out of the base": ("claims/energy/index.md", "../../../outside"),
    "an introduction of another topic": ("claims/energy/index.md", "../roofs/index.md"),
    "data": ("claims/energy/table.csv", "../../secret"),
    "the bibliography": ("literature/references.bib", "../secret"),
    "a discussion": ("literature/discussions/roof-talk.yaml", "../../secret"),
    "a topic": ("claims/linked", "roofs"),
    "a folder of a topic": ("claims/energy/parts", "../roofs"),
    "a chain": ("claims/energy/index.md", "first"),
}


@pytest.mark.parametrize("name", LINKS)
def test_a_link_out_of_a_topic_is_not_followed(tmp_path, name):
    link, target = LINKS[name]
    root = on_disk(tmp_path / "base", files())
    (root / "secret").write_text("# A secret\n")
    (tmp_path / "outside").write_text("# A secret\n")
    (root / "claims/roofs").mkdir()
    (root / "claims/roofs/index.md").write_text("# A secret\n")
    (root / "claims/energy/first").symlink_to("../../secret")
    (root / link).unlink(missing_ok=True)
    (root / link).symlink_to(target)
    found = files_under(root)
    assert [path for path in found if path.startswith(link)] == []
    assert [path for path in found if b"secret" in found[path]] == ["claims/roofs/index.md"]
    where = "its topic" if link.startswith("claims") else "the literature"
    where = "the base" if "outside" in target else where
    _, said, _ = kb(root, "verify", "--no-run")
    assert f"{link}:1:1: error: this link leads out of {where}, and is not followed" in said


def test_a_link_inside_a_topic_is_followed(tmp_path):
    root = on_disk(tmp_path, files())
    (root / "claims/energy/wear.py").symlink_to("drawn.py")
    found = files_under(root)
    assert found["claims/energy/wear.py"] == found["claims/energy/drawn.py"]
    assert "link" not in kb(root, "verify", "--no-run")[1]


SIZES = {
    "claims/energy/tables.py": (2**18 + 1, "256 KiB"),
    "claims/energy/panels-fade-slowly.py": (2**40, "256 KiB"),
    "claims/energy/index.md": (2**40, "16,384 KiB"),
    "literature/references.bib": (2**40, "16,384 KiB"),
    "claims/energy/panels-last.yaml": (2**40, "16,384 KiB"),
}


@pytest.mark.parametrize("path", SIZES)
def test_a_file_without_end_is_not_read(tmp_path, path):
    size, most = SIZES[path]
    root = on_disk(tmp_path, files())
    with (root / path).open("wb") as file:
        file.truncate(size)  # of holes, which take no room
    assert path not in files_under(root)
    _, said, _ = kb(root, "verify", "--no-run")
    assert f"{path}:1:1: error: this file has more than {most}, and is not read [read]" in said


def test_a_pipe_is_not_waited_for(tmp_path):
    root = on_disk(tmp_path, files())
    os.mkfifo(root / "claims/energy/pipe.py")
    assert "claims/energy/pipe.py" not in files_under(root)


def test_a_command_looks_once_at_each_folder_of_a_base(tmp_path, monkeypatch):
    root = on_disk(tmp_path / "base", files())
    looked_at = []
    scandir = os.scandir

    def counted(folder):
        looked_at.append(os.path.relpath(folder, root))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", counted)
    opened = open_base(root)
    own = [folder for folder in looked_at if folder.startswith(("claims", "literature"))]
    assert sorted(own) == sorted(set(own))
    assert "claims/energy" in own
    assert opened.base.files == files_under(root)
