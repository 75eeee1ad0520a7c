"""Records under .kb/: kept between runs, and never in the way."""

import json
from pathlib import Path

from kb import pipeline
from kb.memory import Memory
from kb.reading.parsed import Parsed
from tests.helpers.solar_base import files


def test_a_record_is_found_under_its_own_name_only(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.keep("calls", "abcd", {"n": [1, 0.1]})
    assert memory.text("calls", "abcd") == {"n": [1, 0.1]}
    (tmp_path / "calls/ab/abcd.json").rename(tmp_path / "calls/ab/abef.json")
    assert (memory.text("calls", "abcd"), memory.text("calls", "abef")) == (None, None)
    assert [path.name for path in (tmp_path / "calls/ab").iterdir()] == ["abef.json"]


def test_parsed_values_are_kept_while_asked_for(tmp_path: Path) -> None:
    first = Parsed(Memory(tmp_path), "parser 1")
    first.update({"a": {"title": "A"}, "b": None})
    first.save()
    second = Parsed(Memory(tmp_path), "parser 1")
    assert (second.get("a"), "c" in second) == ({"title": "A"}, False)
    second.save()
    assert dict(Parsed(Memory(tmp_path), "parser 1")) == {"a": {"title": "A"}}
    assert dict(Parsed(Memory(tmp_path), "parser 2")) == {}
    before = (tmp_path / "parsed.json").stat().st_ino
    third = Parsed(Memory(tmp_path), "parser 1")
    assert third["a"]
    third.save()
    assert (tmp_path / "parsed.json").stat().st_ino == before
    (tmp_path / "parsed.json").write_text("{")
    assert dict(Parsed(Memory(tmp_path), "parser 1")) == {}


def test_what_was_parsed_is_one_record_of_json_with_a_value_on_each_line(tmp_path: Path) -> None:
    values = {f"key-{n}": {"title": f'"{n}",\n\u2028é', "n": [n, None, {}]} for n in range(3)}
    parsed = Parsed(Memory(tmp_path), "parser 1")
    parsed.update(values)
    parsed.save()
    written = (tmp_path / "parsed.json").read_text()
    assert json.loads(written)["record"] == {"is": ["parsed", "parser 1"], "value": values}
    assert len(written.split("\n")) == 5
    again = Parsed(Memory(tmp_path), "parser 1")
    assert (len(again), list(again), dict(again)) == (3, [*values], values)
    del again["key-1"]
    again["key-3"] = 3
    again.save()
    left = {"key-0": values["key-0"], "key-2": values["key-2"], "key-3": 3}
    assert dict(Parsed(Memory(tmp_path), "parser 1")) == left
    (tmp_path / "parsed.json").write_text(written.replace("null", "1"))
    assert dict(Parsed(Memory(tmp_path), "parser 1")) == {}


def test_what_another_library_or_python_read_is_read_again(tmp_path: Path, monkeypatch) -> None:
    def asked() -> bool:
        """Whether anything was parsed; what was not is written."""
        before = (tmp_path / "parsed.json").stat().st_ino if any(tmp_path.iterdir()) else 0
        pipeline.load(files(), Memory(tmp_path))
        return (tmp_path / "parsed.json").stat().st_ino != before

    assert [asked(), asked()] == [True, False]
    monkeypatch.setattr(pipeline, "version", lambda name: "0.1")
    assert [asked(), asked()] == [True, False]
    monkeypatch.setattr("sys.version", "4.0")
    assert [asked(), asked()] == [True, False]
