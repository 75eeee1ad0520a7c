"""Frame the pages of a base: all of them, or only those that are others than before.

The frame is the repository's own; a base that lies elsewhere gets its folders told to MkDocs.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from mkdocs.utils.yaml import yaml_load

from kb.programs import frame_pages
from kb.site.text.served import Served, served
from kb.site.write import Written, write_pages

CONFIG = Path(__file__).resolve().parents[2] / "mkdocs.yml"
HOOK = CONFIG.parent / "kb" / "site" / "mkdocs_hook.py"


def write_and_frame(
    root: Path,
    made: Mapping[str, bytes],
    costly: Mapping[str, Callable[[], bytes]],
    only_changed: bool,
    site_url: str = "",
) -> Written:
    """Write build/pages and the site; with ``only_changed``, touch nothing that is as before."""
    folder = (root / "build" / "pages").resolve()
    before = {path for path in folder.rglob("*") if path.is_file()}
    counts = write_pages(made, folder, costly)
    site = root / "site"
    if not only_changed:
        frame_pages(config_for(root.resolve(), site_url), site)
    elif counts.written or counts.deleted:
        frame_pages(config_for(root.resolve(), site_url), site, only_changed=True)
        gone = (page.relative_to(folder).as_posix() for page in before if not page.exists())
        for page in gone:
            _remove(site / site_file(page))
    return counts


def _remove(file: Path) -> None:
    file.unlink(missing_ok=True)
    with suppress(OSError):  # something else stands beside it
        file.parent.rmdir()


def configured(site: str = "", repository: str = "") -> Served:
    """Where the site and the files are, as it is told here or in the frame's configuration."""
    with CONFIG.open("rb") as file:
        written = yaml_load(file)
    extra = written.get("extra") or {}
    found = [site or written.get("site_url"), repository or extra.get("repository")]
    return served(*(str(each or "") for each in (*found, extra.get("branch"))))


def config_for(root: Path, site_url: str = "") -> Path:
    """The frame's configuration, with the folders of a base and the address of its site."""
    config = root / "build" / "mkdocs.yml"
    told = {
        "INHERIT": str(CONFIG), "docs_dir": "pages", "hooks": [str(HOOK)], "site_url": site_url,
    }  # fmt: skip
    config.write_text(json.dumps(told), "utf-8")  # JSON is YAML
    return config


def site_file(page: str) -> str:
    """The file of the site that MkDocs makes of a page."""
    if not page.endswith(".md"):
        return page
    stem = page.removesuffix(".md")
    return f"{stem}.html" if stem.rpartition("/")[2] == "index" else f"{stem}/index.html"
