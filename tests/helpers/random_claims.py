"""Random claims as an author would write them, and random edits of single items.

An item's manner of writing (folded, quoted, on a line, with a comment) hangs on its address alone,
so that a claim is written the same way on both sides of a merge.  What edits of both sides give
together is found here by doing them one after the other: no merge is used.
"""

import copy
from collections.abc import Mapping
from typing import Any
from zlib import crc32

from hypothesis import strategies as st

Address = tuple[str, ...]
Claim = dict[str, Any]  # links by verb and target, tags as a mapping to themselves
Edit = tuple[Address, Any]  # None removes

TEXTS = st.sampled_from((
    "Panels last", "Same reason.", "It fades: slowly, by half", "What is measured bears it out",
    "half_life > 10", "- no list", "# no comment", "yes", "{no mapping}", "It's said 'so'",
    "One long sentence that has to be broken, since no line of a file holds all of what it says.",
))  # fmt: skip
LINKS = tuple(
    f"{verb} {target}"
    for verb in ("supports", "attacks")
    for target in ("roofs-are-hot", "sand-is-mild", "wind-is-weak")
)
RUNS = ("main", "off", "wearless", "snowed_in")
NAMES = ("lasts", "fades-late", "is-cheap")
TAGS = ("roof", "sun", "snow", "wind")
ORDERED = {"links": LINKS, "tags": TAGS, "runs": RUNS, "expect": NAMES}


def subset(names: tuple[str, ...], values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Some of the names, each with a value, in their order; always the first."""
    picked = st.fixed_dictionaries({names[0]: values}, optional=dict.fromkeys(names[1:], values))
    return picked.map(lambda found: {name: found[name] for name in names if name in found})


LINK = st.fixed_dictionaries({"because": TEXTS}, optional={"differs": TEXTS})
SETTINGS = st.fixed_dictionaries({"years": TEXTS}, optional={"loss": TEXTS, "label": TEXTS})
CLAIMS = st.fixed_dictionaries({
    "title": TEXTS,
    "statement": TEXTS,
    "kind": st.just("empirical"),
    "tags": subset(TAGS, st.just("")),
    "links": subset(LINKS, LINK),
    "demonstrations": st.fixed_dictionaries({
        "life": st.fixed_dictionaries({
            "shows": TEXTS,
            "runs": subset(RUNS, SETTINGS),
            "expect": subset(NAMES, TEXTS),
        }),
    }),
})  # fmt: skip
LIFE = ("demonstrations", "life")
EDIT = st.one_of(
    st.tuples(st.sampled_from((("title",), ("statement",), (*LIFE, "shows"))), TEXTS),
    st.tuples(st.sampled_from((("scope",), ("short",))), st.none() | TEXTS),
    st.tuples(st.sampled_from(TAGS[1:]).map(lambda tag: ("tags", tag)), st.sampled_from((None, ""))),
    st.tuples(st.sampled_from(LINKS[1:]).map(lambda link: ("links", link)), st.none() | LINK),
    st.tuples(st.sampled_from(LINKS).map(lambda link: ("links", link, "because")), TEXTS),
    st.tuples(st.sampled_from(LINKS).map(lambda link: ("links", link, "differs")), TEXTS),
    st.tuples(st.sampled_from(RUNS[1:]).map(lambda run: (*LIFE, "runs", run)), st.none() | SETTINGS),
    st.tuples(
        st.tuples(st.sampled_from(RUNS), st.sampled_from(("loss", "label"))).map(
            lambda pair: (*LIFE, "runs", *pair)
        ),
        st.none() | TEXTS,
    ),
    st.tuples(st.sampled_from(NAMES[1:]).map(lambda name: (*LIFE, "expect", name)), st.none() | TEXTS),
)  # fmt: skip
EDITS = st.lists(EDIT, max_size=4)


def edited(claim: Claim, edits: list[Edit]) -> Claim:
    """The claim after edits of what is there; new names stand where their order puts them."""
    new = copy.deepcopy(claim)
    for address, value in edits:
        holder = new
        for name in address[:-1]:
            holder = holder.get(name, {}) if isinstance(holder, dict) else {}
        if value is None:
            holder.pop(address[-1], None)
        else:
            holder[address[-1]] = copy.deepcopy(value)
        if len(address) > 1 and (names := ORDERED.get(address[-2])):
            known = dict(holder)
            holder.clear()
            holder.update({name: known[name] for name in names if name in known})
    return new


def effective(claim: Claim, edits: list[Edit]) -> list[Edit]:
    """What edits change in a claim: the smallest items that differ, or are new or gone."""
    new = edited(claim, edits)
    found = []
    for address in differing(claim, new):
        value: Any = new
        for name in address:
            value = value.get(name) if value else None
        found.append((address, value))
    return found


def differing(old: Any, new: Any, address: Address = ()) -> list[Address]:
    """Addresses at which two trees differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        return [
            found
            for name in {**old, **new}
            for found in differing(old.get(name), new.get(name), (*address, name))
        ]
    return [] if old == new else [address]


def disjoint(one: list[Edit], other: list[Edit]) -> bool:
    """Whether no item of one is, holds or lies in one of the other."""
    pairs = ((mine[0], its[0]) for mine in one for its in other)
    return not any(mine[: len(its)] == its[: len(mine)] for mine, its in pairs)


def tree_of(claim: Claim) -> dict[str, Any]:
    """What a reader should find in the claim's file."""
    tree = copy.deepcopy(claim)
    tree["tags"] = list(claim["tags"])
    tree["links"] = [
        {name.split()[0]: name.split()[1], **fields} for name, fields in claim["links"].items()
    ]
    return tree


def unordered(tree: Any) -> Any:
    """A tree in which the order of links and tags does not count."""
    return {**tree, "tags": sorted(tree["tags"]), "links": sorted(tree["links"], key=str)}


def written(claim: Claim) -> str:
    """The claim's file."""
    lines = ["# yaml-language-server: $schema=../../claim.schema.json"]
    for name in ("title", "short", "statement", "kind", "scope"):
        if name in claim:
            lines += [*comment((name,)), *field(name, claim[name], (name,), 0)]
    lines += [f"tags: [{', '.join(claim['tags'])}]   # as they are searched"]
    lines += ["links:  # reasons", "  # the first of them"]
    for number, (name, fields) in enumerate(claim["links"].items()):
        verb, target = name.split()
        lines += comment(("links", name), 2) if number else []
        lines += [f"  - {verb}: {target}"]
        for key, text in fields.items():
            lines += field(key, text, ("links", name, key), 4)
    life = claim["demonstrations"]["life"]
    lines += [
        "",
        "demonstrations:",
        "  life:",
        *field("shows", life["shows"], LIFE, 4),
        "    runs:",
    ]
    for name, settings in life["runs"].items():
        lines += run(name, settings)
    lines += ["    expect:"]
    for name, text in life["expect"].items():
        lines += comment(("expect", name), 6)
        lines += field(name, text, ("expect", name), 6)
    return "\n".join([*lines, "# the end", ""])


def manner(address: Address, many: int) -> int:
    """How something is written: a number that hangs on its address only."""
    return crc32("/".join(address).encode()) % many


def comment(address: Address, indent: int = 0) -> list[str]:
    """A comment on a line of its own, or none."""
    return [f"{' ' * indent}# about {' '.join(address)}"] if manner(address, 3) == 0 else []


def run(name: str, settings: Mapping[str, str]) -> list[str]:
    """A run on one line, in braces; or on lines."""
    if manner(("runs", name), 2):
        inside = ", ".join(f"{key}: {quoted(text)}" for key, text in settings.items())
        return [f"      {name}: {{{inside}}}"]
    lines = (line for key, text in settings.items() for line in field(key, text, (name, key), 8))
    return [f"      {name}:", *lines]


def field(name: str, text: str, address: Address, indent: int) -> list[str]:
    """A field in quotes, or folded."""
    margin = " " * indent
    if manner(address, 2):
        return [f"{margin}{name}: {quoted(text)}"]
    words = text.split(" ")
    half = (len(words) + 1) // 2
    parts = [" ".join(words[:half]), " ".join(words[half:])]
    return [f"{margin}{name}: >-", *(f"{margin}  {part}" for part in parts if part)]


def quoted(text: str) -> str:
    """A text in single quotes."""
    return "'" + text.replace("'", "''") + "'"
