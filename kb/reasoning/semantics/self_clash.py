"""The links by which a claim contradicts itself: without any of them that derivation is lost."""

from kb.reasoning.rules import Strict, clashes, follows


def links_of_self_clash(claim: str, strict: Strict) -> tuple[str, ...]:
    """A minimal set of links that lead from one claim to both ends of a contrary.

    Each claim is concluded by one rule, so that without any link one of the ends is lost.
    The shortest over all contraries; none if the claim is consistent by itself.
    """
    derived = follows([claim], strict)
    found = []
    for contrary in clashes(derived, strict):
        links = {contrary.link: None}
        queue = dict.fromkeys((contrary.one, contrary.other))
        waiting = list(queue)
        for node in waiting:
            rule = derived[node]
            if rule is not None:
                links[rule.link] = None
                fresh = [premise for premise in rule.body if premise not in queue]
                queue |= dict.fromkeys(fresh)
                waiting += fresh
        found.append(tuple(sorted(links)))
    return min(found, key=lambda links: (len(links), links), default=())
