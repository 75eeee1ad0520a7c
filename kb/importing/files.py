"""The files that imported claims become: proved by reading them, refused where they clash.

What the file of others did not say is a blank, or a debt that the claim itself names.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kb.authoring.blanks import BECAUSE, STATEMENT
from kb.authoring.claim_file import claim_file
from kb.authoring.yaml_text import field_lines
from kb.importing.taken import Taken
from kb.model import Accepted, Base, Claim, Finding, Source
from kb.model.misuse import Misuse
from kb.model.names import KEBAB
from kb.phrasing import one_line, quantity
from kb.reading.literature import POSITIONS
from kb.reading.read import read

Files = dict[str, bytes]
SHOWN = 3  # clashes that are named
# What an import leaves undone, by the check that asks for it, and why it is let off for a while.
DEBTS: Mapping[str, str] = {
    "missing-source": "{file} names no source of it.",
    "unknown-source": "{file} names it, and it is not in this base.",
    "holder-without-place": "{file} does not say where that shows.",
    "locator-not-found": "{file} has it so.",
    "left-blank": "{file} has no text for it.",
}


def placed(
    taken: Taken, topic: str, otherwise: str, kind: str, cite: str = ""
) -> tuple[Claim, ...]:
    """The claims with topic, file, kind and source; what is not said is as given for all.

    A topic that is given holds for all, ``otherwise`` for those of which none is said.
    """
    found = []
    for claim in taken.claims:
        said = claim.topic if re.fullmatch(KEBAB, claim.topic) and claim.topic != "index" else ""
        own = topic or said or otherwise
        sources = claim.sources or ((Source(cite=cite),) if cite else ())
        file = f"claims/{own}/{claim.id}.yaml"
        found.append(replace(claim, topic=own, file=file, kind=claim.kind or kind, sources=sources))
    return tuple(found)


def refuse_clashes(base: Base, claims: Sequence[Claim], clashes: Sequence[str]) -> None:
    """Refuse claims that the base has: by an id that the file says, or with the same statement."""
    known = {one_line(claim.statement): claim.id for claim in base.claims}
    said = (known.get(one_line(claim.statement or STATEMENT)) for claim in claims)
    if there := list(dict.fromkeys([*clashes, *filter(None, said)])):
        named = ", ".join(there[:SHOWN])
        more = f" and {len(there) - SHOWN} more" if len(there) > SHOWN else ""
        raise Misuse(
            f"the base has {quantity(len(there), 'claim')} of this file already: {named}{more};"
            " take them out here or there; nothing was written"
        )


def accepting(
    claims: Iterable[Claim], findings: Iterable[Finding], file: str, until: str
) -> tuple[Claim, ...]:
    """The claims, each with what is found missing in it as a debt until a day."""
    owed: dict[str, list[str]] = {}
    for finding in findings:
        checks = owed.setdefault(finding.place.file, [])
        if finding.check in DEBTS and finding.check not in checks:
            checks.append(finding.check)
    return tuple(
        replace(claim, accept=tuple(
            Accepted(name, DEBTS[name].format(file=file), until)
            for name in owed.get(claim.file, ())
        ))
        for claim in claims
    )  # fmt: skip


def files_of(base: Base, claims: Sequence[Claim], taken: Taken, file: str) -> Files:
    """The files by path: one for each claim, and the positions if there are new ones."""
    found = {claim.file: claim_file(claim).encode() for claim in claims}
    new = {name: title for name, title in taken.holders.items() if name not in base.positions}
    if new:
        before = base.files.get(POSITIONS, b"").decode("utf-8", "surrogateescape")
        lines = [line for name, title in new.items() for line in position_lines(name, title, file)]
        text = f"{before.rstrip()}\n" if before.strip() else ""
        found[POSITIONS] = (text + "\n".join(lines) + "\n").encode("utf-8", "surrogateescape")
    prove(base, found, claims)
    return found


def position_lines(name: str, title: str, file: str) -> list[str]:
    """A position of which the file only has the name; that it is one person is not known."""
    about = f"Named so in {file}; whether that is one person is still to be said."
    return field_lines(name, {"title": title, "one": "no", "about": about})


def prove(base: Base, files: Files, claims: Sequence[Claim]) -> None:
    """Refuse files that do not read back as what was meant, or that change what was there."""
    after = read({**base.files, **files})
    for claim in claims:
        links = tuple(replace(link, because=link.because or BECAUSE) for link in claim.links)
        meant = replace(claim, statement=claim.statement or STATEMENT, links=links)
        if after.by_id.get(claim.id) != meant:
            said = next((f.message for f in after.findings if f.place.file == claim.file), "")
            said = said or "it would read otherwise than it was meant"
            raise Misuse(f"'{claim.title}' cannot be written: {said}; nothing was written")
    is_kept = all(after.positions.get(name) == it for name, it in base.positions.items())
    if not is_kept or (POSITIONS in files and POSITIONS in {*base.unread, *after.unread}):
        raise Misuse(f"nothing can be added to {POSITIONS} as it is; nothing was written")
