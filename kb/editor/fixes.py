"""What a finding's hint says to do, as an edit, where it names one."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from kb.editor.diagnostics import Diagnostic
from kb.editor.positions import Lines
from kb.editor.written import extent_of, without
from kb.model import Finding
from kb.reading.literature import POSITIONS

QUOTED = re.compile(r"'((?:[^']|'(?=\w))*)'")
MEANT = re.compile(r"did you mean '([^']+)'\?")
ADDED = re.compile(r"add '(?P<field>[a-z_]+):(?: (?P<value>\w+))?'")
MISSING = re.compile(r"the field '([a-z_]+)' is missing")
REMOVED = re.compile(r"remove (?:it|the tension|the acceptance|'[a-z_]+:?')|take it out of '.*'")
RENAMED = re.compile(r"rename it to (\S+)(?: in (\.yaml))?")
POSITION = re.compile(rf"add it to {re.escape(POSITIONS)}: (.+)")
WRITTEN = re.compile(r"write (?:'(.+)'|([\w.-]+))")
INSTEAD = re.compile(r"write (?:a point: ([\d.]+)|(\[.+\])|(\S+) alone)")
NAMED = re.compile(r"(?P<before>[^:]*?\w['\"]?):[ \t]+(?P<value>\S.*)")
NEAR = 2000  # letters after the place, among which the wrong word is looked for
LinesOf = Callable[[str], Lines]


@dataclass(frozen=True)
class Fix:
    """Something that can be done about a finding: edits (file, from, to, text), or a new name."""

    title: str
    edits: tuple[tuple[str, int, int, str], ...] = ()
    renamed: tuple[str, str] | None = None
    sure: bool = True  # the only thing that the hint names


def fixes_of(told: Diagnostic, lines_of: LinesOf) -> Iterator[Fix]:
    """What can be done about a finding."""
    finding = told.finding
    lines = lines_of(finding.place.file)
    start = lines.offset(told.span.start)
    yield from replaced(finding, lines, start)
    yield from added(finding, lines)
    yield from removed(finding, lines, start)
    if found := POSITION.fullmatch(finding.hint):
        other = lines_of(POSITIONS)
        line_end = "" if not other.text or other.text.endswith("\n") else "\n"
        at = len(other.text)
        yield Fix(
            f"Add '{found[1]}' to {POSITIONS}", ((POSITIONS, at, at, f"{line_end}{found[1]}\n"),)
        )
    if found := RENAMED.fullmatch(finding.hint):
        path = finding.place.file
        folder, _, name = path.rpartition("/")
        name = found[1] if found[1] != "end" else f"{name.rpartition('.')[0]}{found[2]}"
        yield Fix(f"Rename to {name}", renamed=(path, f"{folder}/{name}"))


def replaced(finding: Finding, lines: Lines, start: int) -> Iterator[Fix]:
    """The wrong word replaced by the one that was probably meant, or by one that is allowed."""
    words = [word for word in QUOTED.findall(MEANT.sub("", finding.message)) if word]
    if found := MEANT.search(finding.message):
        mended = list(in_place_of(words, found[1], finding, lines, start))
        is_default = finding.message.startswith("there is no script") and not mended
        yield from begun(finding, lines, "script", found[1]) if is_default else mended
    elif finding.hint.startswith("one of: ") and " cannot be '" in finding.message:
        for word in finding.hint.removeprefix("one of: ").split(", "):
            for fix in in_place_of(words[1:], word, finding, lines, start):
                yield Fix(fix.title, fix.edits, sure=False)
    elif (found := WRITTEN.fullmatch(finding.hint)) and (right := found[1] or found[2]) != "it":
        if ":" in right and (":" not in "".join(words[-1:])):
            yield from line_replaced(finding, right, lines, start)
        else:
            yield from in_place_of(words[-1:], right, finding, lines, start)
    elif found := INSTEAD.fullmatch(finding.hint):
        yield from value_replaced(finding, found[1] or found[2] or found[3], lines)
    elif "in single quotes" in finding.hint:
        yield from quoted(finding, lines, start)


def line_replaced(finding: Finding, right: str, lines: Lines, start: int) -> Iterator[Fix]:
    """A line 'name: value' written as it should be, where the name stands there already."""
    name, colon, _ = right.partition(":")
    found = re.compile(rf"\b{re.escape(name)}\b[ :=]*[\w.-]*").search(lines.text, start)
    if colon and found and found.start() < start + NEAR:
        edit = (finding.place.file, found.start(), found.end(), right)
        yield Fix(f"Write '{right}'", (edit,))


def value_replaced(finding: Finding, right: str, lines: Lines) -> Iterator[Fix]:
    """The value of a field written as it should be."""
    extent = None if finding.place.at else extent_of(lines, finding.place.path)
    said = lines.text[extent.value : extent.end] if extent else ""
    if extent and (right[0] != "[" or right == f"[{said}]"):
        wrong = finding.message.rpartition(" number '")[2].rstrip("'")
        said = said.replace(wrong, right, 1) if "in the number" in finding.message else right
        yield Fix(f"Write '{right}'", ((finding.place.file, extent.value, extent.end, said),))


def quoted(finding: Finding, lines: Lines, start: int) -> Iterator[Fix]:
    """What stands after the name on the line, to its end, in single quotes."""
    number, _ = lines.position(start)
    line, begins = lines.line(number), lines.starts[number]
    found = NAMED.match(line)
    if found and not found["value"].startswith(("{", "|")) and "{" not in found["before"]:
        value = found["value"].strip()
        bare = value[1:-1] if value[:1] == value[-1:] and value[:1] in "'\"" else value
        said = "'" + bare.replace("''", "'").replace("'", "''") + "'"
        span = (begins + found.start("value"), begins + len(line.rstrip()))
        sure = "cut here" not in finding.message and "greater" not in finding.hint
        yield Fix("Put it in single quotes", ((finding.place.file, *span, said),), sure=sure)


def in_place_of(
    wrong: list[str], right: str, finding: Finding, lines: Lines, start: int
) -> Iterator[Fix]:
    """The word most like the right one replaced by it, where it stands first after the place."""
    for word in sorted(set(wrong), key=lambda word: -fuzz.ratio(word, right)):
        is_run = "names a run" in finding.message and "." not in right
        sought = word.partition(".")[0] if is_run else word
        pattern = rf"(?<![\w-]){re.escape(sought)}(?![\w-])"
        found = re.compile(pattern).search(lines.text, start, start + NEAR)
        if found and word != right:
            edit = (finding.place.file, found.start(), found.end(), right)
            yield Fix(f"Write '{right}'", (edit,))
            return


def added(finding: Finding, lines: Lines) -> Iterator[Fix]:
    """A field that is asked for, begun where it belongs."""
    missing = MISSING.fullmatch(finding.message)
    found = ADDED.match(finding.hint)
    name, value = (missing[1], "") if missing else (found[1], found[2] or "") if found else ("", "")
    if name and not finding.place.at and finding.place.file.endswith((".yaml", ".yml")):
        yield from begun(finding, lines, name, value)


def begun(finding: Finding, lines: Lines, name: str, value: str) -> Iterator[Fix]:
    """A field begun in the mapping that a finding is about."""
    file, path = finding.place.file, finding.place.path
    if not path:
        end = len(lines.text.rstrip())
        yield Fix(f"Add '{name}:'", ((file, end, end, f"\n{name}: {value}".rstrip(" ")),))
        return
    extent = extent_of(lines, path)
    if extent is None or (first := lines.text[extent.value : extent.value + 1]) == "[":
        return
    if first == "{":
        inside = lines.text[extent.value + 1 : extent.end - 1].rstrip()
        at = extent.value + 1 + len(inside)
        said = f"{', ' if inside.strip() else ''}{name}: {value}"
        yield Fix(f"Add '{name}:'", ((file, at, at, said),))
    elif "\n" in lines.text[extent.start : extent.value] or isinstance(path[-1], int):
        indent = lines.text[lines.text.rfind("\n", 0, extent.value) + 1 : extent.value]
        said = f"\n{' ' * len(indent)}{name}: {value}".rstrip(" ")
        yield Fix(f"Add '{name}:'", ((file, extent.end, extent.end, said),))


def removed(finding: Finding, lines: Lines, start: int) -> Iterator[Fix]:
    """A field, an item or a letter taken out that should not be there."""
    if not REMOVED.fullmatch(finding.hint):
        return
    file = finding.place.file
    if finding.message.startswith("the character U+") or lines.text[start : start + 1] == ",":
        yield Fix("Remove it", ((file, start, start + 1, ""),))
    elif finding.place.path and not finding.place.at:
        path = finding.place.path
        field = re.fullmatch(r"remove '([a-z_]+):?'", finding.hint)
        path = (*path, field[1]) if field else path
        extent = extent_of(lines, path)
        while extent and extent.is_alone and len(path) > 1:  # an empty list would be a fault
            path = path[:-1]
            extent = extent_of(lines, path)
        if extent:
            yield Fix("Remove it", ((file, *without(lines, extent), ""),))
