"""The base on an editor's desk: files on the disk, and over them the texts being written.

``at_once`` judges one file by what can be told without the rest; ``whole`` judges everything, and
may be left in the middle, when another keystroke has made its answer old.
"""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kb import pipeline
from kb.authoring.rename import renamed_files
from kb.checks.all import apply_acceptances, asked_at_once, found_by, questions
from kb.checks.check import name_of
from kb.disk import files_under, is_read, left_out
from kb.editor.one_claim import seen_from
from kb.editor.unwritten import Unwritten
from kb.knowledge import Knowledge
from kb.model import Base, Claim, Finding
from kb.model.outcomes import Judgement
from kb.reading.claim_schema import CLAIM
from kb.reading.claims import claim_of
from kb.reading.dependants import is_claim
from kb.reading.parsed import Parsed, typed_fields
from kb.reading.read import read

READ = "read"
MOST_OLD = 5000  # readings kept of texts that are no more
Files = Mapping[str, bytes]
Stop = Callable[[], bool]


class Stopped(Exception):
    """Raised where a judgement is left, because nobody waits for it any more."""


@dataclass(frozen=True)
class Whole:
    """A base that was judged: what is known, and what was found before anything was let off."""

    files: Files = field(default_factory=dict)
    knowledge: Knowledge = field(default_factory=lambda: Knowledge(Base()))
    found: tuple[Finding, ...] = ()  # as the checks say it
    findings: tuple[Finding, ...] = ()  # with those that a claim accepts turned into notes
    known: Knowledge = field(default_factory=lambda: Knowledge(Base()))  # broken claims as before
    is_judged: bool = False  # else it was only read so far


class Desk:
    """One base, what is open of it, and what was last known of the whole."""

    def __init__(self, root: Path, today: Callable[[], str]) -> None:
        """Nothing is read until it is asked for."""
        self.root, self.today = root, today
        self.memory = Unwritten(root / ".kb")
        self.texts: dict[str, str] = {}  # what is open, by its path
        self.edited: dict[str, Claim] = {}  # claims that are open, as they were last readable
        self.judged = Whole()
        self._before: dict[str, Claim] = {}  # all claims, as they were last readable
        self._evidence: dict[str, Judgement] = {}
        self._remembered: MutableMapping[str, Any] | None = None

    def path_of(self, file: Path) -> str:
        """The path from the base's folder of a file that belongs to it; "" if it is another's."""
        for root in (self.root.absolute(), self.root.resolve()):
            if file.is_relative_to(root):
                path = file.relative_to(root).as_posix()
                return path if is_read(path) else ""
        return ""

    def write(self, path: str, text: str) -> None:
        """A file is open and says this, saved or not."""
        self.texts[path] = text

    def leave(self, path: str) -> None:
        """A file is open no more: what is on the disk counts again."""
        self.texts.pop(path, None)
        self.edited.pop(path, None)

    def content(self, path: str) -> bytes | None:
        """What a file says now; None if there is none."""
        text = self.texts.get(path)
        return self.judged.files.get(path) if text is None else in_bytes(text)

    def text(self, path: str) -> str:
        """The same as text, for looking up places in it."""
        text = self.texts.get(path)
        return (
            (self.judged.files.get(path, b"")).decode("utf-8", "replace") if text is None else text
        )

    def at_once(self, path: str) -> list[Finding]:
        """What is wrong with a file by itself, and what else was last found in it."""
        content = self.content(path)
        if content is None:
            return []
        parsed: dict[str, object] = {}
        alone = read({path: content}, parsed)
        found = [finding for finding in alone.findings if finding.place.file == path]
        if not alone.claims:
            away = is_claim(path)  # a claim that cannot be read is told of no further
            return [*found, *self._found_before(path, frozenset())] if not away else found
        fields, _ = typed_fields(path, content, CLAIM, parsed)
        claim = claim_of(path, fields)  # whose links name others as it writes them
        self.edited[path] = claim
        if not self.judged.is_judged:
            return found  # nothing is known of the others yet
        seen = seen_from(self.judged.knowledge, claim)
        asked = asked_at_once()
        for question in asked:
            found += (told for told in found_by(question, seen) if told.place.file == path)
        found += self._found_before(path, {name_of(question) for question in asked})
        return list(apply_acceptances(seen, found, self.today()))

    def _found_before(self, path: str, again: frozenset[str] | set[str]) -> Iterator[Finding]:
        """What the last judgement found in a file, but for what was asked again."""
        for finding in self.judged.found:
            if finding.place.file == path and finding.check not in (READ, *again):
                yield finding

    def whole(self, stop: Stop = lambda: False) -> Whole:
        """Judge everything, as the texts are now; ``Stopped`` where nobody waits for it."""

        def going_on() -> None:
            if stop():
                raise Stopped

        going_on()
        files = self.files()
        going_on()
        base = read(files, self.remembered())
        base = replace(base, findings=(*base.findings, *left_out(self.root)))
        if not self.judged.is_judged:  # names can be offered before anything is derived
            self.judged = Whole(files, known=Knowledge(base))
        going_on()
        knowledge = pipeline.know(base, self.root, self.memory)
        found = list(base.findings)
        for question in questions():
            going_on()
            found += found_by(question, knowledge)
        findings = tuple(apply_acceptances(knowledge, found, self.today()))
        return Whole(files, knowledge, tuple(found), findings, self._as_before(knowledge), True)

    def files(self) -> dict[str, bytes]:
        """All files as they are now."""
        texts = {path: in_bytes(text) for path, text in dict(self.texts).items()}
        files = {**files_under(self.root), **texts}
        return {path: files[path] for path in sorted(files, key=lambda path: path.split("/"))}

    def remembered(self) -> MutableMapping[str, Any]:
        """What files say that were read before."""
        most = 2 * len(self.judged.files) + MOST_OLD  # beyond, it is mostly of texts long gone
        if self._remembered is None or len(self._remembered) > most:
            self._remembered = Parsed(self.memory, pipeline.reader())
        return self._remembered

    def renamed(self, old: str, new: str) -> dict[str, bytes | None]:
        """The files that change when a claim is called otherwise; None for one that is no more."""
        docs = {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted((self.root / "docs").glob("*.md"))
            if path.is_file() and not path.is_symlink()
        }
        base = read(self.files(), self.remembered())
        return renamed_files(base, old, new, docs, self.remembered())

    def _as_before(self, knowledge: Knowledge) -> Knowledge:
        """The knowledge, with claims that cannot be read just now as they last could."""
        base = knowledge.base
        self._before |= base.by_id
        self._evidence |= knowledge.evidence
        lost = [self._before[name] for name in sorted(base.broken) if name in self._before]
        if not lost:
            return knowledge
        claims = tuple(sorted((*base.claims, *lost), key=lambda claim: claim.id))
        return replace(knowledge, base=replace(base, claims=claims), evidence=dict(self._evidence))


def in_bytes(text: str) -> bytes:
    """A text as it would be saved; halves of letters stay what no reader takes for text."""
    return text.encode("utf-8", "surrogatepass")
