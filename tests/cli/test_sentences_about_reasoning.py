"""What kb says of small bases: nothing that is false, and nothing left out."""

import pytest

from tests.cli.test_commands import kb

PEOPLE = "ann: {title: Ann, one: yes}\nben: {title: Ben, one: yes}\ncleo: {title: Cleo, one: yes}\n"


def write(root, claims: dict[str, str]):
    """Claims about lamps by name; "ann+ ben-" says who asserts and who denies."""
    (root / "claims/lamps").mkdir(parents=True)
    (root / "literature").mkdir()
    (root / "literature/positions.yaml").write_text(PEOPLE)
    for name, (who, *more) in {name: text.split("\n") for name, text in claims.items()}.items():
        held = "".join(
            f"  - {{position: {word[:-1]}, stance: {'denies' if word[-1] == '-' else 'asserts'}}}\n"
            for word in who.split()
        )
        lines = [f"title: The {name}", "statement: So it is.", "kind: opinion"]
        lines += [f"held_by:\n{held.rstrip()}"] if held else []
        path = root / f"claims/lamps/{name}.yaml"
        path.write_text("\n".join([*lines, *(line.strip() for line in more)]) + "\n")
    return root


BURNS_GLOWS = {
    "it-burns": "\nlinks: [{contradicts: it-cools, because: Fire is hot.}]",
    "it-cools": "",
}
EXPLAINED = {
    "nobody asserts either": (
        BURNS_GLOWS,
        "it-burns it-cools",
        ["not both can hold, whoever holds them;"
         " the smallest explanation: it-burns, it-cools, it-burns/contradicts/it-cools",
         "it-burns is asserted by nobody; it-cools is asserted by nobody"],
    ),
    "through a claim that somebody holds too": (
        {
            "it-burns": "ann+\nlinks: [{entails: is-hot, because: Fire.}]",
            "is-hot": "ann+\nlinks: [{contradicts: it-cools, because: Heat.}]",
            "it-cools": "ben+",
        },
        "it-burns it-cools",
        ["not both can hold, whoever holds them; the smallest explanation:"
         " it-burns, it-cools, is-hot/contradicts/it-cools, it-burns/entails/is-hot",
         "it-burns is asserted by Ann; it-cools is asserted by Ben"],
    ),
    "one leads to what is denied": (
        {"it-burns": "ann+\nlinks: [{entails: is-hot, because: Fire.}]", "is-hot": "ann- ben+"},
        "it-burns is-hot",
        ["the two are consistent by themselves",
         "together with the denial of is-hot by Ann, is-hot is not;"
         " the smallest explanation: is-hot, the denial of is-hot",
         "together with the denial of is-hot by Ann, it-burns is not; the smallest explanation:"
         " it-burns, the denial of is-hot, it-burns/entails/is-hot"],
    ),
    "one is contradictory by itself": (
        {
            "it-burns": "ann+\nlinks:\n- {entails: is-hot, because: a}\n- {entails: is-cold, because: b}",
            "is-hot": "\nlinks: [{contradicts: is-cold, because: c}]",
            "is-cold": "",
        },
        "it-burns is-hot",
        ["not both can hold, because it-burns leads to a contradiction by itself;"
         " the smallest explanation: it-burns, is-hot/contradicts/is-cold,"
         " it-burns/entails/is-cold, it-burns/entails/is-hot"],
    ),
    "both together lead to what a third excludes": (
        {
            "it-burns": "ann+\nlinks: [{entails: is-spent, with: [it-lasts], because: Fuel.}]",
            "it-lasts": "ann+",
            "is-spent": "\nlinks: [{contradicts: is-full, because: Empty.}]",
            "is-full": "ben+ cleo+",
        },
        "it-burns it-lasts",
        ["the two are consistent by themselves",
         "together with is-full (Ben and Cleo), both are not; the smallest explanation:"
         " is-full, it-burns, it-lasts, is-spent/contradicts/is-full, it-burns/entails/is-spent"],
    ),
    "equivalent, and one of them in a clash": (
        {
            "it-burns": "ann+\nlinks: [{equivalent: it-glows, because: Same.}]",
            "it-glows": "",
            "it-cools": "\nlinks: [{contradicts: it-burns, because: Heat.}]",
        },
        "it-burns it-glows",
        ["no contradiction follows from them by the strict links of the base"],
    ),
    "a clash of others": (
        {**BURNS_GLOWS, "it-burns": "ann+" + BURNS_GLOWS["it-burns"], "it-cools": "ben+",
         "is-red": "ann+", "is-blue": "ben+"},
        "is-red is-blue",
        ["no contradiction follows from them by the strict links of the base"],
    ),
    "one of them was withdrawn": (
        {**BURNS_GLOWS, "it-cools": "\nstatus: withdrawn\nbecause: Wrong."},
        "it-burns it-cools",
        ["no contradiction follows from them by the strict links of the base"],
    ),
    "a former name, and several ways into one clash": (
        {
            "it-burns": "ann+\naliases: [was-lit]\nlinks: [{contradicts: it-cools, because: Heat.}]",
            "is-hot": "ann+\nlinks: [{entails: was-lit, because: Heat.}]",
            "it-cools": "ann+",
        },
        "was-lit it-cools",
        ["not both can hold, whoever holds them;"
         " the smallest explanation: it-burns, it-cools, it-burns/contradicts/it-cools",
         "it-burns is asserted by Ann; it-cools is asserted by Ann",
         "Ann is led to both, in 2 ways: from it-burns with it-cools;"
         " from is-hot with it-cools through is-hot/entails/it-burns"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", EXPLAINED)
def test_whether_two_claims_clash(tmp_path, case):
    claims, pair, wanted = EXPLAINED[case]
    status, said, _ = kb(write(tmp_path, claims), "explain", *pair.split())
    assert status == 0
    lines = [line.strip() for line in said.splitlines()]
    assert lines[lines.index("Whether they clash") + 1 :] == wanted


CONTRARY = "\nlinks: [{contradicts: it-cools, because: Heat.%s}]"
DISAGREEMENTS = {
    "asserted by one and denied by two": (
        {"it-burns": "ann+ ben- cleo-"},
        ["denied: 1", "it-burns (ann) / the denial of it-burns (ben, cleo)"],
    ),
    "denied by all": ({"it-burns": "ann- ben-"}, []),
    "led to by one and denied by another": (
        {"it-burns": "ann+\nlinks: [{entails: is-hot, because: Fire.}]", "is-hot": "ben-"},
        ["denied: 1", "is-hot (ann) / the denial of is-hot (ben)",
         "through it-burns/entails/is-hot"],
    ),
    "asserted and denied by one, and denied by another": (
        {"it-burns": "ann+ ann- ben-"},
        ["denied: 1", "it-burns (ann) / the denial of it-burns (ann, ben)"],
    ),
    "behind a tension that one acknowledges": (
        {"it-burns": "ann+ ben+" + CONTRARY % ", tension: [ann]", "it-cools": "ann+ cleo+"},
        ["contradiction: 1", "it-burns (ben) / it-cools (cleo)",
         "through it-burns/contradicts/it-cools"],
    ),
    "which one person alone is led to": (
        {"it-burns": "ann+" + CONTRARY % ", tension: [ann]", "it-cools": "ann+"}, [],
    ),
    "an attack on what nobody asserts": (
        {"it-burns": "ann+\nlinks: [{attacks: it-cools, because: Heat.}]", "it-cools": ""}, [],
    ),
    "an undercut of a step from what nobody asserts": (
        {"it-burns": "\nlinks: [{supports: is-hot, because: Heat.}]", "is-hot": "ann+",
         "is-mild": "ben+\nlinks: [{undercuts: it-burns/supports/is-hot, because: Mild.}]"}, [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", DISAGREEMENTS)
def test_which_disagreements_there_are(tmp_path, case):
    claims, wanted = DISAGREEMENTS[case]
    _, said, _ = kb(write(tmp_path, claims), "verify", "--no-run", "--disagreements")
    lines = said.splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith("contradiction: "))
    told = [line.strip() for line in lines[start:-1] if not line.endswith(": none")]
    assert told == wanted


def test_a_tension_under_a_former_name_is_acknowledged(tmp_path):
    claims = {
        "it-burns": "ann+\nlinks: [{contradicts: it-cools, because: Heat.}]\n"
        "tension: [{position: ann, with: was-cold, because: Two moods.}]",
        "it-cools": "ann+\naliases: [was-cold]",
    }
    _, said, _ = kb(write(tmp_path, claims), "verify", "--no-run")
    assert "[contradiction]" not in said
    assert "[stale-tension]" not in said
    assert "1 acknowledged tension;" in said


def test_of_several_ways_into_a_clash_the_number_is_said(tmp_path):
    claims = {
        "it-burns": "ann+" + CONTRARY % "",
        "is-hot": "ann+\nlinks: [{entails: it-burns, because: Heat.}]",
        "it-cools": "ann+",
    }
    status, said, _ = kb(write(tmp_path, claims), "verify", "--no-run")
    assert status == 1
    assert (
        "error: 'ann' asserts two claims that cannot both hold (one of 2 ways into this clash;"
        " 'kb explain it-burns it-cools' names all) [contradiction]"
    ) in said


def test_what_is_withdrawn_comes_back_by_taking_that_away(tmp_path):
    claims = {"it-burns": "ann+\nstatus: withdrawn\nbecause: It was wrong."}
    _, said, _ = kb(write(tmp_path, claims), "explain", "it-burns")
    lines = said.splitlines()
    at = lines.index("Why it has this standing")
    assert lines[at : at + 8] == [
        "Why it has this standing", "  It was withdrawn: It was wrong.", "",
        "Beside that", "  It was withdrawn, so it is in no camp.", "",
        "What would change that", "  Its withdrawal would have to be taken away.",
    ]  # fmt: skip


def test_a_link_without_direction_said_at_both_ends_is_a_suspicion(tmp_path):
    claims = {
        "it-burns": "\nlinks: [{contradicts: it-cools, because: Heat.}]",
        "it-cools": "\nlinks: [{contradicts: it-burns, because: Cold.}]",
    }
    _, said, _ = kb(write(tmp_path, claims), "verify", "--no-run", "--suspicions")
    assert (
        "suspicion: superfluous link:"
        " it-burns/contradicts/it-cools / it-cools/contradicts/it-burns: they say the same"
    ) in said.splitlines()
