"""Figures that were drawn before are not drawn again: remembered by all that they show.

The key holds the demonstration, what it measured, and the code that draws, so a change to
any of them draws anew; how long a run took is no part of a figure.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import kb.phrasing
import kb.reading.formula
import kb.reading.formulas_in_text
from kb.memory import Memory, code_digest
from kb.model import Demonstration
from kb.model.outcomes import Judgement
from kb.site.figures.contest import Contest
from kb.site.figures.description import described_figure
from kb.site.figures.figure import Drawing, Table, contest

Draw = Callable[[Demonstration, Judgement], Drawing | None]
DrawContest = Callable[[Sequence[Contest], Sequence[str], str, str], Drawing | None]
KIND = "figures"


def remembered_figures(memory: Memory, draw: Draw = described_figure) -> Draw:
    """Draw, or take what was drawn of the same."""

    def drawing(demonstration: Demonstration, judged: Judgement) -> Drawing | None:
        if demonstration.figure is None:
            return None
        key = key_of(demonstration, judged)
        return remembered(memory, key, lambda: draw(demonstration, judged))

    return drawing


def remembered_contests(memory: Memory, draw: DrawContest = contest) -> DrawContest:
    """Draw what two sides of a crux expected, or take what was drawn of the same."""

    def drawing(
        contests: Sequence[Contest], names: Sequence[str], key: str, told: str
    ) -> Drawing | None:
        about = digest((tuple(contests), tuple(names), key, told, _code()))
        return remembered(memory, about, lambda: draw(contests, names, key, told))

    return drawing


def remembered(memory: Memory, key: str, make: Callable[[], Drawing | None]) -> Drawing | None:
    """What was drawn under a key, else what is drawn now."""
    kept = memory.text(KIND, key)
    if isinstance(kept, dict) and (known := unpack(kept)):
        return known
    made = make()
    if made:
        memory.keep(KIND, key, asdict(made))
    return made


def digest(told: object) -> str:
    """A name for plain values: the same for the same."""
    return hashlib.sha256(repr(told).encode()).hexdigest()


def key_of(demonstration: Demonstration, judged: Judgement) -> str:
    """A digest of everything a figure depends on."""
    measured = [
        (
            run,
            [
                (measurement.values, measurement.curves, measurement.grids, measurement.fault)
                for measurement in found
            ],
        )
        for run, found in judged.measured.items()
    ]
    return digest((demonstration, judged.word, judged.verdicts, judged.controls, measured, _code()))


def unpack(kept: dict[str, Any]) -> Drawing | None:
    """The drawing that was kept; None if it was kept in another form."""
    try:
        table = kept["table"]
        rows = tuple(tuple(row) for row in table["rows"])
        return Drawing(**{**kept, "table": Table(tuple(table["head"]), rows)})
    except (KeyError, TypeError):
        return None


@lru_cache
def _code() -> str:
    return f"{code_digest(files_that_draw())} {version('matplotlib')}"


def files_that_draw() -> list[Path]:
    """The code on which a drawing depends, beside the values that it is handed."""
    figures = Path(__file__).parent
    rooms = (figures, figures.with_name("text"))
    drawn = [path for room in rooms for path in room.glob("*.py")]
    reading = (kb.reading.formula.__file__, kb.reading.formulas_in_text.__file__)
    return [*drawn, Path(kb.phrasing.__file__), *(Path(str(file)) for file in reading)]
