"""A finished call, and how it is read from a worker's answer or a record on the disk.

Apart from the runner, so that looking up what is remembered loads nothing that
starts processes.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kb.demos.running.result import FIELDS, MOST_NUMBERS
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


def is_tidy(result: object) -> bool:
    """Whether a result has the form that ``tidy`` gives; no, if that is not plain at once.

    Rows are looked at as wholes, for there are hundreds of thousands of numbers in a base.  How
    many digits they have is not asked: in a record they were cut before it was signed.
    """
    if not isinstance(result, dict) or not _are_names(result):
        return False
    values = [value for name, value in result.items() if name not in FIELDS]
    rows = [values]
    for group, (x, y, *z) in FIELDS.items():
        found = result.get(group, {})
        if not isinstance(found, dict) or not _are_names(found):
            return False
        for one in found.values():
            if not isinstance(one, dict) or one.keys() != {x, y, *z}:
                return False
            across, up, inside = one[x], one[y], one.get("z", [])
            if not all(isinstance(part, list) for part in (across, up, inside)):
                return False
            if any(not isinstance(row, list) or len(row) != len(across) for row in inside):
                return False
            if len(up) != (len(inside) if z else len(across)):
                return False
            rows += [across, up, *inside]
    if sum(map(len, rows)) > MOST_NUMBERS:
        return False
    # a sum is finite only if all of its parts are
    return all({*map(type, row)} <= {float} and math.isfinite(sum(row)) for row in rows)


def _are_names(found: Mapping[Any, object]) -> bool:
    return all(type(name) is str and name.isascii() and name.isidentifier() for name in found)


def finished_of(answer: Mapping[str, Any]) -> "Finished":
    """The finished call in a worker's answer."""
    return Finished(
        result_of(answer),
        libraries=answer["libraries"],
        lasting=answer["lasting"],
        confined=not answer["unconfined"],
        unconfined=answer["unconfined"],
    )


def compare(first: "Finished", second: "Finished", seed: int) -> "Finished":
    """The first of two runs of one call; with a fault, if they differ by a bit.

    One that met a limit of time or memory says nothing of what another would have found.
    """
    if any(ran.measurement.fault and not ran.lasting for ran in (first, second)):
        return first
    one, other = (replace(ran.measurement, seconds=0.0) for ran in (first, second))
    if one == other and first.content == second.content:
        return replace(first, repeated=True)
    fault = Measurement(fault=DIFFERENT.format(seed), seconds=first.measurement.seconds)
    return replace(first, measurement=fault, repeated=True)


def after(first: "Finished", ran: "Finished") -> "Finished":
    """A call that was given what another prepared: what that one used, this one used too."""
    return replace(
        ran,
        libraries={**ran.libraries, **first.libraries},
        lasting=ran.lasting and first.lasting,
        confined=ran.confined and first.confined,
        unconfined=ran.unconfined or first.unconfined,
    )


def in_vain(first: "Finished") -> "Finished":
    """A call that could not be run, since nothing was prepared for it."""
    fault = f"nothing was prepared for it: {first.measurement.fault}"
    return replace(first, measurement=Measurement(fault=fault), repeated=False)


@dataclass(frozen=True)
class Finished:
    """One finished call: what it measured and what it used."""

    measurement: Measurement
    seen: Mapping[str, str] = field(default_factory=dict)  # digests of all that it could read
    libraries: Mapping[str, str] = field(default_factory=dict)  # versions of all it imported
    lasting: bool = True  # would be the same tomorrow; not so for time and memory limits
    confined: bool = False  # it could reach nothing but its topic's folder
    unconfined: str = ""  # why it was not confined, if the worker lived to say so
    repeated: bool = False  # it was run twice, and what both runs gave was compared
    content: bytes = b""  # what was prepared, of a call that does so
