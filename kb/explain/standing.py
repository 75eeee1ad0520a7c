"""Why a claim has its standing, what would change that, and what it rests on: in sentences."""

from collections.abc import Sequence

from kb.demos.stakes import is_at_stake, verdicts_of
from kb.explain.conditions import condition_in_words
from kb.explain.crux_sentences import inside_sentence
from kb.explain.four_words import STANDING, counted_verdicts, demonstrated_word, undercutting
from kb.explain.sentence import Mention, Sentence, first_mentions, mention, mentions
from kb.knowledge import Knowledge, said_once
from kb.model import Claim, Expectation, Link, Prediction
from kb.model.denials import denied_claim
from kb.model.outcomes import Attack, Label, Verdict
from kb.reasoning.budget import Unknown
from kb.reasoning.semantics.flips import flip_of

NOTHING_STATED: Sentence = ("Nothing measurable is stated. What would you accept?",)


@said_once
def reasons_for_standing(knowledge: Knowledge, claim: Claim) -> tuple[Sentence, ...]:
    """Why the claim has the standing it has: who attacks, through which rules, who defends."""
    label = knowledge.standing.label(claim.id)
    attacks = knowledge.standing.attacks_on.get(claim.id, ())
    if claim.withdrawn:
        return ((f"It was withdrawn: {claim.withdrawn}",),)
    if label == Label.NOT_IN_DEBATE:
        return (("Nobody in the base asserts it, so nothing rests on it and nothing attacks it.",),)
    said = tuple(about_attack(knowledge, attack) for attack in attacks)
    if label == Label.UNKNOWN:
        said = (("Whether it stands was not found within the budget.",), *said)
    elif not attacks:
        return (("Nothing in the base attacks it, so it stands until something does.",),)
    if claim.id in knowledge.standing.cut:
        return (*said, ("The budget was spent before all sets that attack it were listed.",))
    return said


def about_attack(knowledge: Knowledge, attack: Attack) -> Sentence:
    """One attack and what became of it."""
    if not attack.attackers:
        return ("It leads to a contradiction by itself.",)
    label = knowledge.standing.label
    members = sorted(
        attack.attackers, key=lambda name: (knowledge.graph.kinds.get(name) != "claim", name)
    )
    sentence: list[str | Mention] = []
    for name in (m for m in members if knowledge.graph.kinds.get(m) != "link"):
        sentence += [*([" with "] if sentence else []), *member_of_attack(knowledge, name)]
    if isinstance(sentence[0], str):
        sentence[0] = sentence[0][0].upper() + sentence[0][1:]
    sentence.append(f" {deed(knowledge, attack)}")
    lost = [name for name in members if label(name) == Label.OUT]
    if lost:
        sentence += [", and is answered: ", *mention(lost[0]), " is defeated"]
        if defender := defeater(knowledge, lost[0]):
            sentence += [" by ", *mentions(defender)]
    elif all(label(name) == Label.IN for name in members):
        sentence.append(", and nothing answers it")
    elif any(label(name) == Label.UNKNOWN for name in members):
        sentence.append(", and whether that stands was not found within the budget")
    else:
        sentence.append(", and whether that stands is itself contested")
    return (*sentence, ".")


def member_of_attack(knowledge: Knowledge, name: str) -> Sentence:
    """An attacker as it is named; a denial with those who deny."""
    claim = knowledge.base.by_id.get(denied_claim(name))
    if claim is None:
        return (Mention(name),)
    who = [holding.position for holding in claim.held_by if holding.stance == "denies"]
    positions = knowledge.base.positions
    titles = [positions[one].title if one in positions else one for one in dict.fromkeys(who)]
    return (*mention(name), f" by {' and '.join(titles)}")


def deed(knowledge: Knowledge, attack: Attack) -> str:
    """What the attackers do to the claim: attack it, contradict it, or what it entails."""
    first = knowledge.graph.links.get(attack.through[0]) if attack.through else None
    through = attack.through[1:]
    if attack.through and denied_claim(attack.through[0]):
        verb = "contradicts"
    elif first is None:
        verb = "measures against"
    else:
        verb = {"contradicts": "contradicts", "undercuts": "undercuts"}.get(first.verb, "attacks")
    if not through:
        return f"{verb} it"
    rules = ", ".join(through)
    return f"{verb} what follows from it (through {rules})"


def defeater(knowledge: Knowledge, name: str) -> tuple[str, ...]:
    """The claims and measurements of an attack that stands against an element."""
    for attack in knowledge.standing.attacks_on.get(name, ()):
        if all(knowledge.standing.label(member) == Label.IN for member in attack.attackers):
            return tuple(
                member
                for member in sorted(attack.attackers)
                if knowledge.graph.kinds.get(member) != "link"
            )
    return ()


@said_once
def would_flip(knowledge: Knowledge, claim: Claim) -> Sentence:
    """The least that would have to go for the claim to have another standing."""
    if claim.withdrawn:
        return ("Its withdrawal would have to be taken away.",)
    label = knowledge.standing.label(claim.id)
    if label == Label.NOT_IN_DEBATE:
        return ("It would have to be asserted by somebody.",)
    found = Unknown() if label == Label.UNKNOWN else flip_of(knowledge.debate, claim.id)
    if isinstance(found, Unknown):
        return ("Not found within the budget.",)
    if found is None:
        return ("Taking away no one and no two of the base's claims, links and measurements.",)
    if found.label == Label.NOT_IN_DEBATE:
        return ("Without ", *mentions(found.without), " it would not be in debate.")
    value = STANDING[found.label][0]
    return ("Without ", *mentions(found.without), f" it would be: {value}.")


@said_once
def rests_on(knowledge: Knowledge, claim: Claim) -> Sentence:
    """The claims it presupposes or that support it, and whether all of them are demonstrated."""
    grounds = knowledge.graph.grounds
    found: dict[str, None] = {}
    queue = [claim.id]
    for name in queue:
        fresh = [one for one in grounds.get(name, ()) if one not in found and one != claim.id]
        found.update(dict.fromkeys(fresh))
        queue += fresh
    if not found:
        return ("On no other claim of the base.",)
    is_good = is_shown.by_id(knowledge)
    without = [ground for ground in found if not is_good[ground]]
    nearest_first = list(found)
    shown = how_many_shown(nearest_first, without)
    return ("On ", *first_mentions(nearest_first), *shown, ".")


@said_once
def is_shown(knowledge: Knowledge, claim: Claim) -> bool:
    """Whether a claim's demonstrations hold and weigh; many may rest on it."""
    word = demonstrated_word(knowledge, claim)
    return word.value in ("holds", "fragile") and word.weighs


def how_many_shown(found: Sequence[str], without: Sequence[str]) -> Sentence:
    """Which of some grounds are demonstrated; none is named twice where one word tells."""
    if len(found) == 1:
        return (", which is not demonstrated" if without else ", which is demonstrated",)
    if len(without) == len(found):
        return ("; none of them demonstrated",)
    if without:
        return ("; not demonstrated: ", *first_mentions(without))
    return ("; all of them demonstrated",)


@said_once
def would_count_against(knowledge: Knowledge, claim: Claim) -> tuple[Sentence, ...]:
    """What kind of finding would count against the claim: its tests, its premises, undercuts."""
    found: list[Sentence] = []
    for demonstration in claim.demonstrations:
        tests = [test for test in demonstration.expect.values() if not test.check]
        if demonstration.bears == "for" and tests:
            verdicts = counted_verdicts(knowledge, demonstration)
            miss = miss_of(knowledge, claim, demonstration.address, tests, demonstration.by)
            found.append((*miss, *so_far(knowledge, demonstration.address, verdicts)))
    for prediction in claim.predictions:
        tests = [*prediction.expect.values()]
        miss = miss_of(knowledge, claim, prediction.of, tests, prediction.by)
        found.append((*miss, *so_far_of_prediction(knowledge, claim, prediction)))
    graph = knowledge.graph
    premises = [link.target for link in graph.out_of(claim.id) if link.verb == "presupposes"]
    if premises:
        unique = dict.fromkeys(premises)
        found.append(("A defeat of what it presupposes: ", *mentions(unique), "."))
    support = [link for link in graph.into(claim.id) if link.verb in ("supports", "entails")]
    return (*found, *about_steps(knowledge, support)) or (NOTHING_STATED,)


def about_steps(knowledge: Knowledge, support: Sequence[Link]) -> tuple[Sentence, ...]:
    """Steps that speak for a claim: an undercut of one would count, and which have one."""
    found: list[Sentence] = []
    whole = [link for link in support if not undercutting(knowledge, link.address)]
    if whole:
        sentence: list[str | Mention] = ["An undercut of a step that speaks for it, from "]
        for link in whole:
            sentence += [*([" or from "] if link != whole[0] else []), *mention(link.source)]
        found.append((*sentence, "."))
    for link in support:
        if cut := undercutting(knowledge, link.address):
            step = ("A step that speaks for it, from ", *mention(link.source))
            found.append((*step, ", is undercut now, by ", *mentions(cut), "."))
    return tuple(found)


def so_far_of_prediction(knowledge: Knowledge, claim: Claim, prediction: Prediction) -> Sentence:
    """How what counts of a prediction came out, if it was missed."""
    of = knowledge.base.demonstrations.get(prediction.of)
    late = knowledge.registrations.too_late
    verdicts = verdicts_of(claim, prediction, of, knowledge.evidence, late) if of else []
    return so_far(knowledge, prediction.of, verdicts)


def so_far(knowledge: Knowledge, measurement: str, verdicts: Sequence[Verdict]) -> Sentence:
    """Whether the run that was made is such a miss: a reader must not take it for still to come."""
    words = {verdict.word for verdict in verdicts}
    if "refuted" not in words:
        return (" Of the run that was made it cannot be told.",) if "unclear" in words else ()
    missed = " The run that was made misses it"
    if knowledge.base.demonstrations[measurement].flaw:
        return (f"{missed}, and decides nothing, for its design has a flaw.",)
    if cut := undercutting(knowledge, measurement):
        return (f"{missed}, and decides nothing while it is undercut by ", *mentions(cut), ".")
    return (f"{missed}.",)


def miss_of(
    knowledge: Knowledge, claim: Claim, measurement: str, tests: Sequence[Expectation], by: str
) -> Sentence:
    """A run that misses some tests; those that others made stake only their reading."""
    of = knowledge.base.demonstrations.get(measurement)
    missed = "; ".join(condition_in_words(of, test.text) for test in tests)
    if is_at_stake(claim, by):
        return ("A run of ", Mention(measurement), f" that misses this: {missed}.")
    title = knowledge.base.positions[by].title if by in knowledge.base.positions else by
    return (
        f"Only against the reading by {inside_sentence(title)}: a run of ",
        Mention(measurement),
        f" that misses this: {missed}.",
    )
