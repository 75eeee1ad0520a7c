"""A small base with every kind of page, edited at random as authors edit files, and its site.

What is measured of its scripts is measured here; the past is made up.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import yaml
from hypothesis import strategies as st

from kb.checks.all import findings_of, manuals
from kb.demos.judge import judge
from kb.demos.plan import plan_of
from kb.history.first_runs import LATER, REGISTERED, Commitment
from kb.history.from_git import Registrations
from kb.history.history import Change, Dates, History
from kb.model import Demonstration
from kb.model.misuse import Misuse
from kb.model.outcomes import Call, Judgement, Measurement
from kb.phrasing import one_line
from kb.pipeline import derive
from kb.reading.read import read
from kb.site.figures.cache import key_of
from kb.site.figures.description import described_figure
from kb.site.figures.figure import Drawing, contest
from kb.site.index import Index
from kb.site.recalled import Recalled
from kb.site.text.served import Served
from tests.helpers.small_site import given
from tests.helpers.solar_base import measured
from tests.site.test_debates import DEBATE
from tests.site.test_questions import FILE, QUESTION

Tree = dict[str, Any]
WORDS = st.sampled_from((
    "Panels last", "It fades: $x^2$", "See [panels](panels-last).", "tested, came out", "yes",
    "One <b>long</b> sentence\n\nthat goes on in a second paragraph.", "half_life > 3", "curator",
))  # fmt: skip
SMALL = """
title: {name}
statement: It says {name}, and [another](panels-last) may say more.
kind: opinion
tags: [roof]
held_by: [{{position: installer, stance: asserts}}]
links: [{{supports: panels-last, because: It is so.}}]
"""
FIELDS = ("title", "statement", "scope", "short", "withdrawn", "topic_is_gone")
VERBS = ("supports", "attacks", "contradicts", "entails", "presupposes", "undercuts", "related",
         "equivalent", "compatible-by-scope")  # fmt: skip
DEMO = ("shows", "does_not_show", "flaw", "title", "because")
MANUAL = tuple(manuals()[:2])
DOCS = {
    "about.md": b"# About\n\nA base.\n\n## Why\n\nFor [this](claims/panels-last/).\n",
    "words.md": b"# The four cells\n\nWords.\n\n## Standing\n\nIt stands.\n",
    "assets/style.css": b"a{}",
}


@lru_cache(maxsize=1)
def _start() -> Mapping[str, bytes]:
    files = {
        path: content for path, content in given().items() if not path.startswith("claims/corr")
    }
    for name in ("roofs-are-hot", "sand-is-mild", "wind-is-weak"):
        files[f"claims/weather/{name}.yaml"] = SMALL.format(name=name).encode()
    files["claims/energy/index.md"] = DEBATE.encode()
    files[FILE] = QUESTION.encode()
    files["literature/references.bib"] = files["literature/references.bib"][:220]
    return files


def start() -> dict[str, bytes]:
    """The files before any edit."""
    return dict(_start())


@dataclass
class World:
    """The files of a base and its own pages, where and when it is shown, what was not run."""

    files: dict[str, bytes] = field(default_factory=start)
    docs: dict[str, bytes] = field(default_factory=lambda: dict(DOCS))
    today: str = "2026-11-25"
    served: Served = field(default_factory=Served)
    unmeasured: set[str] = field(default_factory=set)
    days: tuple[tuple[str, str], ...] = ()
    late: bool = False

    def index(self, recalled: Recalled | None = None) -> Index:
        """All that pages are made of, derived anew, or with what is recalled."""
        base = recalled.base(read(self.files)) if recalled else read(self.files)
        evidence = {}
        for address, demonstration in base.demonstrations.items():
            plan = plan_of(base, demonstration)
            if address not in self.unmeasured and not plan.problems:
                calls = plan.calls.items()
                runs = {run: [found(base, call) for call in every] for run, every in calls}
                evidence[address] = judge(demonstration, runs)
        knowledge = derive(base, evidence, self.registrations(base) if self.late else None)
        knowledge = recalled.knowledge(knowledge) if recalled else knowledge
        findings = findings_of(knowledge, self.today)
        return Index(
            knowledge, MANUAL, self.today, self.history(), draw, findings, self.served,
            draw_contest,
        )  # fmt: skip

    def registrations(self, base: Any) -> Registrations:
        """Every second condition came too late."""
        words = (REGISTERED, LATER)
        return Registrations({
            (claim.id, prediction.name): {
                one_line(expected.text): Commitment(words[number % 2], "2026-01-02")
                for number, expected in enumerate(prediction.expect.values())
            }
            for claim in base.claims for prediction in claim.predictions
        })  # fmt: skip

    def history(self) -> History:
        """Which claims changed on which days."""
        dates = {claim: Dates("2026-01-01", day) for day, claim in self.days}
        changes = (Change(day, changed=(claim,), at=f"{day}T1") for day, claim in self.days[::-1])
        return History(dates, {}, tuple(changes))


DRAWN: dict[str, Drawing | None] = {}


def draw(demonstration: Demonstration, judged: Judgement) -> Drawing | None:
    """A figure, drawn once."""
    key = key_of(demonstration, judged)
    if key not in DRAWN:
        DRAWN[key] = described_figure(demonstration, judged)
    return DRAWN[key]


def draw_contest(*told: Any) -> Drawing | None:
    """What two sides expected, drawn once."""
    key = repr(told)
    if key not in DRAWN:
        DRAWN[key] = contest(*told)
    return DRAWN[key]


def found(base: Any, call: Call) -> Measurement:
    """What a script returns; numbers alone are asked for again and again."""
    return _measured(base.scripts[call.script].text, base, call)


class _Same:
    """A base that counts as any other: what is measured hangs on the script's text alone."""

    def __init__(self, base: Any) -> None:
        self.base = base

    def __eq__(self, _: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


def _measured(text: str, base: Any, call: Call) -> Measurement:
    return _kept(text, _Same(base), call) if call.prepared is None else measured(base, call)


@lru_cache(maxsize=4096)
def _kept(_: str, same: _Same, call: Call) -> Measurement:
    return measured(same.base, call)


Edit = tuple[int, int, int, str]


def edited(world: World, edit: Edit) -> World:
    """The world after one edit; what it cannot be done to stays as it is."""
    kind, number, which, words = edit
    after = replace(
        world, files=dict(world.files), docs=dict(world.docs), unmeasured=set(world.unmeasured)
    )
    KINDS[kind % len(KINDS)](after, number, which, words)
    try:
        read(after.files)
    except Misuse:
        return world
    return after


def claims_of(world: World) -> list[str]:
    return sorted(path for path in world.files if path.startswith("claims/") and ".yaml" in path)


def in_claim(change: Callable[[World, Tree, int, str], None]) -> Callable[..., None]:
    """An edit of a claim's file as a tree."""

    def done(world: World, number: int, which: int, words: str) -> None:
        paths = claims_of(world)
        path = paths[number % len(paths)]
        try:
            tree = yaml.load(world.files[path], yaml.BaseLoader)
        except yaml.YAMLError:
            tree = None
        if isinstance(tree, dict):
            change(world, tree, which, words)
            text = yaml.safe_dump(tree, sort_keys=False, default_style="'")
            world.files[path] = text.encode()

    return done


@in_claim
def say(_: World, tree: Tree, which: int, words: str) -> None:
    name = FIELDS[which % len(FIELDS)]
    if name in tree and name not in ("title", "statement"):
        del tree[name]
    elif name != "topic_is_gone":
        tree[name] = words.replace("\n", " ") if name == "title" else words


@in_claim
def tag(_: World, tree: Tree, which: int, __: str) -> None:
    tree["tags"] = ["roof", "sun", "snow"][: which % 4]


@in_claim
def link(world: World, tree: Tree, which: int, words: str) -> None:
    names = [path.rpartition("/")[2].removesuffix(".yaml") for path in claims_of(world)]
    names += ["panels-last/life", "panels-fade-slowly/attacks/panels-last", "no-such-claim"]
    target = names[which % len(names)]
    verb = VERBS[len(words + target) % len(VERBS)]
    tree.setdefault("links", []).append({verb: target, "because": words})


@in_claim
def unlink(_: World, tree: Tree, which: int, __: str) -> None:
    if tree.get("links"):
        tree["links"].pop(which % len(tree["links"]))


@in_claim
def reason(_: World, tree: Tree, which: int, words: str) -> None:
    if tree.get("links"):
        tree["links"][which % len(tree["links"])]["because"] = words


@in_claim
def hold(_: World, tree: Tree, which: int, __: str) -> None:
    stance = ("asserts", "denies", "doubts")[which % 3]
    position = ("installer", "industry", "nobody")[which // 3 % 3]
    tree["held_by"] = [{"position": position, "stance": stance}]
    if which > 8:
        del tree["held_by"]


@in_claim
def source(_: World, tree: Tree, which: int, words: str) -> None:
    every = ({"cite": "fraunhofer-2021", "locator": words}, {"cite": "not-there"},
             {"passage": "roof-talk/1", "locator": "half their output"})  # fmt: skip
    tree["sources"] = [dict(one) for one in every[which % 4 :]]


@in_claim
def demonstrate(_: World, tree: Tree, which: int, words: str) -> None:
    for number, demonstration in enumerate(tree.get("demonstrations", {}).values()):
        if number == which % 3:
            name = DEMO[which % len(DEMO)]
            if name in demonstration and name in ("flaw", "title"):
                del demonstration[name]
            else:
                demonstration[name] = words


@in_claim
def expect(_: World, tree: Tree, which: int, __: str) -> None:
    for demonstration in tree.get("demonstrations", {}).values():
        demonstration["expect"] = {"lasts": f"half_life > {4 * which}"}
        demonstration["bears"] = ("for", "against", "scopes")[which % 3]


@in_claim
def predict(_: World, tree: Tree, which: int, words: str) -> None:
    wanted = {"gone": f"half_life < {which}", "less": "half_life < 100"}
    tree["predictions"] = {"soon": {"of": "panels-last/life", "expect": wanted, "title": words}}
    if which > 8:
        del tree["predictions"]


@in_claim
def undemonstrate(_: World, tree: Tree, which: int, __: str) -> None:
    names = list(tree.get("demonstrations", {}))
    if names:
        del tree["demonstrations"][names[which % len(names)]]


def take_away(world: World, number: int, _: int, __: str) -> None:
    paths = claims_of(world)
    if len(paths) > 2:
        del world.files[paths[number % len(paths)]]


def rename(world: World, number: int, which: int, _: str) -> None:
    paths = claims_of(world)
    path = paths[number % len(paths)]
    folder, _, name = path.rpartition("/")
    content = world.files.pop(path)
    alias = (
        f"aliases: [{name.removesuffix('.yaml')}]\n".encode() if b"aliases" not in content else b""
    )
    topic = folder if which % 2 else "claims/weather"
    world.files[f"{topic}/renamed-{which}.yaml"] = content + alias


def add(world: World, _: int, which: int, words: str) -> None:
    text = SMALL.format(name=f"new-{which}") + f"scope: {words[:5].strip(': ')}\n"
    world.files[f"claims/weather/new-claim-{which}.yaml"] = text.encode()


def break_claim(world: World, number: int, _: int, __: str) -> None:
    paths = claims_of(world)
    world.files[paths[number % len(paths)]] = b"title: [unclosed\n"


def replaced_in(path: str, *pairs: tuple[str, str]) -> Callable[..., None]:
    """An edit of a text that is there, or of what it was edited to."""

    def done(world: World, _: int, which: int, __: str) -> None:
        old, new = pairs[which % len(pairs)]
        text = world.files.get(path, b"").decode()
        world.files[path] = (
            text.replace(old, new) if old in text else text.replace(new, old)
        ).encode()

    return done


def toggled(path: str, text: str) -> Callable[..., None]:
    """A file that comes, changes and goes."""

    def done(world: World, _: int, which: int, __: str) -> None:
        if which % 3:
            world.files[path] = text.replace("hot", f"hot{which}").encode()
        else:
            world.files.pop(path, None)

    return done


def write_doc(world: World, number: int, which: int, words: str) -> None:
    name = ("about.md", "words.md", "own.md", "assets/style.css")[number % 4]
    world.docs[name] = f"# Title {which}\n\nText.\n\n## Part\n\n{words}\n".encode()
    if number > 9:
        world.docs.pop("own.md", None)


def elsewhere(world: World, _: int, which: int, __: str) -> None:
    sites = ("", "https://panels.example/", "https://panels.example/kb/")
    files = ("", "https://forge.example/panels/blob/main/")
    world.served = Served(sites[which % 3], files[which % 2])


def tomorrow(world: World, _: int, which: int, __: str) -> None:
    world.today = f"2026-11-{25 - which % 3}"


def happen(world: World, number: int, which: int, _: str) -> None:
    claim = ("panels-last", "wind-is-weak", "gone-claim")[number % 3]
    world.days = (*world.days[-3:], (f"2026-02-{which + 1:02}", claim))


def register(world: World, _: int, __: int, ___: str) -> None:
    world.late = not world.late


def run(world: World, number: int, _: int, __: str) -> None:
    world.unmeasured ^= {
        ("panels-last/life", "panels-fade-slowly/life", "panels-last/bars")[number % 3]
    }


KINDS: tuple[Callable[..., None], ...] = (
    say, say, say, tag, link, link, unlink, reason, reason, hold, hold, source, demonstrate, expect,
    predict, undemonstrate, take_away, rename, rename, add, break_claim, write_doc, elsewhere,
    tomorrow, happen, register, run,
    toggled("literature/synonyms.yaml", "- [hot, warm]\n"),
    toggled("kb.toml", 'title = "Roofs are hot"\nlicence = "CC0-1.0"\n'),
    replaced_in("literature/positions.yaml", ("An installer", "Somebody"), ("one: yes", "one: no"),
                ("industry:", "industries:")),
    replaced_in("literature/references.bib", ("Photovoltaics", "Sun"), ("2021,", "2022,")),
    replaced_in("literature/discussions/roof-talk.yaml", ("Roof talk", "Talk on roofs")),
    replaced_in(FILE, ("Do panels last?", "Do they?"), ("panels-last: 'tested", "panels-first: 'tested")),
    replaced_in("claims/energy/index.md", ("# Energy", "# Power"), ("---\nquestion", "-\nquestion"),
                ("Yes, for", "Oh yes, for")),
    replaced_in("claims/energy/panels-last.py", ("years * (", "0.5 * years * ("), ('"""How', '"""Just how')),
)  # fmt: skip
EDIT = st.tuples(st.integers(0, len(KINDS) - 1), st.integers(0, 11), st.integers(0, 11), WORDS)
