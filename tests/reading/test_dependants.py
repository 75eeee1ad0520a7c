"""What hangs on a file: whoever imports it, also through others; claims that an answer names."""

from kb.reading.dependants import importers, naming
from kb.reading.read import read
from tests.helpers.solar_base import files

QUESTION = """
question: Do panels last?
answer: They do.
topic: energy
sentences: [{says: They last., rests_on: {panels-last: unchallenged}}]
would_change: [{says: Fading., rests_on: {panels-fade-slowly: unchallenged}}]
"""


def test_a_helper_is_imported_by_some_scripts_also_through_another_and_by_no_others():
    given = files()
    given |= {
        "claims/energy/wear.py": b"RATE = 0.02\n",
        "claims/energy/loss.py": b"from wear import RATE\n",
        "claims/energy/panels-last.py": b"from loss import RATE\n"
        + given["claims/energy/panels-last.py"],
    }
    base = read(given)
    found = importers(base, "claims/energy/wear.py")
    assert found == {f"claims/energy/{name}.py" for name in ("wear", "loss", "panels-last")}
    alone = "claims/energy/panels-fade-slowly.py"
    assert importers(base, alone) == {alone}


def test_an_answer_names_the_claims_that_its_sentences_rest_on():
    path = "literature/questions/do-panels-last.yaml"
    base = read({**files(), path: QUESTION.encode()})
    assert naming(base, path) == ["panels-fade-slowly", "panels-last"]
    assert naming(base, "literature/questions/another.yaml") == []
