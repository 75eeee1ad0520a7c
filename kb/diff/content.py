"""Claims and links that were added, removed or changed, field by field."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import PurePath
from typing import Any

from kb.diff.sides import Sides
from kb.model import Claim, Link
from kb.phrasing import one_line
from kb.reading.former_names import renamed

TEXTS = ("title", "short", "statement", "scope", "kind", "topic", "withdrawn")
LISTS = ("sources", "references", "held_by", "aliases", "tags", "tension", "accept")
NAMED = ("demonstrations", "predictions")
ASIDE = frozenset({"index", "file", "claim"})  # fields that say where something stands


@dataclass(frozen=True)
class Edit:
    """One thing that was added, removed or changed; before and after are texts, if it has one."""

    how: str  # added | removed | changed | renamed
    what: str  # claim | link | verb of a link | the name of a field
    where: str  # a claim's id, or a link's address
    before: str = ""
    after: str = ""


def edits(sides: Sides) -> list[Edit]:
    """All of them, claim by claim; a claim that is new or gone is told once."""
    new = sides.after.base.by_id
    found: list[Edit] = []
    for name in sorted({*sides.old_claims, *new}):
        old, now = sides.old_claims.get(name), new.get(name)
        if old is None or now is None:
            found.append(Edit("added" if now else "removed", "claim", name))
            continue
        if old.id != now.id:
            found.append(Edit("renamed", "claim", name, old.id, now.id))
        found += edits_of_claim(renamed(old, sides.names) if sides.names else old, now)
    return found


def edits_of_claim(old: Claim, new: Claim) -> Iterator[Edit]:
    """What differs between two states of one claim."""
    for field in TEXTS:
        was, now = (one_line(str(getattr(claim, field))) for claim in (old, new))
        if was != now:
            yield Edit(how(was, now), field, new.id, was, now)
    for field in LISTS:
        was_all, now_all = (list(map(told, getattr(claim, field))) for claim in (old, new))
        for entry in sorted({*was_all, *now_all}):
            if was_all.count(entry) != now_all.count(entry):
                gone = was_all.count(entry) > now_all.count(entry)
                texts = (entry, "") if gone else ("", entry)
                yield Edit("removed" if gone else "added", field, new.id, *texts)
    yield from edits_of_links(new.id, old.links, new.links)
    for field in NAMED:
        before, after = (
            {entry.name: entry for entry in getattr(claim, field)} for claim in (old, new)
        )
        yield from edits_of_records(field.removesuffix("s"), new.id, before, after)


def edits_of_links(claim: str, old: Sequence[Link], new: Sequence[Link]) -> Iterator[Edit]:
    """Links by address; one that only changed its verb is one link."""
    before = {at(claim, link): link for link in old}
    after = {at(claim, link): link for link in new}
    gone = [link for address, link in before.items() if address not in after]
    for address, link in after.items():
        if address in before:
            yield from edits_of_link(address, before[address], link)
            continue
        twin = next((one for one in gone if one.target == link.target), None)
        if twin is None:
            yield Edit("added", "link", address, "", one_line(link.because))
            continue
        gone.remove(twin)
        yield Edit("changed", "verb of a link", address, twin.verb, link.verb)
        yield from edits_of_link(address, twin, link)
    for link in gone:
        yield Edit("removed", "link", at(claim, link), one_line(link.because), "")


def edits_of_link(address: str, old: Link, new: Link) -> Iterator[Edit]:
    """What differs in a link besides its verb."""
    for field in ("because", "differs", "co_premises", "tension"):
        was, now = (told(getattr(link, field)) for link in (old, new))
        if was != now:
            yield Edit(how(was, now), f"{field} of a link", address, was, now)


def edits_of_records(
    kind: str, claim: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Edit]:
    """Demonstrations or predictions by name, field by field."""
    for name in sorted({*before, *after}):
        where = f"{claim}/{name}"
        if name not in before or name not in after:
            yield Edit("added" if name in after else "removed", kind, where)
            continue
        for field in fields(after[name]):
            was, now = (told(value_of(side[name], field.name)) for side in (before, after))
            if field.name not in ASIDE and was != now:
                yield Edit(how(was, now), f"{field.name} of a {kind}", where, was, now)


def value_of(record: Any, field: str) -> Any:
    """A field of a record; a script that is called as its claim is named is no choice."""
    value = getattr(record, field)
    return "" if field == "script" and PurePath(value).stem == record.claim else value


def how(was: str, now: str) -> str:
    """Whether a text was added, removed or changed."""
    return "changed" if was and now else "added" if now else "removed"


def at(claim: str, link: Link) -> str:
    """A link's address, by the name that its claim has after."""
    return "/".join([claim, *link.address.split("/")[1:]])


def told(value: Any) -> str:
    """A value of a field on one line: names and values, without what is empty."""
    if hasattr(value, "__dataclass_fields__"):
        parts = {field.name: told(getattr(value, field.name)) for field in fields(value)}
        return ", ".join(f"{k}: {v}" for k, v in parts.items() if v and k not in ASIDE)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {told(entry)}" for key, entry in value.items())
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "; ".join(map(told, value))
    return "" if value is None or value is False else one_line(str(value))
