"""Frame the pages of a base: all of them, or only those that are others than before.

The frame comes with kb; what a base says of itself in ``kb.toml``, and what it adds in a
``mkdocs.yml`` of its own, is told to MkDocs beside it.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from html import escape
from pathlib import Path

from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

from kb.model.configuration import SECTIONS, Configuration
from kb.model.misuse import Misuse
from kb.programs import frame_pages
from kb.site.framing import COLOURS_CSS, CONFIG, Titles, site_file, tabs
from kb.site.text.json_in_yaml import json_in_yaml

HOOK = Path(__file__).with_name("mkdocs_hook.py")
LISTS = ("extra_css", "extra_javascript")


def frame_with_mkdocs(site: Path, config: Path, gone: Iterable[str], only_changed: bool) -> None:
    """Frame the pages; with ``only_changed``, what is younger, and take away what is gone."""
    frame_pages(config, site, only_changed)
    for page in gone if only_changed else ():
        _remove(site / site_file(page))


def _remove(file: Path) -> None:
    file.unlink(missing_ok=True)
    with suppress(OSError):  # something else stands beside it
        file.parent.rmdir()


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
        "site_name": escape(configuration.title),  # the theme's templates put it in as it is
        "site_description": escape(configuration.description),
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
    listed = [{escape(title): page} for title, page in tabs(configuration, titles)]
    return {"nav": listed, "validation": {"nav": {"omitted_files": "ignore"}}}


def write(path: Path, told: Mapping[str, object]) -> None:
    """A configuration as JSON, which is read as YAML."""
    path.write_text(json_in_yaml(told), "utf-8")
