"""Which field of a YAML text a cursor stands in, though the text cannot be read yet.

Who types leaves brackets open and keys without values; so the lines before the cursor are looked
through for their indents, keys and brackets, and nothing is refused.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.model import FieldPath

KEY = re.compile(
    r"""(?P<quote>["']?)(?P<name>[^\s:#{}\[\],"'-][^:#{}\[\]"']*?)(?P=quote)[ \t]*:(?=\s|$)[ \t]*"""
)
ITEM = re.compile(r"-(?:[ \t]+|$)")
QUOTES = {"'": re.compile(r"'(?:[^']|'')*'"), '"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)}
Names = Mapping[FieldPath, list[str]]


@dataclass(frozen=True)
class Cursor:
    """What is written at a place."""

    path: FieldPath  # of the value, or of what a key or an item would stand in
    word: str = ""  # what is written of it before the cursor
    after_colon: bool = False  # on the line of its key: nothing but a value can stand there
    in_prose: bool = False  # in a text of several lines


@dataclass
class Bracket:
    """A bracket that is open, and where in it we are."""

    opens: str
    key: str | None = None
    index: int = 0
    start: int = 0  # of what is being written

    @property
    def step(self) -> tuple[str | int, ...]:
        """What it adds to the path."""
        if self.opens == "[":
            return (self.index,)
        return () if self.key is None else (self.key,)


@dataclass
class Scan:
    """A text looked through up to its end, which is the cursor."""

    text: str
    frames: list[tuple[int, str | int]] = field(default_factory=list)  # indent and key or rank
    brackets: list[Bracket] = field(default_factory=list)
    names: dict[FieldPath, list[str]] = field(default_factory=dict)  # keys of each mapping
    values: dict[FieldPath, str] = field(default_factory=dict)  # of those on one line
    prose: int | None = None  # indent of the key whose text goes on below it
    cursor: Cursor = Cursor(())

    @property
    def path(self) -> FieldPath:
        """Where we are, outside of brackets."""
        return tuple(step for _, step in self.frames)

    @property
    def path_inside(self) -> FieldPath:
        """Where we are, brackets included."""
        return (*self.path, *(step for bracket in self.brackets for step in bracket.step))

    def run(self) -> "Scan":
        """Look through all lines."""
        at = 0
        while True:
            ends = self.text.find("\n", at)
            at = self.line(at, len(self.text) if ends < 0 else ends)
            ends = self.text.find("\n", at)
            if ends < 0:
                return self
            at = ends + 1

    def line(self, at: int, ends: int) -> int:
        """Look through a line, or on to where brackets that it opens are closed."""
        line = self.text[at:ends]
        bare = line.lstrip(" ")
        indent = len(line) - len(bare)
        if self.prose is not None and (not bare.strip() or indent > self.prose):
            below = len(line) > self.prose
            self.cursor = Cursor(self.path, bare, in_prose=True) if below else self.fresh(indent)
            return ends
        self.prose = None
        if not bare.strip() or bare.startswith("#"):
            self.cursor = self.fresh(indent) if not bare else Cursor(self.path, in_prose=True)
            return ends
        column = indent
        while found := ITEM.match(bare):
            self.item(column)
            column, bare = column + found.end(), bare[found.end() :]
            self.cursor = Cursor(self.path)
        if found := KEY.match(bare):
            self.key(column, found["name"])
            value = bare[found.end() :]
            self.cursor = Cursor(self.path, value, after_colon=True)
            return self.value(ends - len(value), ends, column)
        if bare and self.goes_on(column):
            self.cursor = Cursor(self.path, bare, in_prose=True)
        elif bare.startswith(("{", "[", "'", '"')):
            self.cursor = Cursor(self.path, bare)
            return self.value(ends - len(bare), ends, column)
        elif bare:
            self.cut(column)
            self.cursor = Cursor(self.path, bare)
        return ends

    def value(self, at: int, ends: int, column: int) -> int:
        """Look at what stands after a key or the sign of an item."""
        first, path = self.text[at : at + 1], self.path
        if first and first in "|>":
            self.prose = column
        elif first and first in "{[":
            return self.flow(at)
        elif first in QUOTES:
            found = QUOTES[first].match(self.text, at)
            self.values[path] = found[0][1:-1] if found else self.text[at + 1 :]
            if not found:
                self.cursor = Cursor(path, self.text[at + 1 :], after_colon=True)
            elif found.end() > ends:  # whatever follows a text of several lines is none of it
                self.cursor = Cursor(path, in_prose=True)
            return found.end() if found else len(self.text)
        else:
            self.values[path] = self.text[at:ends].partition(" #")[0].strip()
        return ends

    def flow(self, at: int) -> int:
        """Go on from a bracket to where it is closed, or to the end."""
        depth = len(self.brackets)
        while at < len(self.text):
            sign = self.text[at]
            top = self.brackets[-1] if len(self.brackets) > depth else None
            if sign in "{[":
                self.brackets.append(Bracket(sign, start=at + 1))
            elif top and sign in "]},":
                self.note(top, at)
                if sign == ",":
                    top.index, top.key, top.start = top.index + 1, None, at + 1
                else:
                    self.brackets.pop()
                    if len(self.brackets) == depth:
                        self.cursor = Cursor(self.path, in_prose=True)
                        return at + 1
                    self.brackets[-1].start = at + 1
            elif top and sign == ":" and top.opens == "{" and top.key is None:
                if not self.text[at + 1 : at + 2].strip(" \n,]}"):
                    key = self.text[top.start : at].strip().strip("'\"")
                    self.names.setdefault(self.path_inside, []).append(key)
                    top.key, top.start = key, at + 1
            elif sign in QUOTES and top and not self.text[top.start : at].strip():
                found = QUOTES[sign].match(self.text, at)
                at = found.end() - 1 if found else len(self.text)
            elif sign == "#" and self.text[at - 1 : at].isspace():
                at = (self.text.find("\n", at) + 1 or len(self.text) + 1) - 1
            at += 1
        top = self.brackets[-1]
        word = self.text[top.start :].lstrip().lstrip("'\"")
        self.cursor = Cursor(self.path_inside, word, after_colon=top.key is not None)
        return at

    def note(self, bracket: Bracket, at: int) -> None:
        """Keep what a field inside brackets says."""
        said = self.text[bracket.start : at].strip().strip("'\"")
        if said:
            self.values[self.path_inside] = said

    def cut(self, column: int) -> None:
        """Leave all that is not to the left of a column."""
        while self.frames and self.frames[-1][0] >= column:
            self.frames.pop()

    def fresh(self, column: int) -> Cursor:
        """The cursor on an empty line: it belongs to what begins to the left of it."""
        kept = [step for indent, step in self.frames if indent < column]
        return Cursor(tuple(kept))

    def goes_on(self, column: int) -> bool:
        """Whether a line without a key goes on with the text of the key above it."""
        return (
            bool(self.frames) and column > self.frames[-1][0] and bool(self.values.get(self.path))
        )

    def item(self, column: int) -> None:
        """An item of a list begins."""
        self.cut(column + 1)
        indent, last = self.frames[-1] if self.frames else (-1, "")
        before = indent == column and isinstance(last, int)
        if before:
            self.frames.pop()
        self.frames.append((column, last + 1 if before and isinstance(last, int) else 0))

    def key(self, column: int, name: str) -> None:
        """A key begins."""
        self.cut(column)
        self.names.setdefault(self.path, []).append(name)
        self.frames.append((column, name))


def scanned(text: str) -> Scan:
    """A text looked through up to its end."""
    return Scan(text).run()
