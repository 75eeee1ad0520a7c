"""Results in lines: what was found, measured and derived, as the commands print it.

Nothing is printed here, so that tests can ask for the same lines.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from kb.checks.all import manuals
from kb.cli.narrate import about_claim, about_judgement, about_pair
from kb.cli.session import Opened, demonstrations, know, open_base
from kb.demos.evidence import reasons_of
from kb.knowledge import Knowledge
from kb.pipeline import Judged
from kb.reading.schema import did_you_mean
from kb.reasoning.contradictions.disagreements import KINDS, disagreements_of
from kb.reasoning.contradictions.suspicions import suspicions_of


def summary(judged: Judged, claims: Sequence[str]) -> str:
    """The last line: how much was looked at, and what was found."""
    base = judged.knowledge.base
    addresses = set(demonstrations(base, claims))
    words = [e.word for a, e in judged.knowledge.evidence.items() if a in addresses]
    order = ("holds", "fragile", "refuted", "unclear", "faulty", "unmeasured")
    counts = ", ".join(f"{words.count(word)} {word}" for word in order if word in words)
    pending = sum(p.pending for d in base.discussions.values() for p in d.passages.values())
    errors, warnings = (
        sum(each.severity == severity for each in judged.findings)
        for severity in ("error", "warning")
    )
    conflicts = judged.knowledge.conflicts
    accepted = sum(bool(each.acknowledged) for each in conflicts)
    known = judged.knowledge
    between = disagreements_of(base, known.graph, conflicts, known.cruxes)
    return (
        f"{counted(len(claims), 'claim')}, {counted(len(words), 'demonstration')}"
        f"{f' ({counts})' if counts else ''}; "
        f"{counted(len(between), 'disagreement')}, {counted(accepted, 'acknowledged tension')}; "
        f"{counted(pending, 'passage')} pending; "
        f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
    )


def counted(count: int, noun: str) -> str:
    """'1 claim', '2 claims'."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def results(knowledge: Knowledge, claims: Iterable[str]) -> list[str]:
    """Measured against expected, demonstration by demonstration."""
    lines = []
    for address in demonstrations(knowledge.base, claims):
        judgement = knowledge.evidence[address]
        lines.append(f"{address}: {judgement.word}")
        lines += [f"  {line}" for line in about_judgement(judgement)]
    return lines or ["no demonstration to run"]


def demo_status(knowledge: Knowledge, claims: Iterable[str], partly: bool = False) -> int:
    """1 if one is faulty, or came out otherwise than its claim says; or unmeasured, if all ran."""
    for address in demonstrations(knowledge.base, claims):
        word = knowledge.evidence[address].word
        if partly and word == "unmeasured":
            continue
        if word not in ("holds", "fragile", knowledge.base.demonstrations[address].outcome):
            return 1
    return 0


def reasons(opened: Opened, claims: Iterable[str]) -> list[str]:
    """Why each call is remembered or must be run."""
    addresses = demonstrations(opened.base, claims)
    return reasons_of(opened.base, opened.root, opened.memory, addresses)


def explained(root: Path, what: str, other: str = "") -> list[str]:
    """A check's page of the manual, what is known of a claim, or how two claims are related."""
    pages = {page.name: page for page in manuals()}
    if what in pages and not other:
        page = pages[what]
        snippets = [*indented("Passes", page.passes), *indented("Fails", page.fails)]
        head = f"{page.name} ({page.severity}): {page.summary}"
        return [head, "", f"Problem: {page.problem}", f"Fix: {page.fix}", *snippets]
    opened = open_base(root)
    known = opened.base.by_id
    for each in filter(None, (what, other)):
        if each not in known:
            close = did_you_mean(each, [*pages, *known])
            raise click.UsageError(f"'{each}' is neither a claim nor a check{close}")
    knowledge = know(opened)
    if other:
        return about_pair(knowledge, known[what], known[other])
    return about_claim(knowledge, known[what])


def indented(title: str, text: str) -> list[str]:
    """A titled snippet."""
    return ["", f"{title}:", "", *(f"    {line}" for line in text.splitlines())]


def disagreements(knowledge: Knowledge) -> list[str]:
    """Who is against what, by kind."""
    base = knowledge.base
    found = disagreements_of(base, knowledge.graph, knowledge.conflicts, knowledge.cruxes)
    lines = []
    for kind in KINDS:
        some = [each for each in found if each.kind == kind]
        lines.append(f"{kind}: {len(some) or 'none'}")
        for each in some:
            first, second = (", ".join(who) or "nobody" for who in each.positions)
            lines.append(f"  {each.first} ({first}) / {each.second} ({second})")
            lines += [f"    through {link}" for link in each.links]
            lines += [f"    {each.hint}"] if each.hint else []
    return lines


def suspicions(knowledge: Knowledge) -> list[str]:
    """What looks wrong and may be right."""
    found = suspicions_of(knowledge.base, knowledge.graph)
    if not found:
        return ["suspicions: none"]
    return [f"suspicion: {each.kind}: {' / '.join(each.about)}: {each.why}" for each in found]
