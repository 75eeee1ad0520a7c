"""Whatever is accepted together is closed under the strict rules, and consistent."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.model.outcomes import Attack
from kb.reasoning.budget import Unknown
from kb.reasoning.rules import Contrary, Rule, strict_from
from kb.reasoning.semantics.attacks import self_contradictory, transpose
from kb.reasoning.semantics.extensions import camps

CLAIMS = list("abcdef")
PAIRS = st.tuples(st.sampled_from(CLAIMS), st.sampled_from(CLAIMS)).filter(lambda p: p[0] != p[1])
RULES = st.builds(
    lambda body, head: Rule(tuple(sorted(body - {head})), head, "rule"),
    st.sets(st.sampled_from(CLAIMS), min_size=1, max_size=2),
    st.sampled_from(CLAIMS),
).filter(lambda rule: rule.body)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(RULES, max_size=6),
    st.lists(PAIRS, max_size=3),
    st.lists(PAIRS, max_size=3),
)
def test_complete_extensions_are_closed_and_consistent(rules, clashes, attacks):
    """Caminada and Amgoud's postulates (2007): closure, direct and indirect consistency."""
    contraries = [Contrary(*sorted(pair), "clash") for pair in clashes]
    strict = strict_from(rules, contraries)
    direct = [Attack(frozenset({one}), other) for one, other in attacks]
    direct += [Attack(frozenset({c.one}), c.other) for c in contraries]
    direct += [Attack(frozenset({c.other}), c.one) for c in contraries]
    direct += [Attack(frozenset(), each) for each in self_contradictory(CLAIMS, strict)]
    found, capped = transpose(direct, rules)
    assert not capped
    listed = camps(CLAIMS, found, semantics="complete").listed(10_000)
    assert not isinstance(listed, Unknown)
    for held in map(frozenset, listed):
        for rule in rules:
            assert rule.head in held or not held.issuperset(rule.body)
        assert not any({each.one, each.other} <= held for each in contraries)
