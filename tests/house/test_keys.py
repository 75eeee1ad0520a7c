"""What one version of the code remembered is not believed by another."""

import shutil
import subprocess
import sys
from pathlib import Path

import kb
from kb.demos.judged import files_that_judge
from kb.demos.running.cache import files_that_run
from kb.history.from_git import files_that_ask
from kb.pipeline import files_that_read
from kb.site.figures.cache import files_that_draw
from tests.helpers.solar_base import files, on_disk
from tests.house.test_direction import IMPORTS, NAMES

VALUES = {"model", "memory"}  # what is handed over and compared, and where it is kept


def needed_by(names):
    """Modules that some modules import, and those that these import."""
    found = list(names)
    for name in found:
        found += [other for other in sorted(IMPORTS[name]) if other not in found]
    return set(found)


def rooms(*prefixes):
    return {name for name in NAMES if name.startswith(prefixes)}


def outside(names):
    return {name for name in names if name.partition(".")[0] not in VALUES}


def test_the_key_of_figures_covers_all_that_draws_and_nothing_else():
    covered = {name for name, path in NAMES.items() if path in set(files_that_draw())}
    assert outside(needed_by(rooms("site.figures"))) - {"site"} <= covered | {"site.figures.cache"}
    assert covered <= rooms("site.figures", "site.text", "reading.formula") | {"phrasing"}


def test_the_key_of_measurements_covers_all_that_runs():
    covered = {name for name, path in NAMES.items() if path in set(files_that_run())}
    run = needed_by({"demos.running.worker", "demos.running.runner"})
    assert outside(run) - {"demos.running.finished"} <= covered | {"demos"}
    assert "demos.running.cache" not in covered


def test_the_key_of_parses_covers_all_that_reads():
    covered = {name for name, path in NAMES.items() if path in set(files_that_read())}
    assert needed_by(rooms("reading")) <= covered


def test_the_key_of_judgements_covers_all_that_judges():
    covered = {name for name, path in NAMES.items() if path in set(files_that_judge())}
    assert needed_by({"demos.judge", "demos.plan", "demos.judged"}) - {"memory"} <= covered


def test_the_key_of_the_past_covers_all_that_asks_of_it():
    covered = {name for name, path in NAMES.items() if path in set(files_that_ask())}
    assert needed_by({"history.from_git"}) - {"memory"} <= covered


def test_a_changed_table_of_verbs_is_noticed(tmp_path):
    package = tmp_path / "code" / "kb"
    shutil.copytree(Path(kb.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    root = on_disk(tmp_path / "base", files("links: [{related: panels-fade-slowly, because: It.}]"))
    command = [sys.executable, "-m", "kb", "--root", str(root), "verify", "--no-run"]

    def verify():
        return subprocess.run(
            command, cwd=package.parent, capture_output=True, text=True, check=False
        )

    assert "0 errors" in verify().stdout
    table = package / "model" / "verbs.py"
    table.write_text(table.read_text().replace('Verb("related",', 'Verb("resembles",'))
    after = verify()
    assert after.returncode == 1
    assert "unknown field 'related'" in after.stdout
