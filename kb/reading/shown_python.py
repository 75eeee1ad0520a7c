"""Whether Python is what it looks like: what a page shows of a script is what runs.

Letters that nobody sees can make two names of one, or show a line in another order than it is
run; and a line that names an encoding would let Python read other letters than people do.
"""

import codecs
import io
import re
import tokenize
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress

from kb.model import Finding, Place
from kb.reading.strict_yaml import BEGINS_UNSEEN, BYTE_ORDER, SAVE, not_text_at

UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}  # by general category
# letters by their category, and nothing to the eye: joiners, fillers, choosers of a variant
BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
PLAIN = "\t\n"


def not_as_shown(files: Mapping[str, bytes]) -> Iterator[Finding]:
    """A finding for each file of Python that runs as something else than it shows."""
    for path, content in sorted(files.items()):
        if path.endswith(".py"):
            yield from _faults(path, content)


def _faults(path: str, content: bytes) -> Iterator[Finding]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        place = Place(path, at=not_text_at(content, error))
        yield Finding(place, "this line is not UTF-8", SAVE)
        return
    if text.startswith(BYTE_ORDER):
        yield Finding(Place(path, at=(1, 1)), BEGINS_UNSEEN, "save it as UTF-8 without one")
        text = text.removeprefix(BYTE_ORDER)
    if other := _other_encoding(text):
        line, name = other
        said = f"the file says that it is written in {name}, and it is shown and run as UTF-8"
        yield Finding(Place(path, at=(line, 1)), said, "remove the line")
    if found := _unseen(text):
        line, column, letter = found
        said = f"a character that nobody sees (U+{ord(letter):04X} {_name(letter)})"
        hint = "remove it; in a text, write it as \\u and four digits"
        yield Finding(Place(path, at=(line, column)), said, hint)


def _other_encoding(text: str) -> tuple[int, str] | None:
    """The line that names an encoding other than UTF-8, and the name, as Python finds it."""
    read = io.BytesIO(text.encode()).readline
    try:
        name, lines = tokenize.detect_encoding(read)
    except SyntaxError as error:
        name, lines = str(error).rpartition(": ")[2], []
    with suppress(LookupError):
        if codecs.lookup(name).name == "utf-8":
            return None
    first = text.partition("\n")[0]
    line = len(lines) or (1 if re.match(r"[ \t\f]*#.*?coding[:=]", first) else 2)
    return line, name


def _unseen(text: str) -> tuple[int, int, str] | None:
    """Line, column and letter of the first that is not seen."""
    for number, line in enumerate(text.split("\n"), 1):
        whole = line.removesuffix("\r")  # of a line that ends as on Windows
        if whole.isascii() and whole.isprintable():
            continue
        for column, letter in enumerate(whole, 1):
            hidden = unicodedata.category(letter) in UNSEEN or BLANK.match(letter)
            if hidden and letter not in PLAIN:
                return number, column, letter
    return None


def _name(letter: str) -> str:
    controls = {"\r": "carriage return", "\f": "form feed", "\x00": "null", "\x1b": "escape"}
    return controls.get(letter) or unicodedata.name(letter, "control character").lower()
