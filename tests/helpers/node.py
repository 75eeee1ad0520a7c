"""Programs for Node that read what kb exports: ``npm install --prefix tests/npm`` gets them."""

import shutil
import subprocess
from pathlib import Path

import pytest

NPM = Path(__file__).parents[1] / "npm"


def needs(package: str) -> pytest.MarkDecorator:
    """Skips a test where Node or one of its packages is not installed."""
    there = shutil.which("node") and (NPM / "node_modules" / package).exists()
    return pytest.mark.skipif(
        not there, reason=f"{package} is not installed: npm install --prefix tests/npm"
    )


def read_by(program: str, text: str) -> str:
    """What a program of the folder prints of a text."""
    done = subprocess.run(
        ["node", str(NPM / program)], input=text.encode(), capture_output=True, check=True, cwd=NPM
    )
    return done.stdout.decode()
