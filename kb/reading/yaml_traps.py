"""Traps that YAML falls into silently, and its complaints in words that say what to do."""

import re

import yaml

MAX_DEPTH = 16

PLAIN_WORDS = {
    "mapping values are not allowed": (
        "a second ': ' on the line",
        "put the text in single quotes, or in a block after '>'",
    ),
    "expected chomping or indentation indicators": (
        "'>' begins a block of text here, it is not 'greater than'",
        "put the text in single quotes",
    ),
    "unknown escape character": (
        "a backslash in double quotes",
        "use single quotes or a block after '>': there backslashes stay as they are",
    ),
    "found character that cannot start": (
        "a value cannot begin with this character",
        "put the text in single quotes",
    ),
    "could not find expected ':'": ("a ':' is missing", "every line of a mapping is 'name: value'"),
    "did not find expected comment or line break": (
        "'>' begins a block of text here, it is not 'greater than'",
        "put the text in single quotes",
    ),
    "did not find expected <document start>": (
        "the text goes on after its end",
        "look at the indentation of this line",
    ),
    "did not find expected": (
        "the indentation or the brackets do not fit",
        "look at this line and the one above",
    ),
    "unexpected end of stream": ("a quote is opened and never closed", "close it"),
    "exceeded maximum nesting depth": (f"nested more than {MAX_DEPTH} deep", "no field needs that"),
}

Trap = tuple[tuple[int, int], str, str]  # line and column from 1, what is wrong, the remedy


def complaint(problem: str) -> tuple[str, str]:
    """What the parser's problem means, and what to do."""
    for start, (said, remedy) in PLAIN_WORDS.items():
        if start in problem:
            return f"this is not YAML: {said}", remedy
    return f"this is not YAML: {problem}", ""


def cut_by_comment(event: yaml.ScalarEvent, lines: list[str]) -> Trap | None:
    """``because: see claim #2`` loses its end; a comment needs two spaces and '# '."""
    end = event.end_mark
    if end.line >= len(lines):
        return None
    comment = re.match(r"(\s+)#(.?)", lines[end.line][end.column :])
    if not comment or (len(comment[1]) >= 2 and comment[2] in {" ", ""}):
        return None
    return (
        (end.line + 1, end.column + len(comment[1]) + 1),
        "the text is cut here: ' #' begins a comment",
        "put the text in single quotes; a comment needs two spaces before and one after '#'",
    )


def corrupted_by_escape(event: yaml.ScalarEvent, lines: list[str]) -> Trap | None:
    r"""``"$\nu$"`` turns into a line break and a 'u'; only ``\\`` and ``\"`` are let through."""
    start, end = event.start_mark, event.end_mark
    quoted = lines[start.line : end.line + 1]
    if not quoted:
        return None
    quoted[-1] = quoted[-1][: end.column]
    for offset, line in enumerate(quoted):
        begin = start.column if offset == 0 else 0
        for escape in re.finditer(r"\\(.)", line[begin:]):
            if escape[1] not in {"\\", '"'}:
                return (
                    (start.line + 1 + offset, begin + escape.start() + 1),
                    f"'\\{escape[1]}' in double quotes is read as a special character",
                    "use single quotes or a block after '>': there backslashes stay as they are",
                )
    return None
