"""Shapes of fields: one description that reads a file's tree and writes its JSON Schema.

A shape turns strings into the type of their field, or notes a finding that names the
field's path.  Nothing is typed twice, and the schema cannot drift from the reader.
"""

import re
from dataclasses import dataclass, field
from typing import Any, Protocol

from kb.model import FieldPath, Finding, Place
from kb.model.names import did_you_mean
from kb.reading.strict_yaml import Tree

Json = Any  # what json.loads can give: str, int, float, bool, list, dict


@dataclass
class Reading:
    """The findings of one file, as they are met."""

    file: str
    findings: list[Finding] = field(default_factory=list)

    def complain(self, path: FieldPath, message: str, hint: str = "") -> None:
        """Note what is wrong with the field at a path."""
        self.findings.append(Finding(Place(self.file, path), message, hint))


class Shape(Protocol):
    """Something that can read a tree and describe itself as JSON Schema."""

    def read(self, tree: Tree, path: FieldPath, reading: Reading) -> Json:
        """The typed value, or None after noting a finding."""

    def schema(self) -> dict[str, Json]:
        """The same shape as JSON Schema."""


def kind_of(tree: Tree) -> str:
    """What an author would call it."""
    return {str: "text", list: "a list", dict: "a mapping"}[type(tree)]


def name_of(path: FieldPath) -> str:
    """The field's name as an author would say it."""
    names = [str(part) for part in path if isinstance(part, str)]
    return f"'{names[-1]}'" if names else "the file"


@dataclass(frozen=True)
class Text:
    """Text, not empty; with a pattern, all of it must match."""

    pattern: str = ""
    says: str = ""  # what the pattern means, in words
    one_line: bool = False

    def read(self, tree: Tree, path: FieldPath, reading: Reading) -> Json:
        """The text without outer space."""
        if not isinstance(tree, str):
            reading.complain(path, f"{name_of(path)} should be text and is {kind_of(tree)}")
            return None
        text = tree.strip()
        if not text:
            reading.complain(path, f"{name_of(path)} is empty", "write it, or leave the field out")
        elif self.pattern and not re.fullmatch(self.pattern, text):
            reading.complain(path, f"{name_of(path)} should be {self.says}, and is '{text[:60]}'")
        elif self.one_line and "\n" in text:
            reading.complain(path, f"{name_of(path)} should be one line")
        else:
            return text
        return None

    def schema(self) -> dict[str, Json]:
        """A string, with its pattern."""
        pattern = {"pattern": f"^({self.pattern})$"} if self.pattern else {}
        # An editor types `no` and `12` by their look, so a bare scalar is let through there.
        return (
            {"type": ["string", "number", "boolean"], **pattern}
            if not pattern
            else {"type": "string", **pattern}
        )


@dataclass(frozen=True)
class Word:
    """One of a closed list of words."""

    words: tuple[str, ...]

    def read(self, tree: Tree, path: FieldPath, reading: Reading) -> Json:
        """The word itself."""
        if isinstance(tree, str) and tree in self.words:
            return tree
        said = f"'{tree}'" if isinstance(tree, str) else kind_of(tree)
        close = did_you_mean(tree, self.words) if isinstance(tree, str) else ""
        listed = ", ".join(self.words)
        reading.complain(path, f"{name_of(path)} cannot be {said}{close}", f"one of: {listed}")
        return None

    def schema(self) -> dict[str, Json]:
        """An enumeration."""
        return {"enum": list(self.words)}


@dataclass(frozen=True)
class Yes:
    """yes or no."""

    def read(self, tree: Tree, path: FieldPath, reading: Reading) -> Json:
        """True for yes."""
        if tree not in ("yes", "no"):
            reading.complain(path, f"{name_of(path)} should be yes or no")
            return None
        return tree == "yes"

    def schema(self) -> dict[str, Json]:
        """YAML 1.1 editors read a bare yes as true."""
        return {"enum": [True, False, "yes", "no"]}


@dataclass(frozen=True)
class Number:
    """A number within bounds; whole if said."""

    least: float
    most: float
    whole: bool = False

    def read(self, tree: Tree, path: FieldPath, reading: Reading) -> Json:
        """The number."""
        noun = "a whole number" if self.whole else "a number"
        try:
            number = (int if self.whole else float)(tree)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            number = None
        if number is None or not self.least <= number <= self.most:
            said = f"'{tree}'" if isinstance(tree, str) else kind_of(tree)
            reading.complain(
                path,
                f"{name_of(path)} should be {noun} from {self.least:g} to {self.most:g},"
                f" and is {said}",
            )
            return None
        return number

    def schema(self) -> dict[str, Json]:
        """A bounded number."""
        return {
            "type": "integer" if self.whole else "number",
            "minimum": self.least,
            "maximum": self.most,
        }
