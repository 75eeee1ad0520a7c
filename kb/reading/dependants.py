"""Which claims hang on a file: what must be judged again when only that file was changed."""

from collections.abc import Iterator

from kb.model import Base, Claim
from kb.model.names import REGISTERED
from kb.reading.bibtex_faults import FILE as BIBLIOGRAPHY
from kb.reading.literature import POSITIONS
from kb.reading.unread import is_yaml


def is_claim(path: str) -> bool:
    """Whether a file of the base is a claim's, or is meant to be."""
    return path.startswith("claims/") and is_yaml(path)


def id_of(path: str) -> str:
    """The id that a file among the claims stands for by its name."""
    return path.rpartition("/")[2].rpartition(".")[0]


def measured_with(base: Base, path: str) -> list[str]:
    """Claims whose demonstrations run a script, import a helper, or could read data beside it."""
    root, _, inside = path.partition("/")
    topic, _, name = inside.partition("/")
    if root != "claims" or not name or is_claim(path) or name.endswith(".md"):
        return []
    if name.endswith(REGISTERED):
        return [id_of(path)] if id_of(path) in base.by_id else []
    beside = [claim for claim in base.claims if claim.topic == topic and claim.demonstrations]
    if path in base.scripts:
        users = importers(base, path)
        using = [claim.id for claim in beside if users & {d.script for d in claim.demonstrations}]
        if using or "-" in name:
            return using
    return [claim.id for claim in beside]


def importers(base: Base, path: str) -> set[str]:
    """A script and all beside it that import it, also through one another."""
    folder = path.rpartition("/")[0]
    imports = {
        name: {module.partition(".")[0] for module in script.imports}
        for name, script in base.scripts.items()
        if name.rpartition("/")[0] == folder
    }
    found: set[str] = set()
    more = {path}
    while more:
        found |= more
        names = {id_of(name) for name in found}
        more = {name for name, imported in imports.items() if imported & names} - found
    return found


def naming(base: Base, path: str) -> list[str]:
    """Claims that name something which a file of the literature lists."""
    if path == BIBLIOGRAPHY:
        wanted, listed = "work", ""
    elif path == POSITIONS:
        wanted, listed = "position", ""
    elif path.startswith("literature/discussions/"):
        wanted, listed = "passage", f"{id_of(path)}/"
    elif path.startswith("literature/questions/"):
        question = base.questions.get(id_of(path))
        sentences = (*question.sentences, *question.would_change) if question else ()
        return sorted({name for each in sentences for name in each.rests_on if name in base.by_id})
    else:
        return []
    return [
        claim.id
        for claim in base.claims
        if any(kind == wanted and name.startswith(listed) for kind, name in names_in(claim))
    ]


def names_in(claim: Claim) -> Iterator[tuple[str, str]]:
    """Works, passages and positions that a claim names, each with its kind."""
    for source in (*claim.sources, *claim.references):
        yield from (("work", source.cite),) if source.cite else (("passage", source.passage),)
    for holding in claim.held_by:
        yield "position", holding.position
        if holding.passage:
            yield "passage", holding.passage
    for tension in claim.tension:
        yield "position", tension.position
    testers = [demonstration.by for demonstration in claim.demonstrations]
    for position in filter(None, [*testers, *(said.by for said in claim.predictions)]):
        yield "position", position
    for link in claim.links:
        for position in link.tension:
            yield "position", position
