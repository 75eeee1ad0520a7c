"""A finished call, and how it is read from a worker's answer or a record on the disk.

Apart from the runner, so that looking up what is remembered loads nothing that
starts processes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kb.model.outcomes import Measurement

DIFFERENT = (
    "two calls with seed {} gave different numbers: it draws random numbers that no seed"
    " decides, or reads the clock"
)


class CannotConfine(Exception):
    """A sandbox is required and this machine has none; says why, in words."""


class NoCluster(Exception):
    """The cluster cannot be used; says why, in words."""


def result_of(record: Mapping[str, Any]) -> Measurement:
    """The measurement in a worker's answer or in a remembered record."""
    result = dict(record["result"])
    curves, grids = result.pop("curves", {}), result.pop("grids", {})
    return Measurement(result, curves, grids, record["fault"], record["seconds"])


def finished_of(answer: Mapping[str, Any]) -> "Finished":
    """The finished call in a worker's answer."""
    seen = answer["seen"]
    return Finished(
        result_of(answer),
        tuple(sorted(key for key in seen if not key.endswith(("/", "/*")))),
        any(key.endswith("/*") for key in seen),
        seen,
        answer["lasting"],
        not answer["unconfined"],
        answer["unconfined"],
    )


def compare(first: "Finished", second: "Finished", seed: int) -> "Finished":
    """The first of two runs of one call; with a fault, if they differ by a bit.

    One that met a limit of time or memory says nothing of what another would have found.
    """
    if any(ran.measurement.fault and not ran.lasting for ran in (first, second)):
        return first
    one, other = (replace(ran.measurement, seconds=0.0) for ran in (first, second))
    if one == other:
        return replace(first, repeated=True)
    fault = Measurement(fault=DIFFERENT.format(seed), seconds=first.measurement.seconds)
    return replace(first, measurement=fault, repeated=True)


@dataclass(frozen=True)
class Finished:
    """One finished call: what it measured and what it used."""

    measurement: Measurement
    used: tuple[str, ...] = ()
    listed: bool = False  # the script itself looked which files a folder has
    seen: Mapping[str, str] = field(default_factory=dict)  # digests of what was used
    lasting: bool = True  # would be the same tomorrow; not so for time and memory limits
    confined: bool = False  # it could reach nothing but its topic's folder
    unconfined: str = ""  # why it was not confined, if the worker lived to say so
    repeated: bool = False  # it was run twice, and what both runs gave was compared
