"""The claim that a file's typed fields describe.

The fields themselves are listed in ``claim_schema``; here they only get their places.
"""

from collections.abc import Mapping
from dataclasses import field, make_dataclass
from dataclasses import fields as fields_of
from functools import lru_cache
from sys import intern
from typing import Any, TypeVar

from kb.model import (
    Accepted,
    Axis,
    Claim,
    Demonstration,
    Expectation,
    Figure,
    Holding,
    Link,
    Prediction,
    Run,
    Source,
    Tension,
    Unchanged,
)
from kb.model.verbs import VERBS
from kb.reading.claim_schema import RUN_WORDS
from kb.reading.schema import Json

NONE: Mapping[str, Json] = {}
Record = TypeVar("Record")


def claim_of(file: str, fields: Mapping[str, Json]) -> Claim:
    """The claim that a file's typed fields describe; names that many share are kept once."""
    folder, _, name = file.rpartition("/")
    ident = intern(name.removesuffix(".yaml"))
    said = fields.get
    built: dict[str, Any] = {
        "id": ident,
        "topic": intern(folder.removeprefix("claims/")),
        "file": file,
        "kind": intern(fields["kind"]),
        "sources": tuple([source_of(source) for source in said("sources", ())]),
        "references": tuple([source_of(source) for source in said("references", ())]),
        "held_by": tuple([holding_of(holding) for holding in said("held_by", ())]),
        "links": tuple([link_of(ident, n, link) for n, link in enumerate(said("links", ()))]),
        "demonstrations": tuple(
            [
                demonstration_of(ident, folder, name, demonstration)
                for name, demonstration in said("demonstrations", NONE).items()
            ]
        ),
        "predictions": tuple(
            [prediction_of(name, foretold) for name, foretold in said("predictions", NONE).items()]
        ),
        "tension": tuple([tension_of(tension) for tension in said("tension", ())]),
        "accept": tuple([Accepted(**debt) for debt in said("accept", ())]),
        "withdrawn": said("because", "no reason given") if said("status") else "",
    }
    return made(Claim, {**same_names(Claim, fields), **built})


def made(record: type[Record], fields: Mapping[str, Any]) -> Record:
    """A frozen record of these fields: there are many, and freezing one field by field takes long.

    It is made as a record of the same layout that is not frozen, and then called what it is.
    """
    kind: Any = record
    new: Record = unfrozen(kind)(**fields)
    new.__class__ = record
    return new


@lru_cache
def unfrozen(record: type) -> Any:
    """A class of the same layout as a frozen one, with all fields of plain values."""
    own = [
        (each.name, Any, field(default=each.default if each.init else ""))
        for each in fields_of(record)
    ]
    return make_dataclass(record.__name__, own, slots=True)


@lru_cache
def names_of(record: type) -> frozenset[str]:
    """The fields of a record."""
    return frozenset(each.name for each in fields_of(record))


def same_names(record: type, fields: Mapping[str, Json]) -> dict[str, Any]:
    """Fields that a record has under the name they are written under; lists become tuples."""
    known = names_of(record)
    return {
        name: tuple(value) if type(value) is list else value
        for name, value in fields.items()
        if name in known
    }


def source_of(fields: Mapping[str, Json]) -> Source:
    """A source as written."""
    if "cite" in fields:
        return made(Source, {**fields, "cite": intern(fields["cite"])})
    return made(Source, fields)


def holding_of(fields: Mapping[str, Json]) -> Holding:
    """A stance as written; ``in`` is a word of Python's, so the field is ``passage``."""
    said = {
        **fields,
        "position": intern(fields["position"]),
        "stance": intern(fields["stance"]),
        "passage": fields.get("in", ""),
    }
    said.pop("in", None)
    return made(Holding, said)


def tension_of(fields: Mapping[str, Json]) -> Tension:
    """A tension as written; ``with`` is a word of Python's, so the field is ``other``."""
    return Tension(**same_names(Tension, fields), other=fields["with"])


def link_of(source: str, index: int, fields: Mapping[str, Json]) -> Link:
    """A link as written under its source."""
    verb = intern(next(filter(VERBS.__contains__, fields)))
    target = intern(fields[verb])
    built = {
        "source": source,
        "verb": verb,
        "target": target,
        "because": fields["because"],
        "index": index,
        "address": f"{source}/{verb}/{target}",
    }
    if len(fields) == 2:  # as most are
        return made(Link, built)
    return Link(
        source=source,
        verb=verb,
        target=target,
        co_premises=tuple(fields.get("with", ())),
        index=index,
        **same_names(Link, fields),
    )


def demonstration_of(
    claim: str, folder: str, name: str, fields: Mapping[str, Json]
) -> Demonstration:
    """A demonstration as written; its script stands in the claim's folder."""
    built: dict[str, Any] = {
        "claim": claim,
        "name": name,
        "script": f"{folder}/{fields.get('script', claim + '.py')}",
        "runs": {run: run_of(run, settings) for run, settings in fields["runs"].items()},
        "expect": expectations_of(fields["expect"]),
        "prepare": f"{folder}/{fields['prepare']}" if "prepare" in fields else "",
        "figure": figure_of(fields["figure"]) if "figure" in fields else None,
        **measures_of(fields.get("measures", {})),
        "unchanged": tuple(
            Unchanged(**same_names(Unchanged, note)) for note in fields.get("unchanged", ())
        ),
    }
    if isinstance(run := fields.get("first_run"), dict):
        built |= {"first_run": run["on"], "first_run_in": run["in"]}
    return Demonstration(**{**same_names(Demonstration, fields), **built})


def measures_of(fields: Mapping[str, Json]) -> dict[str, dict[str, Any]]:
    """What measures are, in which unit and range: a line, or a mapping that says more of it."""
    said = {name: {"is": it} if isinstance(it, str) else it for name, it in fields.items()}
    return {
        "measures": {name: it["is"] for name, it in said.items()},
        "units": {name: it["unit"] for name, it in said.items() if "unit" in it},
        "ranges": {name: tuple(it["in"]) for name, it in said.items() if "in" in it},
    }


def prediction_of(name: str, fields: Mapping[str, Json]) -> Prediction:
    """A prediction as written."""
    built = {"name": name, "expect": expectations_of(fields["expect"])}
    return Prediction(**{**same_names(Prediction, fields), **built})


def run_of(name: str, fields: Mapping[str, Json]) -> Run:
    """A run: what is not one of its own words is a setting."""
    words = {key: value for key, value in fields.items() if key in RUN_WORDS}
    settings = {key: value for key, value in fields.items() if key not in RUN_WORDS}
    return Run(name=name, settings=settings, **same_names(Run, words))


def expectations_of(fields: Mapping[str, Json]) -> dict[str, Expectation]:
    """Expectations by name: a condition, or a mapping that says more of it."""
    found = {}
    for name, written in fields.items():
        said = {"that": written} if isinstance(written, str) else written
        found[name] = Expectation(name, said["that"], **same_names(Expectation, said))
    return found


def figure_of(fields: Mapping[str, Json]) -> Figure:
    """A figure as written."""
    axes = {key: Axis(**fields[key]) for key in ("x", "y") if key in fields}
    return Figure(**{**same_names(Figure, fields), **axes})
