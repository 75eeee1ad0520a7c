"""Judging a demonstration: the words, and the rules for controls, to the letter."""

from kb.demos.judge import judge
from kb.model import Demonstration, Expectation, Run
from kb.model.outcomes import Measurement


def demonstration(expect, *controls):
    runs = {"main": Run("main"), "other": Run("other")} | {each.name: each for each in controls}
    expectations = {
        name: each if isinstance(each, Expectation) else Expectation(name, each)
        for name, each in expect.items()
    }
    return Demonstration("c-d", "demo", "x.py", "s", "d", "for", runs, expectations)


def series(**measures):
    """A measurement for each seed, from one list for each measure."""
    rows = zip(*measures.values(), strict=True)
    return [Measurement(dict(zip(measures, row, strict=True))) for row in rows]


MAIN = series(x=[1.0, 1.1, 1.2])
OTHER = series(x=[5.0, 5.1, 5.2])
CONTROL = Run("gone", breaks=("big",), because="w")


def outcome(expect, gone, *controls, main=MAIN):
    found = judge(
        demonstration(expect, *(controls or (CONTROL,))),
        {"main": main, "other": OTHER, "gone": gone},
    )
    return found.word, [(each.expectation, each.broke, each.why) for each in found.controls]


def test_it_holds_if_the_control_breaks_it_on_every_seed():
    assert outcome({"big": "x > 0.5"}, series(x=[0, 0, 0])) == ("holds", [("big", True, "")])


def test_a_control_under_which_it_holds_on_one_seed_breaks_nothing():
    word, controls = outcome({"big": "x > 0.5"}, series(x=[0, 0.6, 0]))
    assert word == "faulty"
    assert controls == [("big", False, "the expectation still holds on seed 1")]
    _, controls = outcome({"big": "x > 0.5"}, series(x=[0.6, 0, 0.7]))
    assert controls == [("big", False, "the expectation still holds on seed 0, 2")]


def test_a_control_that_lacks_the_measure_breaks_nothing():
    word, controls = outcome({"big": "x > 0.5"}, series(y=[0, 0, 0], z=[1, 1, 1]))
    assert word == "faulty"
    why = "cannot be judged: the run 'gone' returns no measure 'x' (it returns: y, z)"
    assert controls == [("big", False, why)]
    _, controls = outcome({"big": "x > 0.5"}, [Measurement({})] * 3)
    assert controls == [("big", False, why.replace("y, z", "nothing"))]


def test_a_control_that_divides_by_zero_breaks_nothing():
    word, controls = outcome({"big": "1 / x > 0.5"}, series(x=[0, 0, 0]))
    assert word == "faulty"
    assert controls == [("big", False, "cannot be judged: a division by zero")]


def test_a_control_named_by_the_expectation_breaks_nothing():
    word, controls = outcome({"big": "x > gone.x + 0.5"}, series(x=[0, 0, 0]))
    assert word == "faulty"
    assert controls[0][1] is False


def test_a_contrast_that_names_a_control_is_broken_by_another():
    other = Run("still", breaks=("big",), because="w")
    named = Run("gone", breaks=(), because="w")
    found = judge(
        demonstration({"big": "x > gone.x + 0.5"}, named, other),
        {"main": MAIN, "other": OTHER, "gone": series(x=[0, 0, 0]), "still": series(x=[0, 0, 0])},
    )
    assert found.word == "holds"


def test_a_control_stands_in_for_the_runs_it_says():
    control = Run("gone", breaks=("big",), instead_of=("other",), because="w")
    assert outcome({"big": "other.x > x"}, series(x=[0, 0, 0]), control)[0] == "holds"
    # In the place of main it would not even be false.
    assert outcome({"big": "other.x > x"}, series(x=[0, 0, 0]))[0] == "faulty"


def test_a_control_that_replaces_no_named_run_breaks_nothing():
    control = Run("gone", breaks=("big",), instead_of=("other",), because="w")
    word, controls = outcome({"big": "x > 5"}, series(x=[0, 0, 0]), control)
    assert word == "faulty"
    assert controls[0][2] == "the expectation names none of the runs it stands in for (other)"


def test_refuted_on_every_seed_and_unclear_on_some():
    assert outcome({"big": "x > 9"}, series(x=[0, 0, 0]))[0] == "refuted"
    assert outcome({"big": "x > 1.05"}, series(x=[0, 0, 0]))[0] == "unclear"


def test_fragile_if_the_nearest_seed_is_closer_than_the_spread():
    assert outcome({"big": "x > 0.95"}, series(x=[0, 0, 0]))[0] == "fragile"


def test_aggregates_are_judged_once():
    found = judge(
        demonstration({"big": "mean(x) > 1.05"}, CONTROL),
        {"main": MAIN, "other": OTHER, "gone": series(x=[2, 0, 0])},
    )
    assert found.verdicts[0].holds == (True,)
    assert found.controls[0].broke  # it is above on one seed, and the mean is not


def test_an_expectation_that_no_control_breaks_is_a_fault_unless_an_identity():
    idle = {"big": "x > 0.5", "same": "x == x"}
    assert outcome(idle, series(x=[0, 0, 0]))[0] == "faulty"
    stated = {"big": "x > 0.5", "same": Expectation("same", "x == x", True, "by definition")}
    assert outcome(stated, series(x=[0, 0, 0]))[0] == "holds"


def test_one_fault_makes_the_whole_faulty():
    broken = [*MAIN[:2], Measurement(fault="crashed")]
    found = judge(
        demonstration({"big": "x > 0.5"}, CONTROL),
        {"main": broken, "other": OTHER, "gone": series(x=[0, 0, 0])},
    )
    assert (found.word, found.faults) == ("faulty", (("main", 2, "crashed"),))


def test_what_was_not_run_is_unmeasured():
    found = judge(
        demonstration({"big": "x > 0.5"}, CONTROL),
        {"main": MAIN, "other": OTHER, "gone": [None, None, None]},
    )
    assert found.word == "unmeasured"
    assert not found.in_force
