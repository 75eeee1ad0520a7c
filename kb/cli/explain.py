"""``kb explain``: a claim's case, how two claims are related, or a check's page."""

import itertools
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.common import Command, say

if TYPE_CHECKING:
    from kb.checks.check import Manual
    from kb.graph import Graph
    from kb.knowledge import Knowledge
    from kb.model import Claim
    from kb.model.outcomes import Crux


@click.command(cls=Command)
@click.argument("what", metavar="CLAIM|CHECK")
@click.argument("other", default="", metavar="[CLAIM]")
@click.pass_obj
def explain(root: Path, what: str, other: str) -> None:
    """Say why a claim stands or falls, or what a check means.

    With two claims: how they are related, and whether and why they clash.
    """
    for line in explanation_lines(root, what, other):
        say(line)


def explanation_lines(root: Path, what: str, other: str = "") -> list[str]:
    """A check's page of the manual, what is known of a claim, or how two claims are related."""
    from kb import pipeline
    from kb.checks.all import manuals
    from kb.cli.base import open_base
    from kb.model.misuse import Misuse
    from kb.model.names import did_you_mean
    from kb.reading.former_names import present_names

    pages = {page.name: page for page in manuals()}
    if what in pages and not other:
        return about_check(pages[what])
    opened = open_base(root)
    claims = opened.base.by_id
    names = present_names(opened.base.claims)
    what, other = names.get(what, what), names.get(other, other)
    for word in filter(None, (what, other)):
        if word not in claims:
            close = did_you_mean(word, [*pages, *claims])
            raise Misuse(f"'{word}' is neither a claim nor a check{close}")
    knowledge = pipeline.know(opened.base, opened.root, opened.memory)
    if other:
        return about_pair(knowledge, claims[what], claims[other])
    return about_claim(knowledge, claims[what])


def about_check(page: "Manual") -> list[str]:
    """A check's page: what is wrong, what to do, and a snippet of each kind."""
    lines = [f"{page.name} ({page.severity}): {page.summary}", "",
             f"Problem: {page.problem}", f"Fix: {page.fix}"]  # fmt: skip
    for title, snippet in (("Passes", page.passes), ("Fails", page.fails)):
        lines += ["", f"{title}:", "", *(f"    {line}" for line in snippet.splitlines())]
    return lines


def about_claim(knowledge: "Knowledge", claim: "Claim") -> list[str]:
    """A claim's case: what is said, the four words, who holds it, why it stands, on what."""
    from kb.explain.case import lines_of_words, sections_of

    lines = [claim.title, "", " ".join(claim.statement.split()), ""]
    lines += [f"  {word}" for word in lines_of_words(knowledge, claim)]
    for title, section in sections_of(knowledge, claim).items():
        lines += ["", title, *(f"  {line}" for line in section or ["nothing"])]
    return lines


def about_pair(knowledge: "Knowledge", one: "Claim", other: "Claim") -> list[str]:
    """How two claims are related: the shortest argument path, and whether and why they clash."""
    from kb.explain.case import line_of, warrant
    from kb.explain.pairs import reasons_for_clash

    lines = [one.title, other.title, "", "Shortest path of links"]
    path = shortest_path(knowledge.graph, one.id, other.id)
    lines += [f"  {step}" for step in path] or ["  no chain of links joins them"]
    lines += ["", "Whether they clash"]
    pair = {one.id, other.id}
    lines += [f"  {line_of(reason)}" for reason in reasons_for_clash(knowledge, one.id, other.id)]
    for address, link in sorted(knowledge.graph.links.items()):
        if link.verb == "compatible-by-scope" and {link.source, link.target} == pair:
            differs = " ".join(link.differs.split()).rstrip(".")
            lines.append(f"  compatible by scope: {differs}. {warrant(link)} ({address})")
    for crux in knowledge.cruxes:
        if {crux.first, crux.second} == pair:
            lines += lines_of_crux(knowledge, crux)
    return lines


def lines_of_crux(knowledge: "Knowledge", crux: "Crux") -> list[str]:
    """Who was right, by name, or why nobody is; and by what measurement."""
    from kb.explain.crux_sentences import told_of

    if crux.contested_by:
        said = f"contested: {' and '.join(crux.contested_by)} cuts the measurement"
    elif crux.winner:
        said = f"decided for {crux.winner} against {crux.loser}"
    else:
        said = {"neither": "neither side held throughout"}.get(crux.outcome, crux.outcome)
    told = told_of(knowledge, crux, (crux.first, crux.second))
    parts = (told.measured, told.expected, told.left)
    return [f"  a crux on {crux.demonstration}: {said}", *(f"    {part}" for part in parts if part)]


def shortest_path(graph: "Graph", one: str, other: str) -> list[str]:
    """The links on a shortest path, in either direction, as lines."""
    import networkx

    from kb.explain.case import warrant
    from kb.model.verbs import VERBS

    net = networkx.Graph(graph.network.edges())
    for address, link in graph.links.items():
        if address in net:  # a link that something points at leads to both of its ends
            net.add_edges_from([(address, link.source), (address, link.target)])
    try:
        nodes = networkx.shortest_path(net, one, other)
    except (networkx.NetworkXNoPath, networkx.NodeNotFound):
        return []
    lines = []
    for here, there in itertools.pairwise(nodes):
        between = sorted(a for a, e in graph.links.items() if {e.source, e.target} == {here, there})
        if not between:  # from a link to one of its ends: the link itself is told once
            continue
        link = graph.links[between[0]]
        lines.append(f"{link.source} {VERBS[link.verb].forward} {link.target}: {warrant(link)}")
    return lines
