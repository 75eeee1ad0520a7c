"""What could stand in a field: names of the base, words of the reader, measures and settings."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.checks.all import manuals
from kb.demos.expectations.expression import WORDS
from kb.knowledge import Knowledge
from kb.model import Base, Claim, Demonstration, Reference, Scalar, Script
from kb.model.verbs import VERBS
from kb.phrasing import short


@dataclass(frozen=True)
class Candidate:
    """Something that could be written: as it is written, what it is, and what is known of it."""

    label: str
    kind: str  # claim | demonstration | link | work | passage | position | word | field | measure
    detail: str = ""
    about: str = ""
    insert: str = ""  # what is written, if not the label


def claims(knowledge: Knowledge) -> Iterator[Candidate]:
    """Every claim that can be read, with its title and how it stands."""
    for claim in knowledge.base.claims:
        yield of_claim(knowledge, claim)


def of_claim(knowledge: Knowledge, claim: Claim) -> Candidate:
    """One claim."""
    label = str(knowledge.standing.label(claim.id).value) if knowledge.standing.labels else ""
    return Candidate(claim.id, "claim", claim.title, "withdrawn" if claim.withdrawn else label)


def demonstrations(base: Base) -> Iterator[Candidate]:
    """Every demonstration by its address."""
    for address, test in base.demonstrations.items():
        yield Candidate(address, "demonstration", test.called, test.shows)


def links(knowledge: Knowledge) -> Iterator[Candidate]:
    """Every link by its address."""
    for address, link in knowledge.graph.links.items():
        yield Candidate(address, "link", link.because)


def targets(knowledge: Knowledge, verb: str, word: str) -> Iterator[Candidate]:
    """All that a verb can point at; links beside claims only once an address is begun."""
    allowed = VERBS[verb].targets
    if "claim" in allowed:
        yield from claims(knowledge)
    if "demonstration" in allowed:
        yield from demonstrations(knowledge.base)
    if "link" in allowed and ("/" in word or "claim" not in allowed):
        yield from links(knowledge)


def works(base: Base) -> Iterator[Candidate]:
    """Every work by its key."""
    for key, work in base.references.items():
        yield Candidate(key, "work", work.title, authors_of(work))


def authors_of(work: Reference) -> str:
    """Who wrote a work and when, in a few words."""
    names = work.families or work.authors
    first = " and ".join(names[:2]) + (" and others" if len(names) > 2 else "")
    return " ".join(filter(None, (first, work.year)))


def passages(base: Base) -> Iterator[Candidate]:
    """Every passage by its address."""
    for name, discussion in base.discussions.items():
        for number, passage in discussion.passages.items():
            yield Candidate(f"{name}/{number}", "passage", discussion.title, passage.speaker)


def positions(base: Base) -> Iterator[Candidate]:
    """Every position."""
    for name, position in base.positions.items():
        yield Candidate(name, "position", position.title, position.about)


def checks() -> Iterator[Candidate]:
    """Every check, with what it asks."""
    for page in manuals():
        yield Candidate(page.name, "check", page.summary, page.problem)


def plain(words: Iterable[object], kind: str, detail: str = "") -> Iterator[Candidate]:
    """Words that need no more said."""
    for word in dict.fromkeys(map(str, words)):
        yield Candidate(word, kind, detail)


def settings(script: Script | None) -> Iterator[Candidate]:
    """What ``measure`` can be told, with its default."""
    for setting in script.settings if script else ():
        about = f"one of: {', '.join(map(str, setting.choices))}" if setting.choices else ""
        yield Candidate(setting.name, "setting", f"default {written(setting.default)}", about)


def setting_values(script: Script | None, name: str) -> Iterator[Candidate]:
    """What a setting can be: its choices, else its default, and yes or no if it is one of them."""
    for setting in script.settings if script else ():
        if setting.name == name:
            default = setting.default
            choices = setting.choices or (
                (True, False) if isinstance(default, bool) else (default,)
            )
            for choice in choices:
                said = "the default" if choice == default else ""
                yield Candidate(written(choice), "value", said)


def written(value: Scalar) -> str:
    """A setting as a claim writes it."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def measured_names(
    knowledge: Knowledge, test: Demonstration | None, kind: str = "values"
) -> Mapping[str, dict[str, str]]:
    """Names of measures by run, each with what was measured; of the script, if nothing was."""
    if test is None:
        return {}
    found: dict[str, dict[str, str]] = {run: {} for run in test.runs}
    judgement = knowledge.evidence.get(test.address)
    for run, seeds in judgement.measured.items() if judgement else ():
        for measured in seeds:
            for name, value in getattr(measured, kind).items():
                said = short(value) if kind == "values" else ""
                known = found.setdefault(run, {}).setdefault(name, "")
                found[run][name] = ", ".join(filter(None, (known, said)))
    if not any(found.values()):
        script = knowledge.base.scripts.get(test.script)
        names = {*test.measures, *(returned_by(script.text) if script else ())}
        found = {run: dict.fromkeys(sorted(names), "") for run in found}
    return found


def returned_by(text: str) -> Iterator[str]:
    """Names that ``measure`` gives to what it returns, as far as they can be read off."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and function.name == "measure":
            for node in ast.walk(function):
                if isinstance(node, ast.Return) and isinstance(node.value, ast.Dict):
                    for key in node.value.keys:
                        if isinstance(key, ast.Constant) and isinstance(key.value, str):
                            yield key.value


def terms(knowledge: Knowledge, test: Demonstration | None) -> Iterator[Candidate]:
    """What a condition can speak of: measures of main, those of other runs, and the words."""
    said = test.measures if test else {}
    for run, names in measured_names(knowledge, test).items():
        for name, values in names.items():
            if name in ("curves", "grids"):
                continue
            label = name if run == "main" else f"{run}.{name}"
            yield Candidate(label, "measure", values, said.get(name, ""))
    yield from plain(WORDS, "word", "over seeds or of a number")
