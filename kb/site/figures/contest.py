"""One measure of which two sides expect different things."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.site.figures.bands import Band

if TYPE_CHECKING:
    pass


@dataclass(frozen=True)
class Contest:
    """One measure of which two sides expect different things."""

    said: str
    dots: tuple[float, ...]
    first: Band
    second: Band
