"""Expectations as they are written elsewhere: one sentence each, the caret at the letter, a remedy."""

import pytest

from kb.demos.expectations.slips import why_unreadable
from tests.checks.test_bad_cases import GOOD, base, verify
from tests.cli.test_commands import process
from tests.helpers.solar_base import CLAIM, MEASURE

RANGE = "write the range that it should lie in: 19 < x < 21"
UNIT = "write the number alone, and the unit under 'measures:'"
# Each: column of the caret in the expectation (from 0), the sentence, the hint.
SLIPS = {
    "half_life = 20": (10, "one '=' compares nothing", "write '==', or better a range: 19 < x < 21"),
    "half_life > 10 && half_life < 30": (15, "'&&' is no word of the language", "write 'and'"),
    "half_life > 10 || half_life < 3": (15, "'||' is no word of the language", "write 'or'"),
    "half_life > 10%": (14, "'%' is not in the language", "write 0.1 for 10%"),
    "half_life ≤ 30": (10, "'≤' is not in the language", "write '<='"),
    "30 ≥ half_life": (3, "'≥' is not in the language", "write '>='"),
    "half_life => 10": (10, "'=>' compares nothing", "write '>='"),
    "half_life > 10 years": (15, "a unit, 'years', stands after a number", UNIT),
    "10kWh < half_life": (2, "a unit, 'kWh', stands after a number", UNIT),
    "half_life > 1.5e3 nats and half_life < 3": (18, "a unit, 'nats', stands after a number", UNIT),
    "20 ± 1": (3, "'±' is not in the language", RANGE),
    "half_life ≈ 20": (10, "'≈' is not in the language", RANGE),
    "half_life ^ 2 > 3": (10, "'^' is not in the language", "a power is written x ** 2"),
    "half_life × 2 > 3": (10, "'×' is not in the language", "write '*'"),
    "half_life − 3 > 1": (10, "'−' is not in the language", "write '-'"),
    "half_life < ∞": (12, "'∞' is not in the language", "leave this side out"),
    "sqrt(half_life) > 1": (0, "'sqrt' is not in the language", "a root is written x ** 0.5"),
    "!(half_life > 3)": (0, "'!' is not in the language", "write 'not'"),
    "1,000 > half_life": (0, "a comma stands in the number '1,000'", "write it without a comma"),
    "0,5 < half_life": (0, "a comma stands in the number '0,5'", "write a point: 0.5"),
    "half life > 3": (5, "'life' follows another name, and nothing joins the two", "a name has no space: half_life"),
    "half_life > 10 and < 30": (19, "'<' has nothing on its left", "name the measure again, or write both at once: 10 < x < 30"),
    "half_life > 3 and": (14, "it ends with 'and'", "write what follows"),
}  # fmt: skip
READABLE = (
    "half_life > 10",
    "half_life == 20 or not half_life != 3",
    "1e-3 < mean(half_life) < 2.5E2",
    "main.half_life - wearless.half_life > 1_000",
)


@pytest.mark.parametrize("text", SLIPS)
def test_a_slip_is_told_at_its_letter(text, tmp_path):
    column, said, hint = SLIPS[text]
    claim = GOOD.replace("lasts: half_life > 10", f"lasts: '{text}'")
    status, told = verify(base(tmp_path, claim), "--no-run", "panels-last")
    assert told.splitlines()[:4] == [
        f"{CLAIM}:18:{15 + column}: error: 'lasts' cannot be read: {said} [unreadable-expectation]",
        f"          lasts: '{text}'",
        f"    {' ' * (14 + column)}^",
        f"    hint: {hint}",
    ]
    assert status == 1


@pytest.mark.parametrize("text", READABLE)
def test_what_can_be_read_is_no_slip(text):
    assert why_unreadable(text) is None


def test_a_prediction_is_told_in_the_same_words(tmp_path):
    predictions = (
        "predictions: {ours: {of: panels-fade-slowly/life, expect: {soon: 'half_life = 5'}}}\n"
    )
    _, told = verify(base(tmp_path, GOOD + predictions), "--no-run", "panels-last")
    line = next(line for line in told.splitlines() if "'soon' cannot be read" in line)
    assert line.startswith(
        f"{CLAIM}:19:{predictions.index('= 5') + 1}: error: 'soon' cannot be read: one '='"
    )


def test_an_expectation_in_a_block_is_told_at_its_letter(tmp_path):
    claim = GOOD.replace(
        "lasts: half_life > 10", "lasts: >\n        half_life > 10\n        && half_life < 30"
    )
    _, told = verify(base(tmp_path, claim), "--no-run", "panels-last")
    assert told.startswith(f"{CLAIM}:20:9: error: 'lasts' cannot be read: '&&'")


def test_python_has_no_say_beside_ours(tmp_path):
    script = MEASURE.replace('"""Half-life in years', '"""Half-life \\d in years', 1)
    root = base(
        tmp_path, GOOD.replace("half_life > 10", "half_life > 10and half_life < 30"), script
    )
    done = process(root, "verify", "--no-run", "panels-last")
    assert (done.returncode, done.stderr) == (0, "")
