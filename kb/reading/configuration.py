"""``kb.toml`` at the base's root: what a base says of itself.

An address must be one of the web, a colour must be readable on its paper, and whatever kb does
not know is a finding, since a misspelt key would otherwise change nothing without a word.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from urllib.parse import urlsplit

from kb.model import Finding, Place
from kb.model.configuration import COLOURS, FRAMES, SECTIONS, Configuration
from kb.model.names import KEBAB, did_you_mean
from kb.reading.strict_yaml import SAVE, not_text_at

FILE = "kb.toml"
KEYS = tuple(each.name for each in fields(Configuration))
COLOUR = r"#[0-9a-fA-F]{6}"
PAPER = {"": "#fdfdfb", "-dark": "#15181c"}  # where a base gives none
CONTRAST = 4.5  # Web Content Accessibility Guidelines 2.2, 1.4.3, for text of usual size
BROKEN = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
Fields = Mapping[str, object]


def configuration_of(files: Mapping[str, bytes]) -> tuple[Configuration, list[Finding]]:
    """What the base says of itself, and what is wrong with how it says it."""
    if FILE not in files:
        return Configuration(), []
    try:
        text = files[FILE].decode("utf-8")
        written: Fields = tomllib.loads(text)
    except UnicodeDecodeError as error:
        place = Place(FILE, at=not_text_at(files[FILE], error))
        return Configuration(), [Finding(place, "the text is not UTF-8", SAVE)]
    except tomllib.TOMLDecodeError as error:
        return Configuration(), [_unreadable(str(error), text)]
    found = list(_faults(written, text))
    wrong = {finding.place.path[0] for finding in found if finding.place.path}
    good = {key: value for key, value in written.items() if key in KEYS and key not in wrong}
    if "navigation" in good:
        good["navigation"] = tuple(good["navigation"])  # type: ignore[arg-type]
    return Configuration(**good), found  # type: ignore[arg-type]


def _unreadable(said: str, text: str) -> Finding:
    lines = text.splitlines()
    place = BROKEN.search(said)
    at = (int(place[1]), int(place[2])) if place and place[1] else (max(1, len(lines)), 1)
    what = BROKEN.sub("", said)
    hint = 'TOML: key = "words", one a line; words stand between double quotes'
    return Finding(Place(FILE, at=at), f"this is no TOML: {what[0].lower()}{what[1:]}", hint)


def _faults(written: Fields, text: str) -> Iterator[Finding]:
    for key, value in written.items():
        if key not in KEYS:
            hint = f"known are {', '.join(KEYS)}"
            yield _at(text, key, f"kb knows no '{key}' here{did_you_mean(key, KEYS)}", hint)
        elif key == "colours":
            yield from _faults_of_colours(value, text)
        elif key == "navigation":
            yield from _faults_of_navigation(value, text)
        elif not isinstance(value, str) or not value.isprintable():
            yield _at(text, key, f"'{key}' is no line of words", f'write {key} = "..."')
        elif key == "frame" and value not in FRAMES:
            message = f"there is no frame '{value}'{did_you_mean(value, FRAMES)}"
            yield _at(text, key, message, f"known are {', '.join(FRAMES)}")
        elif key in ("address", "repository") and value and not is_address(value):
            yield _at(text, key, f"'{value}' is no address of the web", 'write "https://..."')
        elif key == "title" and not value.strip():
            yield _at(text, key, "the title is empty", "say in a word or a few what the base is")


def _faults_of_navigation(value: object, text: str) -> Iterator[Finding]:
    listed = value if isinstance(value, list) else None
    if listed is None or not all(isinstance(name, str) for name in listed):
        yield _at(text, "navigation", "'navigation' is no list", 'write ["topics", "map"]')
        return
    for name in listed:
        if not re.fullmatch(KEBAB, name):
            hint = f"{', '.join(SECTIONS)}, or a page of docs/ without its .md"
            yield _at(text, "navigation", f"'{name}' names no part of the site", hint)
    for name in sorted({name for name in listed if listed.count(name) > 1}):
        yield _at(text, "navigation", f"'{name}' stands here twice", "name each once")


def _faults_of_colours(value: object, text: str) -> Iterator[Finding]:
    if not isinstance(value, dict):
        yield _at(text, "colours", "'colours' is no table", 'write [colours] and link = "#17508a"')
        return
    known = [f"{name}{palette}" for palette in PAPER for name in COLOURS]
    for name, colour in value.items():
        if name not in known:
            message = f"there is no colour '{name}'{did_you_mean(name, known)}"
            yield _at(text, "colours", message, f"known are {', '.join(known)}", name)
        elif not (isinstance(colour, str) and re.fullmatch(COLOUR, colour)):
            yield _at(text, "colours", f"'{colour}' is no colour", "write it as #17508a", name)
        else:
            palette = "-dark" if name.endswith("-dark") else ""
            paper = value.get(f"paper{palette}", PAPER[palette])
            if name != f"paper{palette}" and re.fullmatch(COLOUR, str(paper)):
                ratio = contrast(colour, paper)
                if ratio < CONTRAST:
                    message = f"'{name}' has a contrast of {ratio:.1f} on its paper"
                    hint = f"text needs {CONTRAST} at least"
                    yield _at(text, "colours", message, hint, name)


def _at(text: str, key: str, message: str, hint: str, inner: str = "") -> Finding:
    """A finding at a key; ``inner`` is one of a table that is written below or beside it."""
    lines = text.splitlines()
    heads = [n for n, line in enumerate(lines) if re.match(rf"\s*\[?\s*\"?{key}\"?\s*[\].=]", line)]
    start = heads[0] if heads else 0
    for number in range(start, len(lines) if inner else start):
        if place := re.search(rf"(?<![\w-]){re.escape(inner)}\"?\s*=", lines[number]):
            return Finding(
                Place(FILE, (key, inner), (number + 1, place.start() + 1)), message, hint
            )
    return Finding(Place(FILE, (key,), (start + 1, 1)), message, hint)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (Web Content Accessibility Guidelines 2.2)."""
    light, dark = sorted(map(luminance, (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` in sRGB, from 0 for black to 1 for white."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def is_address(written: str) -> bool:
    """Whether it is an address of the web."""
    try:
        parts = urlsplit(written.strip())
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
