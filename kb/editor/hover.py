"""What is told of a thing whose name is under the cursor, in Markdown."""

from collections.abc import Callable

from kb.checks.all import manuals
from kb.editor.candidates import authors_of, measured_names, written
from kb.editor.fields import shape_at, shape_of_file
from kb.editor.things import Thing
from kb.explain.four_words import BEARING, four_words
from kb.knowledge import Knowledge
from kb.model import Claim, Demonstration, Link
from kb.model.verbs import VERBS
from kb.phrasing import one_line, quantity
from kb.reading.schema import Word
from kb.reading.schema_records import Either, Record

MOST_VALUES = 5  # of a measure, of as many seeds


def told_of(knowledge: Knowledge, thing: Thing) -> str:
    """What there is to say of a thing; "" if nothing is known of it."""
    tellers: dict[str, Callable[[Knowledge, Thing], str]] = {
        "claim": lambda known, it: of_claim(known, known.base.by_id[it.name]),
        "demonstration": lambda known, it: of_test(known, known.base.demonstrations[it.name]),
        "link": lambda known, it: of_link(known.graph.links[it.name]),
        "work": of_work,
        "passage": of_passage,
        "position": of_position,
        "check": of_check,
        "field": of_field,
        "measure": of_measure,
        "setting": of_setting,
        "expectation": of_expectation,
    }
    teller = tellers.get(thing.kind)
    return teller(knowledge, thing) if teller else ""


def of_claim(knowledge: Knowledge, claim: Claim) -> str:
    """A claim: what is said, the four words, and its demonstrations."""
    lines = [f"**{claim.title}**", "", one_line(claim.statement), ""]
    lines += [f"*Scope:* {one_line(claim.scope)}", ""] if claim.scope else []
    for word in four_words(knowledge, claim):
        because = f" ({word.because})" if word.because else ""
        lines.append(f"- {word.shape} {word.aspect}: **{word.value}**: {word.meaning}{because}")
    for test in claim.demonstrations:
        found = knowledge.evidence.get(test.address)
        lines.append(
            f"- {test.called}: {found.word if found else 'unmeasured'}, {BEARING[test.bears]}"
        )
    return "\n".join(lines)


def of_test(knowledge: Knowledge, test: Demonstration) -> str:
    """A demonstration: what it shows and does not, and how each expectation came out."""
    found = knowledge.evidence.get(test.address)
    lines = [f"**{test.called}**: {found.word if found else 'unmeasured'}", ""]
    lines += [f"Shows: {one_line(test.shows)}", ""]
    lines += [f"Does not show: {one_line(test.does_not_show)}", ""]
    words = {verdict.name: verdict.word for verdict in found.verdicts} if found else {}
    for name, expectation in test.expect.items():
        lines.append(f"- `{one_line(expectation.text)}` ({name}): {words.get(name, 'unmeasured')}")
    return "\n".join(lines)


def of_link(link: Link) -> str:
    """A link: what it joins, and its warrant."""
    return f"`{link.source}` {VERBS[link.verb].forward} `{link.target}`\n\n{one_line(link.because)}"


def of_work(knowledge: Knowledge, thing: Thing) -> str:
    """A work, as it would be cited, and who cites it."""
    work = knowledge.base.references.get(thing.name)
    if not work:
        return ""
    citing = sum(
        any(source.cite == thing.name for source in (*claim.sources, *claim.references))
        for claim in knowledge.base.claims
    )
    where = next(
        (work.fields[v] for v in ("journal", "booktitle", "publisher") if v in work.fields), ""
    )
    cited = f"cited by {quantity(citing, 'claim')}"
    return "\n\n".join(filter(None, (f"**{work.title}**", authors_of(work), where, cited)))


def of_passage(knowledge: Knowledge, thing: Thing) -> str:
    """A passage: whose it is and how long; its words are not kept."""
    passage = knowledge.base.passage(thing.name)
    if not passage:
        return ""
    discussion = knowledge.base.discussions[thing.name.partition("/")[0]]
    said = f"{passage.speaker}, {quantity(passage.words, 'word')}"
    return f"**{discussion.title}**, passage {passage.number}\n\n{said}"


def of_position(knowledge: Knowledge, thing: Thing) -> str:
    """A position, and how many claims it holds."""
    position = knowledge.base.positions.get(thing.name)
    if not position:
        return ""
    held = sum(
        any(h.position == thing.name and h.stance == "asserts" for h in claim.held_by)
        for claim in knowledge.base.claims
    )
    who = "one person" if position.one else "a group or tradition"
    lines = [
        f"**{position.title}**",
        one_line(position.about),
        f"{who}; asserts {quantity(held, 'claim')}",
    ]
    return "\n\n".join(filter(None, lines))


def of_check(knowledge: Knowledge, thing: Thing) -> str:
    """A check's page in the manual."""
    for page in manuals():
        if page.name == thing.name:
            said = f"**{page.name}** ({page.severity}): {page.summary}"
            return f"{said}\n\nProblem: {page.problem}\n\nFix: {page.fix}"
    return ""


def of_field(knowledge: Knowledge, thing: Thing) -> str:
    """A field of the schema."""
    assert thing.writing
    shape = shape_at(shape_of_file(thing.writing.file), thing.writing.cursor.path)
    record = shape.record if isinstance(shape, Either) else shape
    if not isinstance(record, Record):
        return ""
    inner = record.fields[thing.name]
    words = f"one of: {', '.join(inner.words)}" if isinstance(inner, Word) else ""
    needed = "needed" if thing.name in record.needs else ""
    lines = [f"**{thing.name}**", record.about.get(thing.name, ""), words, needed]
    return "\n\n".join(filter(None, lines))


def of_measure(knowledge: Knowledge, thing: Thing) -> str:
    """A measure: what it is, and what each run gave."""
    assert thing.writing
    test = thing.writing.test
    run, _, name = thing.name.rpartition(".")
    if not test:
        return ""
    said = " ".join(filter(None, (test.measures.get(name, ""), test.units.get(name, ""))))
    lines = [f"**{name}**", said]
    for each, names in measured_names(knowledge, test).items():
        if names.get(name) and run in ("", each):
            values = names[name].split(", ")
            more = ", ..." if len(values) > MOST_VALUES else ""
            lines.append(f"{each}: {', '.join(values[:MOST_VALUES])}{more}")
    return "\n\n".join(filter(None, lines)) if any(lines[1:]) else ""


def of_setting(knowledge: Knowledge, thing: Thing) -> str:
    """A setting of ``measure``: its default, and what it may be."""
    assert thing.writing
    script = thing.writing.script
    for setting in script.settings if script else ():
        if setting.name == thing.name:
            choices = f"one of: {', '.join(map(str, setting.choices))}" if setting.choices else ""
            said = f"**{setting.name}**, a setting of `measure`"
            return "\n\n".join(
                filter(None, (said, f"default: {written(setting.default)}", choices))
            )
    return ""


def of_expectation(knowledge: Knowledge, thing: Thing) -> str:
    """An expectation of the demonstration at hand, and how it came out."""
    assert thing.writing
    test = thing.writing.test
    expectation = test.expect.get(thing.name) if test else None
    if not test or not expectation:
        return ""
    found = knowledge.evidence.get(test.address)
    words = {verdict.name: verdict.word for verdict in found.verdicts} if found else {}
    return f"`{one_line(expectation.text)}`: {words.get(thing.name, 'unmeasured')}"
