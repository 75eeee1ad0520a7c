"""What stands: the grounded labels of a framework of collective attacks.

An element is IN once every set that attacks it has lost a member, OUT once some set has
all its members IN, and UNDEC otherwise (Dung 1995; Nielsen and Parsons 2006).  The sets are
those closed under transposition, and none of them is listed on the way to a label.
"""

from collections.abc import Callable, Iterable, Mapping

from kb.graph import Graph
from kb.model import Base
from kb.model.outcomes import Attack, Judgement, Label, Standing
from kb.reasoning.budget import Budget
from kb.reasoning.rules import Strict
from kb.reasoning.semantics.attacks import base_attacks, elements_of, in_debate
from kb.reasoning.semantics.debate import WORDS
from kb.reasoning.semantics.labelling import labels_within
from kb.reasoning.semantics.self_clash import links_of_self_clash
from kb.reasoning.semantics.setaf import StrictRule, grounded_labels, numbered_framework
from kb.reasoning.semantics.transposition import AttacksOn

WORK = 50_000_000  # labels carried on along attacks and rules


def standing_of(
    base: Base,
    graph: Graph,
    evidence: Mapping[str, Judgement],
    strict: Strict,
    crux_attacks: Iterable[tuple[str, str]] = (),
    explained: Callable[[str], tuple[str, ...]] | None = None,
    work: int = WORK,
) -> Standing:
    """Labels of everything in debate, with the attacks that decide them.

    A decided crux comes in as the measurement's address and the claim that lost.  ``explained``
    gives the links by which a claim contradicts itself (not said: a derivation of both ends).
    """
    scope = in_debate(base, strict)
    elements = elements_of(base, graph, evidence, scope)
    rules = tuple(rule for rule in strict.rules if scope.issuperset(rule.body))
    written = base_attacks(base, graph, evidence, elements, strict, crux_attacks)
    labels = grounded_labelling(elements, written, rules, Budget(work))
    why = explained or (lambda claim: links_of_self_clash(claim, strict))
    attacks_on = AttacksOn(written, rules, why)
    return Standing(labels, tuple(written), rules, attacks_on, attacks_on.cut)


def grounded_labelling(
    elements: Iterable[str],
    attacks: Iterable[Attack],
    rules: Iterable[StrictRule] = (),
    budget: Budget | None = None,
) -> dict[str, Label]:
    """IN, OUT or UNDEC for each element; UNKNOWN for what hangs on work left undone.

    What no attack and no rule touches is IN, which takes no work to know.
    """
    attacks, rules = tuple(attacks), tuple(rules)
    labels = dict.fromkeys(sorted(elements), Label.IN)
    touched = {end for attack in attacks for end in (*attack.attackers, attack.target)}
    touched.update(end for body, head, _ in rules for end in (*body, head))
    names, framework = numbered_framework(touched, attacks, rules)
    if framework.rules and budget:
        found = labels_within(framework.adjacency, budget)
    else:
        found = grounded_labels(framework)
    labels.update(zip(names, map(WORDS.__getitem__, found), strict=True))
    return labels
