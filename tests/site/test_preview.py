"""A site from an archive of strangers: shown as it is, and nothing of it leaves its folder."""

import stat
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest

from kb.model.misuse import Misuse
from kb.site.serve import preview
from kb.site.serve.preview import unpacked

PAGE = "<html><body>Panels</body></html>"


def packed(
    folder: Path, *more: tuple[str | zipfile.ZipInfo, str], index: str = "index.html"
) -> Path:
    archive = folder / "site.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(index, PAGE)
        for name, content in more:
            made.writestr(name, content)
    return archive


@pytest.mark.parametrize("index", ["index.html", "site/index.html"])
def test_a_site_is_unpacked_where_it_lies(index, tmp_path):
    site = unpacked(packed(tmp_path, index=index), tmp_path / "out")
    assert (site / "index.html").read_text() == PAGE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "site.zip"]


@pytest.mark.parametrize(
    "name", ["../out.html", "/tmp/out.html", "a/../../b", "a\\..\\b", "C:/x", "a\nb"]
)
def test_a_name_that_leads_out_is_refused(name, tmp_path):
    with pytest.raises(Misuse, match="leads out of the archive"):
        unpacked(packed(tmp_path, (name, "x")), tmp_path / "out")


def test_a_link_is_refused(tmp_path):
    entry = zipfile.ZipInfo("a")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(Misuse, match="'a' is no plain file"):
        unpacked(packed(tmp_path, (entry, "/etc/passwd")), tmp_path / "out")


@pytest.mark.parametrize(("limit", "most"), [("MOST_FILES", 1), ("MOST_BYTES", 40)])
def test_what_holds_more_than_a_site_is_refused(limit, most, tmp_path, monkeypatch):
    monkeypatch.setattr(preview, limit, most)
    with pytest.raises(Misuse, match="holds more than a site"):
        unpacked(packed(tmp_path, ("a", "x" * 50)), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_what_is_no_archive_or_no_site_is_told(tmp_path):
    (tmp_path / "a.zip").write_text("no archive")
    with pytest.raises(Misuse, match="cannot be unpacked"):
        unpacked(tmp_path / "a.zip", tmp_path / "out")
    with pytest.raises(Misuse, match="holds no site"):
        unpacked(packed(tmp_path, index="page.html"), tmp_path / "out")


def test_one_name_twice_is_refused(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        archive = packed(tmp_path, ("index.html", "another"))
    with pytest.raises(Misuse, match="cannot be unpacked"):
        unpacked(archive, tmp_path / "out")


def test_the_command_shows_it_with_a_policy_for_strangers(tmp_path):
    archive = packed(tmp_path)
    command = [sys.executable, "-c", "from kb.cli import main; main()"]
    with subprocess.Popen(
        [*command, "serve", "--port", "0", "--from", str(archive)],
        stdout=subprocess.PIPE, text=True,
    ) as served:  # fmt: skip
        try:
            assert served.stdout is not None
            address = served.stdout.readline().split()[0]
            began = time.monotonic()
            with urllib.request.urlopen(address, timeout=20) as answer:
                assert "Panels" in answer.read().decode()
                assert answer.headers["Content-Security-Policy"] == preview.POLICY
            assert time.monotonic() - began < 20
        finally:
            served.terminate()
