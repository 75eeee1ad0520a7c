"""The values of BibTeX's fields: parts joined by '#', strings and commands defined elsewhere."""

import re
from collections.abc import Iterator
from typing import Any

from kb.model import Finding
from kb.reading.bibtex_faults import at_line

MONTHS = frozenset(
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
)
WORD = re.compile(r"[^\s{}\"#,=]+")
SIGN = re.compile(r"(?<!\\)[{}]|\"")  # a quote after a backslash is TeX's accent, in braces
JOINED = re.compile(r"\s*#\s*")
DEFINITION = re.compile(
    r"\\(?:(?:re)?new|provide)command\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*(?:\[(\d)\])?"
    r"\s*\{([^{}]*)\}"
)
LONGEST = 20_000  # of a value whose strings and commands are put in


class Definitions:
    """What a bibliography defines for its values: strings, and TeX's commands in preambles."""

    def __init__(self, library: Any) -> None:
        """From what bibtexparser read."""
        self.strings: dict[str, str] = {}
        for string in library.strings:
            value = str(string.value)
            if string.parser_metadata.get("removed_enclosing") == "no-enclosing":
                value = "".join(self.said(part) or "" for part in parts_of(value) if part)
            self.strings[string.key.lower()] = value
        self.commands = {
            name: (int(many or 0), text)
            for preamble in library.preambles
            for name, many, text in DEFINITION.findall(str(preamble.value))
        }

    def said(self, part: str) -> str | None:
        """What a part of a value says; None if nothing defines it."""
        if part[0] in '{"':
            return part[1:-1]
        if part.isdigit() or part.lower() in MONTHS:
            return part
        return self.strings.get(part.lower())

    def expanded(self, value: str) -> str:
        """A value with the commands of preambles put in, once."""
        for name, (many, text) in self.commands.items():
            if f"\\{name}" in value and len(value) < LONGEST:
                value = put_in(value, name, many, text)
        return value


def put_in(value: str, name: str, many: int, text: str) -> str:
    """A value with one command replaced by its text and the arguments in it."""
    found, at = "", 0
    for call in re.finditer(rf"\\{name}(?![A-Za-z])\s*", value):
        if call.start() < at:
            continue  # within an argument: it stays, and is told as unknown
        found, end = found + value[at : call.start()], call.end()
        put = text
        for number in range(1, many + 1):
            begin, end = end, end_of_part(value, end) if end < len(value) else end
            argument = value[begin:end].strip()
            bare = argument[1:-1] if argument.startswith("{") else argument
            put = put.replace(f"#{number}", bare)
        found, at = found + put, end
    return found + value[at:]


def joined_fields(
    entry: Any, definitions: Definitions, raw: bool = False
) -> Iterator[tuple[str, str, list[Finding]]]:
    """The fields of an entry, those without braces or quotes around them put together.

    Such a value is a number, a string that is defined elsewhere, or several parts joined by '#';
    whatever else it looks like has swallowed the next field.  The fields of an entry that was
    refused are ``raw``: nothing has been taken off yet.
    """
    bare = entry.parser_metadata.get("removed_enclosing", {})
    for field in entry.fields:
        name, value = field.key.lower(), str(field.value)
        if not raw and bare.get(field.key) != "no-enclosing":
            yield name, definitions.expanded(value), []
            continue
        place = at_line(field.start_line)
        said, faults = "", []
        for part in parts_of(value):
            word = None if part is None else definitions.said(part)
            if part is None:
                message = f"no comma ends the field '{field.key}' of '{entry.key}'"
                faults.append(Finding(place, message, "put one before the next field"))
            elif word is None:
                message = (
                    f"the {name} of '{entry.key}' uses the string '{part}', which nothing defines"
                )
                hint = f'write @string{{{part} = "..."}} before it, or the words in braces'
                faults.append(Finding(place, message, hint))
            else:
                said += word
        yield name, definitions.expanded(said), faults[:1]  # the others follow from it


def parts_of(value: str) -> Iterator[str | None]:
    """The parts that '#' joins, with their braces or quotes; None where something else follows."""
    at, rest = 0, value.strip()
    while at < len(rest):
        end = end_of_part(rest, at)
        yield rest[at:end]
        behind = JOINED.match(rest, end)
        if end < len(rest) and not behind:
            yield None
            return
        at = behind.end() if behind else end


def end_of_part(text: str, at: int) -> int:
    """Where a part in braces, in quotes, or of one word ends."""
    if text[at] not in '{"':
        word = WORD.match(text, at)
        return word.end() if word else len(text)
    quoted, depth = text[at] == '"', 0
    for sign in SIGN.finditer(text, at):
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        if depth == 0 and sign[0] == ('"' if quoted else "}") and sign.start() > at:
            return sign.end()
    return len(text)
