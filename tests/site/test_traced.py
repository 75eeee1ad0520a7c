"""What changed is made again, and nothing is missed: as if all were made anew, byte for byte."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.model.outcomes import Call
from kb.model.tables import by_key
from kb.site.build import VIEWED, takeaway_job
from kb.site.jobs import done
from kb.site.pages.all import jobs
from kb.site.recalled import Recalled
from kb.site.sameness import Comparison
from kb.site.traced import Traced
from tests.helpers.edited_bases import EDIT, World, edited
from tests.helpers.examples import EXAMPLES


def site(
    world: World, traced: Traced | None = None, recalled: Recalled | None = None
) -> dict[str, bytes]:
    index = world.index(recalled)
    every = [*jobs(index), *map(takeaway_job, index.knowledge.base.demonstrations)]
    return done(every, index, world.docs, traced)


@cache
def first() -> Traced:
    traced = Traced(*VIEWED)
    site(World(), traced)
    return traced


def made_once() -> Traced:
    """What is known after the base was made as it is before any edit."""
    traced, before = Traced(*VIEWED), first()
    traced.made, traced.seen, traced.makers = before.made, before.seen, dict(before.makers)
    traced.asked = {place: set(keys) for place, keys in before.asked.items()}
    return traced


@settings(max_examples=EXAMPLES // 10, deadline=None)
@given(st.lists(EDIT, min_size=1, max_size=8))
def test_a_site_made_again_after_edits_is_the_site_made_anew(edits):
    world, traced, recalled = World(), made_once(), Recalled()
    for edit in edits:
        world = edited(world, edit)
        assert site(world, traced, recalled) == site(world), edit


@given(EDIT, st.integers(1, 40))
@settings(max_examples=EXAMPLES // 20, deadline=None)
def test_what_went_wrong_on_the_way_leaves_nothing_half_made(edit, many):
    world, traced = edited(World(), edit), made_once()
    index = world.index()
    every = list(jobs(index))[:many]
    with pytest.raises(ZeroDivisionError):
        done([*every, every[0]._replace(name="broken", make=lambda *_: 1 // 0)], index, {}, traced)
    assert site(world, traced) == site(world)


@dataclass(frozen=True)
class Inner:
    """Values as pages look them up."""

    ages: Mapping[str, float] = field(default_factory=dict)
    word: str = "old"


@dataclass(frozen=True)
class Outer:
    """Something with parts."""

    inner: Inner
    names: tuple[str, ...] = ()

    @cached_property
    def initials(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self.names:
            found.setdefault(name[0], []).append(name)
        return found

    @by_key
    def decades(self, name: str) -> int:
        return int(self.inner.ages[name] // 10)

    @property
    def shout(self) -> str:
        return self.inner.word.upper()

    def age(self, name: str) -> float:
        return self.inner.ages.get(name, 0.0)


LOOKS = {
    "one age": lambda outer: outer.inner.ages.get("ann"),
    "whether there is an age": lambda outer: "ann" in outer.inner.ages,
    "an age by a method": lambda outer: outer.age("ann"),
    "a decade": lambda outer: outer.decades["ann"],
    "all ages": lambda outer: sum(outer.inner.ages.values()),
    "all ages by name": lambda outer: dict(outer.inner.ages.items()),
    "the names of ages": lambda outer: list(outer.inner.ages),
    "how many ages": lambda outer: len(outer.inner.ages),
    "names by their first letter": lambda outer: outer.initials.get("a"),
    "all names": lambda outer: outer.names,
    "a property": lambda outer: outer.shout,
}
BEFORE = Outer(Inner({"ann": 31.0, "ben": 40.0}), ("ann", "ben"))


@pytest.mark.parametrize(
    ("after", "seen"),
    [
        (BEFORE, ""),
        (Outer(Inner({"ann": 31.0, "ben": 40.0}), ("ann", "ben")), ""),
        (Outer(Inner({"ann": 31.0, "ben": 41.0}), ("ann", "ben")), "all ages, all ages by name"),
        (
            Outer(Inner({"ann": 32.0, "ben": 40.0}), ("ann", "ben")),
            "one age, whether there is an age, an age by a method, all ages, all ages by name",
        ),
        (
            Outer(Inner({"ann": 41.0, "ben": 40.0}), ("ann", "ben")),
            "one age, whether there is an age, an age by a method, a decade, all ages, all ages by name",
        ),
        (
            Outer(Inner({"ann": 31.0, "ben": 40.0, "cy": 1.0}), ("ann", "ben")),
            "all ages, all ages by name, the names of ages, how many ages",
        ),
        (
            Outer(Inner({"ben": 40.0, "ann": 31.0}), ("ann", "ben")),
            "all ages, all ages by name, the names of ages, how many ages",
        ),
        (Outer(BEFORE.inner, ("ann", "ben", "bea")), "all names"),
        (
            Outer(BEFORE.inner, ("ann", "ben", "al")),
            "names by their first letter, all names",
        ),
        (Outer(Inner(BEFORE.inner.ages, "new"), BEFORE.names), "a property"),
    ],
)
def test_only_what_saw_a_difference_is_made_again(after, seen):
    traced, made = Traced(Outer, Inner), []

    def make(outer: Outer) -> None:
        view = traced.begin(outer=outer)["outer"]
        for name, look in LOOKS.items():
            traced.of("job", name, lambda name=name, look=look: (made.append(name), look(view)))
        traced.finish()

    make(BEFORE)
    assert made == [*LOOKS]
    made.clear()
    make(after)
    assert ", ".join(made) == seen


OUTERS = st.builds(
    Outer,
    st.builds(
        Inner,
        st.dictionaries(st.sampled_from(("ann", "ben", "cy")), st.sampled_from((30.0, 31.0, 40.0))),
        st.sampled_from(("old", "new")),
    ),
    st.lists(st.sampled_from(("ann", "al", "ben"))).map(tuple),
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(OUTERS, min_size=2, max_size=6))
def test_what_is_seen_is_there_however_values_come_and_go(outers):
    traced = Traced(Outer, Inner)
    for outer in outers:
        view = traced.begin(outer=outer)["outer"]
        looks = {name: look for name, look in LOOKS.items() if name != "a decade"}
        if "ann" in outer.inner.ages:
            looks = LOOKS
        for name, look in looks.items():
            assert traced.of("job", name, partial(look, view)) == look(outer), name
        traced.finish()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1.0), (1, True), (0.0, -0.0), ("a", b"a"), ([1.0] * 20, [1] * 20),
        ([0.0] * 20, [*[0.0] * 19, -0.0]), ({"a": 1, "b": 2}, {"b": 2, "a": 1}), ((1,), [1]),
        (Call("s", (), 1, budget=1.0), Call("s", (), 1, budget=2.0)), (object(), object()),
        ({1: "a"}, {1.0: "a"}),
    ],
)  # fmt: skip
def test_what_can_be_told_apart_is_not_the_same(one, other):
    assert not Comparison().same(one, other)
    assert Comparison().same(one, one)


def test_what_is_read_again_is_what_was_read_unless_it_can_be_told_apart():
    recalled = Recalled()
    first = Call("s", (), 1, budget=1.0)
    assert recalled.value("calls", "s", first) is first
    assert recalled.value("calls", "s", Call("s", (), 1, budget=1.0)) is first
    other = Call("s", (), 1, budget=2.0)
    assert recalled.value("calls", "s", other) is other
    assert recalled.value("calls", "s", first) is first


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda some: st.lists(some) | st.dictionaries(st.text(), some) | st.tuples(some, some),
))  # fmt: skip
def test_a_copy_is_the_same(value):
    holder = dataclasses.make_dataclass("Holder", ["value"])
    first, second = (
        holder([value]),
        holder([eval(repr(value), {"inf": 1e999})]),
    )
    assert Comparison().same(first, second)
