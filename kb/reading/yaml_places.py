"""Reading no further than to the last of the places that are looked for."""

from collections.abc import Iterator, Mapping, Set

import yaml

from kb.model import FieldPath


class EnoughSeen(Exception):
    """Raised where all places that are wanted have been met."""


def until_seen(
    events: Iterator[yaml.Event], wanted: Set[FieldPath], met: Mapping[FieldPath, object]
) -> Iterator[yaml.Event]:
    """Events up to the one after which all places are known: a place is where it is met first."""
    for event in events:
        if wanted <= met.keys():
            raise EnoughSeen
        yield event
