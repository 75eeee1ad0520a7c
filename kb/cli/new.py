"""``kb new``: a claim to fill in, with a script that runs."""

import re
from pathlib import Path

import click

from kb.cli.common import Command, say


@click.command(cls=Command)
@click.argument("topic")
@click.argument("claim")
@click.pass_obj
def new(root: Path, topic: str, claim: str) -> None:
    """Write a claim to fill in, with a script that runs."""
    for line in write_claim(root, topic, claim):
        say(line)


def write_claim(root: Path, topic: str, claim: str) -> list[str]:
    """Write a claim and its script, unless something is there; what was done, in lines."""
    from kb.authoring.claim import SCRIPT, claim_text
    from kb.model.misuse import Misuse
    from kb.model.names import CLAIM_ID, KEBAB, did_you_mean

    if not re.fullmatch(CLAIM_ID, claim):
        raise Misuse(f"'{claim}' is no id: at least two small words joined by -")
    if not re.fullmatch(KEBAB, topic):
        raise Misuse(f"'{topic}' is no topic: small words joined by -")
    if not (root / "claims").is_dir():
        raise Misuse(f"there is no folder {root / 'claims'}; is this the base's folder?")
    folder = root / "claims" / topic
    lines = []
    if not folder.is_dir():
        topics = [path.name for path in (root / "claims").iterdir() if path.is_dir()]
        lines.append(f"a new topic, '{topic}'{did_you_mean(topic, topics)}")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in ((f"{claim}.yaml", claim_text(claim)), (f"{claim}.py", SCRIPT)):
        path = folder / name
        if path.exists():
            raise Misuse(f"{path} is there already; nothing was changed")
        path.write_text(text, "utf-8")
        lines.append(f"wrote {path.relative_to(root)}")
    return [*lines, f"fill it in, then: kb verify {claim}"]
