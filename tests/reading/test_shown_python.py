"""Python that would run as something else than it shows is found, in every file of the base."""

import pytest

from kb.reading.read import read
from kb.reading.shown_python import not_as_shown
from tests.helpers.base_on_disk import script_run

CODE = "def measure(seed):\n    return {'a': 1.0}\n"
FINDINGS = {
    "nothing": (CODE, []),
    "words of many tongues": (f"# größe, 数, שלום, α ≤ β, e\u0301, 👍\n{CODE}", []),
    "lines that end as on Windows": (CODE.replace("\n", "\r\n"), []),
    "UTF-8 by name": (f"# -*- coding: utf8 -*-\n{CODE}", []),
    "a coding after code": (f"x = 1\n# coding: latin-1\n{CODE}", []),
    "another coding": (
        f"# vim: set fileencoding=latin-1 :\n{CODE}",
        ["1:1: the file says that it is written in iso-8859-1, and it is shown and run as UTF-8"],
    ),
    "another coding in the second line": (
        f"#!/usr/bin/python\n# coding: utf-7\n{CODE}",
        ["2:1: the file says that it is written in utf-7, and it is shown and run as UTF-8"],
    ),
    "a coding that is none": (
        f"# coding: no-such\n{CODE}",
        ["1:1: the file says that it is written in no-such, and it is shown and run as UTF-8"],
    ),
    "a byte order mark": (
        f"\ufeff{CODE}",
        ["1:1: the file begins with a byte order mark, which nobody sees"],
    ),
    "a turned line": (
        f"{CODE}# a \u202e b",
        ["3:5: a character that nobody sees (U+202E right-to-left override)"],
    ),
    "an isolate": (
        f"x = '\u2066'\n{CODE}",
        ["1:6: a character that nobody sees (U+2066 left-to-right isolate)"],
    ),
    "no width": (
        f"x\u200b = 1\n{CODE}",
        ["1:2: a character that nobody sees (U+200B zero width space)"],
    ),
    "a filler for a name": (
        f"\u3164 = 1\n{CODE}",
        ["1:1: a character that nobody sees (U+3164 hangul filler)"],
    ),
    "a variant of a letter": (
        f"x\ufe00 = 1\n{CODE}",
        ["1:2: a character that nobody sees (U+FE00 variation selector-1)"],
    ),
    "a return that hides the line before it": (
        f"x = 2 # old\rx = 1\n{CODE}",
        ["1:12: a character that nobody sees (U+000D carriage return)"],
    ),
    "an escape": (
        f"x = '\x1b[2K'\n{CODE}",
        ["1:6: a character that nobody sees (U+001B escape)"],
    ),
    "a separator of lines": (
        f"# a\u2028x = 1\n{CODE}",
        ["1:4: a character that nobody sees (U+2028 line separator)"],
    ),
    "not UTF-8": (f"{CODE}# gr\xf6\xdfe".encode("latin-1"), ["3:5: this line is not UTF-8"]),
}


def said(content: str | bytes) -> list[str]:
    given = {"claims/x/a.py": content if isinstance(content, bytes) else content.encode()}
    return [
        f"{finding.place.at[0]}:{finding.place.at[1]}: {finding.message}"
        for finding in not_as_shown(given)
    ]


@pytest.mark.parametrize("name", FINDINGS)
def test_what_is_not_seen(name: str) -> None:
    content, expected = FINDINGS[name]
    assert said(content) == expected


def test_every_python_file_is_looked_at():
    dark = "x = '\u202e'\n".encode()
    base = read({"claims/x/a-b.py": dark, "claims/x/tool.py": dark, "claims/x/in/deep.py": dark})
    assert [finding.place.file for finding in base.findings] == [
        "claims/x/a-b.py", "claims/x/in/deep.py", "claims/x/tool.py",
    ]  # fmt: skip


SHOWN = {
    "the script's encoding": ({}, "# coding: utf-7\nx = 1 #+AAo-x = 2\n"),
    "a helper's encoding": (
        {"claims/x/helper.py": "# coding: utf-7\nx = 1 #+AAo-x = 2\n"},
        "from helper import x\n",
    ),
    "a byte order mark": ({"claims/x/helper.py": "\ufeffx = 1\n"}, "\ufefffrom helper import x\n"),
    "compiled code beside it": (
        {"claims/x/helper.py": "x = 1", "claims/x/helper.pyc": "not shown"},
        "from helper import x\n",
    ),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_shown_is_what_runs(tmp_path, name):
    others, begin = SHOWN[name]
    text = f"{begin}def measure(seed):\n    return {{'x': x}}\n"
    for path, content in others.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content)
    found = script_run(tmp_path, text).measurement
    assert (found.fault, found.values) == ("", {"x": 1.0})


def test_a_script_without_its_source_is_none(tmp_path):
    (tmp_path / "claims/x").mkdir(parents=True)
    (tmp_path / "claims/x/helper.pyc").write_text("x = 1")
    found = script_run(tmp_path, "from helper import x\ndef measure(seed): return {}").measurement
    assert found.fault == (
        "cannot be imported: ModuleNotFoundError: No module named 'helper' (line 1 of a-b.py)"
    )


def test_a_helper_that_is_not_utf_8_is_a_fault(tmp_path):
    (tmp_path / "claims/x").mkdir(parents=True)
    (tmp_path / "claims/x/helper.py").write_bytes(b"# coding: latin-1\nx = '\xe9'\n")
    found = script_run(tmp_path, "from helper import x\ndef measure(seed): return {}").measurement
    assert found.fault == (
        "cannot be imported: SyntaxError: helper.py is not UTF-8 (line 1 of a-b.py)"
    )
