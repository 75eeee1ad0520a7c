"""Reading: what authors write becomes typed values, or findings with a place."""

import json

import jsonschema
import pytest
import yaml

from kb.model import Setting
from kb.reading.claim_schema import schema
from kb.reading.literature import passage_of
from kb.reading.passages import digest, fingerprint, passages_in, stands_in, words_of
from kb.reading.read import read
from kb.reading.scripts import script_of, setting_value
from kb.reports.text import report
from tests.helpers.solar_base import CLAIM, FADING, files

MINIMAL = "title: t\nstatement: s\nkind: empirical\n"


def said(content, path="claims/x/panel-life.yaml"):
    given = {path: content if isinstance(content, bytes) else content.encode()}
    base = read(given)
    lines = report(base.findings, given).splitlines()
    return [line.removeprefix("claims/x/") for line in lines if not line.startswith("    ")]


CASES = {
    "the word no stays a word": ("title: no\nstatement: no\nkind: opinion\n", []),
    "an empty field": (
        MINIMAL + "scope:\n",
        ["panel-life.yaml:4:1: error: 'scope' is empty [read]"],
    ),
    "a word that is not one of the list": (
        MINIMAL.replace("empirical", "emprical"),
        ["panel-life.yaml:3:1: error: 'kind' cannot be 'emprical'; did you mean 'empirical'? [read]"],
    ),
    "a mapping where text is wanted": (
        MINIMAL + "scope: {a: b}\n",
        ["panel-life.yaml:4:1: error: 'scope' should be text and is a mapping [read]"],
    ),
    "text where a list is wanted": (
        MINIMAL + "tags: one\n",
        ["panel-life.yaml:4:1: error: 'tags' should be a list and is text [read]"],
    ),
    "a link with two verbs": (
        MINIMAL + "links:\n  - supports: a-b\n    attacks: c-d\n    because: w\n",
        ["panel-life.yaml:6:5: error: both 'supports' and 'attacks' [read]"],
    ),
    "a link without a warrant": (
        MINIMAL + "links:\n  - supports: a-b\n",
        ["panel-life.yaml:5:5: error: the field 'because' is missing [read]"],
    ),
    "too many seeds": (
        MINIMAL + "demonstrations: {d: {shows: s, does_not_show: d, bears: for, seeds: 0, runs: {},"
        " expect: {}}}\n",
        ["panel-life.yaml:4:62: error: 'seeds' should be a whole number from 1 to 100, and is '0' [read]"],
    ),
    "a name that is no identifier": (
        MINIMAL + "demonstrations: {Half-Life: {shows: s, does_not_show: d, bears: for, runs: {},"
        " expect: {}}}\n",
        ["panel-life.yaml:4:18: error: 'Half-Life' should be a name of small letters, digits and _ [read]"],
    ),
    "two documents": (
        MINIMAL + "---\n" + MINIMAL,
        ["panel-life.yaml:4:1: error: a second document begins here [read]"],
    ),
    "a list at the top": ("- a\n", ["panel-life.yaml:1:1: error: the file should be a mapping and is a list [read]"]),
    "an empty file": ("", ["panel-life.yaml:1:1: error: the file is empty [read]"]),
    "a file that is not UTF-8": (
        b"title: \xff\n", ["panel-life.yaml:1:8: error: the text is not UTF-8 [read]"],
    ),
    "a file that is too large": (
        MINIMAL + "# " + "x" * 262_144,
        ["panel-life.yaml:1:1: error: the file has 262184 bytes; at most 262144 are read [read]"],
    ),
    "text that reads other than it is": (
        MINIMAL.replace("t\n", "t\u202e\n", 1),
        ["panel-life.yaml:1:9: error: the character U+202E (right-to-left override) is not allowed [read]"],
    ),
    "a colour code for the terminal": (
        MINIMAL.replace("t\n", "t\x1b[31m\n", 1),
        ["panel-life.yaml:1:9: error: the character U+001B is not allowed [read]"],
    ),
    "a tag": (
        MINIMAL.replace("title: t", "title: !!python/object:os.system t"),
        ["panel-life.yaml:1:8: error: the tag '!!python/object:os.system' [read]"],
    ),
    "a comment of its own": (MINIMAL + "# see claim #2\nscope: all  # two spaces are a comment\n", []),
    "a tab": (
        MINIMAL + "scope: |\n\ta\n",
        ["panel-life.yaml:5:1: error: this is not YAML: a tab stands here [read]"],
    ),
    "a lost quote": (
        MINIMAL + "scope: 'x\n",
        ["panel-life.yaml:4:8: error: this is not YAML: a quote is opened here and never closed [read]"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_an_author_writes(name):
    content, expected = CASES[name]
    assert said(content) == expected


@pytest.mark.parametrize(
    "path", ["claims/x/alone.yaml", "claims/x/y/a-b.yaml", "claims/A/a-b.yaml", "claims/x/a-b.yml"]
)
def test_a_claim_in_the_wrong_place(path):
    (line,) = said(MINIMAL, path)
    assert "a claim stands at claims/<topic>/<id>.yaml" in line


def test_a_re_wrapped_claim_equals_itself():
    one = read({"claims/x/a-b.yaml": (MINIMAL + "scope: >\n  a b\n  c\n").encode()})
    other = read(
        {"claims/x/a-b.yaml": b"kind: empirical\nscope: a b c\ntitle: 't'\nstatement: s\n"}
    )
    assert one.claims == other.claims


def test_what_was_remembered_is_not_parsed_and_reads_the_same():
    memory = {}
    first = read(files(), memory)
    keys = set(memory)
    assert read(files(), memory).claims == first.claims
    assert set(memory) == keys
    assert json.loads(json.dumps(memory)) == json.loads(json.dumps(dict(memory)))


def test_a_broken_claim_does_not_make_its_links_dangle():
    from tests.helpers.solar_base import said as all_said

    given = files("links: [{supports: panels-fade-slowly, because: w}]")
    given["claims/energy/panels-fade-slowly.yaml"] = b"title: [\n"
    lines = all_said(given)
    assert len(lines) == 1
    assert "panels-fade-slowly.yaml:2:1: error: this is not YAML" in lines[0]


def test_the_schema_accepts_what_is_read_and_refuses_what_is_not():
    validator = jsonschema.Draft202012Validator(schema())
    validator.check_schema(schema())
    assert not list(validator.iter_errors(yaml.safe_load(FADING)))
    wrong = yaml.safe_load(FADING) | {"statment": "x"}
    assert list(validator.iter_errors(wrong))
    del wrong["statment"], wrong["statement"]
    assert list(validator.iter_errors(wrong))


SIGNATURES = {
    "def measure(seed, n=1): ...": "",
    "def measure(seed, *, n=1, deep=True): ...": "",
    "def measure(n=1): ...": "the first parameter of 'measure' must be 'seed'",
    "def measure(seed, n): ...": "the setting 'n' of 'measure' has no default",
    "def measure(seed, *rest): ...": "'measure' takes named settings only, no * and no /",
    "def measure(seed, n=[1]): ...": "the default of 'n' must be a plain number, yes/no or text",
    "def measure(seed, breaks=1): ...": "'breaks' is a word of runs and cannot be a setting",
    "x = 1": "there is no function 'measure'",
    'def measure(seed, kick: Literal["a", "b"] = "a"): ...': "",
    'def measure(seed, kick: Literal["a", "b"] = "c"): ...': (
        "the default of 'kick' is 'c', none of its choices (a, b)"
    ),
    'def measure(seed, kick: Literal["a", 2] = "a"): ...': (
        "the choices of 'kick' must be plain values of its default's type"
    ),
    'def measure(seed, kick: Literal[KICKS] = "a"): ...': (
        "the choices of 'kick' must be plain values of its default's type"
    ),
}


@pytest.mark.parametrize("code", SIGNATURES)
def test_a_script_is_read_without_running_it(code):
    assert script_of("x.py", code.encode()).problem == SIGNATURES[code]


LISTED = {
    'def measure(seed, kick: Literal["a", "b"] = "a"): ...': ("a", "b"),
    'def measure(seed, kick: typing.Literal["a"] = "a"): ...': ("a",),
    'Kick = Literal["a", "b"]\ndef measure(seed, kick: Kick = "a"): ...': ("a", "b"),
    'Kick: TypeAlias = "Literal[\'a\']"\ndef measure(seed, *, kick: "Kick" = "a"): ...': ("a",),
    'A = Literal["a"]\nB = Literal[A, "b"]\ndef measure(seed, kick: B = "a"): ...': ("a", "b"),
    'A = Literal["a"]\ndef measure(seed, kick: A | Literal["b"] = "a"): ...': ("a", "b"),
    'from typing import Literal as L\ndef measure(seed, kick: L["a"] = "a"): ...': ("a",),
    "def measure(seed, depth: Literal[1, -2] = 1): ...": (1, -2),
    'def measure(seed, kick: str = "a"): ...': (),
    'def measure(seed, kick="a"): ...': (),
    'from kicks import Kick\ndef measure(seed, kick: Kick = "a"): ...': (),
    'A = B\nB = A\ndef measure(seed, kick: A = "a"): ...': (),
}


@pytest.mark.parametrize("code", LISTED)
def test_choices_are_read_from_the_annotation(code):
    script = script_of("x.py", code.encode())
    assert (script.problem, [setting.choices for setting in script.settings]) == (
        "",
        [LISTED[code]],
    )


CHANCE = {  # what is drawn, what no seed decides, what is asked of the common generator
    "import numpy as np\nrng = np.random.default_rng(seed)": ([2], [], []),
    "import numpy as np\nrng = np.random.default_rng()": ([2], ["numpy.random.default_rng"], []),
    "from numpy.random import default_rng as new\nnew(None)": (
        [2],
        ["numpy.random.default_rng"],
        [],
    ),
    "import numpy.random as npr\nnpr.normal()": ([2], [], ["numpy.random.normal"]),
    "import numpy.random\nnumpy.random.RandomState(seed=3)": ([2], [], []),
    "import random\nrandom.Random(0).random()": ([2], [], []),
    "import random\nrandom.random()": ([2], [], ["random.random"]),
    "import os, time\nos.urandom(8), time.time()": ([], ["os.urandom", "time.time"], []),
    "from scipy import stats\nstats.norm.rvs(3)": ([2], [], ["scipy.stats.norm.rvs"]),
    "from scipy import stats\nstats.norm.rvs(3, random_state=seed)": ([2], [], []),
    "def random(): ...\nrandom()": ([], [], []),
    "import numpy as np\nnp.linalg.norm([1])": ([], [], []),
}


@pytest.mark.parametrize("code", CHANCE)
def test_random_draws_are_seen_in_the_text(code):
    found = script_of("x.py", code.encode()).chance
    undecided, common = ([call for _, call in calls] for calls in (found.undecided, found.common))
    assert (list(found.draws), undecided, common) == CHANCE[code]


def test_what_is_remembered_of_a_script_is_what_was_read():
    code = (
        "import random, time\nrandom.seed(1)\nrandom.random(time.time())\n"
        'def measure(seed, kick: Literal["a", "b"] = "a"): ...\n'
    )
    files, memory = {"claims/x/a-b.py": code.encode()}, {}
    first = read(files, memory)
    again = read(files, json.loads(json.dumps(memory)))
    assert first.scripts == again.scripts
    assert first.scripts["claims/x/a-b.py"].chance.undecided == ((3, "time.time"),)


def test_a_broken_script_has_a_line():
    script = script_of("x.py", b"\ndef measure(:\n")
    assert script.problem.startswith("this is not Python")
    assert script.line == 2


def test_settings_take_the_type_of_their_default():
    assert setting_value(Setting("n", 1), "1e3") == 1000
    assert setting_value(Setting("x", 1.0), "3") == 3.0
    assert setting_value(Setting("b", True), "no") is False
    assert setting_value(Setting("s", "a"), "no") == "no"
    for setting, wrong in (
        (Setting("n", 1), "1.5"), (Setting("x", 1.0), "nan"), (Setting("x", 1.0), "much"),
        (Setting("b", True), "true"), (Setting("n", 1), "1e999"),
    ):  # fmt: skip
        with pytest.raises(ValueError, match="a|yes"):
            setting_value(setting, wrong)


def test_words_are_folded_and_split_the_same_everywhere():
    assert words_of("It’s  ﬁne, Non-t… 1e-3!") == ["it's", "fine", "non", "t", "1e", "3"]
    assert digest("A  b, c.") == digest("a B c")


def test_a_locator_is_proven_by_hashes_alone():
    found = fingerprint("1", "One two, three four five.", "00")
    passage = passage_of(
        "1",
        {"digest": found.digest, "words": 5, "shingles": " ".join(found.shingles), "speaker": "x"},
    )
    assert stands_in("two THREE four", passage, "00")
    assert not stands_in("two four three", passage, "00")
    assert not stands_in("three four", passage, "00")  # too short to prove anything
    assert not stands_in("two three four", passage, "01")  # another discussion's salt
    assert not stands_in("whole", passage, "00")


def test_passages_are_numbered_lines():
    assert passages_in("1| a\n 12| b\nc\n") == {"1": "a", "12": "b\nc"}


def test_a_bibliography_with_a_broken_entry_keeps_the_others():
    given = files()
    given["literature/references.bib"] += (
        b"@book{broken-1, title = {never closed\n@misc{x-1, title = {T}}\n"
    )
    base = read(given)
    assert "fraunhofer-2021" in base.references
    assert [each.message for each in base.findings] == [
        "this entry cannot be read",
        "the entry 'x-1' has no author",
        "the entry 'x-1' has no year",
    ]


def test_a_finding_points_at_the_line_of_its_field():
    given = files("links: [{supports: nobody-here, because: w}]")
    from tests.helpers.solar_base import findings

    shown = report([each for each in findings(given) if each.check == "dangling-link"], given)
    assert shown.splitlines()[0].startswith(f"{CLAIM}:")
    assert shown.splitlines()[1].strip().startswith("-")
