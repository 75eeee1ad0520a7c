"""Frame the pages of a base: all of them, or only those that are others than before.

The frame comes with kb; what a base says of itself in ``kb.toml``, and what it adds in a
``mkdocs.yml`` of its own, is told to MkDocs beside it.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from html import escape
from pathlib import Path

from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

from kb._data import packed
from kb.model.configuration import SECTIONS, Configuration
from kb.model.misuse import Misuse
from kb.programs import frame_pages
from kb.site.text.served import Served, served
from kb.site.write import Written, write_pages

CONFIG = packed("mkdocs.yml")
HOOK = Path(__file__).with_name("mkdocs_hook.py")
COLOURS_CSS = "assets/colours.css"
LISTS = ("extra_css", "extra_javascript")
Titles = Mapping[str, tuple[str, str]]  # of what may stand in the bar of tabs: title and page


def write_and_frame(
    root: Path,
    made: Mapping[str, bytes],
    costly: Mapping[str, Callable[[], bytes]],
    only_changed: bool,
    configure: Callable[[], Path] | None = None,
) -> Written:
    """Write build/pages and the site; with ``only_changed``, touch nothing that is as before."""
    configure = configure or (lambda: config_for(root.resolve(), Configuration(), {}))
    folder = (root / "build" / "pages").resolve()
    before = {path for path in folder.rglob("*") if path.is_file()}
    counts = write_pages(made, folder, costly)
    site = root / "site"
    if not only_changed:
        frame_pages(configure(), site)
    elif counts.written or counts.deleted:
        frame_pages(configure(), site, only_changed=True)
        gone = (page.relative_to(folder).as_posix() for page in before if not page.exists())
        for page in gone:
            _remove(site / site_file(page))
    return counts


def _remove(file: Path) -> None:
    file.unlink(missing_ok=True)
    with suppress(OSError):  # something else stands beside it
        file.parent.rmdir()


def served_at(configuration: Configuration, site: str = "", repository: str = "") -> Served:
    """Where the site and the files are, as it is told here or in the base's own file."""
    found = (site or configuration.address, repository or configuration.repository)
    return served(*found, configuration.branch)


def config_for(
    root: Path, configuration: Configuration, titles: Titles, site_url: str = ""
) -> Path:
    """The frame's configuration: ours, what the base says of itself, and its own ``mkdocs.yml``.

    Each inherits from the one before.  Of lists the later one would hide the earlier, so those that
    name files are joined; what keeps the base whole, its folders and hook, stands last.
    """
    build = root / "build"
    own = root / "mkdocs.yml"
    last = own_lists(own) if own.is_file() else {}
    inherited = str(CONFIG)
    told: dict[str, object] = {
        "INHERIT": inherited,
        "site_name": configuration.title,
        "site_description": configuration.description,
        "copyright": escape(configuration.copyright),
        **navigation(configuration, titles),
    }
    if own.is_file():
        write(build / "frame.yml", told)
        (build / "own.yml").write_text(f"INHERIT: frame.yml\n{own.read_text('utf-8')}", "utf-8")
        told = {"INHERIT": "own.yml"}
    sheets = [COLOURS_CSS] if configuration.colours else []
    told |= joined({**last, "extra_css": [*sheets, *last.get("extra_css", ())]})
    told |= {"docs_dir": "pages", "site_dir": str(root / "site"), "site_url": site_url}
    write(build / "mkdocs.yml", told)
    return build / "mkdocs.yml"


def own_lists(own: Path) -> dict[str, list[str]]:
    """The lists of files and features that a base's own configuration of MkDocs adds to ours."""
    try:
        written = yaml_load(own.read_text("utf-8"))
    except (ConfigurationError, UnicodeDecodeError) as error:
        raise Misuse(f"{own}: {error}") from None
    if not isinstance(written, dict):
        raise Misuse(f"{own}: it is no configuration of MkDocs, which has a key on each line")
    if "INHERIT" in written:
        raise Misuse(f"{own}: it inherits from kb's frame already; take INHERIT out")
    theme = written.get("theme")
    theme = theme if isinstance(theme, dict) else {}
    folders = [str(own.parent / theme["custom_dir"])] if theme.get("custom_dir") else []
    hooks = [str(own.parent / hook) for hook in written.get("hooks") or ()]
    lists = {name: list(written.get(name) or ()) for name in LISTS}
    features = list(theme.get("features") or ())
    return {"hooks": hooks, "folders": folders, "features": features, **lists}


def joined(last: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """Our lists of files and features, with those of a base behind them."""
    ours = yaml_load(CONFIG.read_text("utf-8"))
    theme: dict[str, object] = {"features": [*ours["theme"]["features"], *last.get("features", ())]}
    for folder in last.get("folders", ()):
        theme["custom_dir"] = folder
    lists = {name: [*ours[name], *last.get(name, ())] for name in LISTS}
    return {"hooks": [str(HOOK), *last.get("hooks", ())], "theme": theme, **lists}


def navigation(configuration: Configuration, titles: Titles) -> dict[str, object]:
    """The bar of tabs, unless it is the usual one; pages that are in none are no mistake."""
    if configuration.navigation == SECTIONS:
        return {}
    listed: list[dict[str, str]] = [{"Home": "index.md"}]
    for name in configuration.navigation:
        if name not in titles:
            hint = f"{', '.join(SECTIONS)}, or a page of docs/"
            raise Misuse(f"kb.toml: navigation: there is no '{name}': {hint}")
        title, page = titles[name]
        listed.append({title: page})
    return {"nav": listed, "validation": {"nav": {"omitted_files": "ignore"}}}


def write(path: Path, told: Mapping[str, object]) -> None:
    """A configuration as JSON, which is YAML."""
    path.write_text(json.dumps(told), "utf-8")


def site_file(page: str) -> str:
    """The file of the site that MkDocs makes of a page."""
    if not page.endswith(".md"):
        return page
    stem = page.removesuffix(".md")
    return f"{stem}.html" if stem.rpartition("/")[2] == "index" else f"{stem}/index.html"
