"""A claim gets another id: its files, and whatever names it, in one step; its past stays its own.

An id is replaced wherever it stands as a word of its own.  That is exact unless something else has
the same name, so such a name is refused; and what results is read again and compared.  A script
keeps its name, which the claim says from then on, and what was registered keeps its words: so
nothing is measured again, and no digest breaks.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kb.model import Base, Claim
from kb.model.misuse import Misuse
from kb.model.names import CLAIM_ID, REGISTERED
from kb.reading.former_names import renamed
from kb.reading.parsed import Remembered
from kb.reading.read import read
from kb.reading.strict_yaml import parse

OWN = (".yaml", ".yml", REGISTERED)  # files that are called as their claim
KINDS = (".yaml", ".yml", ".md")
TABLE = re.compile(r"""^(['"]?)demonstrations\1:""", re.MULTILINE)
ALIASES = re.compile(r"^aliases: *\[(.*?)\]", re.MULTILINE | re.DOTALL)
ALIAS_LIST = re.compile(r"^aliases:[ \t]*(?:#.*)?\n", re.MULTILINE)
Files = Mapping[str, bytes]


def renamed_files(
    base: Base, old: str, new: str, docs: Files, remembered: Remembered | None = None
) -> dict[str, bytes | None]:
    """The files that change, by path; None for one that is no more.  ``docs`` are pages beside."""
    claim = base.by_id.get(old)
    if claim is None:
        raise Misuse(f"there is no claim '{old}' that can be read")
    if not re.fullmatch(CLAIM_ID, new):
        raise Misuse(f"'{new}' is no id: at least two small words joined by -")
    former = {name for other in base.claims if other.id != old for name in other.aliases}
    if new in base.by_id or new in base.broken:
        raise Misuse(f"there is a claim '{new}' already")
    if new in former:
        raise Misuse(f"'{new}' was the name of another claim, so links to it would lead astray")
    if what := also_called(base, old):
        raise Misuse(f"'{old}' is also the name of {what}; give that another name first")
    found: dict[str, bytes | None] = {}
    word = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-]|\.py\b)")
    for path, content in {**base.files, **docs}.items():
        text = content.decode("utf-8", "surrogateescape")
        folder, _, name = path.rpartition("/")
        own = folder == claim.file.rpartition("/")[0] and name in {f"{old}{kind}" for kind in OWN}
        place = f"{folder}/{name.replace(old, new, 1)}" if own else path
        said = word.sub(new, text) if path.endswith(KINDS) else text
        if path == claim.file:
            said = with_alias(with_scripts(said, old, claim), new, old, claim)
        if place != path:
            found[path] = None
        if place != path or said != text:
            found[place] = said.encode("utf-8", "surrogateescape")
    check_meaning(base, found, {old: new}, remembered)
    return found


def also_called(base: Base, name: str) -> str:
    """What else has a name, in words; "" if nothing has."""
    things: tuple[tuple[str, Iterable[str]], ...] = (
        ("a topic", base.topics),
        ("a position", base.positions),
        ("a work", base.references),
        ("a discussion", base.discussions),
        ("a question", base.questions),
        ("a tag", (tag for claim in base.claims for tag in claim.tags)),
        ("a link", (link.name for claim in base.claims for link in claim.links)),
        ("a prediction", (said.name for claim in base.claims for said in claim.predictions)),
        ("an expectation", (name for d in base.demonstrations.values() for name in d.expect)),
    )  # fmt: skip
    return next((what for what, names in things if name in set(names)), "")


def with_scripts(text: str, old: str, claim: Claim) -> str:
    """The claim's text, whose demonstrations name the script that they had by the claim's name."""
    tree = parse(claim.file, text.encode("utf-8", "surrogateescape")).tree
    table = tree.get("demonstrations") if isinstance(tree, dict) else None
    for name, fields in (table if isinstance(table, dict) else {}).items():
        if not isinstance(fields, dict) or "script" in fields:
            continue
        head = TABLE.search(text)
        start = head.end() if head else 0
        block = re.compile(rf"(?m)^([ \t]+)(['\"]?){re.escape(name)}\2:[ \t]*(?:#.*)?\n([ \t]+)")
        braces = re.compile(rf"([{{\s,])(['\"]?){re.escape(name)}\2:\s*{{")
        if found := block.search(text, start):
            text = f"{text[: found.end()]}script: {old}.py\n{found[3]}{text[found.end() :]}"
        elif found := braces.search(text, start):
            text = f"{text[: found.end()]}script: {old}.py, {text[found.end() :]}"
    return text


def with_alias(text: str, new: str, old: str, claim: Claim) -> str:
    """The claim's text with its former name listed; a name that it takes back is former no more."""
    names = [name for name in (*claim.aliases, old) if name != new]
    line = f"aliases: [{', '.join(dict.fromkeys(names))}]"
    if ALIASES.search(text):
        return ALIASES.sub(line, text, count=1)
    if ALIAS_LIST.search(text):
        raise Misuse("write 'aliases: [one, two]' on a line of its own first")
    return f"{text.rstrip()}\n{line}\n"


def check_meaning(
    base: Base,
    changed: Mapping[str, bytes | None],
    names: Mapping[str, str],
    remembered: Remembered | None,
) -> None:
    """Refuse a renaming after which a claim would say something else than before."""
    files = {path: content for path, content in base.files.items() if path not in changed}
    files |= {path: content for path, content in changed.items() if content is not None}
    after = read(files, remembered)
    for claim in base.claims:
        mine = replace(renamed(claim, names), id=names.get(claim.id, claim.id))
        there = after.by_id.get(mine.id)
        if there is None or bones(there) != bones(mine):
            raise Misuse(f"'{mine.id}' would say something else after it; nothing was changed")


def bones(claim: Claim) -> object:
    """What a claim says of others and of its evidence, without its prose."""
    return (
        [(link.verb, link.target, link.co_premises, link.name) for link in claim.links],
        [(said.name, said.of, dict(said.expect)) for said in claim.predictions],
        [(d.name, d.script, d.runs, d.expect, d.seeds) for d in claim.demonstrations],
        [(said.position, said.other) for said in claim.tension],
        [(holding.position, holding.stance, holding.passage) for holding in claim.held_by],
        claim.tags,
        claim.topic,
    )
