"""Registrations as Pre-Registered ML Manifests (PRML 0.1), which others' tools can check.

A manifest has one metric, one comparator and one threshold; so there is one for each plain bound
of a condition.  A bound on every seed is one on the least or the greatest of them.  The data set
is the measurement, its hash the digest of script, helpers, settings and seeds; a condition on
several measures, or with "or" and "not", has no manifest, and is bound by kb's own digest only.
The specification wants a registered name or an address as metric (2.3.1), and a name that others
know as producer (2.3.3); ours are known to this base only, so a manifest fixes what was said and
lets nobody compute it without the base.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import cast

from kb.demos.expectations.bounds import All, Condition, Formula, formula_of
from kb.demos.expectations.intervals import EVERY, MIDDLE, Bound
from kb.history.manifest import Entry, Statement, canonical, digest, text

VERSION = "prml/0.1"
PRODUCER = "kb"


def manifests_of(name: str, entry: Entry) -> Iterator[tuple[str, str]]:
    """The name of each manifest of a registration, and its canonical bytes as text."""
    states = entry.states
    conditions, runs = states.get("conditions"), states.get("runs")
    if not isinstance(conditions, dict) or not isinstance(runs, dict):
        return
    bound_with = ("of", "runs", "seeds", "code")
    measurement: Statement = {key: states[key] for key in bound_with if key in states}
    for condition, said in conditions.items():
        where = {run: run for run in runs}
        formula = formula_of(Condition(text(said), where, int(text(states.get("seeds")))))
        for number, bound in enumerate(plain_bounds(formula), start=1):
            about = f"{text(states.get('claim'))} {name} {condition} {number}"
            yield (
                f"{name}.{condition}.{number}".replace(" ", "-"),
                canonical_manifest(about, entry.on, bound, measurement),
            )


def plain_bounds(formula: Formula) -> list[Bound]:
    """The bounds that must all hold; none, if the formula says more than that."""
    if isinstance(formula, Bound):
        return [formula]
    if not isinstance(formula, All):
        return []
    parts = [plain_bounds(part) for part in formula.parts]
    return [bound for part in parts for bound in part] if all(parts) else []


def canonical_manifest(about: str, on: str, bound: Bound, measurement: Statement) -> str:
    """The bytes of which a PRML manifest's hash is taken, as text."""
    run, measure = cast(tuple[str, str], bound.measure.name)  # as the condition names them
    over = bound.measure.over
    if over in (EVERY, MIDDLE):
        over = "median" if over == MIDDLE else "min" if bound.sign in (">", ">=") else "max"
    manifest: dict[str, object] = {
        "version": VERSION,
        "claim_id": uuid_of(about, on),
        "created_at": f"{on}T00:00:00Z",
        "metric": f"{over}({measure if run == 'main' else f'{run}.{measure}'})",
        "comparator": bound.sign,
        "threshold": bound.number,
        "dataset": {"id": text(measurement["of"]), "hash": digest(measurement)},
        "seed": 0,  # the first of them; how many there are is part of the measurement
        "producer": {"id": PRODUCER},
    }
    return canonical(manifest)


def uuid_of(about: str, on: str) -> str:
    """A UUID of version 7 that depends on nothing but the day and what it is about (RFC 9562)."""
    from datetime import UTC, datetime

    day = datetime.fromisoformat(on).replace(tzinfo=UTC)
    time = f"{int(day.timestamp() * 1000):012x}"
    rest = sha256(about.encode()).hexdigest()
    return f"{time[:8]}-{time[8:]}-7{rest[:3]}-8{rest[3:6]}-{rest[6:18]}"
