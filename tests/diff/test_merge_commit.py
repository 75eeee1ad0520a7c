"""What a merge has that its parents do not give, and where."""

import pytest

from kb.diff.merging.commit import unlike_its_parents

FILE = "claims/energy/panels-last.yaml"
OTHER = "claims/energy/roofs-stay-dry.yaml"
TEXT = """title: Panels last
statement: A panel keeps half its output for decades.
kind: empirical
held_by:
  - {position: industry, stance: asserts}
links:
  - supports: roofs-are-hot
    because: Heat is no harm.
demonstrations:
  life:
    expect: {lasts: half_life > 10}
"""
SECOND = "title: Roofs stay dry\nstatement: Rain runs off.\nkind: empirical\n"
LINK = "  - attacks: sand-is-mild\n    because: Sand scratches glass.\n"


def with_link(text: str = TEXT, link: str = LINK) -> str:
    return text.replace("demonstrations:\n", f"{link}demonstrations:\n")


def told(base, ours, theirs, merge, *more_bases) -> list[tuple[str, ...]]:
    states = (
        {path: text.encode() for path, text in state.items()}
        if isinstance(state, dict)
        else {FILE: state.encode()}
        for state in (base, *more_bases, ours, theirs, merge)
    )
    *bases, first, second, last = states
    found = unlike_its_parents(bases, first, second, last)
    return [
        (v.how, f"{v.file}:{v.line}", " / ".join((v.claim, *v.address)), v.origin) for v in found
    ]


LONG = "Output was measured on four hundred roofs."
CHANGED = TEXT.replace("half_life > 10", "half_life > 12")
CASES = {
    "both edits are there": (TEXT, with_link(), CHANGED, with_link(CHANGED), []),
    "an edit is undone": (
        TEXT, CHANGED, with_link(), with_link(),
        [("undone", f"{FILE}:13", "panels-last / demonstrations / life / expect / lasts", "")],
    ),
    "a link is lost": (
        TEXT, with_link(), CHANGED, CHANGED,
        [("lost", f"{FILE}:6", "panels-last / links / attacks sand-is-mild", "")],
    ),
    "half of a link is lost": (
        TEXT, with_link(), CHANGED, with_link(CHANGED, "  - attacks: sand-is-mild\n"),
        [("lost", f"{FILE}:9", "panels-last / links / attacks sand-is-mild / because", "")],
    ),
    "what one side removed is there again": (
        with_link(), TEXT, with_link(CHANGED), with_link(CHANGED),
        [("undone", f"{FILE}:9", "panels-last / links / attacks sand-is-mild", "")],
    ),
    "a value from nowhere": (
        TEXT, CHANGED, with_link(), with_link(CHANGED).replace("decades", "centuries"),
        [("from nowhere", f"{FILE}:2", "panels-last / statement", "")],
    ),
    "a link from nowhere": (
        TEXT, CHANGED, TEXT, with_link(CHANGED),
        [("from nowhere", f"{FILE}:9", "panels-last / links / attacks sand-is-mild", "")],
    ),
    "a value of another claim": (
        {FILE: TEXT, OTHER: SECOND},
        {FILE: TEXT.replace("A panel keeps half its output for decades.", LONG), OTHER: SECOND},
        {FILE: CHANGED, OTHER: SECOND},
        {FILE: CHANGED, OTHER: SECOND.replace("Rain runs off.", LONG)},
        [("undone", f"{FILE}:2", "panels-last / statement", ""),
         ("from another claim", f"{OTHER}:2", "roofs-stay-dry / statement", "panels-last / statement")],
    ),
    "a short one at the same place, where it is new": (
        {FILE: TEXT, OTHER: SECOND},
        {FILE: TEXT.replace("empirical", "opinion"), OTHER: SECOND},
        {FILE: CHANGED, OTHER: SECOND},
        {FILE: CHANGED.replace("empirical", "opinion"), OTHER: SECOND.replace("empirical", "opinion")},
        [("from another claim", f"{OTHER}:3", "roofs-stay-dry / kind", "panels-last / kind")],
    ),
    "a short one that another claim had before is from nowhere": (
        {FILE: TEXT, OTHER: SECOND}, {FILE: CHANGED, OTHER: SECOND}, {FILE: TEXT, OTHER: SECOND},
        {FILE: CHANGED.replace("asserts", "empirical"), OTHER: SECOND.replace("empirical", "industry")},
        [("from nowhere", f"{FILE}:5", "panels-last / held_by / industry / stance", ""),
         ("from nowhere", f"{OTHER}:3", "roofs-stay-dry / kind", "")],
    ),
    "a short one that it has always had is from nowhere, too": (
        {FILE: TEXT, OTHER: SECOND.replace("empirical", "opinion")},
        {FILE: CHANGED, OTHER: SECOND.replace("empirical", "opinion")},
        {FILE: TEXT, OTHER: SECOND.replace("empirical", "opinion")},
        {FILE: CHANGED.replace("empirical", "opinion"), OTHER: SECOND.replace("empirical", "opinion")},
        [("from nowhere", f"{FILE}:3", "panels-last / kind", "")],
    ),
    "a file that could not be read before": (
        TEXT, f"{CHANGED}nonsense\n", TEXT, f"{CHANGED}nonsense\n", [],
    ),
    "a conflict settled as one side has it": (
        TEXT, CHANGED, TEXT.replace("> 10", "> 15"), CHANGED, [],
    ),
    "a conflict settled by a third word": (
        TEXT, CHANGED, TEXT.replace("> 10", "> 15"), TEXT.replace("> 10", "> 13"),
        [("settled", f"{FILE}:11", "panels-last / demonstrations / life / expect / lasts", "")],
    ),
    "a claim that both have is lost": (
        {FILE: TEXT, OTHER: SECOND}, {FILE: CHANGED, OTHER: SECOND}, {FILE: TEXT, OTHER: SECOND},
        {FILE: CHANGED},
        [("lost", f"{OTHER}:1", "roofs-stay-dry", "")],
    ),
    "a claim that one side removed is there again": (
        {FILE: TEXT, OTHER: SECOND}, {FILE: TEXT}, {FILE: CHANGED, OTHER: SECOND},
        {FILE: CHANGED, OTHER: SECOND},
        [("undone", f"{OTHER}:1", "roofs-stay-dry", "")],
    ),
    "a claim that no side has": (
        TEXT, CHANGED, TEXT, {FILE: CHANGED, OTHER: SECOND},
        [("from nowhere", f"{OTHER}:1", "roofs-stay-dry", "")],
    ),
    "a file that cannot be read": (
        TEXT, with_link(), with_link().replace("scratches", "cuts"),
        with_link(link=f"{LINK}    because: Sand cuts glass.\n"),
        [("not read", f"{FILE}:11", "panels-last", "")],
    ),
    "marks of a conflict": (
        TEXT, CHANGED, with_link(), f"<<<<<<< ours\n{CHANGED}=======\n{TEXT}>>>>>>> theirs\n",
        [("not read", f"{FILE}:1", "panels-last", "")],
    ),
    "two files of one claim": (
        {FILE: TEXT}, {"claims/roofs/panels-last.yaml": TEXT}, {FILE: CHANGED},
        {FILE: CHANGED, "claims/roofs/panels-last.yaml": TEXT},
        [("twice", "claims/roofs/panels-last.yaml:1", "panels-last", ""),
         ("undone", f"{FILE}:1", "panels-last / topic", "")],
    ),
    "text that only breaks elsewhere": (
        TEXT, CHANGED.replace("statement: A panel keeps", "statement: >\n  A panel\n  keeps"),
        with_link(), with_link(CHANGED), [],
    ),
    "the same order or another": (
        TEXT, with_link(), with_link(link=LINK.replace("sand", "wind")),
        with_link(link=LINK.replace("sand", "wind") + LINK), [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_cases(name):
    *states, expected = CASES[name]
    assert told(*states) == expected
    base, ours, theirs, merge = states
    assert told(base, theirs, ours, merge) == expected


NEW = "claims/energy/modules-last.yaml"


def test_a_claim_that_was_renamed_with_an_alias_is_one_claim():
    renamed = f"{TEXT}aliases: [panels-last]\n"
    link = "links: [{supports: panels-last, because: Rain cleans.}]\n"
    states = (
        {FILE: TEXT, OTHER: SECOND},
        {FILE: CHANGED, OTHER: SECOND + link},
        {NEW: renamed, OTHER: SECOND},
        {NEW: CHANGED + "aliases: [panels-last]\n", OTHER: SECOND + link},
    )
    assert told(*states) == []
    lost = {**states[3], NEW: renamed}
    assert told(*states[:3], lost) == [
        ("undone", f"{NEW}:11", "modules-last / demonstrations / life / expect / lasts", ""),
    ]
    unsaid = {NEW: TEXT, OTHER: SECOND}
    taken = {NEW: CHANGED, OTHER: SECOND + link}
    assert told(*states[:2], unsaid, taken) == [
        ("from another claim", f"{NEW}:11", "modules-last / demonstrations / life / expect / lasts",
         "panels-last / demonstrations / life / expect / lasts"),
    ]  # fmt: skip


@pytest.mark.parametrize(("taken", "kept"), [(FILE, OTHER), (OTHER, FILE)])
def test_a_claim_that_was_taken_into_another_is_not_that_one_before(taken, kept):
    both = {FILE: TEXT, OTHER: SECOND}
    name = taken.rpartition("/")[2].removesuffix(".yaml")
    theirs = {kept: f"{both[kept]}aliases: [{name}]\n"}
    ours = {**both, kept: both[kept].replace("title: ", "title: Surely ")}
    merge = {kept: theirs[kept].replace("title: ", "title: Surely ")}
    assert told(both, ours, theirs, merge) == []
    ((how, where, *_),) = told(both, ours, theirs, theirs)
    assert (how, where) == ("undone", f"{kept}:1")


def test_after_a_criss_cross_a_value_may_come_from_either_base():
    other = TEXT.replace("> 10", "> 15")
    assert told(TEXT, CHANGED, other, CHANGED, CHANGED) == []
    assert [how for how, *_ in told(other, CHANGED, other, other, TEXT)] == []
    assert [how for how, *_ in told(other, CHANGED, other, other)] == ["undone"]
