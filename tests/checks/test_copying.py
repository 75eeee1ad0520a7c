"""Where words are copied from a passage is found by a few of the shingles, as by all of them."""

import random

from kb.checks.copying import first_copied_run
from kb.reading.passages import LONGEST, SIZE, shingle


def by_all(words, where, salt):
    """The first run by its definition: all shingles of more than LONGEST words in one passage."""
    alive = {}
    for index in range(len(words) - SIZE + 1):
        here = where.get(shingle(words[index : index + SIZE], salt), set())
        alive = {number: alive.get(number, 0) + 1 for number in here}
        for number, row in alive.items():
            if row + SIZE - 1 > LONGEST:
                return " ".join(words[index + 1 - row : index + SIZE]), number
    return None


def test_a_run_of_any_length_at_any_place_is_found_alike():
    draw = random.Random(3)
    found = 0
    for _ in range(3_000):
        passages = {str(n): draw.choices("abcdefgh", k=draw.randint(3, 14)) for n in range(3)}
        where = {}
        for number, words in passages.items():
            for start in range(len(words) - SIZE + 1):
                where.setdefault(shingle(words[start : start + SIZE], "s"), set()).add(number)
        words = draw.choices("ijklmn", k=draw.randint(0, 9))
        source = draw.choice(list(passages.values()))
        begin = draw.randint(0, len(source))
        words += source[begin : begin + draw.randint(0, 9)] + draw.choices(
            "ijkl", k=draw.randint(0, 9)
        )
        assert first_copied_run(tuple(words), where, "s") == by_all(words, where, "s")
        found += by_all(words, where, "s") is not None
    assert found > 150
