"""Read files into a base.  Pure: a mapping of paths to bytes in, one frozen value out.

A disk, a git revision, an editor's buffer and a test's dictionary are four makers of
the mapping.  What one content says never changes, so it may be ``remembered`` by hash.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from kb.model import Base, Chance, Claim, Finding, Preparation, Script, Setting, Topic
from kb.model.names import KEBAB
from kb.reading.bibtex_faults import FILE as BIBLIOGRAPHY
from kb.reading.claim_schema import CLAIM
from kb.reading.claims import claim_of
from kb.reading.configuration import configuration_of
from kb.reading.conflict_markers import unmerged
from kb.reading.debates import debate_of
from kb.reading.former_names import (
    present_names,
    questions_with_present_names,
    topics_with_present_names,
    with_present_names,
)
from kb.reading.front_matter import divided
from kb.reading.literature import bibliography, discussions_of, positions_of
from kb.reading.parsed import Remembered, content_key, typed_fields
from kb.reading.questions import questions_of
from kb.reading.scripts import script_of
from kb.reading.shown_python import not_as_shown
from kb.reading.synonyms import synonyms_of
from kb.reading.unread import (
    is_yaml,
    misnamed_topics,
    misplacement,
    unprintable,
    unread_literature,
)


def read(files: Mapping[str, bytes], remembered: Remembered | None = None) -> Base:
    """Everything the files say, with a finding for all that could not be read."""
    memory: Remembered = {} if remembered is None else remembered
    findings = unprintable(files)
    in_place = {path: content for path, content in files.items() if path.isprintable()}
    files = {path: in_place[path] for path in sorted(in_place)}  # then sorting it again is quick
    conflicts = unmerged(files)
    other_code = list(not_as_shown(files))
    findings += [*conflicts.values(), *other_code]
    claims: list[Claim] = []
    broken: set[str] = set()
    for path in sorted(files):
        if not (path.startswith("claims/") and is_yaml(path)):
            continue
        misplaced = misplacement(path)
        findings += misplaced
        if misplaced or path in conflicts:  # said once; what else is wrong in it helps nobody
            broken.add(path.rpartition("/")[2].rpartition(".")[0])
            continue
        fields, found = typed_fields(path, files[path], CLAIM, memory)
        if found:
            findings += found
            broken.add(path.rpartition("/")[2].rpartition(".")[0])
        else:
            claims.append(claim_of(path, fields))
    findings += [*misnamed_topics(files), *unread_literature(files)]
    whole = {path: content for path, content in files.items() if path not in conflicts}
    works, works_found = bibliography(files, memory)
    positions, of_positions = positions_of(whole, memory)
    discussions, of_discussions = discussions_of(whole, memory)
    topics, of_topics = topics_of(files, memory, conflicts)
    questions, of_questions = questions_of(whole, memory)
    synonyms, of_synonyms = synonyms_of(whole, memory)
    configuration, of_configuration = configuration_of(whole)
    of_literature = [*of_positions, *of_discussions, *of_topics, *of_questions, *of_synonyms]
    others = [*of_literature, *of_configuration]
    names = present_names(claims)
    return Base(
        configuration=configuration,
        claims=with_present_names(sorted(claims, key=lambda claim: claim.id)),
        positions=positions,
        references=works,
        discussions=discussions,
        topics=topics_with_present_names(topics, names),
        questions=questions_with_present_names(questions, names),
        synonyms=synonyms,
        scripts=scripts_of(files, memory),
        files=in_place,
        broken=frozenset(broken),
        unread=frozenset(conflicts) | {found.place.file for found in (*other_code, *others)},
        findings=(*findings, *(() if BIBLIOGRAPHY in conflicts else works_found), *others),
    )


def topics_of(
    files: Mapping[str, bytes], memory: Remembered, conflicts: Collection[str] = ()
) -> tuple[dict[str, Topic], list[Finding]]:
    """Topics by folder name; the first heading of index.md is the title."""
    topics: dict[str, Topic] = {}
    findings: list[Finding] = []
    for path in sorted(files):
        parts = path.split("/")
        if parts[0] != "claims" or len(parts) != 3 or not re.fullmatch(KEBAB, parts[1]):
            continue
        if (topic := parts[1]) in topics:
            continue
        file = f"claims/{topic}/index.md"
        content = files.get(file, b"")
        text = divided(content)[1].decode("utf-8", errors="replace").strip()
        debate, found = debate_of(file, content, memory)
        findings += [] if file in conflicts else found
        first, _, rest = text.partition("\n")
        heading = first.removeprefix("#").strip() if first.startswith("# ") else ""
        title = heading or topic.replace("-", " ").capitalize()
        topics[topic] = Topic(topic, title, rest.strip() if heading else text, file, debate)
    return topics, findings


def scripts_of(files: Mapping[str, bytes], memory: Remembered) -> dict[str, Script]:
    """Scripts and helpers by path."""
    scripts = {}
    for path in sorted(files):
        if not (path.startswith("claims/") and path.endswith(".py")):
            continue
        key = content_key("script", files[path])
        if key not in memory:
            script = script_of(path, files[path])
            told = asdict(script)
            del told["path"], told["text"]
            memory[key] = told
        said = memory[key]
        text = files[path].decode("utf-8-sig", errors="replace")
        scripts[path] = Script(
            path,
            text,
            settings_from(said["settings"]),
            tuple(said["imports"]),
            said["problem"],
            said["line"],
            chance_from(said["chance"]),
            said["takes_prepared"],
            preparation_from(said["prepare"]),
            tuple(said["ignored"]),
        )
    return {path: with_shared_choices(script, scripts) for path, script in scripts.items()}


def with_shared_choices(script: Script, scripts: Mapping[str, Script]) -> Script:
    """The script; where a setting is one of its ``prepare`` too, the choices listed there hold."""
    folder = script.path.rpartition("/")[0]
    shared = {}
    for name in script.imports if script.takes_prepared else ():
        module, _, function = name.rpartition(".")
        helper = scripts.get(f"{folder}/{module}.py") if function == "prepare" else None
        if helper and helper.prepare:
            shared = {(each.name, each.default): each for each in helper.prepare.settings}
    settings = (
        each if each.choices else shared.get((each.name, each.default), each)
        for each in script.settings
    )
    return replace(script, settings=tuple(settings))


def settings_from(said: Sequence[Mapping[str, Any]]) -> tuple[Setting, ...]:
    """What was remembered of the settings of a function."""
    return tuple(
        Setting(setting["name"], setting["default"], tuple(setting["choices"])) for setting in said
    )


def preparation_from(said: Mapping[str, Any] | None) -> Preparation | None:
    """What was remembered of a script's function ``prepare``."""
    if said is None:
        return None
    return Preparation(settings_from(said["settings"]), said["problem"], said["line"])


def chance_from(said: Mapping[str, Any]) -> Chance:
    """What was remembered of a script's random draws."""
    pairs = {
        name: tuple((line, call) for line, call in said[name]) for name in ("undecided", "common")
    }
    return Chance(tuple(said["draws"]), **pairs, seeds_common=said["seeds_common"])
