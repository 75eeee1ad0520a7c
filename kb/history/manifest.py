"""What a registration binds: predictions, and all that decides what they are measured by.

The dates of commits are set by whoever commits.  So a registration is also a digest that can be
shown to others before the run: SHA-256 of the canonical bytes of a statement, which holds the
conditions as written, settings and seeds of the runs that they name, and a digest of the script
and of each helper, read as a syntax tree bare of annotations, docstrings and comments.

Canonical bytes are YAML in block style with sorted keys and only texts and tables of texts, as
the Pre-Registered ML Manifest (PRML 0.1, section 3) has them.  The statements stand in a file
beside the claim, which is not read as one.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from kb.history.bare_code import bare_tree
from kb.history.first_runs import runs_named
from kb.model import Base, Claim, Demonstration, Expectation
from kb.model.names import REGISTERED
from kb.phrasing import one_line
from kb.reading.former_names import present_address, present_names
from kb.reading.strict_yaml import Tree, parse

SUFFIX = REGISTERED
TESTS = "tests of "  # a demonstration of its own that others predict of
HEAD = (
    "# Written by `kb register`, and not to be edited: `kb verify` finds what changed since.\n"
    "# sha256 is of the canonical bytes of `states` (YAML, keys sorted, block style, UTF-8).\n"
)
NAMES = re.compile(r"[A-Za-z0-9_ -]{1,200}")
Statement = dict[str, Tree]


@dataclass(frozen=True)
class Entry:
    """A statement as it was registered: its digest, and the day on which that was written."""

    sha256: str
    on: str
    states: Statement
    first_run: str = ""  # the day of a run that came before it; then it tells later changes only


class Change(NamedTuple):
    """What became another: the field of the statement, the name in it, and in words."""

    field: str
    name: str
    said: str


def file_of(claim: Claim) -> str:
    """Where a claim's registrations stand."""
    return claim.file.removesuffix(".yaml") + SUFFIX


def statements_of(base: Base, claim: Claim) -> dict[str, Statement]:
    """What can be registered of a claim today, by name: its predictions, and tests of its own
    demonstrations that others predict of.
    """
    found = {}
    for prediction in claim.predictions:
        if host := base.demonstrations.get(prediction.of):
            conditions = prediction.expect.values()
            found[prediction.name] = statement(base, claim, host, list(conditions))
    foretold = {prediction.of for other in base.claims for prediction in other.predictions}
    for demonstration in claim.demonstrations:
        if demonstration.address in foretold:
            tests = [test for test in demonstration.expect.values() if not test.check]
            name = f"{TESTS}{demonstration.name}"
            found[name] = statement(base, claim, demonstration, tests)
    return found


def statement(
    base: Base, claim: Claim, host: Demonstration, expect: Sequence[Expectation]
) -> Statement:
    """Conditions, and what they are measured by."""
    conditions = {expectation.name: one_line(expectation.text) for expectation in expect}
    named = {run for text in conditions.values() for run in runs_named(text)}
    runs: dict[str, Tree] = {
        name: {key: str(value) for key, value in sorted(run.settings.items())}
        for name, run in host.runs.items()
        if name in named
    }
    return {
        "claim": claim.id,
        "of": host.address,
        "conditions": dict(conditions),
        "runs": runs,
        "seeds": str(host.seeds),
        "code": dict(code_of(base, host.script)),
    }


def code_of(base: Base, script: str) -> dict[str, str]:
    """Digests of a script and of the helpers beside it that it imports, each as a bare tree."""
    folder, _, first = script.rpartition("/")
    found: dict[str, str] = {}
    queue = [first]
    for file in queue:
        tree, imports = bare_tree(content := base.files.get(f"{folder}/{file}", b""))
        if tree and content:  # other modules are not of this base
            found[file] = sha256(tree.encode()).hexdigest()
            queue += [f"{module}.py" for module in imports if f"{module}.py" not in queue]
    return found


def canonical(states: Mapping[str, object]) -> str:
    """The text of which a digest is taken."""
    import yaml

    text: str = yaml.safe_dump(
        dict(states), sort_keys=True, default_flow_style=False, allow_unicode=True, width=4096
    )
    return text


def digest(states: Mapping[str, Tree]) -> str:
    """SHA-256 of the canonical bytes, in hexadecimal."""
    return digest_of(json.dumps(states))


@lru_cache(maxsize=2**12)  # PyYAML writes slowly, and a base is judged again and again
def digest_of(states: str) -> str:
    """The digest of a statement that stands in JSON."""
    return sha256(canonical(json.loads(states)).encode()).hexdigest()


def entry_of(states: Statement, on: str, first_run: str = "") -> Entry:
    """A registration written on a day."""
    return Entry(digest(states), on, states, first_run)


def written(entries: Mapping[str, Entry]) -> str:
    """The file that holds registrations."""
    return HEAD + canonical(
        {
            name: {key: value for key, value in asdict(entry).items() if value}
            for name, entry in entries.items()
        }
    )


def registered_in(path: str, content: bytes) -> tuple[dict[str, Entry], str]:
    """The registrations in a file, or why it cannot be read."""
    parsed = parse(path, content)
    if parsed.findings or not isinstance(parsed.tree, dict):
        said = parsed.findings[0].message if parsed.findings else "it is no mapping"
        return {}, said
    found = {}
    for name, tree in parsed.tree.items():
        fields = tree if isinstance(tree, dict) else {}
        states = fields.get("states")
        given, on, ran = (text(fields.get(key)) for key in ("sha256", "on", "first_run"))
        if not isinstance(states, dict) or not given or not on:
            return {}, f"'{name}' lacks its digest, its day or its statement"
        if why := misshapen(name, on, states):
            return {}, f"{why} of '{one_line(name)[:60]}' is not as kb writes it"
        found[name] = Entry(given, on, states, ran)
    return found, ""


def misshapen(name: str, on: str, states: Statement) -> str:
    """What of a registration kb would not have written; files are named by some of it."""
    conditions = states.get("conditions")
    named = [name, *(conditions if isinstance(conditions, dict) else ())]
    if not all(NAMES.fullmatch(each) for each in named):
        return "a name"
    try:
        date.fromisoformat(on)
    except ValueError:
        return "the day"
    whole = text(states.get("of")) and text(states.get("seeds")).isascii()
    return "" if whole and text(states.get("seeds")).isdigit() else "the statement"


def text(tree: Tree | None) -> str:
    """Text as it is; nothing for anything else."""
    return tree if isinstance(tree, str) else ""


def measured_by(base: Base, entry: Entry) -> Demonstration | None:
    """The demonstration that an entry is about, under its present name."""
    return base.demonstrations.get(present_of(base, entry.states))


def present_of(base: Base, states: Statement) -> str:
    """The address that a statement is about, as it is now."""
    return present_address(text(states.get("of")), present_names(base.claims))


def differences(base: Base, states: Statement, now: Statement) -> list[Change]:
    """What became another since; a claim or a script may have another name."""
    said: list[Change] = []
    states = {**states, "of": present_of(base, states)}
    if digests_in(states) == digests_in(now):
        states["code"] = now["code"]
    for field, noun in (("conditions", "the condition"), ("runs", "the run"), ("code", "the code")):
        old, new = (part.get(field) for part in (states, now))
        old, new = (part if isinstance(part, dict) else {} for part in (old, new))
        for name in sorted({*old, *new}):
            if name not in new:
                said.append(Change(field, name, f"{noun} '{name}' is gone"))
            elif name not in old:
                said.append(Change(field, name, f"{noun} '{name}' was added"))
            elif old[name] != new[name] and field == "code":
                said.append(Change(field, name, f"{noun} of '{name}' became another"))
            elif old[name] != new[name]:
                what = f"{noun} '{name}' was {shown(old[name])} and is {shown(new[name])}"
                said.append(Change(field, name, what))
    for field, noun in (("of", "the measurement"), ("seeds", "the number of seeds")):
        if states.get(field) != now.get(field):
            what = f"{noun} was {states.get(field)} and is {now.get(field)}"
            said.append(Change(field, "", what))
    return said


def digests_in(states: Statement) -> list[str]:
    """The digests of the code in a statement, whatever the files are called."""
    code = states.get("code")
    return sorted(map(str, code.values())) if isinstance(code, dict) else []


def shown(value: Tree) -> str:
    """A condition, or settings, in a sentence."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {setting}" for key, setting in value.items()) or "without settings"
    return f"'{value}'"
