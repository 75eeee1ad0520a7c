"""Boxes of labelled rows with arcs beside them: one for each topic, or one around a claim.

A line is drawn in the box of what it bears on.  A claim of another topic that disputes something
there stands in it as a guest; reasons that leave a topic are counted, for a line across boxes
would cross labels.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kb.site.maps.gutter import Arc, arcs_of, width_of_gutter
from kb.site.maps.relations import Relation, in_order
from kb.site.maps.text_width import wrap_to_width

MANY = 150  # claims; a map with more names only those in dispute
LETTER, WIDE = 13.0, 240.0  # a label's size, and the least room it has in the narrowest box
LINE, PAD, MIDDLE = 16.0, 4.0, 12.0  # a row: its lines, the room above and below, its glyph


@dataclass(frozen=True)
class Row:
    """A claim in a box: how many lines its label needs, what it is there for."""

    claim: str
    lines: int
    disputed: bool
    guest: bool = False


@dataclass(frozen=True)
class Box:
    """Rows from top to bottom, the arcs beside them, and the room these need on the left."""

    rows: tuple[Row, ...] = ()
    arcs: tuple[Arc, ...] = ()
    height: float = 0.0
    narrow: float = 0.0  # room for arcs among disputed claims
    wide: float = 0.0  # for all but related
    full: float = 0.0

    @property
    def disputed(self) -> frozenset[str]:
        """Claims that are labelled at every width."""
        return frozenset(row.claim for row in self.rows if row.disputed)


@dataclass
class Share:
    """What belongs to one topic: claims, guests, lines, and how many lines lead elsewhere."""

    claims: list[str] = field(default_factory=list)
    guests: dict[str, None] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    leaving: dict[str, dict[str, int]] = field(default_factory=dict)  # kind -> topic -> lines


def shares(topic_of: Mapping[str, str], relations: Sequence[Relation]) -> dict[str, Share]:
    """What each topic's box holds."""
    found: dict[str, Share] = {}
    for claim, topic in topic_of.items():
        found.setdefault(topic, Share()).claims.append(claim)
    known = {one.key: one for one in relations if all(claim in topic_of for claim in one.claims)}
    wanted = {one.hit for one in known.values() if one.disputes}  # what is cut must be seen
    for relation in known.values():
        home = topic_of[_end(relation, known)]
        away = [claim for claim in relation.claims if topic_of[claim] != home]
        if relation.disputes or relation.key in wanted or not away:
            found[home].relations.append(relation)
            found[home].guests.update(dict.fromkeys(away))
        kind = "against" if relation.disputes else relation.kind
        if topic_of[relation.sources[0]] != home:
            counts = found[topic_of[relation.sources[0]]].leaving.setdefault(kind, {})
            counts[home] = counts.get(home, 0) + 1
    return found


def _end(relation: Relation, known: Mapping[str, Relation]) -> str:
    """The claim that a line leads to in the end."""
    seen = set()
    while relation.hit in known and relation.key not in seen:
        seen.add(relation.key)
        relation = known[relation.hit]
    return relation.target or relation.claims[-1]


def box_of(
    claims: Sequence[str],
    relations: Sequence[Relation],
    labels: Mapping[str, str],
    fought: Iterable[str],
    guests: Iterable[str] = (),
    first: str = "",
    last: Container[str] = (),
) -> Box:
    """Rows in order with their arcs: ``first`` heads them, ``fought`` are in dispute anywhere."""
    beside, in_dispute = set(guests), set(fought)
    order = in_order([*claims, *(guest for guest in guests if guest not in claims)], relations)
    # A claim whose only dispute is drawn elsewhere stands with those in dispute all the same.
    order.sort(key=lambda claim: (claim != first, claim not in in_dispute, claim in last))
    rows = tuple(
        Row(
            claim,
            len(wrap_to_width(labels[claim], LETTER, WIDE)) + (claim in beside),
            claim in in_dispute,
            claim in beside,
        )
        for claim in order
    )
    at, y = {}, 0.0
    for row in rows:
        at[row.claim] = y + MIDDLE
        y += 2 * PAD + LINE * row.lines
    shown = [row.claim for row in rows if row.disputed]
    arcs = arcs_of(relations, at, shown)
    lasting = [arc for arc in arcs if arc.relation.kind != "related"]
    always = set(shown)
    return Box(
        rows,
        tuple(arcs),
        y,
        width_of_gutter(arc for arc in lasting if always.issuperset(arc.relation.claims)),
        width_of_gutter(lasting),
        width_of_gutter(arcs),
    )
