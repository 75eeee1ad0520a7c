"""What every page looks things up in, gathered once; and a page's view of it.

A view knows how deep its page lies, so every link on the site is relative: the built
folder works at any address, and from a disk.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from markupsafe import Markup

from kb.checks.check import Manual
from kb.explain.four_words import Word, four_words
from kb.explain.worst import worst
from kb.history.history import NOTHING, History
from kb.knowledge import Knowledge
from kb.model import Claim, Demonstration, Finding, Link, Prediction
from kb.model.names import CLAIM_ID
from kb.model.outcomes import Judgement
from kb.model.tables import Tables, by_key, group_by_key
from kb.phrasing import anchor
from kb.reading.page_paths import passage_folders, work_pages
from kb.site.figures.cache import Draw, DrawContest
from kb.site.figures.figure import Drawing, contest
from kb.site.maps.joined import touching
from kb.site.maps.relations import Relations, relations_of
from kb.site.text import markdown as text
from kb.site.text.plain_math import bare
from kb.site.text.served import NOWHERE, Served
from kb.site.text.tones import in_tone_of_shape

Context = dict[str, object]
Words = tuple[Word, Word, Word, Word]
UNMEASURED = "unmeasured"
K = TypeVar("K")
V = TypeVar("V")


def nothing_drawn(_: Demonstration, __: Judgement) -> None:
    """No figure, where none is asked for."""


@dataclass(frozen=True)
class Index:
    """Knowledge with its indexes, and what else a page may show."""

    knowledge: Knowledge
    manual: tuple[Manual, ...] = ()
    today: str = ""
    history: History = NOTHING
    draw: Draw = nothing_drawn
    findings: tuple[Finding, ...] = ()
    served: Served = NOWHERE
    draw_contest: DrawContest = contest

    @property
    def site(self) -> str:
        """The address of the site; "" if it is not known."""
        return self.served.site

    @cached_property
    def kept(self) -> Tables:
        """What functions showed, as far as that was asked before."""
        return Tables(self)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Claims by id, and by every former name."""
        former = {name: claim for claim in self.knowledge.base.claims for name in claim.aliases}
        return {**former, **self.knowledge.base.by_id}

    @by_key
    def words(self, claim: str) -> Words:
        """The four words of each claim."""
        return four_words(self.knowledge, self.knowledge.base.by_id[claim])

    @by_key
    def drawings(self, address: str) -> Drawing | None:
        """The figure of each demonstration, if it has one and there is something to draw."""
        demonstration = self.knowledge.base.demonstrations.get(address)
        return self.draw(demonstration, self.judgement(demonstration)) if demonstration else None

    @cached_property
    def relations(self) -> Relations:
        """Every line that a map may draw: links, and pairs that a crux sets apart."""
        return relations_of(self.knowledge.graph, self.knowledge.cruxes, frozenset(self.mapped))

    @by_key
    def states(self, claim: str) -> Context:
        """The worst news of each claim in a word, as maps and lists show it."""
        return in_tone_of_shape(worst(self.knowledge, self.knowledge.base.by_id[claim]))

    @by_key
    def titles(self, claim: str) -> Markup:
        """Each claim's title as it is shown inside a link."""
        return text.inline(self.knowledge.base.by_id[claim].title)

    @cached_property
    def mapped(self) -> tuple[str, ...]:
        """Claims that maps show: those that are not withdrawn."""
        return tuple(claim.id for claim in self.knowledge.base.claims if not claim.withdrawn)

    @cached_property
    def in_topic(self) -> Mapping[str, list[Claim]]:
        """Claims by topic."""
        return group_by_key((claim.topic, claim) for claim in self.knowledge.base.claims)

    @cached_property
    def held_by(self) -> Mapping[str, list[Claim]]:
        """Claims by each position that takes a stance on them."""
        return group_by_key(
            (holding.position, claim)
            for claim in self.knowledge.base.claims
            for holding in claim.held_by
        )

    @cached_property
    def tagged(self) -> Mapping[str, list[Claim]]:
        """Claims by tag."""
        return group_by_key(
            (tag, claim) for claim in self.knowledge.base.claims for tag in claim.tags
        )

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link of every claim."""
        return tuple(link for claim in self.knowledge.base.claims for link in claim.links)

    @cached_property
    def links_to(self) -> Mapping[str, list[Link]]:
        """Links by what they hit: a claim, a link, a demonstration."""
        return group_by_key((link.target, link) for link in self.links)

    @cached_property
    def premised(self) -> Mapping[str, list[Link]]:
        """Links by the claims that are premises of them beside their source."""
        return group_by_key((name, link) for link in self.links for name in link.co_premises)

    @cached_property
    def touching(self) -> Mapping[str, tuple[str, ...]]:
        """Addresses of living links by every claim they join."""
        return touching(self.knowledge.graph)

    @cached_property
    def citing(self) -> Mapping[str, list[Claim]]:
        """Claims by the work they cite, as a source or as a reference."""
        return group_by_key(
            (source.cite, claim)
            for claim in self.knowledge.base.claims
            for source in (*claim.sources, *claim.references)
            if source.cite
        )

    @cached_property
    def work_pages(self) -> Mapping[str, str]:
        """The page of each work by its key; keys that differ in capitals or signs have two."""
        return work_pages(self.knowledge.base.references)

    @cached_property
    def passage_folders(self) -> Mapping[str, str]:
        """The folder of the page that shows a passage, by the passage's address."""
        every = self.knowledge.base.discussions.values()
        return {at: folder for discussion in every for at, folder in passage_folders(discussion)}

    @cached_property
    def taken_from(self) -> Mapping[str, list[Claim]]:
        """Claims by the passage they are taken from."""
        return group_by_key(
            (source.passage, claim)
            for claim in self.knowledge.base.claims
            for source in claim.sources
            if source.passage
        )

    @cached_property
    def predicting(self) -> Mapping[str, list[tuple[Claim, Prediction]]]:
        """Predictions by the demonstration they speak of."""
        return group_by_key(
            (prediction.of, (claim, prediction))
            for claim in self.knowledge.base.claims
            for prediction in claim.predictions
        )

    def judgement(self, demonstration: Demonstration) -> Judgement:
        """What is known of a demonstration, even if that is nothing."""
        address = demonstration.address
        return self.knowledge.evidence.get(address) or Judgement(address, UNMEASURED)


@dataclass(frozen=True)
class View:
    """The index as seen from one page."""

    index: Index
    root: str = field(default="")  # "../" as often as the page lies deep

    def to(self, path: str) -> str:
        """A path under the site's root, from here."""
        return f"{self.root}{path}" or "./"

    def work(self, key: str) -> str:
        """Where a work is shown."""
        return self.to(f"references/{self.index.work_pages[key]}/")

    def address(self, address: str) -> str:
        """Where a claim, a link, a demonstration or a passage is shown; "" if nowhere."""
        first, _, rest = address.partition("/")
        if claim := self.index.claims.get(first):
            return self.to(f"claims/{claim.id}/") + (f"#{anchor(rest)}" if rest else "")
        if first in self.index.knowledge.base.broken and re.fullmatch(CLAIM_ID, first):
            return self.to(f"claims/{first}/")  # a page that says why it cannot be read
        if self.index.knowledge.base.passage(address):
            folder = self.index.passage_folders[address]
            return self.to(f"{folder}#{anchor('passage ' + rest)}")
        return ""

    def block(self, written: str) -> Markup:
        """Paragraphs of an author's Markdown."""
        return text.block(written, self.address)

    def inline(self, written: str) -> Markup:
        """A line of an author's Markdown."""
        return text.inline(written, self.address)

    def title(self, claim: Claim) -> Markup:
        """A claim's title, where it is already inside a link."""
        return self.index.titles[claim.id]

    def line(self, claim: Claim) -> Context:
        """A claim in one line: title, address, the worst news of it, how it stands."""
        return {
            "id": claim.id,
            "title": self.title(claim),
            "href": self.to(f"claims/{claim.id}/"),
            "kind": claim.kind,
            "topic": claim.topic,
            "state": self.index.states[claim.id],
            "withdrawn": bool(claim.withdrawn),
        }

    def lines(self, claims: Iterable[Claim]) -> list[Context]:
        """Each claim once, in the order of their titles."""
        unique = {claim.id: claim for claim in claims}
        ordered = sorted(unique.values(), key=lambda claim: (bare(claim.title).lower(), claim.id))
        return [self.line(claim) for claim in ordered]
