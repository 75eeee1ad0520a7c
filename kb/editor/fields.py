"""Which shape a file of the base has, and which one a field of it: what the reader reads by."""

from kb.model import FieldPath
from kb.reading.claim_schema import CLAIM
from kb.reading.debates import DEBATE
from kb.reading.dependants import is_claim
from kb.reading.front_matter import divided
from kb.reading.literature import DISCUSSION, POSITION_TABLE, POSITIONS
from kb.reading.questions import QUESTION
from kb.reading.schema import Shape
from kb.reading.schema_records import Either, Many, Record, Table

FENCE = "---\n"


def shape_of_file(path: str) -> Shape | None:
    """The shape of a file's fields; None if it has none."""
    if is_claim(path):
        return CLAIM
    if path.startswith("claims/") and path.endswith("/index.md"):
        return DEBATE
    if path.startswith("literature/discussions/"):
        return DISCUSSION
    if path.startswith("literature/questions/"):
        return QUESTION
    return POSITION_TABLE if path == POSITIONS else None


def shape_at(shape: Shape | None, path: FieldPath) -> Shape | None:
    """The shape of the field at a path; None if there is no such field."""
    for step in path:
        if isinstance(shape, Either):
            shape = shape.record
        if isinstance(shape, Record) and isinstance(step, str):
            shape = shape.fields.get(step, shape.others)
        elif isinstance(shape, Table if isinstance(step, str) else Many):
            shape = shape.item
        else:
            return None
    return shape


def written_in_fields(path: str, text: str, offset: int) -> tuple[int, int] | None:
    """From where to where a text is written in fields, if a letter of it is among those."""
    if not path.endswith(".md"):
        return 0, len(text)
    if not text.startswith(FENCE):
        return None
    front, _ = divided(text.encode("utf-8", "surrogatepass"))
    ends = len(front.decode("utf-8", "surrogatepass")) if front else len(text)
    return (len(FENCE), ends) if len(FENCE) <= offset <= ends else None
