"""One measure of which two sides expect different things."""

from dataclasses import dataclass

from kb.site.figures.bands import ANY, Band


@dataclass(frozen=True)
class Contest:
    """One measure of which two sides expect different things."""

    said: str
    dots: tuple[float, ...]
    first: Band
    second: Band
    unit: str = ""
    limits: Band = ANY  # of the measure itself
