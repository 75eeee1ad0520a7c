"""What a base says of itself: its title, where it is served and kept, how it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# What stands around the pages: MkDocs with Material, its successor, or a frame of our own
FRAMES = ("material", "zensical", "none")
SECTIONS = ("topics", "map", "disputes", "evidence", "positions", "sources", "manual")


@dataclass(frozen=True)
class Configuration:
    """The fields of ``kb.toml``; without the file every base is called *Claims*."""

    title: str = "Claims"
    long_title: str = ""  # as it is cited; "" is the title
    description: str = "Claims, the arguments between them, and evidence that can fail."
    address: str = ""  # where the site is served
    repository: str = ""  # where the files are kept, for links to them
    branch: str = "main"
    licence: str = ""  # of the claims
    copyright: str = ""  # at the foot of every page
    navigation: tuple[str, ...] = SECTIONS  # what stands beside Home, in this order
    colours: Mapping[str, str] = field(default_factory=dict)  # see ``COLOURS``
    frame: str = FRAMES[0]  # what stands around the pages

    @property
    def cited_as(self) -> str:
        """The base's name in a citation."""
        return self.long_title or self.title


# What may be coloured, in both palettes: ``link`` and ``link-dark``, and so on.
COLOURS = ("link", "link-hover", "paper", "ink")
