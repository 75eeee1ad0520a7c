"""Both maps: nothing lies on anything else, nothing is cut, and what is drawn is linked."""

import re
from itertools import combinations, pairwise

import pytest

from kb.site.maps.atlas import SLOT, atlas
from kb.site.maps.curves import Box, Wire, middle
from kb.site.maps.layout import columns, layout_around
from kb.site.maps.text_width import width_of, wrap_to_width
from tests.site.test_pages import FILES, Parts, built, html_of


def around(many: int) -> tuple[list[Box], list[Wire]]:
    boxes = [
        Box("centre", ("c",), 100, 40),
        *(Box(f"r{i}", ("r",), 100, 30 + 7 * (i % 3)) for i in range(many)),
    ]
    wires = [Wire(f"w{i}", f"r{i}", "centre") for i in range(many)]
    return boxes, wires


def test_reasons_stand_to_the_left_of_what_they_bear_on():
    wires = [Wire("1", "reason", "centre"), Wire("2", "centre", "end"), Wire("3", "deep", "reason")]
    assert columns("centre", ["centre", "reason", "end", "deep"], wires) == {
        "centre": 0, "reason": -1, "end": 1, "deep": -2,
    }  # fmt: skip


@pytest.mark.parametrize("many", [1, 2, 5, 14])
def test_no_two_boxes_touch_and_ends_are_spread(many):
    boxes, wires = around(many)
    placed = layout_around("centre", boxes, wires, 80, 12)
    sizes = {box.key: box for box in boxes}
    for one, other in combinations(placed.boxes, 2):
        (ax, ay), (bx, by) = placed.boxes[one], placed.boxes[other]
        apart_x = abs(ax - bx) - (sizes[one].width + sizes[other].width) / 2
        apart_y = abs(ay - by) - (sizes[one].height + sizes[other].height) / 2
        assert apart_x >= 79.9 or apart_y >= 11.9, (one, other)
    ends = sorted(curve[-1][1] for curve in placed.wires.values())
    assert all(low < high for low, high in pairwise(ends))


def test_an_undercut_ends_at_the_middle_of_the_link_it_hits():
    boxes = [Box(key, (key,), 80, 30) for key in ("centre", "reason", "doubt")]
    wires = [Wire("step", "reason", "centre"), Wire("cut", "doubt", "step")]
    placed = layout_around("centre", boxes, wires, 80, 12)
    assert placed.wires["cut"][-1] == middle(placed.wires["step"])


def test_a_label_keeps_every_word_and_fits_its_width():
    title = "Equal norm does not mean equal volume under an extraordinarily-long-unbroken-compound"
    lines = wrap_to_width(title, 11, 120)
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    assert all(width_of(line, 11) <= 120 for line in lines)


@pytest.mark.parametrize("many", [1, 14, 60, 400])
def test_islands_do_not_touch_and_no_label_covers_another(many):
    topics = {f"t{t}": {f"c{i}": 2 + i % 3 for i in range(t, many, 7)} for t in range(min(7, many))}
    links = [(f"c{i}", f"c{(i * 13 + 5) % many}") for i in range(many)]
    placed = atlas(topics, links, 40)
    for one, other in combinations(placed.islands.values(), 2):
        beside = abs(one.x - other.x) - one.wide - other.wide
        above = abs(one.y - other.y) - one.tall - other.tall
        assert max(beside, above) > 10
    for topic, island in placed.islands.items():
        for (one, (ax, ay)), (other, (bx, by)) in combinations(island.spots.items(), 2):
            low, high = sorted(((ay, one), (by, other)))
            room = high[0] - low[0] - topics[topic][low[1]] * 13
            assert abs(ax - bx) >= SLOT - 0.1 or room > 8, (one, other)
        for x, y in island.spots.values():
            assert abs(x) + SLOT / 2 <= island.wide + 1 and -island.tall < y < island.tall
    assert placed == atlas(topics, links, 40)


def test_the_whole_map_links_every_claim_by_its_name():
    page = html_of(built()["map/index.md"])
    places = re.findall(r'<a class="(s-\w+)" href="([^"]*)" aria-label="([^"]*)".*?</a>', page)
    assert sorted(places) == [
        ("s-contested", "../claims/panels-fade-slowly/", "Panels fade slowly"),
        ("s-contested", "../claims/panels-last-forever/", "Panels last forever"),
        ("s-stands", "../claims/buy-panels/", "One should buy panels"),
    ]
    for label, drawn in re.findall(
        r'aria-label="([^"]*)" transform.*?<text y="9">(.*?)</text>', page
    ):
        assert re.sub("<[^>]*>", "", drawn) == label
    assert (
        re.findall(r'<path class="(v-\w+) f-\w+"', page).count("v-undercuts") == 2
    )  # and the legend
    assert re.search(r'class="v-undercuts f-undercut" data-e="\d+ \d+ \d+" data-hit=""', page)
    words = " ".join(Parts(page).words.split())
    assert "Panels last forever contested supports One should buy panels" in words


def test_the_map_around_a_claim_names_verbs_and_standing():
    page = html_of(built()["claims/buy-panels.md"])
    near = page[page.index('<svg class="kb-map kb-near"') : page.index("The same as a list")]
    words = " ".join(Parts(near).words.split())
    for said in ("supports", "undercuts", "◐ contested Panels last forever", "○ unch"):
        assert said in words
    assert re.findall(r'<a class="kb-node [^"]*" href="([^"]*)"', near) == [
        "../../claims/panels-fade-slowly/", "../../claims/panels-last-forever/",
    ]  # fmt: skip
    assert "../../map/#at=buy-panels&depth=3" in Parts(near).links
    assert len(near) < 12_000


def test_a_claim_without_links_has_no_map():
    alone = FILES["claims/energy/buy-panels.yaml"].replace("One should buy", "Alone with")
    made = built({"claims/energy/alone-with-panels.yaml": alone})
    assert "kb-near" not in html_of(made["claims/alone-with-panels.md"])
