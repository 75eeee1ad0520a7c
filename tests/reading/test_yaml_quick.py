"""A text is read quickly only where it is read alike, and without a word, when read closely."""

import random
from pathlib import Path

from kb.reading import strict_yaml
from kb.reading.strict_yaml import parse
from kb.reading.yaml_quick import quick_tree
from tests.reading.test_yaml_places import written

REAL = Path(__file__).parents[2] / "claims"
ODD = (
    "a: &x b", "a: *x", "a: !t b", "a: b\na: c", "a: see #2", "a: b  #c", "a: 'b' # c", 'a: "\\n"',
    '"\\n": a', "? [a]\n: b", "a: b\n---\nc: d", "", "# only", "[" * 70 + "]" * 70, "a: {b: {c: [d, {e: f}]}}",
    "a:\n  - b: c\n    d: >\n      text\n  - e", "- a\n- b", "a", "a: [b, c", "a: 'b", "&x a: b", "!t a: b",
    "a: ''", 'a: ""', "a:", "a: ~", "a: 1", "a: yes", "{a: b, a: c}", "[a, *x]", "[a, &x b]", "[[a], !t b]",
)  # fmt: skip


def closely(content: bytes, monkeypatch) -> strict_yaml.Written:
    """As if there were no quick way."""
    with monkeypatch.context() as patch:
        patch.setattr(strict_yaml, "quick_tree", lambda text: None)
        return parse("a.yaml", content)


def test_what_is_odd_is_read_as_before(monkeypatch):
    for text in ODD:
        assert parse("a.yaml", text.encode()) == closely(text.encode(), monkeypatch), text


def test_drawn_texts_are_read_alike(monkeypatch):
    draw = random.Random(11)
    quick = 0
    for number in range(12_000):
        text = "\n".join(draw.choices(ODD, k=2)).encode() if number % 4 == 0 else written(draw)
        assert parse("a.yaml", text) == closely(text, monkeypatch), text
        quick += quick_tree(text.decode(errors="replace")) is not None
    assert quick > 2_000


def test_real_claims_with_a_letter_changed_are_read_alike(monkeypatch):
    draw = random.Random(7)
    files = draw.sample(sorted(REAL.glob("*/*.yaml")), 60)
    for path in files:
        content = path.read_bytes()
        for _ in range(3):
            at = draw.randrange(len(content))
            changed = content[:at] + draw.choice([b"#", b" #", b'"', b"&", b"\n", b":", b"\\", b""])
            changed += content[at + draw.randint(0, 2) :]
            assert parse("a.yaml", changed) == closely(changed, monkeypatch), (path, at)
    assert sum(quick_tree(path.read_text()) is not None for path in files) > 30
