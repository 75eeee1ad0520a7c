"""Other programs: MkDocs for the frame around the pages, and a server to look at them.

Each gets a clean environment, and its complaint is passed on in full.
"""

import os
import subprocess
import sys
from pathlib import Path

KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "SOURCE_DATE_EPOCH", "TMPDIR", "VIRTUAL_ENV")


class OutsideError(Exception):
    """Another program failed; the message is what it said."""


def clean_environment() -> dict[str, str]:
    """Only what a program needs to find itself."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    # The theme prints a notice about its successor on every build, which is not ours to pass on.
    return {**kept, "PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "1"}


def frame_pages(config: Path, site: Path) -> None:
    """Build the site with MkDocs; any warning of its is an error of ours."""
    command = [sys.executable, "-m", "mkdocs", "--quiet", "build", "--strict", "--clean"]
    done = subprocess.run(
        [*command, "--config-file", str(config), "--site-dir", str(site.resolve())],
        capture_output=True,
        text=True,
        check=False,
        env=clean_environment(),
        cwd=config.parent,
    )
    if done.returncode:
        raise OutsideError(f"mkdocs could not build the site:\n{done.stdout}{done.stderr}".strip())


def show_site(site: Path, port: int) -> None:
    """Serve a folder on this machine only, until interrupted."""
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    subprocess.run([*command, "--directory", str(site)], check=False, env=clean_environment())
