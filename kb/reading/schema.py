"""Shapes of fields: one description that reads a file's tree and writes its JSON Schema.

A shape turns strings into the type of their field, or notes a finding that names the
field's path.  Nothing is typed twice, and the schema cannot drift from the reader.
"""

import re
from collections.abc import Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from kb.model import FieldPath, Finding, Place
from kb.model.names import did_you_mean, respelt
from kb.reading.strict_yaml import Tree

DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
ANY = 1e300  # and above: no bound that would need saying
Names = tuple[str, ...]
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
    of_a_list = "an item of " if path and isinstance(path[-1], int) else ""
    return f"{of_a_list}'{names[-1]}'" if names else "the file"


def in_order(
    names: Set[str], known: Set[str], needs: Names, one_of: Names, together: Names
) -> bool:
    """Whether all names of a mapping are fields, none is missing, and none beside another."""
    if not names <= known or not all(name in names for name in needs):
        return False
    if one_of and sum(name in names for name in one_of) != 1:
        return False
    return not together or sum(name in names for name in together) in (0, len(together))


def nothing_written(tree: Tree, path: FieldPath, reading: Reading) -> bool:
    """Whether a field was begun and not written; then that is said, and nothing else."""
    if isinstance(tree, str) and not tree.strip():
        reading.complain(path, f"{name_of(path)} is empty", "write it, or leave the field out")
        return True
    return False


@dataclass(frozen=True)
class Text:
    """Text, not empty; with a pattern, all of it must match."""

    pattern: str = ""
    says: str = ""  # what the pattern means, in words
    one_line: bool = False

    def read(self, tree: Tree, path: FieldPath, reading: Reading) -> Json:
        """The text without outer space."""
        if not isinstance(tree, str):
            wanted = f"{self.says}," if self.says else "text"
            reading.complain(path, f"{name_of(path)} should be {wanted} and is {kind_of(tree)}")
            return None
        text = tree.strip()
        if not text and nothing_written(tree, path, reading):
            return None
        if self.pattern and not re.fullmatch(self.pattern, text):
            said = f"{name_of(path)} should be {self.says}, and is '{text[:60]}'"
            name = respelt(text, self.pattern)
            reading.complain(path, said, f"write {name}" if name else "")
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
class Day:
    """A day of the calendar."""

    def read(self, tree: Tree, path: FieldPath, reading: Reading) -> Json:
        """The day as it is written."""
        said = f"'{tree[:60]}'" if isinstance(tree, str) else kind_of(tree)
        try:
            if isinstance(tree, str) and re.fullmatch(DAY, tree.strip()):
                return date.fromisoformat(tree.strip()).isoformat()
        except ValueError:
            said = f"'{tree}', which no calendar has"
        reading.complain(
            path, f"{name_of(path)} should be a date such as 2027-06-01, and is {said}"
        )
        return None

    def schema(self) -> dict[str, Json]:
        """A string such as 2027-06-01."""
        return {"type": "string", "pattern": f"^({DAY})$"}


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
            said = f"'{tree}'" if isinstance(tree, str) else kind_of(tree)
            reading.complain(path, f"{name_of(path)} should be yes or no, and is {said}")
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
            bounds = f" from {self.least:g} to {self.most:g}" if self.most < ANY else ""
            reading.complain(path, f"{name_of(path)} should be {noun}{bounds}, and is {said}")
            return None
        return number

    def schema(self) -> dict[str, Json]:
        """A bounded number."""
        return {
            "type": "integer" if self.whole else "number",
            "minimum": self.least,
            "maximum": self.most,
        }
