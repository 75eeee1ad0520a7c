"""``kb verify``: check claims, run their demonstrations, say what was found."""

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from kb.cli.common import (
    Command,
    date,
    jobs_option,
    measuring,
    sandbox_option,
    say,
    sharing_options,
    today_option,
    warn_of_flips,
    warn_of_unknown_past,
)
from kb.reports.formats import FORMATS, FROM_THE_REPOSITORY

if TYPE_CHECKING:
    from kb.demos.evidence import Manner
    from kb.demos.running.shards import Share
    from kb.knowledge import Knowledge
    from kb.memory import Memory
    from kb.pipeline import Judged
    from kb.reports.answers import Answer

FLIPS = 5  # badges that are told in the line about a change


@click.command(cls=Command)
@click.argument("what", nargs=-1, metavar="[CLAIM|FILE|FOLDER]...")
@click.option("--no-run", is_flag=True, help="Run nothing; judge what is remembered.")
@click.option("--rerun", is_flag=True, help="Run again even what is remembered.")
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@click.option("--disagreements", is_flag=True, help="List who is against what, by kind.")
@click.option("--suspicions", is_flag=True, help="List what looks wrong and may be right.")
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True
)
@sandbox_option
@sharing_options
@jobs_option
@today_option
@click.pass_obj
def verify(
    root: Path, what: tuple[str, ...], no_run: bool, rerun: bool, strict: bool,
    disagreements: bool, suspicions: bool, form: str,
    require_sandbox: bool, share: "Share", on: str, jobs: int | None, today: str | None,
) -> None:  # fmt: skip
    """Check claims and print what was found (all of them by default).

    Any file of the base can be named: all that hangs on it is judged.
    """
    from kb.memory import Memory
    from kb.reports.answers import answer_before, keep_answer, state_of

    asked = Asked(what, no_run, strict, disagreements, suspicions, form, require_sandbox)
    day, question = date(today), repr((asked, str(root)))
    here = not (rerun or on or share.count > 1)  # what is run on purpose is not remembered
    state = state_of(root, day, what) if here else None
    memory = Memory(root / ".kb")
    answer = answer_before(memory, question, state) if state else None
    if answer is None:
        how = measuring(jobs, rerun, require_sandbox, share, on)
        answer, sound = worked_out(root, asked, day, rerun, how)
        if sound and state and state.settled and state == state_of(root, day, what):
            keep_answer(memory, question, state, answer)
    click.echo(answer.text, nl=False)
    for line in answer.lines:
        say(line)
    sys.exit(answer.status)


class Asked(NamedTuple):
    """What is asked on the command line, as far as the answer hangs on it."""

    what: tuple[str, ...]
    no_run: bool
    strict: bool
    disagreements: bool
    suspicions: bool
    form: str
    require_sandbox: bool


def worked_out(
    root: Path, asked: Asked, day: str, rerun: bool, how: AbstractContextManager["Manner"]
) -> tuple["Answer", bool]:
    """What there is to say, and whether it hangs on nothing but what an answer's state names."""
    from kb import pipeline
    from kb.cli.base import open_base, selection_of
    from kb.demos.evidence import gather
    from kb.programs import git_folder
    from kb.reports.answers import Answer
    from kb.reports.formats import report

    opened = open_base(root)
    meant = selection_of(opened, asked.what)
    run = [] if asked.no_run else pipeline.demonstrations_of(opened.base, meant.run)
    before = gather(opened.base, opened.root, opened.memory) if rerun else {}
    with how as manner:
        knowledge = pipeline.know(opened.base, opened.root, opened.memory, run, manner)
    warn_of_unknown_past(knowledge)
    warn_of_flips(opened.base, before, knowledge)
    judged = pipeline.judge(knowledge, day, meant.covers if asked.what else None)
    folder = git_folder(opened.root) if asked.form in FROM_THE_REPOSITORY else ""
    lines: list[str] = []
    if asked.form == "text":
        lines += lines_of_flips(root, opened.memory, knowledge, meant.claims if asked.what else ())
        lines += lines_of_disagreements(knowledge) if asked.disagreements else []
        lines += lines_of_suspicions(knowledge) if asked.suspicions else []
        lines += [summary(judged, meant.claims)]
    text = report(asked.form, judged.findings, opened.base.files, meant.claims, folder)
    sound = hangs_on_what_is_known(knowledge, opened.memory)
    return Answer(text, tuple(lines), status(judged, asked.strict)), sound


def hangs_on_what_is_known(knowledge: "Knowledge", memory: "Memory") -> bool:
    """Whether nothing was missing that may come without any change that is looked for."""
    return not (knowledge.registrations.unknown or memory.broken or memory.foreign)


def status(judged: "Judged", strict: bool) -> int:
    """0 without errors, 1 with; warnings count if strict."""
    bad = {"error", "warning"} if strict else {"error"}
    return int(any(finding.severity in bad for finding in judged.findings))


def summary(judged: "Judged", claims: Sequence[str]) -> str:
    """The last line: how much was looked at, and what was found."""
    from kb.model.outcomes import DEMONSTRATION_WORDS
    from kb.phrasing import quantity
    from kb.pipeline import demonstrations_of
    from kb.reasoning.contradictions.disagreements import number_of_disagreements

    known = judged.knowledge
    base = known.base
    addresses = set(demonstrations_of(base, claims))
    words = [found.word for address, found in known.evidence.items() if address in addresses]
    counts = ", ".join(
        f"{words.count(word)} {word}" for word in DEMONSTRATION_WORDS if word in words
    )
    pending = sum(p.pending for d in base.discussions.values() for p in d.passages.values())
    errors, warnings = (
        sum(finding.severity == severity for finding in judged.findings)
        for severity in ("error", "warning")
    )
    tensions = sum(bool(conflict.acknowledged) for conflict in known.conflicts)
    kinds = known.graph.kinds
    said = {name for name in known.standing.labels if kinds.get(name) == "claim"}
    between = number_of_disagreements(base, known.graph, known.conflicts, known.cruxes, said)
    return (
        f"{quantity(len(claims), 'claim')}, {quantity(len(words), 'demonstration')}"
        f"{f' ({counts})' if counts else ''}; "
        f"{quantity(between, 'disagreement')}, {quantity(tensions, 'acknowledged tension')}; "
        f"{quantity(pending, 'passage')} pending; "
        f"{quantity(errors, 'error')}, {quantity(warnings, 'warning')}"
    )


def lines_of_flips(
    root: Path, memory: "Memory", knowledge: "Knowledge", claims: Sequence[str]
) -> list[str]:
    """Badges that differ from the last commit, in a line; of some claims, those around them."""
    from kb.programs import git_is_changed

    if not git_is_changed(root):
        return []
    from kb.cli.diff import knowledge_at
    from kb.diff.conclusions import badges
    from kb.diff.last_commit import are_as_before, keep_words
    from kb.diff.sides import Sides
    from kb.reports.answers import state_of_commit

    state = state_of_commit(root)
    if are_as_before(memory, state.digest, knowledge):
        return []
    with knowledge_at(root, "HEAD", memory) as before:
        changes = badges(Sides(before, knowledge))
        if state.settled and hangs_on_what_is_known(before, memory):
            keep_words(memory, state.digest, before)
    told = [
        f"{change.about}: {change.before} -> {change.after}"
        for change in changes
        if not claims or {change.about, *change.cause.touched} & {*claims}
    ]
    if not told:
        return []
    more = f" and {len(told) - FLIPS} more" if len(told) > FLIPS else ""
    return [f"since the last commit: {'; '.join(told[:FLIPS])}{more} (kb diff HEAD says why)"]


def lines_of_disagreements(knowledge: "Knowledge") -> list[str]:
    """Who is against what, by kind."""
    from kb.model.denials import element_in_words
    from kb.reasoning.contradictions.disagreements import KINDS, disagreements_of

    every = disagreements_of(knowledge.base, knowledge.graph, knowledge.conflicts, knowledge.cruxes)
    lines = []
    for kind in KINDS:
        some = [disagreement for disagreement in every if disagreement.kind == kind]
        lines.append(f"{kind}: {len(some) or 'none'}")
        for disagreement in some:
            first, second = (", ".join(who) or "nobody" for who in disagreement.positions)
            one, other = map(element_in_words, (disagreement.first, disagreement.second))
            lines.append(f"  {one} ({first}) / {other} ({second})")
            lines += [f"    through {link}" for link in disagreement.links]
            lines += [f"    {disagreement.hint}"] if disagreement.hint else []
    return lines


def lines_of_suspicions(knowledge: "Knowledge") -> list[str]:
    """What looks wrong and may be right."""
    from kb.reasoning.contradictions.suspicions import suspicions_of

    every = suspicions_of(knowledge.base, knowledge.graph)
    if not every:
        return ["suspicions: none"]
    return [
        f"suspicion: {suspicion.kind}: {' / '.join(suspicion.about)}: {suspicion.why}"
        for suspicion in every
    ]
