"""Which conditions were registered: committed before the first run of what they speak of.

A demonstration says under ``first_run:`` on which day its run was published.  A condition is
*registered* if a commit before the one that adds that line holds it, every later version holds
it too, and what was measured is still the same: settings and seeds of the runs that it names,
and the syntax tree of script and helpers (without annotations, docstrings and comments), unless
a dated note under ``unchanged:`` says what was changed and that the measures stayed the same.
Otherwise it was *added later*, or is *not committed*; before a first run it is *not run yet*.
"""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from kb.history.bare_code import bare_tree
from kb.history.git_log import Touch
from kb.history.registrations import own_terms_name
from kb.model import Base, Demonstration, Unchanged
from kb.phrasing import one_line
from kb.reading.claim_schema import RUN_WORDS
from kb.reading.strict_yaml import Tree, parse

REGISTERED, LATER, UNCOMMITTED, NOT_RUN = (
    "registered", "added later", "not committed", "not run yet",
)  # fmt: skip
COUNTS = frozenset({REGISTERED})  # what else was said of a measurement was said too late


@dataclass(frozen=True)
class Commitment:
    """What is known of one condition: its word, since which day it stands, what changed since."""

    word: str
    on: str = ""
    note: str = ""


Commitments = Mapping[tuple[str, str], Mapping[str, Commitment]]  # claim, prediction: condition


@dataclass(frozen=True)
class Past:
    """The versions of claims and scripts, commit by commit."""

    touched: Sequence[Touch]
    blobs: Mapping[str, bytes]
    trees: dict[str, Tree] = field(default_factory=dict)

    @cached_property
    def claims(self) -> Mapping[str, list[Touch]]:
        """The versions of each claim's file, oldest first."""
        found: dict[str, list[Touch]] = {}
        for touch in self.touched:
            if touch.claim and touch.blob:
                found.setdefault(touch.claim, []).append(touch)
        return found

    @cached_property
    def files(self) -> Mapping[str, list[Touch]]:
        """The versions of each file by path, oldest first."""
        found: dict[str, list[Touch]] = {}
        for touch in self.touched:
            found.setdefault(touch.path, []).append(touch)
        return found

    def tree(self, touch: Touch) -> dict[str, Tree]:
        """The fields of a version of a claim's file; none, if it cannot be read."""
        if touch.blob not in self.trees:
            tree = parse("", self.blobs.get(touch.blob, b"")).tree
            self.trees[touch.blob] = tree if isinstance(tree, dict) else {}
        tree = self.trees[touch.blob]
        return tree if isinstance(tree, dict) else {}

    def file_at(self, path: str, commit: int) -> bytes:
        """A file as it was after a commit."""
        versions = [touch for touch in self.files.get(path, ()) if touch.commit <= commit]
        return self.blobs.get(versions[-1].blob, b"") if versions else b""


def commitments_of(base: Base, past: Past) -> dict[tuple[str, str], dict[str, Commitment]]:
    """What is known of every condition of predictions, and of tests that others predict of."""
    found: dict[tuple[str, str], dict[str, Commitment]] = {}
    for claim in base.claims:
        for prediction in claim.predictions:
            texts = [expectation.text for expectation in prediction.expect.values()]
            key = (claim.id, prediction.name)
            found[key] = conditions(base, past, *key, prediction.of, texts)
            if host := base.demonstrations.get(prediction.of):
                tests = [expectation.text for expectation in host.expect.values()]
                key = (host.claim, own_terms_name(host.name))
                found[key] = conditions(base, past, *key, host.address, tests)
    return found


def conditions(
    base: Base, past: Past, claim: str, name: str, of: str, texts: Sequence[str]
) -> dict[str, Commitment]:
    """What is known of some conditions of one prediction."""
    host = base.demonstrations.get(of)
    if host is None:
        return {}
    run_at = (
        first_run_at(past, host.claim, host.name, host.first_run_in) if host.first_run else None
    )
    found = {}
    for text in map(one_line, texts):
        since = held_since(past, claim, name, text)
        if since is None:
            found[text] = Commitment(UNCOMMITTED)
        elif run_at is None:
            found[text] = Commitment(NOT_RUN, since.date)
        elif since.commit >= run_at:
            found[text] = Commitment(LATER, since.date)
        else:
            changed_on = days_of_change(past, host, runs_named(text), since.commit)
            notes = [note_for(host.unchanged, measures_named(text), day) for day in changed_on]
            word = REGISTERED if all(notes) else LATER
            said = "; ".join(dict.fromkeys(notes)) if word == REGISTERED else ""
            found[text] = Commitment(word, since.date, said)
    return found


def days_of_change(past: Past, host: Demonstration, runs: set[str], since: int) -> list[str]:
    """The days on which what some runs measure became another since a commit."""
    folders = {touch.path.rpartition("/")[0] for touch in past.claims.get(host.claim, ())}
    near = {
        touch.commit: touch.date
        for touch in past.touched
        if touch.commit > since and touch.path.rpartition("/")[0] in folders
    }
    days = []
    before = measurement_at(past, host.claim, host.name, runs, since)
    for commit, day in sorted(near.items()):
        now = measurement_at(past, host.claim, host.name, runs, commit)
        days += [day] if now != before else []
        before = now
    return days


def note_for(notes: Sequence[Unchanged], measures: set[str], day: str) -> str:
    """What the first notes since a day say of a change then; "" if they leave a measure out."""
    later = sorted({note.on for note in notes if note.on >= day})
    these = [note for note in notes if later and note.on == later[0]]
    if any(note.measures and not measures <= set(note.measures) for note in these):
        return ""
    return "; ".join(f"{note.on}: {' '.join(note.because.split())}" for note in these)


def held_since(past: Past, claim: str, name: str, text: str) -> Touch | None:
    """The version from which on every version holds a condition; None if the latest does not."""
    since = None
    for touch in reversed(past.claims.get(claim, [])):
        if text not in texts_in(past.tree(touch), name):
            break
        since = touch
    return since


def texts_in(tree: Mapping[str, Tree], name: str) -> set[str]:
    """The conditions that a version of a claim has under a prediction, or of its own."""
    table = tree.get("demonstrations" if name.startswith("/") else "predictions")
    entry = table.get(name.removeprefix("/")) if isinstance(table, dict) else None
    expect = entry.get("expect") if isinstance(entry, dict) else None
    written = expect.values() if isinstance(expect, dict) else ()
    said = (each.get("that") if isinstance(each, dict) else each for each in written)
    return {one_line(text) for text in said if isinstance(text, str)}


def first_run_at(past: Past, claim: str, name: str, named: str) -> int | None:
    """The commit that published the first run: the one that is named, else that of the line.

    A named commit that touched no claim or script is not found: nothing comes before it.
    """
    if named:
        found = (touch.commit for touch in past.touched if touch.sha.startswith(named))
        return next(found, -1)
    for touch in past.claims.get(claim, ()):
        table = past.tree(touch).get("demonstrations")
        entry = table.get(name) if isinstance(table, dict) else None
        if isinstance(entry, dict) and "first_run" in entry:
            return touch.commit
    return None


def runs_named(text: str) -> set[str]:
    """The runs whose measures a condition names; a bare measure is of ``main``."""
    return {run for run, _ in names_in(text)}


def measures_named(text: str) -> set[str]:
    """The measures that a condition names, of whichever run."""
    return {measure for _, measure in names_in(text)}


def names_in(text: str) -> set[tuple[str, str]]:
    """Runs and measures that a condition names."""
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    aside = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    aside |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.add((node.value.id, node.attr))
        elif isinstance(node, ast.Name) and id(node) not in aside:
            found.add(("main", node.id))
    return found


def measurement_at(past: Past, claim: str, name: str, runs: set[str], commit: int) -> str:
    """A digest of what some runs of a demonstration measured after a commit."""
    versions = [touch for touch in past.claims.get(claim, ()) if touch.commit <= commit]
    if not versions:
        return ""
    table = past.tree(versions[-1]).get("demonstrations")
    entry = table.get(name) if isinstance(table, dict) else None
    if not isinstance(entry, dict):
        return ""
    folder = versions[-1].path.rpartition("/")[0]
    script = entry.get("script", f"{versions[-1].path.rpartition('/')[2][:-5]}.py")
    written = entry.get("runs")
    settings = {
        run: {key: value for key, value in fields.items() if key not in RUN_WORDS}
        for run, fields in (written.items() if isinstance(written, dict) else ())
        if run in runs and isinstance(fields, dict)
    }
    code = code_at(past, folder, str(script), commit)
    said = (sorted(settings.items()), entry.get("seeds", "5"), code)
    return sha256(repr(said).encode()).hexdigest()


def code_at(past: Past, folder: str, script: str, commit: int) -> list[str]:
    """The bare syntax trees of a script and of the helpers that it imports, after a commit."""
    found: dict[str, str] = {}
    queue = [script]
    for file in queue:
        tree, imports = bare_tree(content := past.file_at(f"{folder}/{file}", commit))
        if tree and content:  # other modules are not of this base
            found[file] = tree
            queue += [f"{module}.py" for module in imports if f"{module}.py" not in queue]
    return [found[file] for file in sorted(found)]
