"""The search index and the JSON of a claim: what a hit and a preview show."""

import json

from kb.site import mkdocs_hook as frame
from kb.site.data.search import NAME
from tests.site.test_pages import built

HOSTILE = "<img src=x onerror=alert(1)>"


def entries(changes: dict[str, str] | None = None) -> dict[str, dict[str, object]]:
    content = json.loads(built(changes)[NAME])
    return {entry["location"]: entry for entry in content["docs"]}


def test_every_claim_is_one_entry_and_shows_how_it_stands():
    found = entries()
    assert [at for at in found if at.startswith("claims/")] == [
        "claims/buy-panels/", "claims/panels-fade-slowly/", "claims/panels-last-forever/",
    ]  # fmt: skip
    entry = found["claims/panels-fade-slowly/"]
    assert entry["title"] == "Panels fade slowly"
    assert entry["tags"] == ["contested", "evidence: fragile", "Energy"]
    assert entry["text"] == (
        "<p>Output halves in about 80 years; see [the rival](panels-last-forever). "
        "Rooftop panels. panels-fade-slowly</p>"
    )


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
    assert told["cite"]["csl"]["URL"].endswith("/claims/panels-fade-slowly/")
    assert told["cite"]["bibtex"].startswith("@misc{kb-panels-fade-slowly")
    assert told["links"][0]["verb"] == "contradicts"


def test_the_frame_puts_our_index_where_the_theme_looks(tmp_path):
    config = {"docs_dir": str(tmp_path / "pages"), "site_dir": str(tmp_path / "site")}
    for folder, words in (("pages", "ours"), ("site", "empty")):
        (tmp_path / folder / "search").mkdir(parents=True)
        (tmp_path / folder / "search" / "search_index.json").write_text(words)
    frame.on_post_build(config)
    assert (tmp_path / "site" / "search" / "search_index.json").read_text() == "ours"
