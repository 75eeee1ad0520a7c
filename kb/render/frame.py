"""What MkDocs is asked to leave undone: reading finished pages again for a search index.

The index is among the pages; this hook only keeps the search plugin from making its own, and
from writing that over ours.  Other builders of the same pages ignore the hook and miss nothing.
"""

import shutil
from pathlib import Path
from typing import Any

INDEX = "search/search_index.json"


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Tell the search plugin that the page is no business of its."""
    page.meta["search"] = {"exclude": True}
    return markdown


def on_post_build(config: Any, **_: Any) -> None:
    """Put the index in place, after the plugin has written its empty one."""
    ours = Path(config["docs_dir"]) / INDEX
    if ours.is_file():
        shutil.copyfile(ours, Path(config["site_dir"]) / INDEX)
