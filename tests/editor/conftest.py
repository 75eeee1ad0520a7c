"""The small base of the seeded mistakes, on a disk of its own, and a client that has it open."""

import shutil

import pytest

from tests.defects.case import BASE
from tests.helpers.editor_client import Client


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(BASE, tmp_path / "base", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "base"


@pytest.fixture
def client(folder):
    pytest.importorskip("pygls")
    with Client(folder) as started:
        yield started


@pytest.fixture
def known(folder):
    """A client whose server has judged the whole once, and told of a title that leans."""
    pytest.importorskip("pygls")
    path = folder / "claims/energy/panels-fade-early.yaml"
    path.write_text(path.read_text().replace("title: Panels", "title: Those panels", 1))
    with Client(folder) as started:
        started.wait_for(lambda: started.told.get("claims/energy/panels-fade-early.yaml"))
        yield started
