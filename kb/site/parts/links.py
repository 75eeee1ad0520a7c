"""What speaks for and against a claim: its links, read from both ends.

A link on a link is shown under the link it hits, for that is where it takes effect.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup, escape

from kb.explain.sentence import Mention, Sentence
from kb.explain.standing import reasons_for_standing as witness_of
from kb.model import Base, Claim, Link
from kb.model.outcomes import Conflict
from kb.model.verbs import VERBS
from kb.phrasing import anchor
from kb.site.index import Context, View
from kb.site.shown import shown_once
from kb.site.text.markdown import plain
from kb.site.text.plain_math import bare

AGAINST = "Against it"
GROUPS = ("For it", AGAINST, "What it bears on", "Beside it")


def groups(view: View, claim: Claim) -> list[Context]:
    """All links at the claim, grouped by what they do to it."""
    found: dict[str, list[Context]] = {name: [] for name in GROUPS}
    for link in claim.links:
        again = [other for other in view.index.links_to.get(claim.id, ()) if _same(link, other)]
        entry = _link(view, link, outgoing=True, again=again)
        found[_group(link, outgoing=True)].append(entry)
    at = {claim.id, *(demonstration.address for demonstration in claim.demonstrations)}
    for target in sorted(at):
        for link in view.index.links_to.get(target, ()):
            if not any(_same(own, link) for own in claim.links):
                found[_group(link, outgoing=False)].append(_link(view, link, outgoing=False))
    for link in _joined(view, claim):
        found["What it bears on"].append(_link(view, link, outgoing=False, joint=True))
    names = [anchor(demonstration.name) for demonstration in claim.demonstrations]
    tell_apart([link for links in found.values() for link in links], names)
    return [{"name": name, "links": links} for name, links in found.items() if links]


def tell_apart(links: Sequence[Context], taken: Iterable[str]) -> None:
    """Give each link an id of its own on the page; the first of a name keeps it."""
    many = Counter(taken)
    for link in links:
        ident = str(link["id"])
        many[ident] += 1
        while many[ident] > 1:
            ident = f"{ident}-{many[ident]}"
            many[ident] += 1
        link["id"] = ident


def _same(own: Link, other: Link) -> bool:
    """Whether a link without direction is written at its other end too."""
    verb = VERBS.get(own.verb)
    ends = (other.verb, other.source) == (own.verb, own.target)
    return ends and other.target == own.source and verb is not None and verb.symmetric


def _group(link: Link, outgoing: bool) -> str:
    verb = VERBS.get(link.verb)
    force = verb.force if verb else "annotation"
    if force == "annotation":
        return "Beside it"
    if force == "exclusive":
        return AGAINST
    if outgoing:
        return "What it bears on"
    return AGAINST if force in {"attack", "undercut"} else "For it"


def _joined(view: View, claim: Claim) -> Iterator[Link]:
    return iter(view.index.premised.get(claim.id, ()))


def _link(
    view: View, link: Link, outgoing: bool, joint: bool = False, again: Sequence[Link] = ()
) -> Context:
    every = (link, *again)
    reasons = dict.fromkeys(view.inline(one.because) for one in every if one.because)
    verb = VERBS.get(link.verb)
    words = (verb.forward if outgoing else verb.backward) if verb else link.verb
    others = [view.line(one) for name in link.co_premises if (one := view.index.claims.get(name))]
    return {
        "id": anchor(f"{link.verb} {link.target} {link.name}" if outgoing else link.address),
        "words": "is one of the premises in" if joint else words,
        "meaning": verb.meaning if verb else "",
        "other": end(view, link.target if outgoing else link.source),
        "target": end(view, link.target) if joint or _on_a_step(view, link, outgoing) else None,
        "premises": others,
        "because": Markup(" ").join(reasons),
        "differs": view.inline(link.differs),
        "tension": list(dict.fromkeys(name for one in every for name in one.tension)),
        "hits": [hit for one in every for hit in hits(view, one)],
    }


def _on_a_step(view: View, link: Link, outgoing: bool) -> bool:
    return not outgoing and link.target not in view.index.claims


def hits(view: View, link: Link, depth: int = 3) -> Iterator[Context]:
    """Links on this link, and links on those: an undercut of an undercut is in sight."""
    for hitting in view.index.links_to.get(link.address, ()) if depth else ():
        verb = VERBS.get(hitting.verb)
        yield {
            "words": {"supports": "backed by", "undercuts": "undercut by"}.get(
                hitting.verb, verb.backward if verb else hitting.verb
            ),
            "other": end(view, hitting.source),
            "because": view.inline(hitting.because),
            "hits": list(hits(view, hitting, depth - 1)),
        }


def end(view: View, address: str) -> Context:
    """One end of a link: a claim, a step, or a demonstration, in words and with its address."""
    if claim := view.index.claims.get(address):
        return {"step": "", **view.line(claim)}
    first, _, rest = address.partition("/")
    claim = view.index.claims.get(first)
    title = view.title(claim) if claim else Markup(plain(first))
    parts = rest.split("/")
    step = f"demonstration {rest.replace('_', ' ')}"
    if len(parts) > 1:
        verb = VERBS.get(parts[0])
        other = view.index.claims.get(parts[1])
        step = f"{verb.forward if verb else parts[0]}: {bare(other.title) if other else parts[1]}"
    return {
        "id": address,
        "title": title,
        "href": view.address(address) or "#",
        "step": step,
        "state": None,
        "withdrawn": False,
    }


def conflict_context(view: View, conflict: Conflict) -> Context:
    """Claims that cannot stand together, and the links that make it so."""
    position = view.index.knowledge.base.positions.get(conflict.position)
    by_address = view.index.knowledge.links
    steps = [by_address[at] for at in conflict.links if at in by_address]
    return {
        "who": position.title if position else "",
        "who_href": view.to(f"positions/{conflict.position}/") if position else "",
        "one": bool(position and position.one),
        "ends": [end(view, at) for at in dict.fromkeys(conflict.ends)],
        "claims": [end(view, at) for at in conflict.claims],
        "denied": end(view, conflict.denied) if conflict.denied else None,
        "deniers": deniers(view, conflict),
        "steps": [step(view, link) for link in steps],
        "exact": conflict.exact,
        "acknowledged": view.inline(conflict.acknowledged),
        "error": conflict.error,
    }


def deniers(view: View, conflict: Conflict) -> list[Markup]:
    """Who denies what the claims lead to: the position of the clash, or whoever does."""
    base = view.index.knowledge.base
    claim = base.by_id.get(conflict.denied)
    who = [
        holding.position
        for holding in (claim.held_by if claim else ())
        if holding.stance == "denies" and conflict.position in ("", holding.position)
    ]
    titles = [base.positions[one].title if one in base.positions else one for one in who]
    return [view.inline(title) for title in dict.fromkeys(titles)]


@shown_once(lambda link: link.address, lambda index, at: index.knowledge.links.get(at))
def step(view: View, link: Link) -> Context:
    """A link as a sentence with two ends, for pages that are not about either."""
    verb = VERBS.get(link.verb)
    return {
        "left": end(view, link.source),
        "words": verb.forward if verb else link.verb,
        "right": end(view, link.target),
        "because": view.inline(link.because),
        "differs": view.inline(link.differs),
        "hits": list(hits(view, link)),
    }


def steps(view: View, verb: str) -> list[Context]:
    """Every link of one verb, those between what people assert first.

    Two claims that attack each other are one dispute.
    """
    found: dict[frozenset[str], list[Link]] = {}
    for link in view.index.links:
        if link.verb == verb:
            found.setdefault(frozenset((link.source, link.target)), []).append(link)
    base = view.index.knowledge.base
    disputes = sorted(found.values(), key=lambda links: not are_both_held(base, links[0]))
    return [
        {**_dispute(view, links), "both_held": are_both_held(base, links[0])} for links in disputes
    ]


def are_both_held(base: Base, link: Link) -> bool:
    """Whether somebody asserts each of the claims that a link joins."""
    ends = (link.source, link.target.partition("/")[0])
    return all(end in base.by_id and base.by_id[end].is_asserted for end in ends)


def _dispute(view: View, links: list[Link]) -> Context:
    first, *others = links
    told = {**step(view, first)}
    if any(link.source == first.target for link in others):
        told["words"] = f"{told['words']}, and is answered in kind by"
    reasons = [told["because"], *(view.inline(link.because) for link in others)]
    hit = [hit for link in links for hit in hits(view, link)]
    return {**told, "because": Markup(" ").join(map(Markup, map(str, reasons))), "hits": hit}


def reasons_for_standing(view: View, claim: Claim) -> list[Markup]:
    """Why it has the standing it has, sentence by sentence."""
    return [sentence_html(view, reason) for reason in witness_of(view.index.knowledge, claim)]


def sentence_html(view: View, said: Sentence) -> Markup:
    """A sentence with its mentions as links."""
    return Markup("".join(_pieces(view, said)))  # all pieces are HTML


def _pieces(view: View, said: Iterable[str | Mention]) -> Iterator[str]:
    for piece in said:
        if isinstance(piece, str):
            yield plain(piece)
        elif claim := view.index.claims.get(piece.address):
            href = escape(view.to(f"claims/{claim.id}/"))
            yield f'<a href="{href}">{escape(view.title(claim))}</a>'
        else:
            at = end(view, piece.address)
            step_words = f" ({plain(str(at['step']))})" if at["step"] else ""
            yield f'<a href="{escape(at["href"])}">{escape(at["title"])}</a>{step_words}'
