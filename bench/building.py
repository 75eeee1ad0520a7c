"""What building the site costs: the whole, the frame alone, and other frames on the same pages."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from bench.bases import edit
from bench.children import Spent, in_turn, python, spent
from bench.serving import served
from bench.table import TODAY

BUILD = python("-m", "kb", "build", "--no-run")
FRAME = """
from pathlib import Path
from kb.model.configuration import Configuration
from kb.site.build import hand_written_files
from kb.site.frame import put_frame
from kb.site.pages.all import titles_of_tabs
put_frame(Path(), Configuration(), titles_of_tabs(hand_written_files(Path())))
"""
# The navigation of every page and the search of every page, which is what comes without asking.
STOCK = """site_name: stock
docs_dir: {pages}
theme: {{name: material, font: false}}
extra_css: [assets/style.css, assets/map.css]
plugins: [search]
"""
WHOLE = "build, nothing remembered"
AGAIN = "build, one claim edited"
OPEN = "kb serve, one claim saved"
OWN = "kb's own part of it: nothing remembered, less the frame"
AROUND = "the frame alone, around the same pages"


def absent() -> list[str]:
    """Peers that are not installed."""
    return [name for name in ("mkdocs", "material", "zensical") if find_spec(name) is None]


def built(
    base: Path, trees: dict[str, Path], limit: int, runs: int, material: bool = True
) -> dict[str, dict[str, list[Spent]]]:
    """By work and by who does it: kb from each tree, then stock frames around today's pages.

    Stock Material can be left out: each of its pages names all others, and it takes the longest.
    """
    folders = {who: base.parent / who.replace(" ", "-") for who in trees}
    for folder in folders.values():
        shutil.copytree(base, folder)
    number = 0

    def whole(who: str) -> Spent:
        for name in (".kb", "build", "site"):
            shutil.rmtree(folders[who] / name, ignore_errors=True)
        return spent(BUILD, folders[who], trees[who], (0, 1), limit=limit)

    def again(who: str) -> Spent:
        nonlocal number
        number += 1
        edit(folders[who], 7, number)
        return spent(BUILD, folders[who], trees[who], (0, 1), limit=limit)

    found = {WHOLE: in_turn({who: lambda who=who: whole(who) for who in trees}, runs)}
    ended = {who: all(run.ended for run in found[WHOLE][who]) for who in trees}
    some = [who for who in trees if ended[who]]
    found[AGAIN] = in_turn({who: lambda who=who: again(who) for who in some}, runs)
    found[OPEN] = {who: served(folders[who], trees[who]) for who in some}
    frames: dict[str, Callable[[], Spent]] = {
        who: lambda who=who: spent(python("-c", FRAME), folders[who], trees[who], limit=limit)
        for who in some
    }
    if ended[TODAY]:
        frames |= stock(folders[TODAY], limit, material)
    around = in_turn(frames, runs)
    own = {who: [*map(without, found[WHOLE][who], around[who])] for who in some}
    return found | {OWN: own, AROUND: around}


def without(whole: Spent, frame: Spent) -> Spent:
    """What is left of the whole: kb's own part, if the frame is taken off."""
    return replace(whole, seconds=whole.seconds - frame.seconds)


def stock(folder: Path, limit: int, material: bool) -> dict[str, Callable[[], Spent]]:
    """The frames of others as they come, around the pages of a folder."""
    (folder / "stock.yml").write_text(STOCK.format(pages="build/pages"))
    missing = absent()

    def frame(program: str, *words: str) -> Spent:
        for name in (".cache", "stock"):
            shutil.rmtree(folder / name, ignore_errors=True)
        return spent(python("-m", program, "build", "-f", "stock.yml", *words), folder, limit=limit)

    found: dict[str, Callable[[], Spent]] = {}
    if "zensical" not in missing:
        found["zensical as it comes"] = lambda: frame("zensical")
    if material and not {"mkdocs", "material"} & {*missing}:
        found["Material as it comes"] = lambda: frame("mkdocs", "-q", "-d", "stock")
    return found
