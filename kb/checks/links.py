"""Checks of the links between claims."""

from collections.abc import Iterator

from kb.checks.check import check
from kb.graph import wrong_target
from kb.knowledge import Knowledge
from kb.model import Finding, Link, Place
from kb.model.verbs import CLASHING, VERBS

WRONG_ENDS = {
    "undercuts": "attack the claim, or undercut a link (source/verb/target) to or from it",
    "attacks": "undercut the link",
}
INSTEAD = {"strict": "'supports'", "exclusive": "'attacks'"}  # by force: what can be undercut


def place_of(knowledge: Knowledge, link: Link, *path: str | int) -> Place:
    """Where a link is written, or a field of it."""
    return Place(knowledge.base.by_id[link.source].file, ("links", link.index, *path))


def all_links(knowledge: Knowledge) -> Iterator[Link]:
    """Every link of every claim, dangling ones included."""
    for claim in knowledge.base.claims:
        yield from claim.links


@check(severity="error", at_once=True)
def dangling_link(knowledge: Knowledge) -> Iterator[Finding]:
    """A link that points at nothing.

    Problem: the claim, link or demonstration it names is not in the base, so it says nothing.
    Fix: mend the name; a link's address is source/verb/target, a demonstration's claim/name.

    Passes:

        links: [{supports: panels-fade-slowly, because: Both rest on the same survey.}]

    Fails:

        links: [{supports: panels-fade-slowy, because: Both rest on the same survey.}]
    """
    for dangling in knowledge.graph.dangling:
        close = f"; did you mean '{dangling.nearest}'?" if dangling.nearest else ""
        link, premise = dangling.link, dangling.premise
        field = (link.verb,) if premise is None else ("with", premise)
        said = "points at" if premise is None else "is joined with"
        yield Finding(
            place_of(knowledge, link, *field),
            f"'{link.verb}' {said} '{dangling.missing}', which is not in the base{close}",
            "a link's address is source/verb/target, a demonstration's claim/name"
            if "/" in dangling.missing
            else "if the claim was renamed, it can say so under its 'aliases:'",
        )


@check(severity="error", at_once=True)
def wrong_end(knowledge: Knowledge) -> Iterator[Finding]:
    """A link that points at something its verb cannot point at, or at its own source or premise.

    Problem: a step can be undercut, a claim can be attacked; the other way round means nothing.
    Nothing follows from itself.
    Fix: attack the claim, or undercut a support, an attack or a demonstration by its address.

    Passes:

        links: [{attacks: panels-fade-slowly, because: The survey was short.}]

    Fails:

        links: [{undercuts: panels-fade-slowly, because: The survey was short.}]
    """
    kinds = knowledge.graph.kinds
    for link in knowledge.graph.links.values():
        if link.target == link.source:
            place = place_of(knowledge, link, link.verb)
            message = f"the link '{link.verb}' leads from '{link.source}' to itself"
            yield Finding(place, message, "name the other claim, or remove the link")
        elif message := wrong_target(link, kinds):
            place = place_of(knowledge, link, link.verb)
            yield Finding(place, message, WRONG_ENDS.get(link.verb, "name a claim"))
        premises = link.co_premises
        for index, premise in enumerate(premises if premises and VERBS[link.verb].joint else ()):
            if premise in (link.source, link.target):
                said = "is joined with itself"
                said = said if premise == link.source else "stands among its own premises"
                where = place_of(knowledge, link, "with", index)
                yield Finding(where, f"'{premise}' {said}", "take it out of 'with:'")


@check(severity="error", at_once=True)
def undercut_of_a_strict_link(knowledge: Knowledge) -> Iterator[Finding]:
    """An undercut of a link that is not a defeasible step.

    Problem: what follows strictly cannot be cut without denying a premise or the rule itself.
    Fix: make the step `supports`, or attack one of its premises.

    Passes:

        links:
          - {supports: panels-fade-slowly, because: Warm roofs age panels.}
          - {undercuts: panels-last/supports/panels-fade-slowly, because: The roofs were cool.}

    Fails:

        links:
          - {entails: panels-fade-slowly, because: Warm roofs age panels.}
          - {undercuts: panels-last/entails/panels-fade-slowly, because: The roofs were cool.}
    """
    for link in knowledge.graph.links.values():
        if link.verb == "undercuts" and (target := knowledge.graph.links.get(link.target)):
            force = VERBS[target.verb].force
            if force not in ("support", "attack", "undercut"):
                defeasible = INSTEAD.get(force, "an argument")
                yield Finding(
                    place_of(knowledge, link, link.verb),
                    f"'{target.address}' is not a step that can be undercut",
                    hint=f"make it {defeasible}, or attack '{target.source}'",
                )


@check(severity="error", at_once=True)
def link_said_twice(knowledge: Knowledge) -> Iterator[Finding]:
    """Two links with the same source, verb and target, and no name to tell them apart.

    Problem: other links could not say which of the two they mean.
    Fix: keep one, or give the second a `name:`.

    Passes:

        links:
          - {supports: panels-fade-slowly, because: One survey.}
          - {supports: panels-fade-slowly, because: Another survey., name: second-survey}

    Fails:

        links:
          - {supports: panels-fade-slowly, because: One survey.}
          - {supports: panels-fade-slowly, because: Another survey.}
    """
    seen: set[str] = set()
    for link in all_links(knowledge):
        if link.address in seen:
            message = f"the link '{link.address}' is written twice"
            hint = "keep one, or give the second a 'name:'"
            yield Finding(place_of(knowledge, link), message, hint)
        seen.add(link.address)


@check(severity="error", at_once=True)
def misused_link_field(knowledge: Knowledge) -> Iterator[Finding]:
    """A link with a field that its verb does not take, or without one it needs.

    Problem: `with:` joins premises and `differs:` names the scope; elsewhere they say nothing.
    Fix: use `with:` on entails and attacks only, and `differs:` on compatible-by-scope always.

    Passes:

        links:
          - {compatible-by-scope: panels-fade-slowly, differs: climate, because: One is for sand.}

    Fails:

        links:
          - {compatible-by-scope: panels-fade-slowly, because: One is for deserts.}
    """
    for link in all_links(knowledge):
        scope = link.verb == "compatible-by-scope"
        if scope and not link.differs:
            message = "'compatible-by-scope' must say which scope differs"
            yield Finding(place_of(knowledge, link), message, "add 'differs:'")
        if link.differs and not scope:
            place = place_of(knowledge, link, "differs")
            yield Finding(place, f"'differs' says nothing on '{link.verb}'", "remove it")
        if link.co_premises and not VERBS[link.verb].joint:
            place = place_of(knowledge, link, "with")
            joint = " and ".join(name for name, verb in VERBS.items() if verb.joint)
            yield Finding(place, f"'{link.verb}' takes no 'with'", f"{joint} do")
        if link.tension and link.verb not in CLASHING:
            place = place_of(knowledge, link, "tension")
            hint = "put it on the link by which the two clash"
            yield Finding(place, f"'tension' says nothing on '{link.verb}'", hint)


@check(severity="error")
def scope_against_strict_link(knowledge: Knowledge) -> Iterator[Finding]:
    """A pair joined both by compatible-by-scope and by a strict link.

    Problem: to differ in scope never cancels a strict link, so the two say opposite things.
    Fix: keep the one that is meant.

    Passes:

        links:
          - {compatible-by-scope: panels-fade-slowly, differs: climate, because: Deserts only.}

    Fails:

        links:
          - {compatible-by-scope: panels-fade-slowly, differs: climate, because: Deserts only.}
          - {contradicts: panels-fade-slowly, because: Both speak of the same roofs.}
    """
    links = knowledge.graph.links.values()
    by_scope = [link for link in links if link.verb == "compatible-by-scope"]
    if not by_scope:
        return
    pairs = {
        frozenset({link.source, link.target}): link
        for link in links
        if VERBS[link.verb].force in ("strict", "exclusive")
    }
    for link in by_scope:
        if other := pairs.get(frozenset({link.source, link.target})):
            yield Finding(
                place_of(knowledge, link),
                f"'{link.source}' and '{link.target}' are also joined by '{other.verb}'",
                hint="to differ in scope does not cancel a strict link: keep one of the two",
                others=((place_of(knowledge, other), other.because),),
            )


@check(severity="error", at_once=True)
def question_in_an_argument(knowledge: Knowledge) -> Iterator[Finding]:
    """A question with a strict or attacking link.

    Problem: a question is neither true nor false: nothing follows from it, and it refutes nothing.
    Fix: use `related`, or write down the claim that the question suggests.

    Passes:

        kind: question
        links: [{related: panels-fade-slowly, because: It asks how slowly.}]

    Fails:

        kind: question
        links: [{attacks: panels-fade-slowly, because: It asks how slowly.}]
    """
    base = knowledge.base
    for link in knowledge.graph.links.values():
        if VERBS[link.verb].force not in ("strict", "exclusive", "attack", "undercut"):
            continue
        for end in (link.source, *link.co_premises, link.target):
            claim = base.by_id.get(end)
            if claim and claim.kind == "question":
                message = f"'{end}' is a question and cannot stand in '{link.verb}'"
                hint = "use 'related', or write down the claim that the question suggests"
                yield Finding(place_of(knowledge, link), message, hint)
