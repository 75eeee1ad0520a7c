"""What is wrong where a bibliography cannot be read, at the line where it went wrong."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from kb.model import Finding, Place

FILE = "literature/references.bib"
LIKE_AN_ENTRY = re.compile(r"(?m)^[^\S\n]*(?:@\s*\w+\s*[{(]|\w+\s*\{)\s*[^\s,{}]+\s*,")
LIKE_A_FIELD = re.compile(r"\s*[A-Za-z][\w-]*\s*=\s*[{\"\w]")
REST_OF_AN_ENTRY = re.compile(r"\s*(?:,\s*[A-Za-z][\w-]*\s*=|[A-Za-z][\w-]*\s*=\s*[{\"])")
SLIPS = (  # of what cannot be read, with the sign at which that was seen
    (r"^@\w+\s*[{(]\s*(?P<at>[^\s,{}=]+)\s+[A-Za-z][\w-]*\s*=", "no comma ends its key"),
    (r"[,{(]\s*(?P<at>[A-Za-z][\w-]*)\s*\{\Z", "no = stands after '{}'"),
    (r",\s*(?P<at>[A-Za-z][\w-]*)\s+[^=,{}\s][^=,{}]*[,}]\s?\Z", "no = stands after '{}'"),
    (r",\s*(?P<at>[A-Za-z][\w-]*)\s*[,}]\s?\Z", "'{}' says nothing"),
    (r"(?P<at>,)\s*,\Z", "two commas follow each other"),
    (r"(?m)=\s*(?P<at>\"[^\"\n]*$)", "no quote ends what begins on this line"),
)  # fmt: skip
SIGN = re.compile(r"(?<!\\)[{}]|\n(?=[ \t]*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"\w])|\n")
AROUND = "see how the entries around it are written"
OUTSIDE = "this looks like a field, but stands outside every entry"
LIKE_THIS = "an entry is @type{key, field = {value}, ...}"


def at_line(line: int | None) -> Place:
    """The place of what bibtexparser found at a line, counted from 0."""
    return Place(FILE, at=((line or 0) + 1, 1))


def faults_of(library: Any, text: str) -> Iterator[Finding]:
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
            yield unreadable(block, text)
    failed = [block for block in library.failed_blocks if not hasattr(block, "previous_block")]
    ends = {(block.start_line or 0) + block.raw.count("\n") for block in failed}
    ends |= {line + 1 for line in ends}
    yield from lost_text(library.comments, ends)


def cut_short(findings: Iterable[Finding], begins: Collection[int]) -> set[int]:
    """Of the lines on which entries begin, those whose entry ended before its last fields."""
    lost = [
        (finding.place.at or (1, 1))[0] - 1 for finding in findings if finding.message == OUTSIDE
    ]
    return {max((line for line in begins if line <= at), default=-1) for at in lost}


def at_words(finding: Finding, lines: Sequence[str]) -> Finding:
    """The finding at what it speaks of in its line, or in those below; else where that begins."""
    line, _ = finding.place.at or (1, 1)
    if words := finding.place.rest:
        for number, text in enumerate(lines[line - 1 : line + 9], line):
            if words in text:
                return replace(finding, place=Place(FILE, at=(number, text.index(words) + 1)))
    text = lines[line - 1] if line <= len(lines) else ""
    column = len(text) - len(text.lstrip()) + 1 if text.strip() else 1
    return replace(finding, place=Place(FILE, at=(line, column)))


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


def unreadable(block: Any, text: str) -> Finding:
    """A finding for an entry that was refused, at the brace or the key that is the reason."""
    begins = block.start_line or 0
    ends = text.find(block.raw) + len(block.raw)
    seen = block.raw + text[ends : ends + 1]
    for pattern, said in SLIPS:
        if slip := re.search(pattern, seen):
            at = at_line(begins + block.raw.count("\n", 0, slip.start("at")))
            words = slip["at"].partition("\n")[0]
            hint = said.replace("{}", words)
            return Finding(replace(at, rest=words), "this entry cannot be read", hint)
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


def lost_text(comments: Iterable[Any], ends: Collection[int]) -> Iterator[Finding]:
    """Findings for text between entries that looks like an entry, or like the rest of one.

    The rest of one that was refused, whose last line is among ``ends``, is told with that.
    """
    for comment in comments:
        if type(comment).__name__ == "ExplicitComment":
            continue  # @comment{...}: somebody meant it
        begins, text = comment.start_line or 0, comment.comment
        lost = [found.end() for found in LIKE_AN_ENTRY.finditer(text)]
        for end in lost:
            message = "this looks like an entry, but is not read as one"
            yield Finding(at_line(begins + text.count("\n", 0, end)), message, LIKE_THIS)
        rest = REST_OF_AN_ENTRY.match(text)
        if rest and not lost and begins not in ends:
            hint = "is there a brace too many before it, or one too few?"
            yield Finding(at_line(begins + text.count("\n", 0, rest.end())), OUTSIDE, hint)
