"""What an exporter returns: a text, what belongs beside it, and what the format cannot hold."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kb.knowledge import Knowledge
from kb.model.misuse import Misuse
from kb.phrasing import quantity


@dataclass(frozen=True)
class Exported:
    """The text, further texts by what their file's name ends with, and what is lost."""

    text: str
    beside: Mapping[str, str] = field(default_factory=dict)  # such as "names.csv"
    lost: tuple[str, ...] = ()  # what the format cannot hold, if the base has any of it


class CannotKeep(Misuse):
    """The format cannot hold what the base says, and a part of it would say something else."""


def table(heading: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Rows as CSV, with lines that end in one character."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(rows)
    return written.getvalue()


def left_out(knowledge: Knowledge) -> tuple[str, ...]:
    """What no format gets: claims that cannot be read, and links that lead nowhere."""
    base = knowledge.base
    withdrawn = sum(len(claim.links) for claim in base.claims if claim.withdrawn)
    known = {link.address for claim in base.claims if not claim.withdrawn for link in claim.links}
    cut = len(known - knowledge.graph.links.keys())
    many = (
        (len(base.broken), "claim", "not readable"),
        (withdrawn, "link", "of withdrawn claims"),
        (cut, "link", "to nothing, or to what is withdrawn"),
    )
    return tuple(f"{quantity(count, noun)} {which}" for count, noun, which in many if count)
