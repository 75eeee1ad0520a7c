"""The wheel, installed without this repository, begins, checks and builds a base.

Its libraries are those of the tests' own environment, copied by links where that can be, since a
confined script can read its own environment only; kb itself is left out.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = ("pyproject.toml", "README.md", "LICENSE", "LICENSE-claims")


def run(*command: str | Path, **more: object) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(
        [str(part) for part in command],
        capture_output=True, text=True, check=False, env=environment, **more,  # type: ignore[call-overload]
    )  # fmt: skip


def linked(source: str, target: str) -> None:
    """One more name for a file, or a copy on another file system."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment in which the wheel is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    shutil.copytree(ROOT / "kb", source / "kb", ignore=shutil.ignore_patterns("__pycache__"))
    for name in SHIPPED:
        shutil.copy(ROOT / name, source)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    made = run(*pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, source)
    assert made.returncode == 0, made.stderr
    (wheel,) = folder.glob("argument_kb-*.whl")
    assert run(sys.executable, "-m", "venv", "--without-pip", folder / "venv").returncode == 0
    (site,) = folder.glob("venv/lib/python*/site-packages")
    shutil.copytree(
        sysconfig.get_path("purelib"), site, copy_function=linked, dirs_exist_ok=True,
        ignore=shutil.ignore_patterns("*.pth", "argument_kb-*", "__editable__*", "__pycache__"),
    )  # fmt: skip
    done = run(*pip, "install", "--quiet", "--no-deps", "--target", site, wheel)
    assert done.returncode == 0, done.stderr
    return folder / "venv/bin/python"


def test_the_wheel_begins_checks_explains_and_builds_a_base(python, tmp_path):
    def kb(*words: str, where: Path = tmp_path) -> str:
        done = run(python, "-m", "kb", *words, cwd=where)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    found = run(python, "-c", "import kb; print(kb.__file__)", cwd=tmp_path).stdout
    assert Path(found.strip()).is_relative_to(python.parents[1])
    kb("init", "base")
    base = tmp_path / "base"
    assert "0 errors, 0 warnings" in kb("verify", where=base)
    assert "standing: defeated" in kb("explain", "mean-is-always-best", where=base)
    assert "wrote claims/estimates/mode-is-best.yaml" in kb(
        "new", "estimates", "mode-is-best", "--demo", where=base
    )
    (base / "claims/estimates/mode-is-best.yaml").unlink()
    (base / "claims/estimates/mode-is-best.py").unlink()
    kb("build", "--no-run", where=base)
    assert (base / "site/assets/style.css").is_file()
    assert (base / "site/manual/method/index.html").is_file()
