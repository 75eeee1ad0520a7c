"""Argdown as claims: what kb wrote comes back; a debate of others is read as @argdown/core reads it."""

import json
import re
from contextlib import suppress
from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given

from kb.importing.argdown_json import document_of_json
from kb.importing.argdown_text import document_of_text
from kb.importing.taken import Given, Unreadable
from kb.model import Link
from kb.phrasing import one_line
from tests.helpers.exchanged import TWENTY, hostile, knowledges, real
from tests.helpers.imported import imported, kept_links, links_of, taken, there_and_back
from tests.helpers.node import needs, read_by

needs_argdown = needs("@argdown/core")
BLANK = "The warrant is still to be written."
DEBATE = r"""
===
title: "Of rain"
model:
    mode: loose
===

# Rain and
what comes of it {isGroup: true}

// a remark, and <Nothing>: at all
[Rain]: Rain is *good* for
  fields, see [here](https://example.org/a_b#c). #weather #(good for fields) {source: "x {y}"}
  + [Roots]: Roots need water. /* so
  they say */
    - <Swamps>: Swamps have \#1 \[too much\] of it.
      - <Drains>: There are drains.
    _> <Swamps>
  - Roofs leak, says @[Rain].
  >< [Drought]: Nothing ever falls.

<Growth>: What grows needs rain.
  +> [Rain]

<Growth>

(1) [Roots]
(2) Rain is water. {certain: yes}
  - [Drought]
--
Modus ponens, Leap {uses: [1,2]}
--
(3) Roots need rain.
(4) Fields have roots.
----
(7) [Fields]: Fields need rain.
  <_ <Desert fields>: Some grow
  in deserts.
  -> [Drought]

<!-- the end -->
<Short>
  <- [Roots]

* [Rain]: Rain is good for fields.
  + Said again.
"""


def core(text: str) -> str:
    return read_by("argdown-json.mjs", text)


def shape(document) -> tuple:
    """A debate without the numbers of what is untitled, and without bold, links and mentions."""

    def words(text: str) -> str:
        text = re.sub(r"@?\[([^\]]*)\](\([^)]*\))?|[*_]", r"\1", text)
        return one_line(text)

    def named(end):
        said = (document.statements if end[0] == "statement" else document.arguments)[end[1]]
        return (end[0], words(said.text) if said.untitled else end[1])

    def told(known):
        return sorted(("" if s.untitled else t, words(s.text), s.tags) for t, s in known.items())

    relations = {(r.kind, named(r.source), named(r.target)) for r in document.relations}
    steps = {
        title: [(named(("statement", s.statement)), s.is_conclusion, s.rules) for s in steps]
        for title, steps in document.steps.items()
    }
    return told(document.statements), told(document.arguments), relations, steps


@needs_argdown
@pytest.mark.parametrize("mode", ["loose", "strict"])
def test_a_text_is_read_as_its_own_program_reads_it(mode):
    text = DEBATE.replace("mode: loose", f"mode: {mode}")
    found = document_of_json(Given("x", core(text)))
    assert shape(document_of_text(Given("x", text))) == shape(found)


@needs_argdown
@pytest.mark.parametrize("made", [hostile, real], ids=["hostile", "real"])
def test_an_export_is_read_as_its_own_program_reads_it(made):
    from kb.exchange.argdown import export

    text = export(made()).text
    found, mine = document_of_json(Given("x", core(text))), document_of_text(Given("x", text))
    assert mine.steps == found.steps and set(mine.relations) == set(found.relations)
    for known, others in ((mine.statements, found.statements), (mine.arguments, found.arguments)):
        assert {t: (s.text, set(s.data)) for t, s in known.items()} == {
            t: (one_line(s.text), set(s.data)) for t, s in others.items()
        }


def agrees(knowledge, base):
    assert base.by_id.keys() == knowledge.base.by_id.keys()
    for claim in knowledge.base.claims:
        back = base.by_id[claim.id]
        for field in ("title", "kind", "topic"):
            assert getattr(back, field) == getattr(claim, field)
        for field in ("statement", "scope", "withdrawn"):
            assert one_line(getattr(back, field)) == one_line(getattr(claim, field))
        assert [(h.position, h.stance) for h in back.held_by] == [
            (h.position, h.stance) for h in claim.held_by
        ]
    arguments = {"strict", "support", "attack", "undercut"}
    from kb.model.verbs import VERBS

    def said(links):
        """Links that are data lose their names; reasons are on one line."""
        return sorted(
            str(replace(
                link, tension=(), index=0, because=one_line(link.because),
                name=link.name if VERBS[link.verb].force in arguments else "",
                differs=one_line(link.differs),
            ))
            for link in links
        )  # fmt: skip

    assert said(links_of(base)) == said(kept_links(knowledge))


@given(knowledge=knowledges())
@TWENTY
def test_random_bases_come_back(knowledge):
    agrees(knowledge, there_and_back("argdown", knowledge))


@pytest.mark.parametrize("made", [hostile, real], ids=["hostile", "real"])
def test_a_base_comes_back(made):
    agrees(made(), there_and_back("argdown", made()))


@needs_argdown
def test_a_base_comes_back_through_the_json_of_others():
    from kb.exchange.argdown import export

    agrees(real(), imported("argdown", core(export(real()).text)))


def test_a_debate_of_others():
    base = imported("argdown", DEBATE)
    claims = {claim.short or claim.title: claim for claim in base.claims}
    rain = claims["Rain"]
    assert rain.statement == "Rain is good for fields." and rain.tags == (
        "weather",
        "good-for-fields",
    )
    assert rain.title == "Rain is good for fields" and rain.held_by == ()
    assert claims["Swamps"].statement == "Swamps have #1 [too much] of it."
    ids = {name: claim.id for name, claim in claims.items()}
    growth, conclusion = ids["Growth"], f"{ids['Growth']}/supports/{ids['Fields']}"
    premise, result = "It is a premise of this argument.", "It is what the argument concludes."
    assert links_of(base) == {
        Link(ids["Roots"], "supports", ids["Rain"], BLANK),
        Link(ids["Swamps"], "attacks", ids["Roots"], BLANK),
        Link(ids["Drains"], "attacks", ids["Swamps"], BLANK),
        Link(ids["Roots"], "undercuts", f"{ids['Swamps']}/attacks/{ids['Roots']}", BLANK),
        Link(ids["Roofs leak, says Rain"], "attacks", ids["Rain"], BLANK),
        Link(ids["Rain"], "contradicts", ids["Drought"], BLANK),
        Link(ids["Fields"], "supports", ids["Rain"], BLANK),
        Link(growth, "presupposes", ids["Roots"], premise),
        Link(growth, "presupposes", ids["Rain is water"], premise),
        Link(growth, "presupposes", ids["Fields have roots"], premise),
        Link(growth, "supports", ids["Roots need rain"],
             "It is what the argument concludes, by Modus ponens, Leap."),
        Link(growth, "supports", ids["Fields"], result),
        Link(ids["Desert fields"], "undercuts", conclusion, BLANK),
        Link(ids["Drought"], "attacks", ids["Rain is water"], BLANK),
        Link(ids["Fields"], "attacks", ids["Drought"], BLANK),
        Link(ids["Roots"], "attacks", ids["Short"], BLANK),
        Link(ids["Said again"], "supports", ids["Rain"], BLANK),
    }  # fmt: skip
    assert taken("argdown", DEBATE).lost == (
        "the title, 'Of rain'",
        "1 heading that groups what is below it",
        "2 elements with data behind it",
        "1 argument of several premises: the order of its steps",
        "1 contradiction of which kb only keeps that not both can hold, and not that one must",
        "1 element without a text: its title is its statement",
    )


def test_a_title_of_its_own_tells_apart_what_begins_alike():
    text = "[Rain]: Rain falls.\n\n<From clouds>: Rain falls. See the clouds.\n\n<So>: Rain falls. So there.\n"
    found = {claim.title: (claim.id, claim.short) for claim in imported("argdown", text).claims}
    assert found == {
        "Rain falls": ("rain-falls", "Rain"), "From clouds": ("from-clouds", ""), "So": ("claim-so", ""),
    }  # fmt: skip


def test_an_address_is_kept_and_an_undercut_of_a_statement_is_only_related():
    text = "[Rain]: See http://a.org/b//c#d, so it is. // a remark\n  <_ [Doubt]: Doubts remain.\n"
    base = imported("argdown", text)
    assert base.by_id["see-http-org-b-c"].statement == "See http://a.org/b//c#d, so it is."
    assert [link.verb for link in links_of(base)] == ["related"]


def test_strict_mode_entails_and_excludes():
    text = "===\nmodel: {mode: x}\nmode: strict\n===\n\n[A b]: One.\n  + [C d]: Two.\n  - [E f]: Three.\n"
    assert {(link.source, link.verb, link.target) for link in links_of(imported("argdown", text))} == {
        ("c-d", "entails", "a-b"), ("e-f", "contradicts", "a-b"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Text.\n\n  + [A]\n", "file.x:3: this relation stands below nothing"),
        ("Text.\n  +\n", "file.x:2: nothing stands behind '+'"),
        ("<A>\n\n(1) One\n--\nNo end\n", "file.x:4: this inference does not end"),
        ("<A>\n\n(1) One\n(2) Two\n", "the argument <A> comes to no conclusion"),
        ("<A>\n\n(1) <B>\n----\n(2) C\n", "file.x:3: a step of an argument is a statement"),
        ("<A>\n\n(1)\n----\n(2) C\n", "file.x:3: nothing stands behind the number"),
        ('{"statements": {', "this is not JSON"),
        ('{"statements": []}', "'statements' should hold entries by title"),
        ('{"statements": {}, "arguments": {}, "relations": [{"relationType": "support", "from": "A"}]}',
         "a relation leads 'from' 'A', which is not there"),
        ('{"statements": {}, "arguments": {}, "relations": [{"relationType": "likes"}]}',
         "there is no relation 'likes' in Argdown"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(text, said):
    with pytest.raises(Unreadable) as raised:
        imported("argdown", text)
    assert said in str(raised.value)


def test_texts_without_end_take_no_long_time():
    for text in ("{" * 100_000, "[" * 100_000, "<" * 100_000, "/*" * 50_000, "#(" * 50_000, "\\" * 99_999,
                 "[a](" * 30_000, "{a: [" * 30_000, "*_" * 50_000, "- " * 50_000, "(1) " * 30_000):  # fmt: skip
        before = process_time()
        with suppress(Unreadable):
            document_of_text(Given("x", text))
        assert process_time() - before < 3


def test_json_of_a_wrong_kind_is_told_and_not_fallen_over():
    for part in (
        [],
        1,
        "x",
        {"pcs": [{}]},
        {"pcs": 1},
        {"members": [1]},
        {"members": 2},
        {"tags": 3},
    ):
        content = {"statements": {"a": part}, "arguments": {"b": part}, "relations": part}
        try:
            imported("argdown", json.dumps(content))
        except Unreadable:
            continue
