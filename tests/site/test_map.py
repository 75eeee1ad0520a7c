"""Both maps: who stands beside whom, no line where a label is, and what is drawn is linked."""

import re
from itertools import combinations

import pytest

from kb.graph import graph_of
from kb.model import Base, Link
from kb.model.outcomes import Crux
from kb.site.maps.boxes import LINE, MIDDLE, PAD, WIDE, box_of, shares
from kb.site.maps.gutter import FIRST, LANES, PITCH
from kb.site.maps.relations import Relation, disputed, in_order, relations_of
from kb.site.maps.symbols import GLYPHS, arcs, sprite
from kb.site.maps.text_width import width_of, wrap_to_width
from kb.site.mkdocs_hook import SEALED
from kb.site.pages.map import NAMED, TOPICS
from tests.helpers.example_bases import claim
from tests.site.test_pages import BUY, FILES, Parts, built
from tests.site.test_pages import html_of as sealed

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def html_of(page: bytes) -> str:
    """A page as it is served: the hook has taken its seals off."""
    return SEALED.sub(lambda code: chr(int(code[1])), sealed(page))


def drawn(*links: Link, cruxes: tuple[Crux, ...] = ()) -> tuple[Relation, ...]:
    """Lines of a base whose claims are those that its links name."""
    names = {end.partition("/")[0] for link in links for end in (link.source, link.target)}
    claims = [
        claim(name, ["p"], [link for link in links if link.source == name], [])
        for name in sorted(names)
    ]
    return relations_of(graph_of(Base(claims=tuple(claims))), cruxes, frozenset(names))


def boxed(names: str, *links: Link):
    relations = drawn(*links)
    return box_of(names.split(), relations, {n: n for n in names.split()}, disputed(relations))


def points(path: str) -> list[tuple[float, float]]:
    numbers = [float(number) for number in NUMBER.findall(path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


CUT = (
    Link("a-a", "supports", "b-b", "w"),
    Link("d-d", "undercuts", "a-a/supports/b-b", "w"),
    Link("e-e", "attacks", "f-f", "w"),
    Link("g-g", "related", "h-h", "w"),
    Link("g-g", "contradicts", "b-b", "w"),
)


def test_a_line_s_kind_is_the_force_of_its_verb_and_disputes_come_first():
    found = {relation.key: relation for relation in drawn(*CUT)}
    assert [relation.kind for relation in found.values()] == [
        "against", "against", "undercut", "reason", "related",
    ]  # fmt: skip
    cut = found["d-d/undercuts/a-a/supports/b-b"]
    assert (cut.hit, cut.target, set(cut.claims)) == ("a-a/supports/b-b", "", {"a-a", "b-b", "d-d"})
    assert found["g-g/contradicts/b-b"].both and not found["e-e/attacks/f-f"].both
    assert disputed(found.values()) == {
        "a-a": 1, "b-b": 2, "d-d": 1, "e-e": 1, "f-f": 1, "g-g": 1,
    }  # fmt: skip


def test_two_claims_that_several_cruxes_set_apart_have_one_line():
    twice = tuple(Crux("e-e", "a-a", f"a-a/{name}", "incompatible") for name in "xy")
    found = [one for one in drawn(*CUT, cruxes=twice) if one.kind == "crux"]
    assert [(one.sources, one.target, one.both) for one in found] == [(("e-e",), "a-a", True)]


def test_claims_in_dispute_come_first_and_partners_are_adjacent():
    names = [f"c{number}" for number in range(8)]
    pairs = [("c1", "c6"), ("c6", "c3"), ("c7", "c2")]
    relations = [
        *(Relation(f"{a}{b}", "against", (a,), b, claims=(a, b)) for a, b in pairs),
        Relation("r", "reason", ("c5",), "c0", claims=("c5", "c0")),
    ]
    order = in_order(names, relations)
    assert order == ["c1", "c6", "c3", "c2", "c7", "c0", "c5", "c4"]
    assert in_order(names, reversed(relations)) == order


def test_rows_do_not_touch_and_arcs_end_at_the_middle_of_their_rows():
    box = boxed("a-a b-b d-d e-e f-f g-g h-h", *CUT)
    top, middles = 0.0, {}
    for row in box.rows:
        middles[row.claim] = top + MIDDLE
        top += 2 * PAD + LINE * row.lines
    assert top == box.height
    assert [row.claim for row in box.rows][-1] == "h-h"  # the only one that nobody disputes
    for arc in box.arcs:
        if not arc.relation.hit:
            ends = points(arc.path)
            assert ends[0] == (0, middles[arc.relation.sources[0]])
            assert ends[-1] == (0, middles[arc.relation.target])


@pytest.mark.parametrize("many", [2, 9, 40, 300])
def test_no_line_crosses_a_label_and_lines_side_by_side_have_lanes_of_their_own(many):
    names = [f"c{number}" for number in range(many)]
    relations = [
        Relation(f"r{n}", ("reason", "against")[n % 2], (names[n],), names[(n * 7 + 3) % many],
                 claims=tuple({names[n]: 0, names[(n * 7 + 3) % many]: 0}))
        for n in range(many)
        if n != (n * 7 + 3) % many
    ]  # fmt: skip
    box = box_of(names, relations, {name: name for name in names}, disputed(relations))
    assert len(box.arcs) == len(relations)
    assert all(x <= 0 for arc in box.arcs for x, _ in points(arc.path))
    assert box.narrow <= box.wide <= box.full
    assert box.wide < FIRST + PITCH * (LANES + 1)
    rank = {row.claim: at for at, row in enumerate(box.rows)}
    for one, other in combinations(box.arcs, 2):
        a, b = (sorted(rank[claim] for claim in arc.relation.claims) for arc in (one, other))
        overlap = min(a[1], b[1]) - max(a[0], b[0])
        outermost = FIRST + PITCH * (LANES - 1)
        assert overlap <= 0 or one.depth != other.depth or one.depth == outermost


def test_an_undercut_ends_on_the_middle_of_the_link_it_hits():
    box = boxed("a-a b-b d-d g-g", *(link for link in CUT if link.source in ("a-a", "d-d", "g-g")))
    paths = {arc.relation.kind: points(arc.path) for arc in box.arcs}
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = paths["reason"]
    middle = ((ax + 3 * bx + 3 * cx + dx) / 8, (ay + 3 * by + 3 * cy + dy) / 8)
    assert paths["undercut"][-1] == pytest.approx(middle, abs=0.6)


def test_an_undercut_of_an_undercut_is_drawn_onto_it():
    links = (*CUT[:2], Link("c-c", "undercuts", "d-d/undercuts/a-a/supports/b-b", "w"))
    box = boxed("a-a b-b c-c d-d", *links)
    assert sorted(arc.relation.kind for arc in box.arcs) == ["reason", "undercut", "undercut"]
    assert len({arc.depth for arc in box.arcs}) == 3


def test_a_dispute_with_another_topic_is_drawn_with_a_guest_and_a_reason_is_counted():
    relations = drawn(
        Link("a-a", "attacks", "b-b", "w"),
        Link("a-a", "supports", "c-c", "w"),
        Link("a-a", "supports", "b-b", "w"),
        Link("d-d", "related", "b-b", "w"),
    )
    topic_of = {"a-a": "one", "d-d": "one", "b-b": "two", "c-c": "two"}
    found = shares(topic_of, relations)
    assert found["two"].guests.keys() == {"a-a"}
    assert [one.key for one in found["two"].relations] == ["a-a/attacks/b-b"]
    assert found["one"].leaving == {
        "against": {"two": 1}, "reason": {"two": 2}, "related": {"two": 1},
    }  # fmt: skip
    labels = dict.fromkeys(topic_of, "x y")
    box = box_of(["b-b", "c-c"], found["two"].relations, labels, disputed(relations), ["a-a"])
    assert [(row.claim, row.guest, row.disputed) for row in box.rows] == [
        ("b-b", False, True), ("a-a", True, True), ("c-c", False, False),
    ]  # fmt: skip


def test_a_step_that_is_cut_is_drawn_even_if_it_leads_out_of_its_topic():
    found = shares({"a-a": "one", "b-b": "two", "d-d": "one"}, drawn(*CUT[:2]))
    assert {one.kind for one in found["two"].relations} == {"reason", "undercut"}
    assert found["two"].guests.keys() == {"a-a", "d-d"}


def test_lines_weigh_what_they_say_and_related_is_apart():
    box = boxed("a-a b-b d-d e-e f-f g-g h-h", *CUT)
    groups = re.findall(r'<g class="([^"]*)">', arcs(box))
    assert groups == [
        "kb-l-related kb-late", "kb-l-reason kb-to", "kb-l-undercut kb-to", "kb-l-against kb-to",
        "kb-l-against kb-to kb-from",
    ]  # fmt: skip


def test_each_state_has_a_shape_of_its_own():
    assert len({name for name, _, _ in GLYPHS.values()}) == len(GLYPHS)
    assert len({shape for _, _, shape in GLYPHS.values()}) == len(GLYPHS)
    assert 'id="kb-g-none"' in sprite(["?"], [])  # what is not known is not coloured


def test_a_label_keeps_every_word_and_fits_its_width():
    title = "Equal norm does not mean equal volume under an extraordinarily-long-unbroken-compound"
    lines = wrap_to_width(title, 13, WIDE)
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    assert all(width_of(line, 13) <= WIDE for line in lines)


def test_the_map_names_every_claim_with_its_state_and_in_the_order_of_the_screen():
    page = html_of(built()["map/index.md"])
    rows = page[page.index('<div class="kb-boxes">') : page.index("<details")]
    links = re.findall(
        r'<a href="([^"]*)"><svg[^>]*><use href="#(kb-g-\w+)"/></svg>(.*?)<small>, (.*?)</small>',
        rows,
    )
    assert sorted(links) == [
        ("../claims/buy-panels/", "kb-g-none", "One should buy panels", "unchallenged"),
        ("../claims/panels-fade-slowly/", "kb-g-open", "Panels fade slowly", "contested"),
        ("../claims/panels-last-forever/", "kb-g-open", "Panels last forever", "contested"),
    ]
    for _, shape, _, _ in links:
        assert page.count(f'id="{shape}"') == 1
    assert "3 of three claims are in a disagreement or a crux" in page
    assert Parts(rows).ids == ["box:energy", *re.findall(r'claims/([\w-]+)/"><svg', rows)]


def test_the_map_says_as_a_list_what_it_draws():
    page = html_of(built()["map/index.md"])
    listed = " ".join(Parts(page[page.index("<details") :]).words.split())
    for said in (
        "Panels fade slowly contradicts Panels last forever",
        "Panels fade slowly undercuts the step from Panels last forever to One should buy panels",
        "Panels last forever supports One should buy panels",
    ):
        assert said in listed


def test_a_short_name_is_the_label():
    made = built({"claims/energy/buy-panels.yaml": f"short: Buy panels now\n{BUY}"})
    page = html_of(made["map/index.md"])
    assert "Buy panels now<small>" in page and "One should buy panels<small>" not in page


def many_claims(number: int, topics: int) -> dict[str, str]:
    """Claims of which many attack the next; each topic supports something in all others."""
    changes = {}
    for at in range(number):
        topic = at % topics
        following = (at + topics) % number
        verb = "attacks" if at < 200 and at // topics % 3 else "supports"
        other = (at + 1 + at // topics % topics) % number
        links = f"[{{{verb}: of-{following}, because: w}}"
        links += f", {{supports: of-{other}, because: w}}]" if other not in (at, following) else "]"
        changes[f"claims/topic-{topic}/of-{at}.yaml"] = (
            BUY.replace("One should buy", f"Number {at} of") + f"links: {links}\n"
        )
        changes[f"claims/topic-{topic}/index.md"] = f"# Topic {topic}\n\nWords.\n"
    return changes


def test_over_a_hundred_and_fifty_claims_only_the_disputed_are_named_and_the_rest_counted():
    made = built(many_claims(400, 9))
    page = html_of(made["map/index.md"])
    rows = page[page.index('<div class="kb-boxes">') :]
    named = set(re.findall(r'<a href="\.\./claims/([\w-]+)/"><svg', rows))
    assert 0 < len(named) <= NAMED
    assert len(page) < 80_000 and "<details" not in page
    assert "related" not in Parts(page).words
    words = Parts(rows).words
    boxes = rows.split("<section")[1:]
    assert len(boxes) == 10  # the nine and energy
    for box in boxes[:9]:
        shown = len(re.findall(r'"><svg aria-hidden="true"><use', box))
        counted = [int(found) for found in re.findall(r"(\d+) (?:more|claims?) in", box)]
        assert shown + sum(counted) in (44, 45)
        assert len(re.findall(r'href="#box', box)) <= 2 * TOPICS
    assert "in no disagreement" in words
    near = html_of(made["claims/of-3.md"])
    assert "../../map/#box:topic-3" in Parts(near).links


def test_the_same_base_gives_the_same_map():
    changes = many_claims(60, 3)
    again = dict(reversed(changes.items()))
    assert built(changes)["map/index.md"] == built(again)["map/index.md"]


def test_the_map_around_a_claim_is_drawn_as_the_whole_one():
    page = html_of(built()["claims/buy-panels.md"])
    near = page[page.index('<div class="kb-map kb-near') : page.index("The same as a list")]
    rows = near[near.index('<div class="kb-rows"') :]
    assert "One should buy panels" in rows[rows.index("kb-here") : rows.index("</li>")]
    assert re.findall(r'<a href="([^"]*)"><svg', rows) == [
        "../../claims/panels-fade-slowly/", "../../claims/panels-last-forever/",
    ]  # fmt: skip
    kinds = re.findall(r'<g class="kb-l-(\w+)', rows)
    assert kinds == ["reason", "undercut", "against"]
    assert "../../map/#buy-panels" in Parts(near).links
    assert len(near) < 8_000


def test_around_a_claim_what_is_only_related_is_asked_for_unless_it_is_all():
    alone = BUY.replace("One should buy", "Mirrors beside")
    linked = f"{alone}links: [{{related: buy-panels, because: Both shine.}}]\n"
    made = built({"claims/energy/mirrors-beside-panels.yaml": linked})
    buying = html_of(made["claims/buy-panels.md"])
    assert re.search(r'<li class="kb-only"[^>]*><a href="[^"]*mirrors', buying)
    assert 'class="kb-ask-related"' in buying
    mirrors = html_of(made["claims/mirrors-beside-panels.md"])
    assert "kb-all-related" in mirrors and "kb-ask-related" not in mirrors
    assert 'class="kb-only"' not in mirrors


def test_a_claim_without_links_has_no_map():
    alone = FILES["claims/energy/buy-panels.yaml"].replace("One should buy", "Alone with")
    made = built({"claims/energy/alone-with-panels.yaml": alone})
    assert "kb-near" not in html_of(made["claims/alone-with-panels.md"])
