"""The search index and the JSON of a claim: what a hit and a preview show."""

import json
from types import SimpleNamespace

from kb.site import mkdocs_hook as frame
from kb.site.data.search import BEFORE, ENTRIES
from tests.site.test_pages import built

HOSTILE = "<img src=x onerror=alert(1)>"


def entries(changes: dict[str, str] | None = None) -> dict[str, dict[str, object]]:
    content = json.loads(built(changes)[ENTRIES].removeprefix(BEFORE))
    return {entry["location"]: entry for entry in content["docs"]}


def test_every_claim_is_one_entry_and_shows_how_it_stands():
    found = entries()
    assert [at for at in found if at.startswith("claims/")] == [
        "claims/buy-panels/", "claims/panels-fade-slowly/", "claims/panels-last-forever/",
    ]  # fmt: skip
    entry = found["claims/panels-fade-slowly/"]
    assert entry["title"] == "Panels fade slowly"
    assert entry["tags"] == ["◐ contested", "Energy"]
    assert entry["text"] == (
        "<p>Output halves in about 80 years; see the rival. Rooftop panels.</p>"
    )
    names = str(entry["words"]).split()
    assert {"panels-fade-slowly", "contested", "fragile"} <= set(names)
    assert entry["more"] == "Installer A The half-life that the losses imply."


def test_whatever_has_a_page_can_be_found():
    found = entries()
    for place in ("topics/energy/", "positions/installer/", "references/fraunhofer-2021/", "map/",
                  "manual/", "manual/words/", "manual/checks/#missing-source"):  # fmt: skip
        assert place in found
    assert "It stands." in str(found["manual/words/"]["text"])


def test_markup_in_a_title_is_shown_and_not_obeyed():
    text = f'title: "{HOSTILE}"\nstatement: "{HOSTILE}"\nkind: opinion\nsources: [{{cite: fraunhofer-2021}}]\nheld_by: [{{position: seller, stance: asserts}}]\n'
    entry = entries({"claims/energy/a-hostile-one.yaml": text})["claims/a-hostile-one/"]
    assert "<img" not in f"{entry['title']}{entry['text']}"
    assert entry["title"] == "&lt;img src=x onerror=alert(1)&gt;"


def test_a_claim_tells_programs_what_its_page_tells_readers():
    told = json.loads(built()["claims/panels-fade-slowly/claim.json"])
    assert told["plain_title"] == "Panels fade slowly"
    assert told["words"]["standing"]["value"] == "contested"
    assert told["words"]["standing"]["shape"] == "◐"
    assert "URL" not in told["cite"]["csl"]  # nobody said where the site is served
    assert told["cite"]["bibtex"].startswith("@misc{kb-panels-fade-slowly")
    assert told["links"][0]["verb"] == "contradicts"


def test_the_frame_puts_our_index_where_the_theme_looks(tmp_path):
    config = {"docs_dir": str(tmp_path / "pages"), "site_dir": str(tmp_path / "site"), "extra": {}}
    for folder, words in (("pages", "ours"), ("site", "empty")):
        (tmp_path / folder / "search").mkdir(parents=True)
        (tmp_path / folder / "search" / "search_index.json").write_text(words)
    frame.on_post_build(config)
    assert (tmp_path / "site" / "search" / "search_index.json").read_text() == "ours"


def test_the_frame_puts_the_sheets_of_a_page_in_one_in_their_order(tmp_path):
    config = {
        "site_name": "kb", "docs_dir": str(tmp_path), "site_dir": str(tmp_path), "extra": {},
    }  # fmt: skip
    (tmp_path / "assets").mkdir()
    link = '<link rel="stylesheet" href="../assets/{}.css">'
    for name in ("style", "map", "print"):
        (tmp_path / "assets" / f"{name}.css").write_text(f"/* {name} */")
    head = "".join(map(link.format, ("style", "map", "print")))
    page = SimpleNamespace(meta={}, url="map/")
    output = frame.on_post_page(f"<head>{head}</head>", page, config)
    assert output.count(link.format("together")) == 1
    frame.on_post_build(config)
    assert (tmp_path / "assets" / "together.css").read_text() == "/* style */\n/* map */"
