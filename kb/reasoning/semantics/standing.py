"""What stands: the grounded labels of a framework of collective attacks.

An element is IN once every set that attacks it has lost a member, OUT once some set has
all its members IN, and UNDEC otherwise (Dung 1995; Nielsen and Parsons 2006).  Linear.
"""

from collections.abc import Iterable, Mapping

from kb.graph import Graph
from kb.model import Base
from kb.model.outcomes import Judgement, Standing
from kb.reasoning.rules import Strict
from kb.reasoning.semantics.attacks import base_attacks, elements_of, in_debate, transpose
from kb.reasoning.semantics.setaf import grounded_labelling


def standing_of(
    base: Base,
    graph: Graph,
    evidence: Mapping[str, Judgement],
    strict: Strict,
    crux_attacks: Iterable[tuple[str, str]] = (),
) -> Standing:
    """Labels of everything in debate, with the attacks that decide them.

    A decided crux comes in as the measurement's address and the claim that lost.
    """
    scope = in_debate(base, strict)
    elements = elements_of(base, graph, evidence, scope)
    rules = [rule for rule in strict.rules if set(rule.body) <= scope]
    direct = base_attacks(base, graph, evidence, elements, strict, crux_attacks)
    attacks, capped = transpose(direct, rules)
    return Standing(grounded_labelling(elements, attacks), attacks, capped)
