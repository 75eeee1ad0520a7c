"""Records under .kb/: kept between runs, and never in the way."""

from pathlib import Path

from kb.memory import Memory


def test_a_record_is_found_under_its_own_name_only(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.keep("calls", "abcd", {"n": [1, 0.1]})
    assert memory.text("calls", "abcd") == {"n": [1, 0.1]}
    (tmp_path / "calls/ab/abcd.json").rename(tmp_path / "calls/ab/abef.json")
    assert (memory.text("calls", "abcd"), memory.text("calls", "abef")) == (None, None)
    assert [path.name for path in (tmp_path / "calls/ab").iterdir()] == ["abef.json"]


def test_parsed_values_are_kept_while_asked_for(tmp_path: Path) -> None:
    first = Memory(tmp_path).parsed("parser 1")
    first.update({"a": {"title": "A"}, "b": None})
    first.save()
    second = Memory(tmp_path).parsed("parser 1")
    assert (second.get("a"), "c" in second) == ({"title": "A"}, False)
    second.save()
    assert dict(Memory(tmp_path).parsed("parser 1")) == {"a": {"title": "A"}}
    assert dict(Memory(tmp_path).parsed("parser 2")) == {}
    before = (tmp_path / "parsed.json").stat().st_ino
    third = Memory(tmp_path).parsed("parser 1")
    assert third["a"]
    third.save()
    assert (tmp_path / "parsed.json").stat().st_ino == before
    (tmp_path / "parsed.json").write_text("{")
    assert dict(Memory(tmp_path).parsed("parser 1")) == {}
