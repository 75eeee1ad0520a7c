"""The claim that a file's typed fields describe.

The fields themselves are listed in ``claim_schema``; here they only get their places.
"""

from collections.abc import Mapping
from typing import Any

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
)
from kb.model.verbs import VERBS
from kb.reading.claim_schema import RUN_WORDS
from kb.reading.schema import Json


def claim_of(file: str, fields: Mapping[str, Json]) -> Claim:
    """The claim that a file's typed fields describe."""
    topic, _, name = file.rpartition("/")
    ident = name.removesuffix(".yaml")
    folder = topic.removeprefix("claims/")
    return Claim(
        id=ident,
        topic=folder,
        file=file,
        title=fields["title"],
        statement=fields["statement"],
        kind=fields["kind"],
        scope=fields.get("scope", ""),
        sources=tuple(source_of(source) for source in fields.get("sources", ())),
        held_by=tuple(holding_of(holding) for holding in fields.get("held_by", ())),
        references=tuple(source_of(source) for source in fields.get("references", ())),
        links=tuple(link_of(ident, n, link) for n, link in enumerate(fields.get("links", ()))),
        demonstrations=tuple(
            demonstration_of(ident, topic, name, demonstration)
            for name, demonstration in fields.get("demonstrations", {}).items()
        ),
        predictions=tuple(
            Prediction(
                name,
                prediction["of"],
                expectations_of(prediction["expect"]),
                prediction.get("because", ""),
            )
            for name, prediction in fields.get("predictions", {}).items()
        ),
        tension=tuple(
            Tension(tension["position"], tension["with"], tension["because"])
            for tension in fields.get("tension", ())
        ),
        aliases=tuple(fields.get("aliases", ())),
        tags=tuple(fields.get("tags", ())),
        accept=tuple(Accepted(**debt) for debt in fields.get("accept", ())),
        withdrawn=fields.get("because", "no reason given") if fields.get("status") else "",
    )


def source_of(fields: Mapping[str, Json]) -> Source:
    """A source as written."""
    return Source(**fields)


def holding_of(fields: Mapping[str, Json]) -> Holding:
    """A stance as written; ``in`` is a word of Python's, so the field is ``passage``."""
    renamed = {("passage" if name == "in" else name): value for name, value in fields.items()}
    return Holding(**renamed)


def link_of(source: str, index: int, fields: Mapping[str, Json]) -> Link:
    """A link as written under its source."""
    verb = next(name for name in VERBS if name in fields)
    return Link(
        source=source,
        verb=verb,
        target=fields[verb],
        because=fields["because"],
        co_premises=tuple(fields.get("with", ())),
        name=fields.get("name", ""),
        differs=fields.get("differs", ""),
        tension=tuple(fields.get("tension", ())),
        index=index,
    )


def demonstration_of(
    claim: str, folder: str, name: str, fields: Mapping[str, Json]
) -> Demonstration:
    """A demonstration as written; its script stands in the claim's folder."""
    simple: dict[str, Any] = {
        field: fields[field]
        for field in (
            "shows",
            "does_not_show",
            "bears",
            "seeds",
            "budget",
            "measures",
            "outcome",
            "because",
        )
        if field in fields
    }
    return Demonstration(
        claim=claim,
        name=name,
        script=f"{folder}/{fields.get('script', claim + '.py')}",
        runs={run: run_of(run, run_fields) for run, run_fields in fields["runs"].items()},
        expect=expectations_of(fields["expect"]),
        figure=figure_of(fields["figure"]) if "figure" in fields else None,
        **simple,
    )


def run_of(name: str, fields: Mapping[str, Json]) -> Run:
    """A run: what is not one of its own words is a setting."""
    return Run(
        name=name,
        settings={key: value for key, value in fields.items() if key not in RUN_WORDS},
        breaks=tuple(fields.get("breaks", ())),
        instead_of=tuple(fields.get("instead_of", ("main",))),
        because=fields.get("because", ""),
        label=fields.get("label", ""),
    )


def expectations_of(fields: Mapping[str, Json]) -> dict[str, Expectation]:
    """Expectations by name."""
    return {
        name: Expectation(name, written)
        if isinstance(written, str)
        else Expectation(
            name, written["that"], written.get("identity", False), written.get("because", "")
        )
        for name, written in fields.items()
    }


def figure_of(fields: Mapping[str, Json]) -> Figure:
    """A figure as written."""
    lists: dict[str, Any] = {
        key: tuple(fields[key]) for key in ("show", "curves", "measures") if key in fields
    }
    axes: dict[str, Any] = {key: Axis(**fields[key]) for key in ("x", "y") if key in fields}
    return Figure(
        fields["kind"],
        grid=fields.get("grid", ""),
        labels=fields.get("labels", {}),
        interactive=fields.get("interactive", ""),
        **lists,
        **axes,
    )
