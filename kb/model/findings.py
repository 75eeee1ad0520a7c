"""Places in files, and findings about them.

Claims carry no positions.  A finding names a file and a path of fields, and line and
column are looked up afterwards, so a re-wrapped claim equals itself.
"""

from dataclasses import dataclass

FieldPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Place:
    """A file and the path of fields inside it (``at``: line and column, if text broke)."""

    file: str
    path: FieldPath = ()
    at: tuple[int, int] | None = None
    rest: str = ""  # of the value, from the letter on that is meant


@dataclass(frozen=True)
class Finding:
    """Something to tell about the base: a defect to mend, or a result that surprises."""

    place: Place
    message: str
    hint: str = ""
    others: tuple[tuple[Place, str], ...] = ()
    check: str = "read"
    severity: str = "error"  # error | warning | note
