"""Files that look like part of the base and stand where nothing reads them.

What nobody reads is lost in silence: a claim in the wrong folder, a second bibliography.
"""

import re
from collections.abc import Iterable

from kb.model import Finding, Place
from kb.model.names import CLAIM_ID, KEBAB, respelt
from kb.reading.bibtex_faults import FILE as BIBLIOGRAPHY

BEGIN = (1, 1)  # of a file that nothing reads, whatever it begins with
YAML = (".yaml", ".yml")
CLAIM_FILE = re.compile(rf"claims/{KEBAB}/{CLAIM_ID}\.yaml")
LITERATURE_FILE = re.compile(
    rf"literature/(positions|synonyms|(discussions|questions)/{KEBAB})\.yaml"
)
CLAIMS_STAND = (
    "a claim stands at claims/<topic>/<id>.yaml; an id is at least two small words joined by -"
)
LITERATURE_STANDS = (
    "this file is not read: positions stand in literature/positions.yaml,"
    " discussions at literature/discussions/<id>.yaml, questions at literature/questions/<id>.yaml,"
    " synonyms in literature/synonyms.yaml"
)
ONE_BIBLIOGRAPHY = f"this file is not read: works stand in {BIBLIOGRAPHY}"


def is_yaml(path: str) -> bool:
    """Whether a file says by its name that it is YAML."""
    return path.lower().endswith(YAML)


def misplacement(path: str) -> list[Finding]:
    """A finding if a claim's file does not stand where claims stand."""
    if CLAIM_FILE.fullmatch(path):
        return []
    match path.split("/")[1:]:
        case [_]:
            hint = "move it into the folder of its topic"
        case [topic, name]:
            hint = better_name(topic, name)
        case _:
            hint = "move it up: topics have no topics"
    return [Finding(Place(path, at=BEGIN), CLAIMS_STAND, hint)]


def better_name(topic: str, name: str) -> str:
    """What the file of a claim, or its folder, should be called, if that can be told."""
    ident = respelt(name.rpartition(".")[0], CLAIM_ID)
    if not re.fullmatch(KEBAB, topic):
        return "rename the folder"
    return f"rename it to {ident}.yaml" if ident else "rename the file"


def unprintable(paths: Iterable[str]) -> list[Finding]:
    """A finding for each file whose name is not text: what names it could not be read either."""
    message = "the name of this file has characters that cannot be printed"
    hint = "rename it with small letters, digits and -"
    return [Finding(Place(path), message, hint) for path in sorted(paths) if not path.isprintable()]


def misnamed_topics(paths: Iterable[str]) -> list[Finding]:
    """A finding for each folder that is no topic by its name, and holds no claim to say it of."""
    first: dict[str, str] = {}
    for path in sorted(paths, key=lambda path: (not is_yaml(path), path)):
        root, _, inside = path.partition("/")
        topic, _, name = inside.partition("/")
        if root == "claims" and name and not re.fullmatch(KEBAB, topic):
            first.setdefault(topic, path)
    message = "a topic is a folder named by small words joined by -"
    return [
        Finding(Place(path), message, "rename the folder")
        for path in first.values()
        if not is_yaml(path)
    ]


def unread_literature(paths: Iterable[str]) -> list[Finding]:
    """A finding for each file of the literature that nothing reads."""
    found = []
    for path in sorted(paths):
        if not path.startswith("literature/"):
            continue
        if is_yaml(path) and not LITERATURE_FILE.fullmatch(path):
            hint = "rename it to end in .yaml" if path.endswith(".yml") else "move or rename it"
            found.append(Finding(Place(path, at=BEGIN), LITERATURE_STANDS, hint))
        elif path.lower().endswith(".bib") and path != BIBLIOGRAPHY:
            found.append(Finding(Place(path), ONE_BIBLIOGRAPHY, "move its entries there"))
    return found
