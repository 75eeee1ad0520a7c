"""What a merge driver leaves in a claim's file: the item-wise merge, or a conflict.

Nothing is taken on trust: the merged text is read again and must say what the merge of the trees
says, whichever side is chosen where there is a choice, and no comment of either side may be lost.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from kb.diff.merging.blocks import Undecided, blocks_of
from kb.diff.merging.keys import plain
from kb.diff.merging.text import Choice, Pieces, State, marked, merged_text, rendered
from kb.diff.merging.three_way import Side, three_way
from kb.model.names import CLAIM_ID
from kb.reading.strict_yaml import Tree, parse

CLAIM_FILE = re.compile(rf"(?:.*/)?claims/[^/]+/({CLAIM_ID})\.yaml")
SIDES: tuple[Side, ...] = get_args(Side)


@dataclass(frozen=True)
class Merged:
    """The text of a file after a merge, and how many places are left to choose in."""

    text: str
    choices: int


def id_of(path: str) -> str:
    """The id of the claim whose file this is; empty, if it is none's."""
    found = CLAIM_FILE.fullmatch(path)
    return found[1] if found else ""


def fields_of(content: bytes) -> dict[str, Tree] | None:
    """What the fields of a file say, as text; None, if it cannot be read."""
    tree = parse("", content).tree
    return tree if isinstance(tree, dict) else None


def merged_file(base: bytes, ours: bytes, theirs: bytes) -> Merged | None:
    """The item-wise merge of a claim's file; None, if it cannot be had with certainty."""
    trees = [tree for side in (base, ours, theirs) if (tree := fields_of(side)) is not None]
    if len(trees) < 3:
        return None
    texts = [whole_lines(side.decode()) for side in (base, ours, theirs)]
    try:
        base_state, our_state, their_state = map(State, map(blocks_of, texts), trees)
        pieces = merged_text(base_state, our_state, their_state)
    except Undecided:
        return None
    if not says_the_merge(pieces, trees) or not keeps_comments(pieces, texts):
        return None
    return Merged(rendered(pieces), sum(isinstance(piece, Choice) for piece in pieces))


def whole_lines(text: str) -> str:
    """A text whose last line ends."""
    return text if text.endswith("\n") or not text else f"{text}\n"


def says_the_merge(pieces: Pieces, trees: Sequence[Tree]) -> bool:
    """Whether the text says what the merge of the trees says, whichever side is chosen."""
    base, ours, theirs = trees
    for side in SIDES:
        settled = {piece.address: side for piece in pieces if isinstance(piece, Choice)}
        merge = three_way(base, ours, theirs, settled)
        said = fields_of(rendered(pieces, side).encode())
        if merge.conflicts or said is None or plain(said) != merge.tree:
            return False
    return True


def keeps_comments(pieces: Pieces, texts: Sequence[str]) -> bool:
    """Whether every comment is there as often as what both sides added and removed leaves it."""
    was, our, their = (Counter(blocks_of(text).comments()) for text in texts)
    mine, its = (Counter(blocks_of(rendered(pieces, side)).comments()) for side in SIDES)
    now = mine | its
    return all(
        now[said] >= min(our[said] + their[said] - was[said], max(our[said], their[said]))
        for said in our.keys() | their.keys()
    )


def both_sides(ours: bytes, theirs: bytes) -> bytes:
    """Both sides whole between marks: of lines that both end with, each may need its own."""
    mine, its = (whole_lines(side.decode(errors="surrogateescape")) for side in (ours, theirs))
    return marked(mine, its).encode(errors="surrogateescape")


def carried_over(paths: Sequence[Sequence[str]], path: str, sides: Sequence[bytes]) -> str:
    """The claim whose text git carries over to this path, though nobody says that it was renamed.

    Of each state of the file the paths are known at which it ever stood; empty, if all is well.
    """
    meant = id_of(path)
    others = set()
    for names in paths:
        known = {id_of(name) for name in names} - {""}
        others |= known if meant and meant not in known else set()
    for content in sides:
        aliases = (fields_of(content) or {}).get("aliases", [])
        others -= {alias for alias in aliases if isinstance(alias, str)}
    return min(others, default="")
