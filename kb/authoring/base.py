"""The files of a new base: what it says of itself, three claims, and what its keepers need."""

from pathlib import Path

TITLE, VERSION = "@title@", "@version@"
# Names that begin with a dot lie packed without it, so that no tool takes them for its own.
HIDDEN = ("gitignore", "gitattributes", "pre-commit-config.yaml", "github")


def base_files(packed: Path, title: str, version: str) -> dict[str, str]:
    """The files by path; ``packed`` is the folder in which they wait for title and version."""
    found = {}
    for path in sorted(packed.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            parts = path.relative_to(packed).parts
            name = "/".join(parts)
            name = f".{name}" if parts[0] in HIDDEN else name
            text = path.read_text("utf-8")
            found[name] = text.replace(TITLE, title).replace(VERSION, version)
    return found


def title_of(folder: str) -> str:
    """A title from the name of a folder: "deep-nets" is "Deep nets"."""
    words = " ".join(folder.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:] or "Claims"
