"""What a real client is told, over standard input and output, as somebody types."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli import main
from tests.helpers.editor_client import Client
from tests.helpers.git_repository import git

pytest.importorskip("pygls")
ROOT = Path(__file__).parents[2]
LAST = "claims/energy/panels-last.yaml"
EARLY = "claims/energy/panels-fade-early.yaml"
TODAY = ("--today", "2026-11-25")


def verified(root):
    """What ``kb verify --no-run`` finds: file, place, check, words."""
    done = CliRunner().invoke(
        main, ["--root", str(root), "verify", "--no-run", "--format", "json", *TODAY]
    )
    return sorted(
        (row["file"], row["line"], row["column"], row["check"], row["severity"],
         f"{row['message']}\nhint: {row['hint']}" if row["hint"] else row["message"])
        for row in json.loads(done.stdout)
    )  # fmt: skip


def shown(client):
    """The same as the client shows it; all is ASCII, so that columns are columns."""
    words = {1: "error", 2: "warning", 3: "note"}
    return sorted(
        (path, d["range"]["start"]["line"] + 1, d["range"]["start"]["character"] + 1, d["code"],
         words[d["severity"]], d["message"])
        for path, told in client.told.items()
        for d in told
    )  # fmt: skip


def messages(told):
    return [each["message"].partition("\n")[0] for each in told]


def wrong(folder):
    """Three mistakes in two files."""
    path = folder / LAST
    path.write_text(
        path.read_text().replace("contradicts: panels-fade-early", "contradicts: panels-fade-erly")
    )
    path = folder / EARLY
    path.write_text(
        path.read_text().replace("half_life < 8", "half_life <").replace("likely", "lkely")
    )


def test_all_that_verify_finds_is_shown_where_verify_finds_it(folder):
    wrong(folder)
    with Client(folder) as client:
        client.wait_for(lambda: shown(client) == verified(folder))
        assert len(shown(client)) > 1


def test_the_same_of_the_real_base():
    with Client(ROOT) as client:
        expected = verified(ROOT)
        client.wait_for(lambda: len(shown(client)) == len(expected))
        assert shown(client) == expected


def test_a_keystroke_is_judged_before_it_is_saved_and_nothing_is_written(client, folder):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    text = client.open(LAST)
    client.change(LAST, {"text": text.replace("empirical", "emprical")})
    (told,) = client.diagnostics(LAST)
    assert told["message"].startswith("'kind' cannot be 'emprical'; did you mean 'empirical'?")
    assert told["range"] == {
        "start": {"line": 4, "character": 0},
        "end": {"line": 4, "character": 14},
    }
    client.change(
        LAST,
        {
            "text": "i",
            "range": {"start": {"line": 4, "character": 9}, "end": {"line": 4, "character": 9}},
        },
    )
    assert client.diagnostics(LAST) == []
    client.wait_for(lambda: True)
    assert client.leave() == 0
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_what_an_edit_breaks_elsewhere_is_told_after_the_pause(client):
    text = client.open(LAST)
    client.change(LAST, {"text": text.replace("  life:", "  years:")})
    (told,) = client.diagnostics(EARLY)
    assert told["message"].startswith(
        "there is no demonstration 'panels-last/life'; did you mean 'panels-last/years'?"
    )
    client.change(LAST, {"text": text})
    assert client.diagnostics(EARLY) == []


def test_other_places_come_along(client):
    text = client.open(EARLY)
    client.change(EARLY, {"text": text.replace("Panels fade early", "Panels last")})
    client.wait_for(
        lambda: messages(client.told.get(LAST, [])) + messages(client.told.get(EARLY, []))
    )
    told = (client.told.get(LAST) or client.told[EARLY])[0]
    other = EARLY if client.told.get(LAST) else LAST
    assert told["code"] == "title-taken"
    assert [client.path_of(at["location"]["uri"]) for at in told["relatedInformation"]] == [other]


def test_a_buffer_that_is_no_yaml_is_told_and_lived_through(client):
    sound = client.open(LAST)
    for text in ("links: [}", "", "\t", "a: &b c", "- - -\n", "'", "\x00", "{" * 5000, "\ud800"):
        client.change(LAST, {"text": text})
        assert len(client.diagnostics(LAST)) == 1, text
        client.change(LAST, {"text": sound})
        assert client.diagnostics(LAST) == []


def test_files_outside_of_the_base_are_left_alone(client, folder):
    for uri in (
        "file:///etc/hostname.yaml",
        "untitled:Untitled-1",
        "file:///%00",
        "http://[",
        folder.as_uri() + "/notes.txt",
        folder.as_uri() + "/claims/../../x.yaml",
        (folder.parent / "other/claims/a/b-c.yaml").as_uri(),
    ):
        client.tell(
            "textDocument/didOpen",
            {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": "}{"}},
        )
        client.tell(
            "textDocument/didChange",
            {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": "{"}]},
        )
        client.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
    client.open(LAST, "kind: }")
    client.wait_for(lambda: client.told.get(LAST))
    assert set(client.told) == {LAST}
    assert client.leave() == 0


def test_a_claim_removed_while_it_is_open_is_there_until_it_is_closed(client, folder):
    client.open(EARLY)
    (folder / EARLY).unlink()
    (folder / EARLY).with_suffix(".registered").unlink()
    client.tell("workspace/didChangeWatchedFiles", {"changes": []})
    client.change(EARLY, {"text": "title: x"})
    assert client.diagnostics(EARLY) != []
    client.close(EARLY)
    client.wait_for(lambda: client.told[EARLY] == [])
    client.wait_for(
        lambda: any("not in the base" in said for said in messages(client.told.get(LAST, [])))
    )


def test_a_huge_buffer_is_told_to_be_one(client):
    client.open(LAST)
    client.change(LAST, {"text": "title: x\n" + "# and more\n" * 400_000})
    assert "at most 262144 are read" in messages(client.diagnostics(LAST))[0]
    client.change(
        LAST,
        {
            "text": "",
            "range": {
                "start": {"line": 1, "character": 0},
                "end": {"line": 500_000, "character": 0},
            },
        },
    )
    assert "is missing" in messages(client.diagnostics(LAST))[0]


def test_positions_beyond_the_end_mean_the_end(client):
    text = client.open(LAST)
    beyond = {"start": {"line": 9999, "character": 9999}, "end": {"line": 99999, "character": 3}}
    client.change(LAST, {"text": "tags: [Sun]\n", "range": beyond})
    (told,) = client.diagnostics(LAST)
    assert told["range"]["start"] == {"line": text.count("\n"), "character": 7}
    wide = {
        "start": {"line": text.count("\n"), "character": 0},
        "end": {"line": text.count("\n"), "character": 2**31 - 1},
    }
    client.change(LAST, {"text": "", "range": wide})
    assert client.diagnostics(LAST) == []


@pytest.mark.parametrize(
    ("encodings", "start"), [(None, 27), (["utf-8"], 31), (["utf-32", "utf-16"], 25)]
)
def test_columns_are_counted_as_the_client_counts(folder, encodings, start):
    with Client(folder, encodings=encodings) as client:
        text = client.open(LAST)
        line = text.count("\n")
        client.change(LAST, {"text": text + "accept: [{because: '𝛼👍', chek: no-demonstration}]\n"})
        told = client.diagnostics(LAST)
        meant = next(each for each in told if "chek" in each["message"])
        assert meant["range"]["start"] == {"line": line, "character": start}


def test_a_folder_without_a_base_is_a_sentence_and_a_file_of_one_opens_it(folder):
    with Client(folder.parent) as client:
        outside = {
            "uri": folder.parent.as_uri() + "/notes.yaml",
            "languageId": "yaml",
            "version": 1,
        }
        client.tell("textDocument/didOpen", {"textDocument": {**outside, "text": ""}})
        client.wait_for(lambda: client.messages)
        assert client.messages[0].startswith("kb: there is no folder ")
        client.open(f"base/{LAST}", "kind: }")
        client.wait_for(lambda: client.told.get(f"base/{LAST}"))


def test_root_counts_more_than_what_the_editor_has_open(folder, tmp_path):
    (tmp_path / "claims").mkdir()
    with Client(tmp_path, "--root", str(folder)) as client:
        client.open(f"base/{LAST}", "kind: }")
        client.wait_for(lambda: client.told.get(f"base/{LAST}"))


def test_claims_are_offered_while_the_text_cannot_be_read(known):
    client = known
    text = client.open(LAST)
    broken = text.replace("because: A panel cannot last and fade.}", "be")
    client.change(LAST, {"text": broken})
    client.wait_for(lambda: client.told.get(LAST))
    number = broken[: broken.index(", be\n")].count("\n")
    line = broken.splitlines()[number]
    found = client.ask("textDocument/completion", client.at(LAST, number, len(line)))
    assert found["items"][0]["label"] == "because"
    found = client.ask("textDocument/completion", client.at(LAST, number, line.index("fade-early")))
    assert [item["label"] for item in found["items"]] == ["panels-fade-early", "panels-last"]
    edit = found["items"][0]["textEdit"]
    assert edit["newText"] == "panels-fade-early"
    assert edit["range"]["start"]["character"] == line.index("panels-")
    assert client.ask("textDocument/completion", client.at("notes.txt", 0, 0)) is None
    assert (
        client.ask("textDocument/completion", client.at(LAST, 10**6, 10**6))["isIncomplete"]
        is False
    )


def test_the_server_ends_when_the_editor_does(folder):
    with Client(folder, "--root", str(folder)) as client:
        client.process.stdin.close()
        assert client.process.wait(20) == 0
        assert client.process.stderr.read() == b""


def test_edits_below_a_line_that_only_yaml_ends_land_where_they_were_made(client):
    text = client.open(LAST, "title: Panels\u2028 last\nkind: fact\nstatement: They do.\n")
    assert text.count("\n") == 3
    client.wait_for(lambda: client.told.get(LAST))
    told = client.told[LAST][0]["range"]
    assert told["start"] == {"line": 1, "character": 0}
    place = {"line": 1, "character": 6}
    client.change(
        LAST, {"text": "empirical", "range": {"start": place, "end": {"line": 1, "character": 10}}}
    )
    assert not [each for each in client.diagnostics(LAST) if each["code"] == "read"]


def test_a_position_beyond_a_last_line_without_an_end_is_behind_its_last_letter(client):
    client.open(LAST, "kind: factx")
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 999}}
    client.change(LAST, {"text": "", "range": whole})
    client.wait_for(lambda: messages(client.told.get(LAST, [])) == ["the file is empty"])


def test_a_file_is_called_as_the_client_calls_it(client):
    uri = client.uri(LAST).replace("panels-last", "panels%2Dlast")
    document = {"uri": uri, "languageId": "yaml", "version": 1, "text": "kind: }"}
    client.tell("textDocument/didOpen", {"textDocument": document})
    client.wait_for(lambda: client.told.get(LAST.replace("panels-last", "panels%2Dlast")))


def test_a_memory_that_git_tracks_is_refused(folder):
    git(folder, "init", "--quiet")
    (folder / ".kb").mkdir()
    (folder / ".kb/parsed.json").write_text("{}")
    git(folder, "add", "--force", ".kb")
    with Client(folder) as client:
        client.open(LAST, "kind: }")
        client.wait_for(lambda: client.messages)
        assert client.messages[0].startswith("kb: .kb is tracked by git")
        assert client.told == {}


def test_a_check_leads_to_its_page_on_the_site(folder):
    (folder / "kb.toml").write_text('address = "https://panels.example/base/"\n')
    with Client(folder) as client:
        client.open(LAST, "kind: }")
        client.wait_for(lambda: client.told.get(LAST) and "codeDescription" in client.told[LAST][0])
        href = client.told[LAST][0]["codeDescription"]["href"]
        assert href == "https://panels.example/base/manual/checks/#read"
