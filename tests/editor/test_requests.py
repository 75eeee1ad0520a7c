"""What a client asks about a place: hover, definition, references, renaming, what can be done."""

import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner

from kb.authoring.canonical import formatted
from kb.cli import main
from kb.disk import files_under
from kb.editor.hover import told_of
from kb.editor.places import mentions, place_of
from kb.editor.positions import Lines
from kb.editor.things import thing_at
from kb.pipeline import derive
from kb.reading.read import read

LAST = "claims/energy/panels-last.yaml"
EARLY = "claims/energy/panels-fade-early.yaml"
ROOT = Path(__file__).parents[2]


def place(client, path, words):
    """Where some words stand in a file: a bar in them is the cursor."""
    text = (client.root / path).read_text()
    offset = text.index(words.replace("|", "")) + words.index("|")
    line, character = Lines(text).position(offset)
    return client.at(path, line, character)


def start(location):
    return location["range"]["start"]["line"], location["range"]["start"]["character"]


def saved(client, edit):
    """Do to the files what an editor would."""
    for change in edit["documentChanges"]:
        if change.get("kind") == "rename":
            old, new = (Path(unquote(urlsplit(change[key]).path)) for key in ("oldUri", "newUri"))
            old.rename(new)
            continue
        file = Path(unquote(urlsplit(change["textDocument"]["uri"]).path))
        text = file.read_bytes().decode()
        for each in reversed(change["edits"]):
            lines = Lines(text)
            first, last = (
                lines.offset((at["line"], at["character"]))
                for at in (each["range"]["start"], each["range"]["end"])
            )
            text = text[:first] + each["newText"] + text[last:]
        file.write_bytes(text.encode())


HOVERS = [
    (LAST, "contradicts: panels-fa|de-early", "**Those panels fade early**"),
    (LAST, "contradicts: panels-fa|de-early", "standing: **"),
    (EARLY, "of: panels-last/li|fe", "Does not show: That losses stay the same"),
    (EARLY, "of: panels-last/li|fe", "`half_life > 10` (lasts): unmeasured"),
    (LAST, "cite: fraun|hofer-2021", "Recent Facts about Photovoltaics"),
    (EARLY, "passage: roof-|talk/1", "installer, 13 words"),
    (EARLY, "position: inst|aller", "asserts 1 claim"),
    (LAST, "stance|: asserts", "one of: asserts, denies"),
    (LAST, "contra|dicts: panels", "not both can hold"),
    (LAST, "lasts: half_|life > 10", "time to one half of the output"),
    (LAST, "main: {yea|rs: 20}", "default: 20.0"),
    (LAST, "breaks: [las|ts]", "`half_life > 10`"),
]


def test_hover_tells_what_is_known(known):
    for path, words, expected in HOVERS:
        known.tell(
            "textDocument/didOpen",
            {
                "textDocument": {
                    "uri": known.uri(path),
                    "languageId": "yaml",
                    "version": 1,
                    "text": (known.root / path).read_text(),
                }
            },
        )
        found = known.ask("textDocument/hover", place(known, path, words))
        assert expected in found["contents"]["value"], words
    for words in ("keeps ha|lf of", "|title:", "Roofs in tem|perate"):
        found = known.ask("textDocument/hover", place(known, LAST, words))
        assert found is None or words == "|title:"
    context = {"includeDeclaration": False}
    beyond = known.at(LAST, 10**9, 10**9, context=context)
    for method in ("hover", "definition", "references", "prepareRename"):
        assert not known.ask(f"textDocument/{method}", beyond)
        assert not known.ask(
            f"textDocument/{method}", known.at("../elsewhere.yaml", 0, 0, context=context)
        )


DEFINITIONS = [
    (LAST, "contradicts: panels-fa|de-early", EARLY, "title:"),
    (EARLY, "of: panels-last/li|fe", LAST, "  life:"),
    (LAST, "cite: fraun|hofer-2021", "literature/references.bib", "@techreport{fraunhofer-2021"),
    (EARLY, "position: inst|aller", "literature/positions.yaml", "installer:"),
    (EARLY, "passage: roof-|talk/1", "literature/discussions/roof-talk.yaml", "  1:"),
    (LAST, "breaks: [las|ts]", LAST, "      lasts:"),
    (LAST, "show: [main, wear|less]", LAST, "      wearless:"),
    (LAST, "lasts: half_|life > 10", LAST, "      half_life:"),
    (LAST, "main: {yea|rs: 20}", "claims/energy/panels-last.py", "def measure"),
]


def test_definitions_lead_to_where_a_thing_is_written(known):
    for path, words, file, begins in DEFINITIONS:
        found = known.ask("textDocument/definition", place(known, path, words))
        assert known.path_of(found["uri"]) == file, words
        line, character = start(found)
        text = (known.root / file).read_text().splitlines()[line]
        assert text.startswith(begins) or text[character:].startswith(begins.strip()), words


def test_references_are_all_places_that_name_a_thing(known):
    found = known.ask(
        "textDocument/references",
        {
            **place(known, LAST, "contradicts: panels-fa|de-early"),
            "context": {"includeDeclaration": False},
        },
    )
    files = sorted({known.path_of(at["uri"]) for at in found})
    words = [
        path.relative_to(known.root).as_posix()
        for path in sorted(known.root.rglob("*"))
        if path.suffix in (".yaml", ".md")
        and re.search(r"(?<![\w-])panels-fade-early(?![\w-])", path.read_text())
    ]
    assert files == words
    found = known.ask(
        "textDocument/references",
        {**place(known, LAST, "cite: fraun|hofer-2021"), "context": {"includeDeclaration": False}},
    )
    assert [known.path_of(at["uri"]) for at in found] == [LAST]


def test_renaming_does_what_the_command_does(known, tmp_path):
    at = place(known, LAST, "contradicts: panels-fa|de-early")
    asked = known.ask("textDocument/prepareRename", at)
    assert asked["placeholder"] == "panels-fade-early"
    edit = known.ask("textDocument/rename", {**at, "newName": "panels-wear-out"})
    other = tmp_path / "other"
    shutil.copytree(known.root, other)
    done = CliRunner().invoke(
        main, ["--root", str(other), "rename", "panels-fade-early", "panels-wear-out"]
    )
    assert done.exit_code == 0, done.output
    saved(known, edit)

    def content(root):
        return {p.relative_to(root): p.read_bytes() for p in root.rglob("*") if p.is_file()}

    assert content(known.root) == content(other)
    assert (
        "aliases: [panels-fade-early]"
        in (known.root / "claims/energy/panels-wear-out.yaml").read_text()
    )


@pytest.mark.parametrize(
    ("words", "name", "said"),
    [
        ("contradicts: panels-fa|de-early", "Panels", "'Panels' is no id"),
        (
            "contradicts: panels-fa|de-early",
            "panels-last",
            "there is a claim 'panels-last' already",
        ),
        ("cite: fraun|hofer-2021", "a-b", "only a claim can be renamed here"),
    ],
)
def test_a_renaming_that_cannot_be_is_refused_with_a_reason(known, words, name, said):
    found = known.ask("textDocument/rename", {**place(known, LAST, words), "newName": name})
    assert found["code"] == -32803 and said in found["message"]


def test_renaming_takes_what_is_not_saved_yet(known):
    text = known.open(LAST)
    known.change(LAST, {"text": text + "tags: [sun]\n"})
    at = place(known, LAST, "contradicts: panels-fa|de-early")
    edit = known.ask("textDocument/rename", {**at, "newName": "panels-wear-out"})
    (known.root / LAST).write_text(text + "tags: [sun]\n")
    saved(known, edit)
    assert (known.root / LAST).read_text() == text.replace(
        "panels-fade-early", "panels-wear-out"
    ) + "tags: [sun]\n"


def test_what_a_hint_names_can_be_done(known):
    text = known.open(LAST)
    known.change(LAST, {"text": text.replace("kind: empirical", "kind: emprical")})
    (told,) = known.diagnostics(LAST)
    asked = {
        "textDocument": {"uri": known.uri(LAST)},
        "range": told["range"],
        "context": {"diagnostics": [told]},
    }
    (action,) = known.ask("textDocument/codeAction", asked)
    assert action["title"] == "Write 'empirical'" and action["isPreferred"]
    ((edit,),) = [change["edits"] for change in action["edit"]["documentChanges"]]
    assert edit["newText"] == "empirical" and edit["range"]["start"] == {"line": 4, "character": 6}
    nowhere = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
    assert known.ask("textDocument/codeAction", {**asked, "range": nowhere}) == []


def test_formatting_is_what_the_command_writes(known):
    text = known.open(LAST)
    turned = "kind: empirical\n" + text.replace("kind: empirical\n", "")
    known.change(LAST, {"text": turned})
    asked = {
        "textDocument": {"uri": known.uri(LAST)},
        "options": {"tabSize": 2, "insertSpaces": True},
    }
    edits = known.ask("textDocument/formatting", asked)
    (known.root / LAST).write_text(turned)
    saved(known, {"documentChanges": [{"textDocument": {"uri": known.uri(LAST)}, "edits": edits}]})
    assert (known.root / LAST).read_bytes() == formatted(LAST, turned.encode())
    known.change(LAST, {"text": "kind: }"})
    assert known.ask("textDocument/formatting", asked)["code"] == -32803


def test_every_word_of_the_real_base_can_be_asked_about():
    """Nothing raises; and what is named by its field is found, with a place and a mention."""
    files = files_under(ROOT)
    base = read(files)
    knowledge = derive(base, {})
    paths = [path for path in files if path.startswith("claims/") and path.endswith(".yaml")][::40]
    kinds = {}
    for path in paths:
        text = files[path].decode()
        for found in re.finditer(r"[\w./-]+", text):
            thing = thing_at(knowledge, path, text, found.start())
            if thing:
                kinds.setdefault(thing.kind, thing)
                told_of(knowledge, thing)
                place_of(knowledge, thing)
    assert {"claim", "work", "position", "field", "measure"} <= set(kinds)
    for kind in ("claim", "work", "position"):
        assert place_of(knowledge, kinds[kind])
        assert next(mentions(knowledge, kinds[kind], files))
