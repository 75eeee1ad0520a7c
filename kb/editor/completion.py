"""What could be written where the cursor stands, the nearest to what was begun first."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kb.editor import candidates
from kb.editor.candidates import Candidate
from kb.editor.context import Cursor, Scan, scanned
from kb.editor.fields import shape_at, shape_of_file, written_in_fields
from kb.knowledge import Knowledge
from kb.model import Claim, Demonstration, FieldPath, Script
from kb.model.verbs import VERBS
from kb.reading.claim_schema import ADDRESS, ID, KEY, PASSAGE, POSITION, RUN
from kb.reading.dependants import id_of
from kb.reading.schema import Shape, Text, Word, Yes
from kb.reading.schema_records import Either, Many, Record, Table

MOST = 100  # offered at once; what is typed on narrows them
TITLED = ("claim", "demonstration", "link", "work", "passage", "position")  # found by title too
NAME = re.compile(r"[^\s,{}\[\]'\"]*$")
TERM = re.compile(r"[A-Za-z_][\w.]*$|$")


@dataclass(frozen=True)
class Completion:
    """What is offered for the letters from ``start`` to the cursor; ``whole`` if that is all."""

    start: int
    offered: tuple[Candidate, ...] = ()
    whole: bool = True


@dataclass(frozen=True)
class Writing:
    """A file that is being written, as far as it can be read."""

    knowledge: Knowledge
    file: str
    claim: Claim | None  # as it was last readable
    cursor: Cursor
    scan: Scan  # of the whole file, for what stands after the cursor too

    @property
    def test(self) -> Demonstration | None:
        """The demonstration at hand, as it was last readable; of a prediction the one it is of."""
        path, base = self.cursor.path, self.knowledge.base
        if len(path) < 2:
            return None
        if path[0] == "predictions":
            return base.demonstrations.get(self.scan.values.get((*path[:2], "of"), ""))
        claim = self.claim or base.by_id.get(id_of(self.file))
        tests = claim.demonstrations if claim else ()
        return next((test for test in tests if test.name == path[1]), None)

    @property
    def script(self) -> Script | None:
        """The script of the demonstration at hand."""
        folder = self.file.rpartition("/")[0]
        name = self.scan.values.get((*self.cursor.path[:2], "script"), f"{id_of(self.file)}.py")
        return self.knowledge.base.scripts.get(f"{folder}/{name}")

    def names(self, *field: str) -> list[str]:
        """Names of the runs, expectations or the like of the demonstration at hand."""
        return self.scan.names.get((*self.cursor.path[:2], *field), [])


def completion(
    knowledge: Knowledge, file: str, text: str, offset: int, claim: Claim | None = None
) -> Completion:
    """What could be written at a letter of a file; ``claim`` is what it last said."""
    bounds = written_in_fields(file, text, offset)
    shape = shape_of_file(file)
    if bounds is None or shape is None:
        return Completion(offset)
    cursor = scanned(text[bounds[0] : offset]).cursor
    if cursor.in_prose:
        return Completion(offset)
    writing = Writing(knowledge, file, claim, cursor, scanned(text[bounds[0] : bounds[1]]))
    is_term = is_condition(cursor.path)
    found = (TERM if is_term else NAME).search(cursor.word)
    word = found[0] if found else ""
    offered, whole = nearest_to(word, offered_at(writing, shape))
    return Completion(offset - len(word), offered, whole)


def nearest_to(word: str, offered: Iterable[Candidate]) -> tuple[tuple[Candidate, ...], bool]:
    """Those that have what was begun: at their start, in their name, or in what they are."""
    said = word.lower()
    ranked: list[tuple[int, int, Candidate]] = []
    for number, candidate in enumerate(offered):
        label = candidate.label.lower()
        if label.startswith(said):
            ranked.append((0, number, candidate))
        elif said in label:
            ranked.append((1, number, candidate))
        elif all(part in label for part in re.split(r"[-_./]", said)):
            ranked.append((2, number, candidate))
        elif candidate.kind in TITLED and said in told_of(candidate).lower():
            ranked.append((3, number, candidate))
    ranked.sort(key=lambda row: row[:2])
    return tuple(candidate for _, _, candidate in ranked[:MOST]), len(ranked) <= MOST


def told_of(candidate: Candidate) -> str:
    """What somebody may remember of it: what it is called, and of a work who wrote it."""
    return candidate.detail + (f" {candidate.about}" if candidate.kind == "work" else "")


def is_condition(path: FieldPath) -> bool:
    """Whether a condition is written there."""
    inside = path[2:] if len(path) > 2 and path[0] in ("demonstrations", "predictions") else ()
    return inside[:1] == ("expect",) and (len(inside) == 2 or inside[2:] == ("that",))


def offered_at(writing: Writing, whole: Shape) -> Iterator[Candidate]:
    """All that could stand at the cursor."""
    cursor = writing.cursor
    shape = shape_at(whole, cursor.path)
    if is_condition(cursor.path) and cursor.after_colon:
        yield from candidates.terms(writing.knowledge, writing.test)
        return
    keys = shape.record if isinstance(shape, Either) else shape
    if isinstance(keys, Record | Table):
        if not cursor.after_colon:
            yield from keys_of(writing, keys)
        return
    if isinstance(shape, Word):
        yield from candidates.plain(shape.words, "word")
    elif isinstance(shape, Yes):
        yield from candidates.plain(("yes", "no"), "word")
    elif isinstance(shape, Text):
        yield from named_at(writing, shape)


def keys_of(writing: Writing, shape: Record | Table) -> Iterator[Candidate]:
    """Fields that are not written yet, in the order of the schema."""
    path, there = writing.cursor.path, writing.scan.names.get(writing.cursor.path, [])
    there = [name for name in there if name != writing.cursor.word.strip()]
    if isinstance(shape, Table):
        tables = {"measures": "values", "labels": "values"}
        if path and path[-1] in tables and len(path) > 2:
            found = candidates.measured_names(writing.knowledge, writing.test)
            names = [name for names in found.values() for name in names]
            names += writing.names("runs") if path[-1] == "labels" else []
            yield from map(with_colon, candidates.plain(names, "measure"))
        elif path and path[-1] == "rests_on":
            yield from map(with_colon, candidates.claims(writing.knowledge))
        return
    taken = {*there, *(shape.one_of if set(there) & set(shape.one_of) else ())}
    for name, inner in shape.fields.items():
        if name not in taken:
            about = shape.about.get(name, "")
            nested = isinstance(inner, Record | Table) or (
                isinstance(inner, Many) and isinstance(inner.item, Record)
            )
            needed = "needed" if name in shape.needs else ""
            yield Candidate(name, "field", about or needed, "", f"{name}:{'' if nested else ' '}")
    if shape == RUN:
        for setting in candidates.settings(writing.script):
            if setting.label not in taken:
                yield with_colon(setting)


def with_colon(candidate: Candidate) -> Candidate:
    """The same as a key."""
    label = candidate.label
    return Candidate(label, candidate.kind, candidate.detail, candidate.about, f"{label}: ")


def named_at(writing: Writing, shape: Text) -> Iterator[Candidate]:
    """Names that could stand in a field of text."""
    path, knowledge = writing.cursor.path, writing.knowledge
    base, last = knowledge.base, next((s for s in reversed(path) if isinstance(s, str)), "")
    by_shape: dict[Shape, Callable[[], Iterator[Candidate]]] = {
        KEY: lambda: candidates.works(base),
        PASSAGE: lambda: candidates.passages(base),
        POSITION: lambda: candidates.positions(base),
    }
    by_name: dict[str, Callable[[], Iterable[Candidate]]] = {
        "of": lambda: candidates.demonstrations(base),
        "breaks": lambda: candidates.plain(writing.names("expect"), "expectation"),
        "instead_of": lambda: candidates.plain(writing.names("runs"), "run"),
        "show": lambda: candidates.plain(writing.names("runs"), "run"),
        "measures": lambda: measures(writing, "values"),
        "curves": lambda: measures(writing, "curves"),
        "grid": lambda: measures(writing, "grids"),
        "script": lambda: scripts(writing, "-"),
        "prepare": lambda: scripts(writing, "_"),
        "check": candidates.checks,
        "tags": lambda: candidates.plain(sorted({t for c in base.claims for t in c.tags}), "tag"),
        "topic": lambda: candidates.plain(base.topics, "topic"),
    }
    if shape in (ADDRESS, ID) and last in VERBS and path[0] == "links":
        yield from candidates.targets(knowledge, last, writing.cursor.word)
    elif shape in by_shape:
        yield from by_shape[shape]()
    elif shape == ID and path[0] != "aliases":
        yield from candidates.claims(knowledge)
    elif last in by_name:
        yield from by_name[last]()
    elif path[:1] == ("demonstrations",) and path[2:3] == ("runs",) and len(path) == 5:
        yield from candidates.setting_values(writing.script, last)


def measures(writing: Writing, kind: str) -> Iterator[Candidate]:
    """Names of what the runs of the demonstration at hand return."""
    found = candidates.measured_names(writing.knowledge, writing.test, kind)
    return candidates.plain((name for names in found.values() for name in names), "measure")


def scripts(writing: Writing, sign: str) -> Iterator[Candidate]:
    """Scripts, or helpers, beside the claim."""
    folder = writing.file.rpartition("/")[0]
    names = [path.rpartition("/")[2] for path in writing.knowledge.base.scripts
             if path.rpartition("/")[0] == folder]  # fmt: skip
    return candidates.plain((n for n in names if ("-" in n) == (sign == "-")), "script")
