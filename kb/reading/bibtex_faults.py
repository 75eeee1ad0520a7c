"""What is wrong where a bibliography cannot be read, at the line where it went wrong."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from kb.model import Finding, Place

FILE = "literature/references.bib"
LIKE_AN_ENTRY = re.compile(r"(?m)^[^\S\n]*(?:@\s*\w+\s*[{(]|\w+\s*\{)\s*[^\s,{}]+\s*,")
LIKE_A_FIELD = re.compile(r"\s*[A-Za-z][\w-]*\s*=\s*[{\"\w]")
REST_OF_AN_ENTRY = re.compile(r"\s*(?:,\s*[A-Za-z][\w-]*\s*=|[A-Za-z][\w-]*\s*=\s*[{\"])")
KEY_WITHOUT_COMMA = re.compile(r"@\w+\s*[{(]\s*[^\s,{}=]+\s+[A-Za-z][\w-]*\s*=")
SIGN = re.compile(r"(?<!\\)[{}]|\n(?=[ \t]*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"\w])|\n")
AROUND = "see how the entries around it are written"
LIKE_THIS = "an entry is @type{key, field = {value}, ...}"


def at_line(line: int | None) -> Place:
    """The place of what bibtexparser found at a line, counted from 0."""
    return Place(FILE, at=((line or 0) + 1, 1))


def faults_of(library: Any) -> Iterator[Finding]:
    """Findings for entries that were refused, and for text between entries that looks like one."""
    for block in library.failed_blocks:
        if type(block).__name__ == "DuplicateFieldKeyBlock":
            continue  # it is read nevertheless, and told of by repeated_fields
        if type(block).__name__ == "DuplicateBlockKeyBlock":
            yield Finding(
                at_line(block.start_line),
                "two entries have the same key",
                f"the first one, at line {(block.previous_block.start_line or 0) + 1}, is used",
            )
        else:
            yield unreadable(block)
    yield from lost_text(library.comments)


def repeated_fields(entry: Any) -> Iterator[Finding]:
    """A finding for each field that an entry has twice, in any case, where it stands again."""
    seen: set[str] = set()
    for field in entry.fields:
        if field.key.lower() in seen:
            yield Finding(
                at_line(field.start_line),
                "this entry has one field twice",
                f"'{field.key}' of '{entry.key}': keep one of them",
            )
        seen.add(field.key.lower())


def unreadable(block: Any) -> Finding:
    """A finding for an entry that was refused, at the brace or the key that is the reason."""
    begins = block.start_line or 0
    if KEY_WITHOUT_COMMA.match(block.raw):
        return Finding(at_line(begins), "this entry cannot be read", "no comma ends its key")
    left_open, line = [begins], begins
    for sign in SIGN.finditer(block.raw):
        if sign[0] == "{":
            left_open.append(line)
        elif sign[0] == "}":
            left_open = left_open[:-1] or [begins]
        elif len(left_open) > 2 and LIKE_A_FIELD.match(block.raw, sign.end()):
            break  # the next field has begun, and a brace of the last one is open
        line += sign[0] == "\n"
    if len(left_open) > 2:
        said = "no brace ends what begins on this line"
        return Finding(at_line(left_open[-1]), "this entry cannot be read", said)
    if len(left_open) == 2:
        return Finding(at_line(begins), "this entry cannot be read", "no brace ends it")
    return Finding(at_line(begins), "this entry cannot be read", AROUND)


def lost_text(comments: Iterable[Any]) -> Iterator[Finding]:
    """Findings for text between entries that looks like an entry, or like the rest of one."""
    for comment in comments:
        if type(comment).__name__ == "ExplicitComment":
            continue  # @comment{...}: somebody meant it
        begins, text = comment.start_line or 0, comment.comment
        lost = [found.end() for found in LIKE_AN_ENTRY.finditer(text)]
        for end in lost:
            message = "this looks like an entry, but is not read as one"
            yield Finding(at_line(begins + text.count("\n", 0, end)), message, LIKE_THIS)
        rest = REST_OF_AN_ENTRY.match(text)
        if rest and not lost:
            message = "this looks like a field, but stands outside every entry"
            hint = "is there a brace too many before it, or one too few?"
            yield Finding(at_line(begins + text.count("\n", 0, rest.end())), message, hint)
