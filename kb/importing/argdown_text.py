"""Argdown's text as a debate: elements with what stands below them, and arguments in steps.

A line goes on with the element above it unless it begins another; an empty line ends it.  What a
relation stands below is told by its indent.
"""

import re
from dataclasses import dataclass, field

from kb.importing.argdown_document import (
    ARGUMENT,
    STATEMENT,
    Document,
    End,
    Relation,
    Said,
    Step,
    resolved,
)
from kb.importing.argdown_signs import Lines, data_in, lines_of, tags_in, with_letters
from kb.importing.naming import clean
from kb.importing.taken import Given, Unreadable
from kb.phrasing import one_line

FRONT = re.compile(r"\s*={3,}[ \t]*\n(.{0,60000}?)\n={3,}[ \t]*(?:\n|\Z)", re.DOTALL)
STRICT = re.compile(r"^\s*mode:\s*[\"']?strict\b", re.MULTILINE)
HEADLINE = re.compile(r"^title:[ \t]*(.{1,300})$", re.MULTILINE)
RELATION = re.compile(r"([ \t]*)(\+>|->|_>|<\+|<-|<_|><|\+|-(?!-)|_(?=\s))(.*)")
NUMBERED = re.compile(r"[ \t]*\((\d{1,6})\)(.*)")
LISTED = re.compile(r"([ \t]*)(?:\*|\d{1,6}\.)[ \t]+(.*)")
TITLED = re.compile(r"\s*(?:\[([^\[\]\n]{1,300})\]|<([^<>\n]{1,300})>)(?!\()(:?)(.*)")
RULE = re.compile(r"[ \t]*-{3,}[ \t]*")
KINDS = {"+": "support", "-": "attack", "_": "undercut", "x": "contradictory"}


@dataclass
class Element:
    """What is being read: its lines, where it stands, and what it is a step of."""

    end: End
    is_reference: bool
    untitled: bool
    lines: list[str] = field(default_factory=list)
    inference: str = ""  # the argument whose conclusion it is


@dataclass
class Reader:
    """The state of one reading."""

    given: Given
    document: Document
    source: Lines
    current: Element | None = None
    above: list[tuple[int, Element]] = field(default_factory=list)  # by indent, for relations
    argument: str = ""  # that the next numbered line belongs to
    rules: list[str] | None = None  # of the inference before the next numbered line
    opened: int = 0  # the line on which an inference begins that is not ended
    untitled: int = 0
    in_heading: bool = False  # which goes on to the next empty line

    def line(self, number: int, said: str) -> None:
        """Read a line."""
        if self.opened:
            self.inference_line(said)
        elif not said.strip():
            self.finish()
            self.above, self.in_heading = [], False
        elif self.in_heading:
            return
        elif said.startswith("#") and re.match("#+ ", said):
            self.end_block()
            self.document.headings += 1
            self.in_heading = True
        elif self.argument and (RULE.fullmatch(said) or said.strip().startswith("--")):
            self.inference(number, said)
        elif (step := NUMBERED.fullmatch(said)) and self.is_next(int(step[1])):
            self.step(number, step[2])
        elif (relation := RELATION.fullmatch(said)) and self.above:
            self.relation(number, *relation.groups())
        elif (item := LISTED.fullmatch(said)) and (item[1] or not self.goes_on()):
            self.finish()
            self.push(len(item[1].expandtabs(4)), self.begin(number, item[2]))
        elif self.current and self.above:
            self.current.lines.append(said)
        elif RELATION.fullmatch(said):
            hint = "no empty line may stand between a relation and what it is of"
            raise Unreadable(self.given, number, "this relation stands below nothing", hint)
        else:
            self.end_block()
            self.push(-1, self.begin(number, said))

    def goes_on(self) -> bool:
        """Whether a line at the margin goes on with a text."""
        return bool(self.current and self.above and self.above[0][0] < 0)

    def is_next(self, number: int) -> bool:
        """Whether a numbered line is the first of an argument, or a later one, however numbered."""
        return bool(self.argument) or number == 1

    def end_block(self) -> None:
        """No more lines, relations or steps belong to what was read."""
        self.finish()
        self.above, self.argument, self.rules = [], "", None

    def push(self, indent: int, element: Element) -> None:
        """An element below which relations can stand."""
        while self.above and self.above[-1][0] >= indent:
            self.above.pop()
        self.above.append((indent, element))

    def begin(self, number: int, said: str) -> Element:
        """An element begins: with a title, or with its text."""
        self.finish()
        found = TITLED.fullmatch(said)
        bare = with_letters(tags_in(found[4])[0]).strip() if found else ""
        if found and (found[3] or not bare):
            kind, title = (STATEMENT, found[1]) if found[1] else (ARGUMENT, found[2])
            title = one_line(with_letters(title))
            element = Element((kind, title), not found[3], False, [found[4]])
        else:
            self.untitled += 1
            element = Element((STATEMENT, f"Untitled {self.untitled}"), False, True, [said])
        known = self.document.statements if element.end[0] == STATEMENT else self.document.arguments
        known.setdefault(element.end[1], Said(element.end[1], untitled=element.untitled))
        if element.end[0] == ARGUMENT and not self.above:
            self.argument = element.end[1]
        self.current = element
        return element

    def finish(self) -> None:
        """The text of the current element is complete."""
        element, self.current = self.current, None
        if not element:
            return
        raw = " ".join(element.lines)
        text, tags = tags_in(raw)
        known = self.document.statements if element.end[0] == STATEMENT else self.document.arguments
        said = known[element.end[1]]
        said.tags = tuple(dict.fromkeys((*said.tags, *tags)))
        said.data = {**said.data, **data_in(raw, self.source.data)}
        words = one_line(with_letters(text))
        if words and not element.is_reference and not said.data.get("kept"):
            said.text = words

    def relation(self, number: int, indent: str, sign: str, said: str) -> None:
        """A relation to what stands above it with less indent."""
        width = len(indent.expandtabs(4))
        self.finish()
        if width < self.above[-1][0]:  # back to a level that was; between two it is the outer one
            while len(self.above) > 1 and self.above[-1][0] > width:
                self.above.pop()
            width = max(self.above[-1][0], 0) if len(self.above) > 1 else width
        while len(self.above) > 1 and self.above[-1][0] >= width:
            self.above.pop()
        above = self.above[-1][1]
        if not said.strip():
            raise Unreadable(self.given, number, f"nothing stands behind '{sign}'")
        below = self.begin(number, said)
        self.push(max(width, 0), below)
        kind = "contradictory" if sign == "><" else KINDS[sign.strip("<>")]
        from_above = sign.endswith(">") or sign == "><"
        target = below.end if from_above else above.end
        source = above.end if from_above else below.end
        if kind == "undercut" and target == above.end and above.inference:
            target = (ARGUMENT, above.inference)
        self.document.relations.append(Relation(kind, source, target))

    def step(self, number: int, said: str) -> None:
        """A numbered line of an argument; the first may stand below no title."""
        last = self.current
        self.finish()
        if not self.argument:
            self.untitled += 1
            self.argument = last.end[1] if last and last.end[0] == ARGUMENT else ""
            self.argument = self.argument or f"Untitled {self.untitled}"
            self.document.arguments.setdefault(self.argument, Said(self.argument, untitled=True))
        if not said.strip():
            raise Unreadable(self.given, number, "nothing stands behind the number")
        self.above = [(-2, Element((ARGUMENT, self.argument), True, False))]
        element = self.begin(number, said)
        element.inference = self.argument if self.rules is not None else ""
        made = Step(element.end[1], self.rules is not None, tuple(self.rules or ()))
        if element.end[0] != STATEMENT:
            raise Unreadable(self.given, number, "a step of an argument is a statement")
        self.document.steps.setdefault(self.argument, []).append(made)
        self.rules = None
        self.above = [(-1, element)]

    def inference(self, number: int, said: str) -> None:
        """The line between premises and what follows, with its rules on it or below."""
        self.finish()
        self.above = [(-1, Element((ARGUMENT, self.argument), True, False))]
        self.rules = []
        inside = said.strip().removeprefix("--")
        if RULE.fullmatch(said):
            return
        if inside.rstrip().endswith("--"):
            self.rules += rules_in(inside.rstrip().removesuffix("--"))
        else:
            self.opened = number
            self.rules += rules_in(inside)

    def inference_line(self, said: str) -> None:
        """A line of rules, or the one that ends them."""
        assert self.rules is not None
        if said.strip().endswith("--"):
            self.opened = 0
            said = said.strip().rstrip("-")
        self.rules += rules_in(said)


def rules_in(said: str) -> list[str]:
    """Rules of an inference, between commas."""
    return [rule for part in with_letters(said).split(",") if (rule := one_line(part))]


def document_of_text(given: Given) -> Document:
    """The debate that a text holds."""
    text = given.text.replace("\r\n", "\n")
    front = FRONT.match(text)
    settings = front[1] if front else ""
    if front:
        text = "\n" * text.count("\n", 0, front.end()) + text[front.end() :]
    source = lines_of(text)
    reader = Reader(given, Document(), source)
    for number, said in source.lines:
        reader.line(number, said)
    if reader.opened:
        hint = "end its rules with --"
        raise Unreadable(given, reader.opened, "this inference does not end", hint)
    reader.finish()
    for title, steps in reader.document.steps.items():
        if not steps[-1].is_conclusion:
            hint = "write ---- and a last numbered line"
            raise Unreadable(given, 0, f"the argument <{title}> comes to no conclusion", hint)
    headline = HEADLINE.search(settings)
    reader.document.title = clean(headline[1].strip("\"' ")) if headline else ""
    resolved(reader.document, bool(STRICT.search(settings)))
    return reader.document
