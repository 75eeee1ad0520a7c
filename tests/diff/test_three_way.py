"""Trees of two sides, merged item by item."""

from kb.diff.merging.keys import items_of
from kb.diff.merging.three_way import Conflict, Merge, three_way

HOT = {"supports": "roofs-are-hot", "because": "It is."}
MILD = {"attacks": "sand-is-mild", "because": "It is."}
WEAK = {"supports": "wind-is-weak", "because": "It is."}


def test_each_side_removes_what_the_other_kept():
    base = {"title": "A", "links": [HOT, MILD]}
    found = three_way(base, {**base, "links": [HOT]}, {**base, "links": [MILD]})
    assert found == Merge({"title": "A"})
    assert three_way(base, {"title": "A"}, {"title": "A", "links": []}).conflicts == (
        Conflict(("links",), [HOT, MILD], None, []),
    )


def test_orders_that_contradict_each_other_are_one_conflict():
    base = {"links": [HOT, MILD, WEAK]}
    changed = {**HOT, "because": "It was."}
    ours, theirs = (
        {"links": [changed, WEAK, MILD]},
        {"links": [MILD, {**HOT, "because": "No."}, WEAK]},
    )
    (conflict,) = three_way(base, ours, theirs).conflicts
    assert conflict.address == ("links",)
    assert three_way(base, ours, theirs, {("links",): "theirs"}) == Merge(theirs)


def test_the_least_and_the_most_are_told_by_their_places():
    def measure(*ends: str):
        measures = {"wear": {"is": "share lost", "in": list(ends)}}
        return {"demonstrations": {"life": {"measures": measures}}}

    (conflict,) = three_way(measure("0", "1"), measure("-1", "1"), measure("0", "2")).conflicts
    assert conflict.address[-1] == "in"


def test_outer_space_is_nothing():
    assert three_way({"a": "b\n"}, {"a": "b"}, {"a": " b "}) == Merge({"a": "b"})


def test_items_are_known_by_as_much_as_tells_them_apart():
    def names(place: str, *items):
        found = items_of((place,), [list(items)])
        return found and list(found[0])

    cited = {"cite": "wirth-2021", "locator": "p. 1"}
    assert names("sources", cited) == ["wirth-2021"]
    assert names("sources", cited, {**cited, "locator": "p. 2"}) == [
        "wirth-2021 p. 1",
        "wirth-2021 p. 2",
    ]
    assert names("sources", cited, cited) is None
    assert names("links", HOT, {**HOT, "name": "again"}) == [
        "supports roofs-are-hot",
        "supports roofs-are-hot again",
    ]
    assert names("links", {**HOT, "attacks": "sand-is-mild"}) is None
    assert names("links", {"because": "It is."}) is None
    held = {"position": "industry", "stance": "asserts"}
    assert names("held_by", held, {**held, "stance": "doubts"}) == [
        "industry asserts",
        "industry doubts",
    ]
    assert names("elsewhere", held) is None
    assert names("tags", "sun", "roof") == ["sun", "roof"]
    assert names("tags", "sun", "sun") is None
    assert items_of(("tags",), [["sun"], None, []]) == [{"sun": "sun"}, {}, {}]
    assert items_of(("tags",), [["sun"], "sun"]) is None
