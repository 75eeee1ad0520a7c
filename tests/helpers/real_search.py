"""The search of the site over the real base, asked in a browser without building the site."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kb._data import packed
from kb.checks.all import manuals
from kb.disk import files_under
from kb.pipeline import derive
from kb.reading.read import read
from kb.site.build import hand_written_files
from kb.site.data.search import BEFORE, ENTRIES
from kb.site.pages.all import pages

ROOT = Path(__file__).resolve().parents[2]
ENGINE = packed("assets") / "search.js"


def entries_in(made: Mapping[str, bytes]) -> dict[str, Any]:
    """What the site is searched for, out of its files."""
    found: dict[str, Any] = json.loads(made[ENTRIES].removeprefix(BEFORE))
    return found


@cache
def real_index() -> dict[str, Any]:
    """The index that the site of this repository has, with nothing measured."""
    knowledge = derive(read(files_under(ROOT)), {})
    made = pages(knowledge, manuals(), hand_written_files(ROOT), "2026-01-01", draw=lambda *_: None)
    return entries_in(made)


def finder(browser: Any, index: dict[str, Any]) -> Any:
    """A window in which ``find(query)`` answers as the site does."""
    page = browser.new_page()
    page.add_script_tag(content=ENGINE.read_text("utf-8"))
    page.evaluate("index => { window.find = window.kbSearch(index); }", index)
    return page


def hits(page: Any, query: str) -> list[dict[str, Any]]:
    """What a query finds, best first."""
    found = page.evaluate("query => window.find(query)", query)
    return [item[0] for item in found["items"]]
