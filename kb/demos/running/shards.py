"""Which calls are this machine's, when several machines share the work of one base.

The longest call goes to whoever has least so far, so every machine that knows the same
costs finds the same split without asking the others.
"""

import heapq
import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # commands ask for their share before they know whether anything is run
    from kb.model.outcomes import Call


@dataclass(frozen=True)
class Share:
    """The share number ``index`` of ``count``, from 1."""

    index: int = 1
    count: int = 1


def share_of(text: str) -> Share:
    """The share that a text such as 2/3 means; ValueError says what it should be."""
    found = re.fullmatch(r"(\d{1,4})/(\d{1,4})", text)
    index, count = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= index <= count:
        raise ValueError(f"'{text}' is no share such as 2/3, the second of three")
    return Share(index, count)


def shard(
    calls: "Iterable[Call]", costs: "Mapping[Call, float]", index: int, count: int
) -> "list[Call]":
    """The calls of one share, longest first; a call of unknown cost (0) counts as a usual one.

    What is prepared is prepared once: the calls that one call comes before have one owner.
    """
    known = [cost for cost in costs.values() if cost > 0]
    usual = math.fsum(known) / len(known) if known else 1.0
    every = [(-(costs.get(call, 0.0) or usual), call_text(call), call) for call in set(calls)]
    together: dict[str, list[tuple[float, str, Call]]] = {}
    for minus, text, call in sorted(every, key=lambda each: each[:2]):
        together.setdefault(call_text(call.prepared or call), []).append((minus, text, call))
    loads = [(0.0, owner) for owner in range(1, count + 1)]
    groups = [(sum(minus for minus, _, _ in group), text) for text, group in together.items()]
    mine = []
    for minus, first in sorted(groups):
        load, owner = heapq.heappop(loads)
        heapq.heappush(loads, (load - minus, owner))
        if owner == index:
            mine += together[first]
    return [call for _, _, call in sorted(mine, key=lambda each: each[:2])]


def call_text(call: "Call") -> str:
    """A call as text, so that calls of equal cost have an order; 1 and 1.0 differ."""
    before = [call_text(call.prepared)] if call.prepared else []
    return json.dumps([call.script, call.settings, call.seed, call.function, *before])
