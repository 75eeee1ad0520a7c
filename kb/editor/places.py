"""Where a thing is written down, and where else it is named."""

import re
from collections.abc import Iterator, Mapping

from kb.editor.things import Thing, former
from kb.knowledge import Knowledge
from kb.model import Place
from kb.reading.bibtex import place_of_entry
from kb.reading.bibtex_faults import FILE as BIBLIOGRAPHY
from kb.reading.literature import POSITIONS

TEXTS = (".yaml", ".yml", ".md")
# By what names it: the fields in which a name stands for a thing of that kind.
FIELDS = {
    "work": r"\bcite",
    "position": r"\b(?:position|by|speaker)",
    "passage": r"\b(?:passage|in)",
    "check": r"\bcheck",
}


def place_of(knowledge: Knowledge, thing: Thing) -> Place | None:
    """Where a thing is written down; None if that is nowhere in the base."""
    base, name = knowledge.base, thing.name
    if thing.kind == "claim":
        return Place(base.by_id[name].file)
    if thing.kind == "demonstration":
        test = base.demonstrations[name]
        return Place(base.by_id[test.claim].file, ("demonstrations", test.name))
    if thing.kind == "link":
        link = knowledge.graph.links[name]
        return Place(base.by_id[link.source].file, ("links", link.index))
    if thing.kind == "work" and name in base.references:
        return place_of_entry(base.files.get(BIBLIOGRAPHY, b""), name)
    if thing.kind == "position" and name in base.positions:
        return Place(POSITIONS, (name,))
    if thing.kind == "passage" and base.passage(name):
        discussion, _, number = name.partition("/")
        return Place(base.discussions[discussion].file, ("passages", number))
    return place_in_demonstration(thing)


def place_in_demonstration(thing: Thing) -> Place | None:
    """Where a name is written down that only a demonstration knows."""
    writing = thing.writing
    if not writing:
        return None
    script, test = writing.script, writing.test
    if thing.kind == "script":
        path = f"{writing.file.rpartition('/')[0]}/{thing.name}"
        return Place(path) if path in writing.knowledge.base.scripts else None
    if thing.kind == "setting":
        return Place(script.path, at=(script.line, 1)) if script else None
    if not test:
        return None
    claim = writing.knowledge.base.by_id.get(test.claim)
    file = claim.file if claim else writing.file
    whole = ("demonstrations", test.name)
    if thing.kind == "expectation":
        return Place(file, (*whole, "expect", thing.name))
    if thing.kind == "run":
        return Place(file, (*whole, "runs", thing.name))
    if thing.kind == "measure":
        run, _, name = thing.name.rpartition(".")
        declared = name in test.measures
        where = ("measures", name) if declared else ("runs", run) if run else ()
        return Place(file, (*whole, *where))
    return None


def mentions(
    knowledge: Knowledge, thing: Thing, files: Mapping[str, bytes]
) -> Iterator[tuple[str, int, int]]:
    """Every place in which a thing is named: file, and from which letter to which."""
    names = [thing.name]
    if thing.kind == "claim":
        names += [old for old, new in former(knowledge).items() if new == thing.name]
    words = "|".join(map(re.escape, names))
    if thing.kind in FIELDS:
        pattern = re.compile(rf"{FIELDS[thing.kind]}:\s*['\"]?(?P<name>{words})(?![\w/-])")
    else:
        pattern = re.compile(rf"(?<![\w-])(?P<name>{words})(?![\w-]|\.py\b)")
    sought = [name.encode() for name in names]
    for path, content in files.items():
        if path.endswith(TEXTS) and any(name in content for name in sought):
            text = content.decode("utf-8", "replace")
            for found in pattern.finditer(text):
                yield path, found.start("name"), found.end("name")
