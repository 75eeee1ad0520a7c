"""In which order the fields of a claim stand, and which fields stand where."""

from collections.abc import Sequence

from kb.authoring.written_yaml import Item
from kb.model.verbs import VERBS
from kb.reading import claim_schema as schema
from kb.reading.schema import Shape
from kb.reading.schema_records import Either, Many, Record, Table

LAST_IN_A_RUN = ("label", "instead_of", "breaks", "because")
# Where the order in which people write differs from that of the table of fields.
ORDERS: tuple[tuple[Record, tuple[str, ...]], ...] = (
    (schema.LINK, (*VERBS, "with", "name", "differs", "because", "tension")),
    (schema.PREDICTION, ("title", "of", "by", "because", "expect")),
    (schema.DEMONSTRATION, (
        "title", "script", "prepare", "shows", "does_not_show", "bears", "by", "first_run",
        "unchanged", "outcome", "because", "flaw", "seeds", "budget", "measures", "runs",
        "expect", "figure",
    )),
    (schema.FIGURE, (
        "kind", "x", "y", "grid", "curves", "measures", "show", "labels", "interactive",
    )),
)  # fmt: skip


def ordered(items: Sequence[Item], shape: Shape | None) -> list[Item]:
    """Fields in their order; entries that authors name, and settings of a run, as they stand."""
    if not isinstance(shape, Record):
        return list(items)
    known = next((order for record, order in ORDERS if record is shape), tuple(shape.fields))
    if shape is schema.RUN:
        return sorted(items, key=lambda item: rank(item.name, LAST_IN_A_RUN))
    return sorted(items, key=lambda item: rank(item.name, known, len(known)))


def rank(name: str, order: tuple[str, ...], otherwise: int = -1) -> int:
    """The place of a name in an order."""
    return order.index(name) if name in order else otherwise


def below(shape: Shape | None, name: str = "") -> Shape | None:
    """The shape of a field, entry or item; None where nothing is known of it."""
    if isinstance(shape, Record):
        found = shape.fields.get(name, shape.others)
    else:
        found = shape.item if isinstance(shape, Many | Table) else None
    return found.record if isinstance(found, Either) and isinstance(found.record, Record) else found
