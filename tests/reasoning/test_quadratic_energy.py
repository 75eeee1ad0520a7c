"""Strengths by quadratic energy: worked by hand, bounded, monotone, and honest about cycles."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from kb.reasoning.semantics.quadratic_energy import Influence, added_up, strengths


def bend(energy: float) -> float:
    return max(energy, 0) ** 2 / (1 + max(energy, 0) ** 2)


def level(energy: float, weight: float = 0.5) -> float:
    return weight + (1 - weight) * bend(energy) - weight * bend(-energy)


def test_what_nobody_speaks_of_keeps_its_weight():
    assert strengths("ab", [], {"b": 0.9}).values == {"a": 0.5, "b": 0.9}
    assert strengths([], []).values == {}


def test_supports_raise_and_attacks_lower():
    found = strengths(
        "abcd", [Influence(("a",), "b", 1), Influence(("a",), "c", -1), Influence(("b",), "d", 1)]
    )
    expected = {"a": 0.5, "b": level(0.5), "c": level(-0.5), "d": level(level(0.5))}
    assert found.values == pytest.approx(expected, abs=1e-5)
    assert expected["b"] == pytest.approx(0.6)
    assert found.residual <= 1e-6


def test_an_undercut_link_passes_on_only_its_share():
    found = strengths(
        ["a", "b", "u", "link"],
        [Influence(("a", "link"), "b", 1), Influence(("u",), "link", -1)],
    )
    link = level(-0.5)
    assert found.values["link"] == pytest.approx(link, abs=1e-5)
    assert found.values["b"] == pytest.approx(level(0.5 * link), abs=1e-5)


def test_what_does_not_settle_in_time_shows_no_strengths():
    found = strengths("ab", [Influence(("a",), "b", 1), Influence(("b",), "a", 1)], steps=1)
    assert found.values == {}
    assert found.residual > 1e-6
    assert found.steps == 1


NAMES = "abcdef"
INFLUENCES = st.lists(
    st.builds(
        Influence,
        st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True).map(tuple),
        st.sampled_from(NAMES),
        st.sampled_from([1, -1]),
    ),
    max_size=12,
)


@settings(max_examples=200, deadline=None)
@given(INFLUENCES)
def test_where_strengths_settle_the_equation_holds(influences):
    found = strengths(NAMES, influences)
    if not found.values:
        assert found.residual > 1e-6
        return
    for name in NAMES:
        energy = 0.0
        for each in influences:
            if each.target == name:
                force = 1.0
                for source in each.sources:
                    force *= found.values[source]
                energy += each.sign * force
        assert 0 <= found.values[name] <= 1
        assert found.values[name] == pytest.approx(level(energy), abs=1e-5)


@settings(max_examples=100, deadline=None)
@given(INFLUENCES)
def test_one_support_more_never_weakens_its_target_in_a_tree(influences):
    before = [each for each in influences if max(each.sources) < each.target]
    after = [*before, Influence(("a",), "f", 1)]
    assert strengths(NAMES, after).values["f"] >= strengths(NAMES, before).values["f"] - 1e-5


@given(
    st.integers(1, 6).flatmap(
        lambda size: st.tuples(
            st.just(size),
            st.lists(st.tuples(*[st.integers(0, size - 1)] * 2, st.sampled_from([1.0, -1.0]))),
            st.lists(st.floats(0, 1), min_size=size, max_size=size),
        )
    )
)
def test_sums_are_those_of_scipy_to_the_last_bit(drawn):
    size, entries, values = drawn
    rows, columns = (np.array([entry[end] for entry in entries], dtype=int) for end in (0, 1))
    signs = np.array([entry[2] for entry in entries], dtype=float)
    known = csr_array((signs, (rows, columns)), shape=(size, size)) @ np.array(values)
    assert added_up(size, rows, columns, signs)(np.array(values)).tolist() == known.tolist()
