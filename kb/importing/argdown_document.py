"""A debate in Argdown, however it was written: statements, arguments in steps, and relations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# What a relation joins: a statement or an argument, by its title; an inference is its argument.
STATEMENT, ARGUMENT = "statement", "argument"
End = tuple[str, str]


@dataclass
class Said:
    """A statement, or the gist of an argument: its last text that is no reference."""

    title: str
    text: str = ""
    tags: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    untitled: bool = False


@dataclass(frozen=True)
class Step:
    """A numbered line of an argument: a premise, or what follows by some rules."""

    statement: str
    is_conclusion: bool = False
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Relation:
    """support, attack, undercut, contradictory; in strict mode entails and contrary."""

    kind: str
    source: End
    target: End


@dataclass
class Document:
    """A debate."""

    statements: dict[str, Said] = field(default_factory=dict)
    arguments: dict[str, Said] = field(default_factory=dict)
    steps: dict[str, list[Step]] = field(default_factory=dict)  # of arguments, by title
    relations: list[Relation] = field(default_factory=list)
    title: str = ""
    headings: int = 0


def resolved(document: Document, is_strict: bool) -> None:
    """Relations as Argdown means them: what an argument with steps does, its conclusion does.

    In strict mode a support between statements is an entailment, an attack a contrariety.
    """
    found: dict[Relation, None] = {}
    for relation in document.relations:
        kind, source = relation.kind, relation.source
        steps = document.steps.get(source[1]) if source[0] == ARGUMENT else None
        if steps:
            source = (STATEMENT, steps[-1].statement)
        if is_strict and {source[0], relation.target[0]} == {STATEMENT}:
            kind = {"support": "entails", "attack": "contrary"}.get(kind, kind)
        back = Relation(kind, relation.target, source)
        if not (kind in ("contradictory", "contrary") and back in found):
            found[Relation(kind, source, relation.target)] = None
    document.relations = list(found)
